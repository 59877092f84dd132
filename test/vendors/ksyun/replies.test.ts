import { describe, expect, test } from 'vitest';
import { API_CODES } from '../../../src/vendors/ksyun/codes.ts';
import { ksyun } from '../../../src/vendors/ksyun/index.ts';

const order = (dryRun: boolean) => ({
  kind: 'VERIFICATION_CODE' as const,
  recipients: [{ number: '13800138000', token: 'msg1' }],
  content: { templateId: '100001', code: '1234', dryRun },
});

const read = (status: number, body: unknown, dryRun = false) =>
  ksyun.operations.sendVerificationCode?.read(
    { status, contentType: 'application/json', body: Buffer.from(JSON.stringify(body)) },
    order(dryRun),
  );

const RequestId = '7de19b5e-0791-4269-872b-c3e05b53c3c8';

test('the printed success names the message', () => {
  expect(read(200, { CallId: 'fbdad845962b1586960833', ExtId: '', RequestId })).toEqual({
    kind: 'Accepted',
    reply: { recipients: [{ kind: 'Accepted', reply: { vendorMessageId: 'fbdad845962b1586960833' } }] },
    vendorRequestId: RequestId,
  });
});

test('the printed failure is a refusal whose RequestId is kept for the vendor’s support', () => {
  const Message = 'The Account do not call voice service';
  expect(
    read(500, { RequestId, Error: { Type: 'server', Message, Code: 'AccountVoiceServiceUnavailable' } }),
  ).toMatchObject({
    kind: 'Rejected',
    failure: {
      code: 'PERMISSION',
      vendor: { code: 'AccountVoiceServiceUnavailable', message: `${Message} (RequestId ${RequestId})` },
    },
  });
});

test('an error decides even beside HTTP 200', () => {
  expect(read(200, { Error: { Code: 'InvalidMobile' } })).toMatchObject({
    kind: 'Rejected',
    failure: { code: 'INVALID_NUMBER', vendor: { code: 'InvalidMobile', message: '手机号格式错误' } },
  });
});

describe('the fate of a request stays open', () => {
  test.each(['ServiceTimeout', 'SendVoiceFailed', 'Unknow'])('after %s', (Code) => {
    expect(read(500, { RequestId, Error: { Type: 'server', Message: '', Code } })).toMatchObject({
      kind: 'Unknown',
      failure: { code: 'OUTCOME_UNKNOWN', vendor: { code: Code } },
    });
  });

  test.each([
    ['no CallId', 200, { RequestId }],
    ['an empty CallId', 200, { CallId: '', RequestId }],
    ['a CallId beside HTTP 502', 502, { CallId: 'fbdad845962b1586960833', RequestId }],
    ['an error without a code', 500, { RequestId, Error: { Type: 'server', Message: 'no' } }],
    ['an error with an empty code', 500, { RequestId, Error: { Type: 'server', Message: 'no', Code: '' } }],
    ['a text', 500, 'Internal Server Error'],
  ])('after an answer with %s', (_title, status, body) => {
    expect(read(status, body)).toMatchObject({ kind: 'Unknown', failure: { code: 'OUTCOME_UNKNOWN' } });
  });
});

test('a dry run is accepted without a CallId, and a refused one is refused', () => {
  expect(read(200, { RequestId }, true)).toEqual({
    kind: 'Accepted',
    reply: { recipients: [{ kind: 'Accepted', reply: {} }] },
    vendorRequestId: RequestId,
  });
  expect(read(403, { Error: { Code: 'SignatureNotMatch' } }, true)).toMatchObject({
    kind: 'Rejected',
    failure: { code: 'AUTHENTICATION' },
  });
});

test('an error that says that the request was a dry run passes a dry run; for a real request it leaves the fate open', () => {
  const body = {
    RequestId,
    Error: { Type: 'Sender', Code: 'DryRunOperation', Message: 'Request would have succeeded.' },
  };
  expect(read(412, body, true)).toMatchObject({ kind: 'Accepted' });
  expect(read(412, body)).toMatchObject({ kind: 'Unknown', failure: { code: 'UNKNOWN' } });
});

test('a dry run is not taken for checked by an answer that is not the vendor’s own', () => {
  expect(read(200, { message: 'ok' }, true)).toMatchObject({ kind: 'Unknown' });
  expect(read(502, { RequestId }, true)).toMatchObject({ kind: 'Unknown' });
});

test('an answer that leaves the fate open names the request, and the call where it has one', () => {
  expect(read(502, { CallId: 'fbdad845962b1586960833', RequestId })).toMatchObject({
    kind: 'Unknown',
    vendorMessageId: 'fbdad845962b1586960833',
    vendorRequestId: RequestId,
  });
});

test('the code table has the documented HTTP statuses, which are not those one would guess', () => {
  const statusOf = Object.fromEntries(API_CODES.map(({ code, httpStatus }) => [code, httpStatus]));
  expect(statusOf).toMatchObject({
    FlowLimitExceeded: 409,
    ServiceUnavailable: 404,
    NoSuchEntity: 404,
    SignatureNotMatch: 403,
    InnerServiceUnavaliable: 500,
    AccountVoiceServiceUnavailable: 500,
    ServiceTimeout: 500,
    Unknow: 500,
    InvalidParameterValue: undefined,
  });
  expect(API_CODES.filter(({ httpStatus }) => httpStatus === 400)).toHaveLength(17);
  expect(API_CODES).toHaveLength(26);
});
