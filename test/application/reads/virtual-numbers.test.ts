import fc from 'fast-check';
import { expect, test } from 'vitest';
import { recordOutcome } from '../../../src/application/bindings/carry-out-bind.ts';
import { forgetPeople } from '../../../src/application/erasure/forget-people.ts';
import { readsFor } from '../../../src/application/reads/reads-for.ts';
import { virtualNumbersOf } from '../../../src/application/reads/virtual-numbers.ts';
import type { Services } from '../../../src/application/services.ts';
import type { Caller } from '../../../src/domain/caller.ts';
import { correlationToken } from '../../../src/domain/ids.ts';
import { aMessage, anSms } from '../../support/every-table.ts';
import { aBinding, aCall, NEW_YEAR } from '../../support/records.ts';
import { openServices } from '../../support/services.ts';

const READER: Caller = {
  subject: 'an app',
  scopes: new Set(['voice:read']),
  accounts: undefined,
  expiresAt: undefined,
};
const WHOLE = { limit: 100, direction: 'forward' } as const;

const [A, B, STRANGER] = ['13800138000', '13900139000', '19900199000'];
const [X, LISTED, UNKNOWN_X] = ['17000000001', '17000000002', '17000000003'];

const open = () =>
  openServices([
    {
      id: 'acct_1',
      vendor: 'WINNERLOOK',
      credentials: { appId: 'app', token: 'secret' },
      // Written as an operator may write it; and a person's number, by mistake.
      numbers: ['+86 170 0000 0002', STRANGER],
    },
    { id: 'acct_2', vendor: 'WINNERLOOK', credentials: { appId: 'app', token: 'secret' } },
  ]);

/** The ids of the calls, texts and bindings that a caller without voice:pii finds by a number. */
async function found(services: Services, virtualNumber: string) {
  const reads = readsFor(READER, services);
  const lists = await Promise.all([
    reads.bindings.page({ virtualNumber }, WHOLE),
    reads.calls.page({ virtualNumber }, WHOLE),
    reads.sms.page({ virtualNumber }, WHOLE),
  ]);
  return lists.flatMap(({ items }): string[] => items.map(({ id }) => id));
}

test('X of a call counts where a binding of its account or the operator proves it, and it is no person’s in that call', async () => {
  await using bench = await open();
  const { store } = bench.services;
  const bound = aBinding({ terms: { numberA: A, numberB: B, numberX: X } });
  const listedAsA = aBinding({ terms: { numberA: STRANGER, numberX: '17000000009' } });
  const elsewhere = aBinding({ accountId: 'acct_2', terms: { numberA: A, numberX: UNKNOWN_X } });
  const refused = aBinding({ status: 'FAILED', terms: { numberA: A, numberX: '17000000004' } });
  for (const binding of [bound, listedAsA, elsewhere, refused]) await store.bindings.insert(binding);
  const cases = [
    [aCall({ numberX: X, caller: A, callee: B, bindingId: bound.id }), true],
    [aCall({ numberX: X, caller: STRANGER }), true],
    [aCall({ numberX: X, caller: X }), false],
    [aCall({ numberX: X, callee: X }), false],
    [aCall({ numberX: LISTED }), true],
    [aCall({ numberX: STRANGER, caller: STRANGER }), false],
    [aCall({ numberX: STRANGER, bindingId: listedAsA.id }), false],
    [aCall({ numberX: UNKNOWN_X, caller: A }), false],
    [aCall({ numberX: UNKNOWN_X, caller: A, accountId: 'acct_2' }), true],
    [aCall({ numberX: '17000000004', caller: A }), false],
    [aCall({ numberX: 'anonymous' }), false],
    [aCall({ caller: A }), false],
  ] as const;
  for (const [call, isProved] of cases) {
    await store.calls.insert(call, undefined);
    const { numberX, caller, callee, bindingId, accountId } = call;
    const numbers = {
      ...(numberX ? { numberX } : {}),
      ...(caller ? { from: caller } : {}),
      ...(callee ? { to: callee } : {}),
    };
    const sms = anSms({ accountId, ...numbers, ...(bindingId ? { bindingId } : {}) });
    await store.sms.insert(sms, sms.id);
    const proofs = virtualNumbersOf(bench.services);
    const title = JSON.stringify(call);
    expect(await proofs.inTraffic('calls', call), title).toBe(isProved);
    expect(await proofs.inTraffic('sms', sms), title).toBe(isProved);
    const ids = await found(bench.services, call.numberX ?? '');
    expect(ids.includes(call.id), title).toBe(isProved);
    expect(ids.includes(sms.id), title).toBe(isProved);
  }
});

test('X and Y of a binding count, but not where they are its own people’s, or where a report alone has told X', async () => {
  await using bench = await open();
  const { store } = bench.services;
  const both = aBinding({ mode: 'XYB', terms: { numberX: X, numberY: '17000000005', numberB: B } });
  const own = aBinding({ terms: { numberX: A, numberA: A, replacesNumberA: B } });
  const told = aBinding({ isXTold: true, terms: { numberA: A, numberX: UNKNOWN_X } });
  for (const binding of [both, own, told]) await store.bindings.insert(binding);
  const proofs = virtualNumbersOf(bench.services);
  expect(await proofs.inBinding(both, X)).toBe(true);
  expect(await proofs.inBinding(both, '17000000005')).toBe(true);
  expect(await proofs.inBinding(both, B)).toBe(false);
  expect(await proofs.inBinding(own, A)).toBe(false);
  expect(await proofs.inBinding(told, UNKNOWN_X)).toBe(false);
  for (const number of [A, B, UNKNOWN_X]) expect(await found(bench.services, number)).toEqual([]);
  expect(await found(bench.services, '17000000005')).toEqual([both.id]);
  // Once another binding proves it at the account, it does wherever it is told there.
  const proving = aBinding({ terms: { numberA: B, numberX: UNKNOWN_X } });
  await store.bindings.insert(proving);
  expect(await virtualNumbersOf(bench.services).inBinding(told, UNKNOWN_X)).toBe(true);
  expect(await found(bench.services, UNKNOWN_X)).toEqual(expect.arrayContaining([told.id, proving.id]));
});

test('what the callee of a message saw counts where the operator lists it or the input asked for it', async () => {
  await using bench = await open();
  const { inMessage } = virtualNumbersOf(bench.services);
  expect(inMessage(aMessage({ displayedNumber: LISTED }))).toBe(true);
  expect(inMessage(aMessage({ displayedNumber: LISTED, accountId: 'acct_2' }))).toBe(false);
  expect(inMessage(aMessage({ displayedNumber: X, content: { displayNumber: X } }))).toBe(true);
  expect(inMessage(aMessage({ displayedNumber: UNKNOWN_X, content: { displayNumber: X } }))).toBe(false);
  expect(inMessage(aMessage({ displayedNumber: A, recipient: A, content: { displayNumber: A } }))).toBe(false);
  expect(inMessage(aMessage())).toBe(false);
});

test('an X that was a person’s number is none after the person was forgotten, and one that was not stays found', async () => {
  await using bench = await open();
  const { store, events } = bench.services;
  const [real, virtual] = [aCall({ caller: STRANGER, numberX: STRANGER }), aCall({ caller: A, numberX: LISTED })];
  for (const call of [real, virtual]) await store.calls.insert(call, undefined);
  const text = anSms({ from: STRANGER, numberX: STRANGER });
  await store.sms.insert(text, text.id);
  await forgetPeople({ store, events }, NEW_YEAR + 1_000, 100);
  const [forgotten] = await store.calls.findMany([real.id]);
  expect(forgotten).not.toHaveProperty('caller');
  expect(forgotten && (await virtualNumbersOf(bench.services).inTraffic('calls', forgotten))).toBe(false);
  expect(await found(bench.services, STRANGER)).toEqual([]);
  expect(await found(bench.services, LISTED)).toEqual([virtual.id]);
});

/** What a vendor can push, and a bind that is answered: each may come before or after any other. */
const STEPS = {
  bound: async (services: Services) => {
    const [binding] = await services.store.bindings.findMany([BOUND.id]);
    const outcome = { kind: 'Accepted', reply: { vendorBindingId: 'bound', numberX: X } } as const;
    if (binding) await recordOutcome(services, binding, outcome, undefined);
  },
  'through the binding': pushed({ callId: 'one', bindId: 'bound', callerNumber: A, calleeNumber: B, displayNumber: X }),
  'its caller shown': pushed({ callId: 'one', bindId: 'bound', displayNumber: A }),
  'an X that is listed': pushed({ callId: 'two', calleeNumber: A, displayNumber: LISTED }),
  'a caller in place of it': pushed({ callId: 'two', callerNumber: STRANGER, displayNumber: STRANGER }),
  'X before its caller': pushed({ callId: 'three', displayNumber: LISTED }),
  'the caller, who is X': pushed({ callId: 'three', callerNumber: LISTED }),
  'adopts, with a person as X': pushed({ callId: 'four', callerNumber: B, displayNumber: B }, 'LOST'),
  'adopts, with an X': pushed({ callId: 'five', callerNumber: B, displayNumber: UNKNOWN_X }, 'LOST'),
} as const;

const BOUND = aBinding({
  status: 'CREATING',
  terms: { numberA: A, numberB: B },
  createdAt: Date.now(),
  updatedAt: Date.now(),
});
const LOST = aBinding({
  status: 'UNKNOWN',
  mode: 'AXN',
  terms: { numberA: A },
  createdAt: Date.now(),
  updatedAt: Date.now(),
});

function pushed(fields: Readonly<Record<string, string>>, through?: 'LOST') {
  return async ({ inbox }: Services) => {
    const body = { accountId: 'app', callerState: '0', calleeState: '1', ...fields };
    const token = through && { customerData: correlationToken(LOST.id) };
    const push = { accountId: 'acct_1', vendor: 'WINNERLOOK', kind: undefined, headers: {} };
    await inbox.accept({ ...push, body: Buffer.from(JSON.stringify({ ...body, ...token })) });
    await inbox.settled();
  };
}

/** What a reader without voice:pii sees of it all. */
async function seenAfter(order: readonly (keyof typeof STEPS)[]) {
  await using bench = await open();
  const { services } = bench;
  for (const binding of [BOUND, LOST]) await services.store.bindings.insert(binding);
  for (const step of order) await STEPS[step](services);
  const proofs = virtualNumbersOf(services);
  const { items: calls } = await services.store.calls.page({}, WHOLE);
  const { items: bindings } = await services.store.bindings.page({}, WHOLE);
  const names = new Map([
    ...calls.map((call) => [call.id, call.vendorCallId] as const),
    [BOUND.id, 'BOUND'],
    [LOST.id, 'LOST'],
  ]);
  const shown = async () => {
    const ofCalls = calls.map(async (call) => [
      names.get(call.id),
      (await proofs.inTraffic('calls', call)) && call.numberX,
    ]);
    const ofBindings = bindings.map(async (binding) => {
      const { numberX = '' } = binding.terms;
      return [names.get(binding.id), (await proofs.inBinding(binding, numberX)) && numberX];
    });
    return Object.fromEntries(await Promise.all([...ofCalls, ...ofBindings]));
  };
  const finds = Object.fromEntries(
    await Promise.all(
      [A, B, STRANGER, X, LISTED, UNKNOWN_X].map(async (number) => [
        number,
        (await found(services, number)).map((id) => names.get(id)).toSorted(),
      ]),
    ),
  );
  return { shown: await shown(), finds };
}

test('what is shown and found as virtual does not depend on the order in which it was told', async () => {
  const steps = Object.keys(STEPS) as (keyof typeof STEPS)[];
  const expected = {
    shown: { one: X, two: false, three: false, four: false, five: false, BOUND: X, LOST: false },
    finds: { [A]: [], [B]: [], [STRANGER]: [], [X]: ['BOUND', 'one'], [LISTED]: [], [UNKNOWN_X]: [] },
  };
  await fc.assert(
    fc.asyncProperty(
      fc.shuffledSubarray(steps, { minLength: steps.length }),
      fc.shuffledSubarray(steps.filter((step) => step !== 'bound')),
      async (order, again) => {
        expect(await seenAfter([...order, ...again])).toEqual(expected);
      },
    ),
    { numRuns: 25 },
  );
}, 60_000);
