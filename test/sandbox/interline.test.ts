import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { type CallOutcome, STATUS_OF_OUTCOME } from '../../src/domain/call.ts';
import type { OutgoingPush, SimulatorReply } from '../../src/sandbox/exchange.ts';
import { CUSTOMER } from '../../src/sandbox/interline/authentication.ts';
import { interlineSimulator } from '../../src/sandbox/interline/index.ts';
import { type InterlineState, initialState } from '../../src/sandbox/interline/state.ts';
import type { SimulatorWorld } from '../../src/sandbox/simulator.ts';
import { CALL_RESULTS } from '../../src/vendors/interline/codes.ts';
import { interline } from '../../src/vendors/interline/index.ts';
import type { CallReport, Report } from '../../src/vendors/vendor.ts';
import { openBench } from '../contract/harness.ts';

const X = '17100000007';
const A = '13800000001';
const B = '13800000002';
const C = '13800000003';
const BINDINGS = '/igw/service/uc/interline';
const TOKEN = 'bnd0190f3a1b2c3d4e5f60718293a4b5c6d';
const userData = Buffer.from(TOKEN).toString('base64');

/** The simulated vendor without its server: a clock to set, and the pushes in a list. */
function open(changes: Partial<InterlineState> = {}) {
  const state: InterlineState = { ...initialState(), ...changes };
  const pushes: OutgoingPush[] = [];
  let now = Date.parse('2026-01-02T03:04:05Z');
  let ids = 0;
  const world: SimulatorWorld = {
    now: () => now,
    newId: () => String(++ids).padStart(32, '0'),
    push: (push) => void pushes.push(push),
    callbackUrl: (kind) => `https://ours.example/callbacks/${kind}`,
    recordingUrl: (callId) => `https://vendor.invalid/${callId}.wav`,
  };
  const sign = (at = now, { devid, authKey }: { devid: string; authKey: string } = CUSTOMER) =>
    `Keytime ${devid},${at},${createHash('sha256').update(`${authKey}${at}`).digest('hex').slice(24, 40)}`;
  const request = (
    method: string,
    address: string,
    parameters: Record<string, string> = {},
    headers: Record<string, string> = {},
  ): SimulatorReply => {
    const { pathname, searchParams } = new URL(address, 'http://simulator');
    return interlineSimulator.answer(
      {
        method,
        path: pathname,
        query: searchParams,
        headers: { authorization: sign(), 'content-type': 'application/x-www-form-urlencoded', ...headers },
        body: new URLSearchParams(parameters).toString(),
      },
      state,
      world,
    );
  };
  return {
    state,
    pushes,
    sign,
    request,
    call: (...order: Parameters<typeof request>) => JSON.parse(request(...order).body) as Record<string, unknown>,
    dial: (from: string, outcome: CallOutcome, seconds = 0) =>
      interlineSimulator.dial?.({ from, to: X, outcome, seconds }, state, world),
    text: (from: string, content: string) => interlineSimulator.text?.({ from, to: X, content }, state, world),
    pass: (milliseconds: number) => {
      now += milliseconds;
    },
    /** The pushes since the last look, as the adapter understands them. */
    report: (): Report[] =>
      pushes.splice(0).flatMap(({ url, headers, body }) => {
        const push = { kind: url.split('/').at(-1), headers, body: Buffer.from(body) };
        const account = {
          id: 'acct_1',
          vendor: 'INTERLINE',
          baseUrl: '',
          credentials: CUSTOMER,
          services: undefined,
          callbackUrl: () => '',
        };
        return interline.callbacks
          .decode(push, account)
          .map((item) => ('report' in item ? item.report : expect.fail(item.unreadable)));
      }),
  };
}

const pair = { appid: CUSTOMER.appid, anum: A, bnum: B, reqid: 'r1', ttl: '100' };
const through = { appid: CUSTOMER.appid, anum: A, reqid: 'r1' };

describe('authentication', () => {
  test('a signature is good for three minutes, in both directions', () => {
    const { request, sign } = open();
    const now = Date.parse('2026-01-02T03:04:05Z');
    for (const [at, status] of [
      [now, 200],
      [now - 180_000, 200],
      [now + 180_000, 200],
      [now - 180_001, 401],
      [now + 180_001, 401],
    ] as const) {
      expect(request('GET', '/api/v1/account/status', {}, { authorization: sign(at) }).status).toBe(status);
    }
  });

  test.each([
    ['another key', (sign: ReturnType<typeof open>['sign']) => sign(undefined, { ...CUSTOMER, authKey: 'x' })],
    ['another devid', (sign: ReturnType<typeof open>['sign']) => sign(undefined, { ...CUSTOMER, devid: '2' })],
    ['another scheme', (sign: ReturnType<typeof open>['sign']) => sign().replace('Keytime', 'Basic')],
    ['nothing', () => ''],
  ])('%s gets HTTP 401', (_title, authorization) => {
    const { request, sign } = open();
    expect(request('GET', '/api/v1/account/status', {}, { authorization: authorization(sign) }).status).toBe(401);
  });
});

describe('what is refused', () => {
  test.each([
    ['a missing number', { bnum: '' }],
    ['a number of 25 bytes', { anum: '1'.repeat(25) }],
    ['two ends that are one', { bnum: A }],
    ['no lifetime', { ttl: '0' }],
    ['a broken lifetime', { ttl: '1.5' }],
    ['one flag of display', { display: '1' }],
    ['a recording flag of 2', { record: '2' }],
    ['an announcement too few', { anucode: '1,2' }],
    ['an announcement too many', { ansanu: '1,2,3' }],
    ['a parameter that is not documented', { areaCode: '021' }],
  ])('a pair with %s is 1002', (_title, changes) => {
    expect(open().call('PUT', `${BINDINGS}/${X}`, { ...pair, ...changes })).toMatchObject({ error: 1002 });
  });

  test.each([
    ['an announcement too many', { anucode: '1,2' }],
    ['display as of a pair', { display: '0,1' }],
    ['a B', { bnum: B }],
  ])('a transfer with %s is 1002', (_title, changes) => {
    expect(open().call('PUT', `${BINDINGS}/${X}/transfer`, { ...through, ...changes })).toMatchObject({ error: 1002 });
  });

  test('parameters count only where the document wants them', () => {
    const { call } = open();
    expect(call('PUT', `${BINDINGS}/${X}?${new URLSearchParams(pair)}`)).toMatchObject({ error: 1002 });
    expect(call('DELETE', BINDINGS, { appid: CUSTOMER.appid, subid: 's' })).toMatchObject({ error: 1002 });
    expect(call('PUT', `${BINDINGS}/${X}`, pair, { 'content-type': 'application/json' })).toMatchObject({
      error: 1002,
    });
  });

  test('another address is 1001, another appid 1103, a strange X 1300', () => {
    const { call } = open();
    expect(call('POST', `${BINDINGS}/${X}`, pair)).toMatchObject({ error: 1001 });
    expect(call('PUT', `${BINDINGS}/${X}`, { ...pair, appid: 'x' })).toMatchObject({ error: 1103 });
    expect(call('PUT', `${BINDINGS}/13900000000`, pair)).toMatchObject({ error: 1300 });
  });

  test.each([
    [1102, { state: 2 }],
    [1102, { state: 3 }],
    [1110, { balance: 0 }],
    [0, { balance: -1, overdraft: 5 }],
  ] as const)('an account gets %i when it stands at %j', (error, changes) => {
    const { call } = open({ account: { ...initialState().account, ...changes } });
    expect(call('PUT', `${BINDINGS}/${X}`, pair)).toMatchObject({ error });
  });
});

describe('the bindings of a number', () => {
  test('X serves several pairs, and each number in one of them', () => {
    const { call } = open();
    const bind = (reqid: string, anum: string, bnum: string) =>
      call('PUT', `${BINDINGS}/${X}`, { ...pair, reqid, anum, bnum }).error;
    expect(bind('r1', A, B)).toBe(0);
    expect(bind('r2', B, C)).toBe(1302);
    expect(bind('r3', C, '13800000004')).toBe(0);
    expect(call('PUT', `${BINDINGS}/${X}/transfer`, { ...through, reqid: 'r4' })).toMatchObject({ error: 1302 });
  });

  test('a transfer keeps X for itself until it is released', () => {
    const { call } = open();
    const release = () => call('DELETE', `${BINDINGS}/${X}/transfer?appid=${CUSTOMER.appid}`).error;
    expect(call('PUT', `${BINDINGS}/${X}/transfer`, through)).toEqual({ error: 0, reason: '成功' });
    expect(call('PUT', `${BINDINGS}/${X}`, { ...pair, reqid: 'r2' })).toMatchObject({ error: 1302 });
    expect([release(), release()]).toEqual([0, 1300]);
    expect(call('PUT', `${BINDINGS}/${X}`, { ...pair, reqid: 'r2' })).toMatchObject({ error: 0 });
  });

  test('a pair is released by its subid, once', () => {
    const { call } = open();
    const { subid } = call('PUT', `${BINDINGS}/${X}`, pair);
    const release = () => call('DELETE', `${BINDINGS}?appid=${CUSTOMER.appid}&subid=${subid}`).error;
    expect([release(), release()]).toEqual([0, 1300]);
  });

  test('a binding ends after its ttl, and a transfer without one never', () => {
    const { call, dial, pass } = open();
    call('PUT', `${BINDINGS}/${X}`, pair);
    pass(99_999);
    expect(dial(A, 'ANSWERED')).toMatchObject({ routed: true, callee: B });
    pass(1);
    expect(dial(A, 'ANSWERED')).toMatchObject({ routed: false });
    call('PUT', `${BINDINGS}/${X}/transfer`, { ...through, reqid: 'r2' });
    pass(10 * 365 * 86_400_000);
    expect(dial(C, 'ANSWERED')).toMatchObject({ routed: true, callee: A });
    expect(dial(A, 'ANSWERED')).toMatchObject({ routed: false });
  });

  test('a reqid is carried out once; what it gets then is a setting', () => {
    const { call, state } = open();
    const first = call('PUT', `${BINDINGS}/${X}`, pair);
    expect(call('PUT', `${BINDINGS}/${X}`, pair)).toEqual({ error: 1004, reason: '重复提交' });
    state.settings.repeatedReqid = 'answered again';
    expect(call('PUT', `${BINDINGS}/${X}`, pair)).toEqual(first);
    expect(state.bindings).toHaveLength(1);
  });
});

describe('a call', () => {
  const bound = (changes: Record<string, string> = {}) => {
    const simulator = open();
    simulator.call('PUT', `${BINDINGS}/${X}`, { ...pair, userData, ...changes });
    return simulator;
  };
  const OUTCOMES = Object.keys(STATUS_OF_OUTCOME) as CallOutcome[];

  test('is told when it starts, and again when it is over, as forms', () => {
    const { dial, pushes } = bound({ record: '1' });
    expect(dial(B, 'ANSWERED', 60)).toMatchObject({ routed: true, callee: A });
    expect(pushes.map(({ url }) => url)).toEqual([
      'https://ours.example/callbacks/start',
      'https://ours.example/callbacks/cdr',
    ]);
    const [start, record] = pushes.map(({ body }) => Object.fromEntries(new URLSearchParams(String(body))));
    const taskid = expect.stringMatching(/^\d{32}$/);
    const common = { devid: CUSTOMER.devid, appid: CUSTOMER.appid, taskid, subid: taskid, userData };
    const numbers = { caller: B, rcaller: X, callee: A };
    expect(start).toEqual({ ...common, ...numbers, callTime: '1767322979' });
    expect(record).toEqual({
      ...common,
      ...numbers,
      result: 'answered',
      beginTime: '1767322979',
      ringTime: '1767322981',
      answerTime: '1767322985',
      releaseTime: '1767323045',
      duration: '60',
      recording: expect.stringMatching(/^https:/),
      releasedir: '1',
    });
    expect(pushes[0]?.headers['content-type']).toBe('application/x-www-form-urlencoded');
    expect(pushes[0]?.acknowledged(200, '')).toBe(true);
    expect(pushes[0]?.acknowledged(500, '')).toBe(false);
  });

  test('is told in JSON where the vendor’s staff have set it so, and means the same', () => {
    const [form, json] = (['form', 'json'] as const).map((pushes) => {
      const simulator = bound();
      simulator.state.settings.pushes = pushes;
      simulator.dial(A, 'BUSY');
      return simulator;
    });
    expect(json?.pushes[0]?.headers['content-type']).toBe('application/json; charset=utf-8');
    expect(JSON.parse(String(json?.pushes[1]?.body))).toMatchObject({ result: '17', duration: 0 });
    const report = form?.report();
    expect(report).toHaveLength(2);
    expect(json?.report()).toEqual(report);
  });

  test.each(OUTCOMES)('that ends as %s is understood so, each time', (outcome) => {
    const { dial, report } = bound();
    for (let call = 0; call < 15; call++) {
      dial(A, outcome, 30);
      expect(report()).toMatchObject([
        { type: 'call', token: TOKEN, status: 'INITIATED' },
        { type: 'call', token: TOKEN, status: STATUS_OF_OUTCOME[outcome] },
      ]);
    }
  });

  test('can end with every result of the document', () => {
    const { dial, report } = bound();
    for (const outcome of OUTCOMES) for (let call = 0; call < 15; call++) dial(A, outcome, 30);
    const seen = new Set(report().map((item) => (item as CallReport).facts.vendorCode));
    expect(CALL_RESULTS.map(({ code }) => code).filter((code) => !seen.has(code))).toEqual([]);
  });

  test('from a number in no pair is not put through, and not pushed', () => {
    const { dial, pushes } = bound();
    expect(dial(C, 'ANSWERED')).toEqual({ routed: false, reason: expect.stringContaining(C) });
    expect(pushes).toEqual([]);
  });
});

describe('a text', () => {
  test('to X is told as a start with the text in it', () => {
    const { call, text, report } = open();
    call('PUT', `${BINDINGS}/${X}`, { ...pair, userData });
    expect(text(A, '您好 & 再见+')).toMatchObject({ routed: true, callee: B });
    expect(report()).toMatchObject([
      { type: 'sms', token: TOKEN, from: A, to: B, numberX: X, content: '您好 & 再见+' },
    ]);
  });

  test('from a number in no pair is not delivered', () => {
    const { text, pushes } = open();
    expect(text(A, '您好')).toMatchObject({ routed: false });
    expect(pushes).toEqual([]);
  });
});

test('adapter and simulator make and release a binding over HTTP', async () => {
  await using bench = await openBench(interline, interlineSimulator, CUSTOMER);
  const terms = { numberX: X, numberA: A, numberB: B, lifetimeSeconds: 100 };
  const made = await bench.send('createAxbBinding', { mode: 'AXB', terms, token: TOKEN });
  expect(made).toMatchObject({ kind: 'Accepted', reply: { vendorBindingId: expect.any(String) } });
  const { vendorBindingId } = made.kind === 'Accepted' ? (made.reply as { vendorBindingId?: string }) : {};
  expect(bench.simulator.dial({ from: A, to: X, outcome: 'BUSY', seconds: 0 })).toMatchObject({ routed: true });

  const released = await bench.send('releaseBinding', { binding: { mode: 'AXB', terms, vendorBindingId } });

  expect(released).toEqual({ kind: 'Accepted', reply: {} });
  expect(bench.simulator.dial({ from: A, to: X, outcome: 'BUSY', seconds: 0 })).toMatchObject({ routed: false });
});
