import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { callbacks } from '../../../src/vendors/jumdata/callbacks.ts';
import { sendNotification } from '../../../src/vendors/jumdata/messages.ts';
import type { SendOrder, VendorAccount } from '../../../src/vendors/vendor.ts';

const order: SendOrder = {
  kind: 'NOTIFICATION',
  recipients: [{ number: '13800138000', token: 'msg0190f3a1b2c3d4e5f60718293a4b5c6d' }],
  content: { templateId: 'T0' },
};
const read = (body: string | Uint8Array, status = 200) =>
  sendNotification.read({ status, contentType: 'application/json', body: Buffer.from(body) }, order);
const acceptedAs = (reply: object) => ({
  kind: 'Accepted',
  reply: { recipients: [{ kind: 'Accepted', reply }] },
});

describe('an answer of Jumdata', () => {
  test('printed in “正确返回” names the call and the request', () => {
    const printed = `{
      "code": 200,
      "msg": "成功",
      "taskNo": "69564903663951243279",
      "data": { "callId": "12121212121212" }
    }`;
    expect(read(printed)).toEqual({
      ...acceptedAs({ vendorMessageId: '12121212121212' }),
      vendorRequestId: '69564903663951243279',
    });
  });

  test('printed in “错误返回” is a refusal for the number', () => {
    expect(read('{ "msg": "手机号格式不正确", "code": 400 }')).toMatchObject({
      kind: 'Rejected',
      failure: { code: 'INVALID_NUMBER', vendor: { code: '400', message: '手机号格式不正确' } },
    });
  });

  test.each([
    ['text', '{"code":"200","data":{"callId":"1"}}'],
    ['text with spaces', '{"code":" 200 ","data":{"callId":" 1 "}}'],
    ['a number, and the id too', '{"code":200,"data":{"callId":1}}'],
  ])('is read with its code as %s', (_title, body) => {
    expect(read(body)).toEqual(acceptedAs({ vendorMessageId: '1' }));
  });

  test.each([200, 400, 500, 502])('is read whatever the HTTP status (%i)', (status) => {
    expect(read('{"code":200,"data":{"callId":"1"}}', status).kind).toBe('Accepted');
    expect(read('{"code":603,"msg":"余额不足请充值"}', status)).toMatchObject({
      kind: 'Rejected',
      failure: { code: 'INSUFFICIENT_BALANCE' },
    });
  });

  test('names the request also where it refuses it or leaves its fate open', () => {
    const names = { vendorRequestId: '69564903663951243279' };
    expect(read('{"code":603,"taskNo":"69564903663951243279"}')).toMatchObject({ kind: 'Rejected', ...names });
    expect(read('{"code":500,"taskNo":"69564903663951243279"}')).toMatchObject({ kind: 'Unknown', ...names });
    expect(read('{"code":603,"taskNo":{}}')).not.toHaveProperty('vendorRequestId');
  });

  test.each([
    ['no data', '{"code":200,"msg":"成功"}'],
    ['null for data', '{"code":200,"data":null}'],
    ['text for data', '{"code":200,"data":""}'],
    ['an empty id', '{"code":200,"data":{"callId":""}}'],
    ['an object for a message', '{"code":200,"msg":{}}'],
    ['an id that lost its last digits as a number', '{"code":200,"data":{"callId":69564903663951243279}}'],
  ])('with %s is accepted all the same, without an id', (_title, body) => {
    expect(read(body)).toEqual(acceptedAs({}));
  });

  test('keeps the day’s limit apart from the moment’s', () => {
    expect(read('{"code":606}')).toMatchObject({ kind: 'Rejected', failure: { code: 'RESOURCE_EXHAUSTED' } });
    expect(read('{"code":609}')).toMatchObject({ kind: 'Rejected', failure: { code: 'RATE_LIMITED' } });
  });

  test('999 leaves the fate open and keeps what the vendor says', () => {
    expect(read('{"code":999,"msg":"线路异常"}')).toMatchObject({
      kind: 'Unknown',
      failure: { code: 'UNKNOWN', vendor: { code: '999', message: '线路异常' } },
    });
  });

  test('of any bytes throws nothing, and is never taken for an acceptance or a refusal', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 64 }), fc.integer({ min: 100, max: 599 }), (bytes, status) => {
        expect(read(bytes, status).kind).toBe('Unknown');
      }),
    );
  });

  test('of any JSON is accepted only under code 200', () => {
    fc.assert(
      fc.property(fc.json(), (body) => {
        expect(read(body).kind).toBe('Unknown');
      }),
    );
    fc.assert(
      fc.property(fc.jsonValue(), fc.jsonValue(), (data, msg) => {
        expect(read(JSON.stringify({ code: 200, msg, data })).kind).toBe('Accepted');
      }),
    );
  });
});

test('a push of any bytes is unreadable with the reason, because none is documented', () => {
  fc.assert(
    fc.property(fc.uint8Array(), fc.option(fc.string(), { nil: undefined }), (bytes, kind) => {
      const decoded = callbacks.decode(
        { kind, headers: {}, body: Buffer.from(bytes) },
        {} as VendorAccount<{ appId: string; appSecret: string }>,
      );
      expect(decoded).toEqual([{ unreadable: expect.stringContaining('documents no push') }]);
    }),
  );
  expect(callbacks.kinds).toEqual([]);
});
