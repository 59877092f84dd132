import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, test } from 'vitest';
import { BINDING_MODES, type BindingMode, type BindingTerms } from '../../src/domain/binding.ts';
import { CUSTOMER as INTERLINE } from '../../src/sandbox/interline/authentication.ts';
import { SIMULATED } from '../../src/sandbox/registry.ts';
import type { DialOrder } from '../../src/sandbox/simulator.ts';
import { CUSTOMER as WINNERLOOK } from '../../src/sandbox/winnerlook/authentication.ts';
import { createRegistry } from '../../src/vendors/registry.ts';
import type { BindOrder, OperationName, Push, Report } from '../../src/vendors/vendor.ts';
import { openBench } from './harness.ts';

const TOKEN = 'bnd0190f3a1b2c3d4e5f60718293a4b5c6d';
const OTHER = 'bnd0190f3a1b2c3d4e5f60718293a4b5c6e';
const A = '13800138000';
const B = '13900139000';
const X = '17000000001';
const Y = '17000000002';
const holder = { name: '张三', idNumber: '340125455522255222225' };

interface Case {
  readonly vendor: string;
  readonly mode: BindingMode;
  readonly terms: BindingTerms;
  /** Where the token goes out: a parameter of the document, or addresses. */
  readonly carriedBy: readonly string[];
  /** Who dials, and what; B dials X unless said otherwise. */
  readonly dial?: Partial<DialOrder>;
  readonly before?: readonly { readonly operation: OperationName; readonly order: unknown }[];
  readonly more?: Partial<BindOrder>;
}

const interlineTerms = { numberA: A, numberX: '17100000001', lifetimeSeconds: 60 };
const axyb = { mode: 'AXYB', terms: { numberA: A, numberX: X }, token: OTHER } as const;

const CASES: readonly Case[] = [
  { vendor: 'WINNERLOOK', mode: 'AX', terms: { numberA: A, numberX: X, holder }, carriedBy: ['customerData'] },
  {
    vendor: 'WINNERLOOK',
    mode: 'AXN',
    terms: { numberA: A, numberX: X, holder, incomingCallEvents: true },
    carriedBy: ['customerData', 'callinCallbackUrl'],
  },
  {
    vendor: 'WINNERLOOK',
    mode: 'AXX',
    terms: { numberA: A, numberX: X, holder, extension: '0007' },
    carriedBy: ['customerData'],
    dial: { extension: '0007' },
  },
  {
    vendor: 'WINNERLOOK',
    mode: 'AXB',
    terms: { numberA: A, numberB: B, numberX: X, sms: 'DELIVER_AND_REPORT' },
    carriedBy: ['customerData', 'smsCallbackUrl'],
  },
  { vendor: 'WINNERLOOK', mode: 'AXYB', terms: { numberA: A, numberX: X }, carriedBy: ['callbackUrl'] },
  {
    vendor: 'WINNERLOOK',
    mode: 'AXG',
    terms: { numberA: A, numberX: X },
    carriedBy: ['callbackUrl'],
    before: [{ operation: 'upsertNumberGroup', order: { vendorGroupId: 'group_1', numbers: [B] } }],
    more: { vendorGroupId: 'group_1' },
  },
  { vendor: 'WINNERLOOK', mode: 'TRANSFER', terms: { numberA: A, numberX: X }, carriedBy: ['callbackUrl'] },
  // 2.1.4 has neither customerData nor a callback address.
  {
    vendor: 'WINNERLOOK',
    mode: 'XYB',
    terms: { numberX: X, numberY: Y, numberB: B },
    carriedBy: [],
    dial: { from: A, to: Y },
    before: [{ operation: 'createAxybBinding', order: axyb }],
  },
  { vendor: 'INTERLINE', mode: 'AXB', terms: { ...interlineTerms, numberB: B }, carriedBy: ['userData'] },
  { vendor: 'INTERLINE', mode: 'TRANSFER', terms: interlineTerms, carriedBy: ['userData'] },
];

const operationOf = (mode: BindingMode) =>
  `create${mode[0]}${mode.slice(1).toLowerCase()}Binding` as Extract<OperationName, `create${string}`>;

/** An address that takes every push, and gives them as the callback routes hand them to an adapter. */
async function openCapture() {
  const pushes: Push[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const { pathname, searchParams } = new URL(request.url ?? '', 'http://capture');
      const [kind] = pathname.split('/').slice(4);
      const token = searchParams.get('token') ?? undefined;
      pushes.push({ kind, token, headers: {}, body: Buffer.concat(chunks) });
      response.end('{"resultCode":"200"}');
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    pushes,
    callbackUrl: (kind?: string, token?: string) =>
      `http://127.0.0.1:${port}/callbacks/acct_1/secret${kind ? `/${kind}` : ''}${token ? `?token=${token}` : ''}`,
    [Symbol.asyncDispose]: () => new Promise<void>((resolve) => server.close(() => resolve())),
  };
}

const tokensOf = (report: readonly Report[]) => report.map((one) => one.token);

describe.each(CASES.map((each) => [each.vendor, each.mode, each] as const))('%s %s', (vendor, mode, each) => {
  test('carries our token out, and calls and texts bring it back although the answer was lost', async () => {
    await using capture = await openCapture();
    const module = createRegistry().get(vendor);
    const simulated = SIMULATED.find(({ model }) => model.vendor === vendor);
    if (!simulated) throw new Error(`${vendor} is not simulated.`);
    const credentials = simulated.accounts[0]?.credentials;
    await using bench = await openBench(module, simulated.model, credentials, capture.callbackUrl);
    for (const { operation, order } of each.before ?? []) await bench.send(operation, order);
    bench.simulator.inject({ kind: 'reset', when: 'after' });

    const outcome = await bench.send(operationOf(mode), { mode, terms: each.terms, token: TOKEN, ...each.more });

    expect(outcome.kind).toBe('Unknown');
    const sent = bench.simulator.recorded.at(-1)?.request.body ?? '';
    const fields: Record<string, string> = sent.startsWith('{')
      ? JSON.parse(sent)
      : Object.fromEntries(new URLSearchParams(sent));
    const carried = Object.entries(fields).filter(([, value]) => carries(String(value)));
    expect(carried.map(([name]) => name).filter((name) => name !== 'reqid')).toEqual(
      expect.arrayContaining([...each.carriedBy]),
    );
    expect(carried.length === 0).toBe(each.carriedBy.length === 0);

    const numberX = each.terms.numberX ?? '';
    const dialled = bench.simulator.dial({ from: B, to: numberX, outcome: 'ANSWERED', seconds: 5, ...each.dial });
    expect(dialled).toMatchObject({ routed: true });
    if (each.terms.sms || vendor === 'INTERLINE') bench.simulator.text({ from: B, to: numberX, content: '您好' });
    await bench.simulator.settled();

    const report = capture.pushes
      .flatMap((push) => module.callbacks.decode(push, bench.account))
      .map((item) => ('report' in item ? item.report : expect.fail(item.unreadable)));
    expect(report.length).toBeGreaterThan(0);
    if (each.carriedBy.length > 0) expect(new Set(tokensOf(report))).toEqual(new Set([TOKEN]));
    else {
      expect(report).toMatchObject([
        { vendorBindingId: expect.any(String), facts: { numberX: X, caller: A, callee: B } },
      ]);
    }
  });
});

/** Whether a value is our token, in base64 say, or an address with it. */
function carries(value: string): boolean {
  const inAddress = URL.canParse(value) ? new URL(value).searchParams.get('token') : undefined;
  return [value, inAddress, Buffer.from(value, 'base64').toString('utf8')].includes(TOKEN);
}

test('each mode that these vendors offer is among these cases', () => {
  const vendors = new Set(CASES.map(({ vendor }) => vendor));
  const modules = createRegistry().modules.filter(({ vendor }) => vendors.has(vendor));
  const offered = modules.flatMap(({ vendor, operations }) =>
    BINDING_MODES.filter((mode) => operations[operationOf(mode)]).map((mode) => `${vendor} ${mode}`),
  );
  expect(offered.sort()).toEqual(CASES.map(({ vendor, mode }) => `${vendor} ${mode}`).sort());
});

type Body = (token?: string) => object;

/** Every push that can come of a binding, with our token in its body or without. */
const PUSHES: readonly (readonly [vendor: string, kind: string | undefined, body: Body])[] = [
  ['WINNERLOOK', undefined, winnerlookPush],
  ['WINNERLOOK', 'incoming-call', winnerlookPush],
  ['WINNERLOOK', 'sms', winnerlookPush],
  ['INTERLINE', 'cdr', (token) => ({ ...interlinePush(token), result: '17', beginTime: 1_622_020_210 })],
  ['INTERLINE', 'start', (token) => ({ ...interlinePush(token), callTime: 1_622_020_210 })],
  ['INTERLINE', 'start', (token) => ({ ...interlinePush(token), callTime: 1_622_020_210, smsContent: '您好' })],
];

function winnerlookPush(customerData?: string) {
  const numbers = { callerNumber: B, calleeNumber: A, displayNumber: X };
  const states = { callerState: '0', calleeState: '2', smsContent: '您好' };
  return { accountId: WINNERLOOK.appId, callId: 'call-1', customerData, ...numbers, ...states };
}

function interlinePush(token?: string) {
  const userData = token && Buffer.from(token).toString('base64');
  return { devid: INTERLINE.devid, appid: INTERLINE.appid, taskid: 't', caller: B, callee: A, rcaller: X, userData };
}

test.each(PUSHES)(
  'a push of %s to /%s is found by the token of its address, and by that of its body first',
  async (vendor, kind, body) => {
    const module = createRegistry().get(vendor);
    const simulated = SIMULATED.find(({ model }) => model.vendor === vendor);
    if (!simulated) throw new Error(`${vendor} is not simulated.`);
    await using bench = await openBench(module, simulated.model, simulated.accounts[0]?.credentials);
    const tokenOf = (inBody: string | undefined, inAddress: string | undefined) => {
      const bytes = Buffer.from(JSON.stringify(body(inBody)));
      const [item] = module.callbacks.decode({ kind, token: inAddress, headers: {}, body: bytes }, bench.account);
      return item && 'report' in item ? item.report.token : item;
    };
    expect(tokenOf(undefined, TOKEN)).toBe(TOKEN);
    expect(tokenOf(TOKEN, undefined)).toBe(TOKEN);
    expect(tokenOf(TOKEN, OTHER)).toBe(TOKEN);
    expect(tokenOf('data of another system', TOKEN)).toBe(TOKEN);
    expect(tokenOf(undefined, undefined)).toBeUndefined();
  },
);
