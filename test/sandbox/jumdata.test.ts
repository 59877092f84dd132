import { describe, expect, test } from 'vitest';
import type { SimulatorRequest } from '../../src/sandbox/exchange.ts';
import { jumdataSimulator } from '../../src/sandbox/jumdata/index.ts';
import { CUSTOMER } from '../../src/sandbox/jumdata/parameters.ts';
import { initialState } from '../../src/sandbox/jumdata/state.ts';
import { TEMPLATES } from '../../src/sandbox/jumdata/templates.ts';
import type { SimulatorWorld } from '../../src/sandbox/simulator.ts';
import { sendNotification } from '../../src/vendors/jumdata/messages.ts';

const MOBILE = '13800138000';
const START = 1_700_000_000_000;
const FORM = 'application/x-www-form-urlencoded';

/** The simulated vendor with a clock that the test sets, called by our own adapter or by hand. */
function openVendor(balance = initialState().balance) {
  const state = { ...initialState(), balance };
  let now = START;
  let ids = 0;
  const world: SimulatorWorld = {
    now: () => now,
    newId: () => (++ids).toString(16).padStart(32, '0'),
    callbackUrl: () => 'http://127.0.0.1:9/',
    recordingUrl: (callId) => `https://vendor.invalid/${callId}.wav`,
    push: () => expect.unreachable('this vendor pushes nothing'),
  };
  const account = { id: 'acct_1', vendor: 'JUMDATA', baseUrl: 'http://vendor', credentials: CUSTOMER };
  const prepare = (templateId = 'T0', values: readonly string[] = [], mobile = MOBILE): SimulatorRequest => {
    const { method, url, headers, body } = sendNotification.request(
      { ...account, services: undefined, callbackUrl: world.callbackUrl },
      {
        kind: 'NOTIFICATION',
        recipients: [{ number: mobile, token: 't' }],
        content: { templateId, templateParameters: values.map((value) => ({ value })) },
      },
      now,
    );
    return { method, path: new URL(url).pathname, query: new URLSearchParams(), headers, body: body ?? '' };
  };
  const answer = (request: SimulatorRequest): unknown =>
    JSON.parse(jumdataSimulator.answer(request, state, world).body);
  return {
    state,
    prepare,
    answer,
    report: () => jumdataSimulator.report?.({ messageId: '1', outcome: 'ANSWERED', seconds: 9 }, state, world),
    call: (...given: Parameters<typeof prepare>) => answer(prepare(...given)),
    wait: (seconds: number) => {
      now += seconds * 1_000;
    },
  };
}

const edited = (request: SimulatorRequest, edit: (form: URLSearchParams) => void): SimulatorRequest => {
  const form = new URLSearchParams(request.body);
  edit(form);
  return { ...request, body: form.toString() };
};

describe('the simulated Jumdata', () => {
  test('accepts a signed form and answers as printed', () => {
    expect(openVendor().call('T1', ['您好'])).toEqual({
      code: 200,
      msg: '成功',
      taskNo: '00000000000000000001',
      data: { callId: '00000000000002' },
    });
  });

  test('accepts a GET too, as the document does', () => {
    const vendor = openVendor();
    const { body, path } = vendor.prepare();
    const get = { method: 'GET', path, query: new URLSearchParams(body), headers: {}, body: '' };
    expect(vendor.answer(get)).toMatchObject({ code: 200 });
  });

  test.each([
    ['a wrong signature', (form: URLSearchParams) => form.set('sign', '0'.repeat(64)), '参数错误:sign'],
    ['a signature of another time', (form: URLSearchParams) => form.set('timestamp', '1700000000001'), '参数错误:sign'],
    [
      'an upper-case signature',
      (form: URLSearchParams) => form.set('sign', form.get('sign')?.toUpperCase() ?? ''),
      '参数错误:sign',
    ],
    ['an unknown appId', (form: URLSearchParams) => form.set('appId', 'somebody'), '参数错误:appId'],
    ['a time in seconds', (form: URLSearchParams) => form.set('timestamp', '1700000000'), '参数错误:timestamp'],
    ['two numbers', (form: URLSearchParams) => form.set('mobile', `${MOBILE},${MOBILE}`), '手机号格式不正确'],
    ['a landline', (form: URLSearchParams) => form.set('mobile', '02112345678'), '手机号格式不正确'],
    ['no template', (form: URLSearchParams) => form.delete('templateId'), '参数错误:templateId'],
    ['an empty param', (form: URLSearchParams) => form.set('param', ''), '参数错误:param'],
    ['an undocumented parameter', (form: URLSearchParams) => form.set('notifyUrl', 'http://x/'), '参数错误:notifyUrl'],
    ['a repeated parameter', (form: URLSearchParams) => form.append('templateId', 'T0'), '参数错误:templateId'],
    ['a repeated number', (form: URLSearchParams) => form.append('mobile', MOBILE), '手机号格式不正确'],
  ])('refuses %s with 400', (_title, edit, msg) => {
    const vendor = openVendor();
    expect(vendor.answer(edited(vendor.prepare(), edit))).toEqual({ code: 400, msg });
    expect(vendor.state).toEqual(initialState());
  });

  test.each([
    ['a JSON body', { headers: { 'content-type': 'application/json' } }],
    ['parameters in the address of a POST', { query: new URLSearchParams('appId=1') }],
  ])('refuses %s with 400', (_title, change) => {
    const vendor = openVendor();
    expect(vendor.answer({ ...vendor.prepare(), ...change })).toMatchObject({ code: 400 });
  });

  test('takes the form type with and without a charset', () => {
    for (const type of [FORM, `${FORM};charset=UTF-8`]) {
      const vendor = openVendor();
      expect(vendor.answer({ ...vendor.prepare(), headers: { 'content-type': type } })).toMatchObject({ code: 200 });
    }
  });

  test.each([
    ['another address', { path: '/voice-notify/send' }],
    ['another method', { method: 'PUT' }],
  ])('refuses %s with 404', (_title, change) => {
    const vendor = openVendor();
    expect(vendor.answer({ ...vendor.prepare(), ...change })).toEqual({ code: 404, msg: '接口地址不正确' });
  });

  test.each([
    ['a template that was never approved', 'T9', []],
    ['a template by a name that every object has', 'constructor', []],
    ['too few variables', 'T2', ['1']],
    ['too many variables', 'T0', ['1']],
    ['a text of more than 500 characters', 'T1', ['字'.repeat(490)]],
  ])('refuses %s with 400', (_title, templateId, values) => {
    expect(openVendor().call(templateId, values)).toMatchObject({
      code: 400,
      msg: expect.stringContaining('参数错误'),
    });
  });

  test('knows a template for each number of variables up to three', () => {
    for (const [id, count] of Object.keys(TEMPLATES).map((each, index) => [each, index] as const)) {
      expect(openVendor().call(id, Array.from({ length: count }, String))).toMatchObject({ code: 200 });
    }
  });

  test('calls a number again only after 30 seconds, and others at once', () => {
    const vendor = openVendor();
    expect(vendor.call()).toMatchObject({ code: 200 });
    vendor.wait(29.999);
    expect(vendor.call()).toEqual({ code: 609, msg: '请求过于频繁,请稍候再试' });
    expect(vendor.call('T0', [], '13900139000')).toMatchObject({ code: 200 });
    vendor.wait(0.001);
    expect(vendor.call()).toMatchObject({ code: 200 });
  });

  test('calls a number five times in 24 hours, and again once the first call is that old', () => {
    const vendor = openVendor();
    for (let call = 0; call < 5; call++) {
      expect(vendor.call()).toMatchObject({ code: 200 });
      vendor.wait(3_600);
    }
    expect(vendor.call()).toEqual({ code: 606, msg: '调用超限,请明天再试' });
    vendor.wait(19 * 3_600 - 1);
    expect(vendor.call()).toMatchObject({ code: 606 });
    vendor.wait(1);
    expect(vendor.call()).toMatchObject({ code: 200 });
    vendor.wait(30);
    expect(vendor.call()).toMatchObject({ code: 606 });
  });

  test('charges a unit for each 85 characters begun, and refuses with 603 once they are used up', () => {
    const vendor = openVendor(3);
    expect(vendor.call('T1', ['字'.repeat(85)])).toMatchObject({ code: 200 });
    expect(vendor.state.balance).toBe(1);
    expect(vendor.call('T1', ['字'.repeat(85)], '13900139000')).toEqual({ code: 603, msg: '余额不足请充值' });
    expect(vendor.call('T0', [], '13900139000')).toMatchObject({ code: 200 });
  });

  test('reports nothing, because no push is documented', () => {
    expect(openVendor().report()).toEqual({ reported: false, reason: expect.stringContaining('no push') });
  });

  test('keeps plain JSON as its state', () => {
    const vendor = openVendor();
    vendor.call();
    expect(JSON.parse(JSON.stringify(vendor.state))).toEqual(vendor.state);
  });
});
