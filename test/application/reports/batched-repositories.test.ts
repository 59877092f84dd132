import fc from 'fast-check';
import { afterAll, beforeEach, expect, test } from 'vitest';
import { applyCallReportOf } from '../../../src/application/reports/apply-call.ts';
import { applySmsReport } from '../../../src/application/reports/apply-sms.ts';
import { batchedRepositories } from '../../../src/application/reports/batched-repositories.ts';
import { CALL_RANK, type CallStatus } from '../../../src/domain/call.ts';
import { correlationToken } from '../../../src/domain/ids.ts';
import type { Repositories } from '../../../src/store/store.ts';
import type { Report } from '../../../src/vendors/vendor.ts';
import { aBinding, aCall, aDelivery, NEW_YEAR } from '../../support/records.ts';
import { openServices, type TestServices } from '../../support/services.ts';

const [CALLER, OTHER_CALLER, CALLEE] = ['13800138000', '13700137000', '13900139000'];
const [X, UNKNOWN_X, UNNAMED_X, UNBOUND_X] = ['17000000001', '17000000002', '17000000003', '17000000004'];
const idAt = (kind: string, place: number) => `${kind}_${String(place).padStart(32, '0')}`;

/** One that its vendor has named, two of unknown fate, and one that only its numbers lead to. */
const bindingsOf = (accountId: string, place: number) =>
  [
    { vendorBindingId: 'named', terms: { numberA: CALLER, numberB: CALLEE, numberX: X } },
    { status: 'UNKNOWN', terms: { numberA: CALLER, numberB: CALLEE, numberX: UNKNOWN_X } } as const,
    { status: 'UNKNOWN', vendorBindingId: 'in doubt', terms: { numberA: CALLER } } as const,
    { terms: { numberA: OTHER_CALLER, numberB: CALLEE, numberX: UNNAMED_X } },
  ].map((changes, index) => aBinding({ id: idAt('bnd', 4 * place + index), accountId, reference: 'r', ...changes }));

// Tokens of the first two bindings, which a run puts its own in place of.
const TOKENS = ['named', 'unknown'];

const named = fc.constantFrom(
  {},
  { vendorBindingId: 'named' },
  { vendorBindingId: 'told later' },
  { vendorBindingId: 'nobody' },
  { vendorBindingId: 'in doubt' },
  { token: 'named' },
  { token: 'unknown', vendorBindingId: 'told later' },
);
const numbers = fc.record({
  caller: fc.constantFrom(CALLER, OTHER_CALLER),
  callee: fc.constant(CALLEE),
  numberX: fc.constantFrom(X, UNKNOWN_X, UNNAMED_X, UNBOUND_X),
});
const callReport = fc
  .tuple(
    fc.constantFrom('one', 'two', 'known before'),
    fc.constantFrom(...(Object.keys(CALL_RANK) as CallStatus[])),
    fc.tuple(numbers, fc.integer({ min: 1, max: 3 })),
    named,
  )
  .map(([vendorCallId, status, [told, seconds], names]): Report => {
    const facts = { ...told, seconds, startedAt: NEW_YEAR };
    return { type: 'call', vendorCallId, status, facts, ...names };
  });
const smsReport = fc.tuple(numbers, named).map(([{ caller, callee, numberX }, names]): Report => {
  return { type: 'sms', from: caller, to: callee, numberX, content: '您好', at: NEW_YEAR, ...names };
});
const batches = fc.array(fc.oneof({ arbitrary: callReport, weight: 4 }, { arbitrary: smsReport, weight: 1 }), {
  minLength: 1,
  maxLength: 12,
});

const opened: TestServices[] = [];
// Not before all: where there is no PostgreSQL the tests are skipped, and this with them.
beforeEach(async () => {
  while (opened.length < 2) opened.push(await openServices([]));
});
afterAll(async () => {
  for (const one of opened) await one[Symbol.asyncDispose]();
});

function withTokens(report: Report, place: number): Report {
  const index = TOKENS.indexOf(report.token ?? '');
  return index === -1 ? report : { ...report, token: correlationToken(idAt('bnd', 4 * place + index)) };
}

async function prepare({ services: { store } }: TestServices, accountId: string, place: number): Promise<void> {
  const known = aCall({ accountId, vendorCallId: 'known before', id: idAt('call', place), numberX: UNKNOWN_X });
  await store.transaction(async (tx) => {
    for (const binding of bindingsOf(accountId, place)) await tx.bindings.insert(binding);
    await tx.calls.insert(known, 'told later');
  });
}

async function apply(tx: Repositories, { services }: TestServices, accountId: string, report: Report): Promise<void> {
  const delivery = aDelivery({ accountId });
  if (report.type === 'call') await applyCallReportOf(tx, services, delivery, report, NEW_YEAR);
  if (report.type === 'sms') await applySmsReport(tx, services, delivery, report, NEW_YEAR);
}

/** All that the store has of an account, but for the ids that it made up. */
async function stateOf({ services: { store } }: TestServices, accountId: string) {
  const all = { limit: 100, direction: 'forward' } as const;
  const accountIds = [accountId];
  const nameless = <Item extends { id: string }>({ id: _made, ...item }: Item) => item;
  const { items: calls } = await store.calls.page({ accountIds }, all);
  const { items: texts } = await store.sms.page({ accountIds }, all);
  const { items: bindings } = await store.bindings.page({ accountIds }, all);
  const byNumber = await Promise.all(
    [CALLER, OTHER_CALLER, CALLEE, X, UNKNOWN_X, UNNAMED_X, UNBOUND_X].map(async (number) => {
      const { items } = await store.calls.page({ accountIds, number }, all);
      return [number, items.map(({ vendorCallId }) => vendorCallId).sort()];
    }),
  );
  const waiting = await store.calls.findUnlinked(accountId, { vendorBindingId: 'nobody' });
  const events = (await store.events.after(0, 10_000)).filter(({ record }) => record.accountId === accountId);
  return {
    calls: calls.map(nameless).sort((a, b) => (a.vendorCallId < b.vendorCallId ? -1 : 1)),
    texts: texts.map(nameless),
    bindings,
    byNumber,
    waiting: waiting.map(({ call }) => call.vendorCallId).sort(),
    events: events.map(({ seq: _place, record, ...event }) => ({ ...event, record: nameless(record) })),
  };
}

test('reports applied together leave the same records as reports applied one by one', async () => {
  const [oneByOne, together] = opened as [TestServices, TestServices];
  let place = 0;
  await fc.assert(
    fc.asyncProperty(batches, async (batch) => {
      place++;
      const accountId = `acct_${place}`;
      const all = batch.map((report) => withTokens(report, place));
      for (const each of opened) await prepare(each, accountId, place);
      for (const report of all) {
        await oneByOne.services.store.transaction((tx) => apply(tx, oneByOne, accountId, report));
      }
      await together.services.store.transaction(async (tx) => {
        const told = all.map((report) => ({ accountId, report }));
        const gathered = await batchedRepositories(tx, told);
        for (const report of all) await apply(gathered, together, accountId, report);
        await gathered.write(NEW_YEAR);
      });
      expect(await stateOf(together, accountId)).toEqual(await stateOf(oneByOne, accountId));
    }),
    {
      numRuns: 60,
      examples: [
        [
          [
            { type: 'call', vendorCallId: 'one', status: 'INITIATED', facts: {}, vendorBindingId: 'nobody' },
            { type: 'call', vendorCallId: 'one', status: 'COMPLETED', facts: {}, vendorBindingId: 'nobody' },
          ],
        ],
      ],
    },
  );
});

test('a read of the store in between finds what was kept until then', async () => {
  const [{ services }] = opened as [TestServices];
  const call = aCall({ accountId: 'acct_between', vendorCallId: 'one', caller: CALLER });
  const report: Report = { type: 'call', vendorCallId: 'one', status: 'INITIATED', facts: {} };
  await services.store.transaction(async (tx) => {
    const { calls } = await batchedRepositories(tx, [{ accountId: 'acct_between', report }]);
    expect(await calls.findByVendorId('one', 'acct_between')).toEqual([]);
    await calls.insert(call, undefined);
    expect(await tx.calls.find(call.id)).toBeUndefined();
    expect(await calls.findByVendorId('one', 'acct_between')).toEqual([call]);
    expect(await tx.calls.find(call.id)).toBeUndefined();
    expect(await calls.find(call.id)).toEqual(call);

    const ended = { ...call, status: 'COMPLETED', revision: 2 } as const;
    await calls.update(ended);
    const { caller: _person, ...without } = ended;
    await calls.erase(call.id, CALLER, () => without);
    expect(await calls.findByVendorId('one', 'acct_between')).toEqual([{ ...without, revision: 3 }]);
  });
});
