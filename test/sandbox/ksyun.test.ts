import { createHmac } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import type { OutgoingPush, SimulatorRequest } from '../../src/sandbox/exchange.ts';
import { CUSTOMER, TEMPORARY } from '../../src/sandbox/ksyun/authentication.ts';
import { ksyunSimulator } from '../../src/sandbox/ksyun/index.ts';
import { NOTIFICATION_TEMPLATES, VERIFICATION_TEMPLATES } from '../../src/sandbox/ksyun/templates.ts';
import type { ReportOrder, SimulatorModel, SimulatorWorld } from '../../src/sandbox/simulator.ts';
import { ksyun } from '../../src/vendors/ksyun/index.ts';
import { openBench } from '../contract/harness.ts';

const NOW = Date.UTC(2020, 4, 28, 10, 44, 39);
const MOBILE = '13800138000';
type Form = Record<string, string | undefined>;

/** A vendor whose clock stands still and whose pushes are caught. */
function openVendor() {
  const state = ksyunSimulator.initialState();
  const pushes: OutgoingPush[] = [];
  let ids = 0;
  const world: SimulatorWorld = {
    now: () => NOW,
    push: (push) => void pushes.push(push),
    newId: () => String(++ids).padStart(32, 'a'),
    callbackUrl: () => 'http://127.0.0.1:9/callbacks',
    recordingUrl: (callId) => `https://vendor.invalid/${callId}.wav`,
  };
  const answer = (changes: Partial<SimulatorRequest>) => {
    const reply = ksyunSimulator.answer(
      {
        method: 'POST',
        path: '/',
        query: new URLSearchParams(),
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
        body: '',
        ...changes,
      },
      state,
      world,
    );
    return { status: reply.status, ...JSON.parse(reply.body) };
  };
  const send = (parameters: Form, secretKey?: string) => answer({ body: form(parameters, secretKey) });
  const report = (order: ReportOrder) => ksyunSimulator.report?.(order, state, world);
  return { state, pushes, answer, send, report };
}

const COMMON = {
  Accesskey: CUSTOMER.accessKey,
  Service: 'voice',
  Version: '2020-05-01',
  Timestamp: '2020-05-28T10:44:39Z',
  SignatureVersion: '1.0',
  SignatureMethod: 'HMAC-SHA256',
};
const VERIFY: Form = { ...COMMON, Action: 'CallVerify', Mobile: MOBILE, TplId: '100001', Code: '1234' };
const NOTIFY: Form = { ...COMMON, Action: 'CallNotify', Mobile: MOBILE, TplId: '1002', TplParams: '{}' };

/** Signed by hand: the values of these tests need no more than what encodeURIComponent encodes. */
function form(parameters: Form, secretKey: string = CUSTOMER.secretKey): string {
  const canonical = Object.keys(parameters)
    .sort()
    .flatMap((name) => (parameters[name] === undefined ? [] : [`${name}=${encodeURIComponent(parameters[name])}`]))
    .join('&');
  return `${canonical}&Signature=${createHmac('sha256', secretKey).update(canonical).digest('hex')}`;
}

describe('a request', () => {
  test('is accepted in the printed form of a success', () => {
    const { send, state } = openVendor();
    expect(send({ ...VERIFY, ExtId: 'abcdefg111' })).toEqual({
      status: 200,
      CallId: expect.stringMatching(/^[0-9a-f]{12}1590662679$/),
      ExtId: 'abcdefg111',
      RequestId: expect.stringMatching(/^\w{8}(-\w{4}){3}-\w{12}$/),
    });
    expect(state.messages).toHaveLength(1);
  });

  test('without an ExtId gets an empty one back', () => {
    expect(openVendor().send(NOTIFY)).toMatchObject({ status: 200, ExtId: '' });
  });

  test('is refused in the printed form of a failure', () => {
    expect(openVendor().send({ ...VERIFY, Mobile: '123' })).toEqual({
      status: 400,
      RequestId: expect.any(String),
      Error: { Type: 'Sender', Message: '手机号格式错误', Code: 'InvalidMobile' },
    });
  });

  test.each([
    ['GET', { method: 'GET', body: form(VERIFY) }, 404, 'NoSuchEntity'],
    ['another path', { path: '/voice', body: form(VERIFY) }, 404, 'NoSuchEntity'],
    ['JSON', { headers: { 'content-type': 'application/json' }, body: form(VERIFY) }, 400, 'MissingParameter'],
    ['an empty body', {}, 400, 'MissingParameter'],
    ['a name given twice', { body: `${form(VERIFY)}&Mobile=1` }, 400, 'InvalidParameterValue'],
    ['a wrong signature', { body: form(VERIFY, 'another-secret') }, 403, 'SignatureNotMatch'],
    ['a value changed after signing', { body: form(VERIFY).replace('1234', '1235') }, 403, 'SignatureNotMatch'],
  ])('with %s is refused', (_what, changes, status, Code) => {
    expect(openVendor().answer(changes)).toMatchObject({ status, Error: { Code } });
  });

  test.each([
    ['an unknown access key', { Accesskey: 'AKxxx' }, 'InvalidAccountId'],
    ['a token that its key does not need', { SecurityToken: 'token' }, 'InvalidAccountId'],
    ['another service', { Service: 'sms' }, 'InvalidParameterValue'],
    ['another version', { Version: '2019-01-01' }, 'InvalidParameterValue'],
    ['another signature version', { SignatureVersion: '2.0' }, 'InvalidParameterValue'],
    ['another signature method', { SignatureMethod: 'HMAC-SHA1' }, 'InvalidParameterValue'],
    ['an unknown action', { Action: 'CallNobody' }, 'NoSuchEntity'],
    ['an action that only JavaScript knows', { Action: 'constructor' }, 'NoSuchEntity'],
    ['a time with milliseconds', { Timestamp: '2020-05-28T10:44:39.000Z' }, 'InvalidTimestampFormat'],
    ['a time of no calendar', { Timestamp: '2020-13-28T10:44:39Z' }, 'InvalidTimestampFormat'],
    ['a time too early', { Timestamp: '2020-05-28T10:29:38Z' }, 'InvalidTimestamp'],
    ['a time too late', { Timestamp: '2020-05-28T10:59:40Z' }, 'InvalidTimestamp'],
    ['no time', { Timestamp: undefined }, 'MissingParameter'],
    ['a parameter that no table lists', { Colour: 'red' }, 'InvalidParameterValue'],
    ['a parameter of another action', { TplParams: '{}' }, 'InvalidParameterValue'],
    ['no mobile', { Mobile: undefined }, 'MissingParameter'],
    ['an empty mobile', { Mobile: '' }, 'MissingParameter'],
    ['a landline', { Mobile: '02112345678' }, 'InvalidMobile'],
    ['a malformed caller', { Caller: '+86755' }, 'InvalidParameterValue'],
    ['no template', { TplId: undefined }, 'MissingParameter'],
    ['a template that is not the vendor’s', { TplId: '1002' }, 'InvalidTplId'],
    ['a short code', { Code: '123' }, 'InvalidVerifyCode'],
    ['a code of letters', { Code: 'abcd' }, 'InvalidVerifyCode'],
    ['three plays', { PlayTimes: '3' }, 'InvalidPlayTimes'],
    ['an ExtId with an underscore', { ExtId: 'msg_1' }, 'InvalidExtId'],
    ['an ExtId of 51 characters', { ExtId: 'a'.repeat(51) }, 'InvalidExtId'],
    ['an unknown dry run', { DryRun: 'maybe' }, 'InvalidParameterValue'],
  ])('for a verification code with %s is refused', (_what, changes, Code) => {
    const { send, state } = openVendor();
    expect(send({ ...VERIFY, ...changes })).toMatchObject({ Error: { Code } });
    expect(state.messages).toEqual([]);
  });

  test.each([
    ['no variables', { TplParams: undefined }, 'MissingParameter'],
    ['variables that are no JSON', { TplParams: 'text' }, 'InvalidTplParams'],
    ['variables that are a list', { TplParams: '["a"]' }, 'InvalidTplParams'],
    ['a variable that the template lacks', { TplParams: '{"text":"a","more":"b"}' }, 'InvalidTplParams'],
    ['a variable missing', { TplParams: '{}' }, 'InvalidTplParams'],
    ['a line break', { TplParams: '{"text":"a\\nb"}' }, 'InvalidTplParams'],
    ['an emoji', { TplParams: '{"text":"😀"}' }, 'InvalidTplParams'],
    ['a web address', { TplParams: '{"text":"http://a.cn"}' }, 'TplContainUrl'],
    ['a value of 101 characters', { TplParams: `{"text":"${'好'.repeat(101)}"}` }, 'InvalidTplLen'],
    [
      'a text of 181 characters',
      { TplId: '1004', TplParams: `{"first":"${'a'.repeat(100)}","second":"${'b'.repeat(81)}"}` },
      'InvalidContentLen',
    ],
    ['plays, which only codes have', { PlayTimes: '1' }, 'InvalidParameterValue'],
  ])('for a notification with %s is refused', (_what, changes, Code) => {
    const order = { ...NOTIFY, TplId: '1003', TplParams: '{"text":"a"}', ...changes };
    expect(openVendor().send(order)).toMatchObject({ Error: { Code } });
  });

  test('may give a variable as a number, as the printed example does', () => {
    expect(openVendor().send({ ...NOTIFY, TplId: '1001', TplParams: '{"code":123456}' })).toMatchObject({
      status: 200,
    });
  });

  test('with a temporary key needs the token that belongs to it', () => {
    const temporary = { ...VERIFY, Accesskey: TEMPORARY.accessKey };
    const { send } = openVendor();
    expect(send(temporary, TEMPORARY.secretKey)).toMatchObject({ Error: { Code: 'InvalidAccountId' } });
    expect(send({ ...temporary, SecurityToken: TEMPORARY.securityToken }, TEMPORARY.secretKey)).toMatchObject({
      status: 200,
    });
  });

  test('that is a dry run is checked like any other and places no call', () => {
    const { send, state } = openVendor();
    expect(send({ ...VERIFY, DryRun: 'true' })).toEqual({ status: 200, RequestId: expect.any(String) });
    expect(send({ ...VERIFY, DryRun: 'true', Code: '1' })).toMatchObject({ Error: { Code: 'InvalidVerifyCode' } });
    expect(state.messages).toEqual([]);
  });
});

describe('a report', () => {
  test('is pushed in the printed form, with its trailing comma', () => {
    const { send, report, pushes } = openVendor();
    const { CallId } = send({ ...VERIFY, Caller: '95105', ExtId: 'abcdefg111' });

    expect(report({ messageId: CallId, outcome: 'ANSWERED', seconds: 19, keys: '1' })).toEqual({ reported: true });

    expect(pushes[0]).toMatchObject({
      url: 'http://127.0.0.1:9/callbacks',
      headers: { 'content-type': 'application/json;charset=UTF-8' },
      attempts: 10,
    });
    expect(pushes[0]?.body).toBe(`[
    {
        "Status": "SUCCESS",
        "EndTime": "2020-05-28 18:44:39",
        "Duration": 19,
        "CallId": "${CallId}",
        "ErrCode": "SUCCESS",
        "ErrDesc": "发送成功",
        "StartTime": "2020-05-28 18:44:10",
        "AnswerTime": "2020-05-28 18:44:20",
        "Mobile": "${MOBILE}",
        "PressKey": "1",
        "ExtId": "abcdefg111",
        "Caller": "95105",
        "CallerDisplay": "95105",
        "VoiceType": 1,
    }
]`);
  });

  test('is acknowledged by the number 0 and by nothing else', () => {
    const { send, report, pushes } = openVendor();
    report({ messageId: send(NOTIFY).CallId, outcome: 'ANSWERED', seconds: 1 });
    const taken = (status: number, body: string) => pushes[0]?.acknowledged(status, body);

    expect(taken(200, '{ "code" : 0, "msg" : "success" }')).toBe(true);
    expect(taken(200, ksyun.callbacks.acknowledgement.body)).toBe(true);
    for (const body of ['{"code":"0","msg":"success"}', '{"code":1,"msg":"no"}', 'success', '', 'null']) {
      expect(taken(200, body)).toBe(false);
    }
    expect(taken(500, '{"code":0,"msg":"success"}')).toBe(false);
  });

  test('is refused for a message that the vendor does not know, and for a voice reply, which it does not record', () => {
    const { send, report, pushes } = openVendor();
    expect(report({ messageId: 'nobody', outcome: 'BUSY', seconds: 0 })).toMatchObject({ reported: false });
    const order = { messageId: send(NOTIFY).CallId, outcome: 'ANSWERED', seconds: 1 } as const;
    expect(report({ ...order, voiceReply: new Uint8Array([1]) })).toMatchObject({ reported: false });
    expect(pushes).toEqual([]);
  });
});

test('carries no calls and no texts between people, and says so', async () => {
  await using bench = await openBench(ksyun, ksyunSimulator as SimulatorModel, CUSTOMER);
  const order = { from: MOBILE, to: '875100000' };
  expect(bench.simulator.dial({ ...order, outcome: 'ANSWERED', seconds: 1 })).toMatchObject({ routed: false });
  expect(bench.simulator.text({ ...order, content: '您好' })).toMatchObject({ routed: false });
});

test('knows the five templates of the document and keeps the printed example of a customer’s own', () => {
  expect(Object.keys(VERIFICATION_TEMPLATES)).toEqual(['100001', '100002', '100003', '100004', '100005']);
  expect(NOTIFICATION_TEMPLATES['1001']).toBe('你的验证码{code},有效期为五分钟');
});
