import fc from 'fast-check';
import { expect, test } from 'vitest';
import { eraseNumber } from '../../../src/application/erasure/erase-number.ts';
import { changeBinding } from '../../../src/application/records/change-binding.ts';
import { applyCallReportOf } from '../../../src/application/reports/apply-call.ts';
import { applyMessageReport } from '../../../src/application/reports/apply-message.ts';
import { batchedRepositories } from '../../../src/application/reports/batched-repositories.ts';
import { CALL_RANK, type CallStatus } from '../../../src/domain/call.ts';
import { correlationToken } from '../../../src/domain/ids.ts';
import type { Repositories } from '../../../src/store/store.ts';
import type { Report } from '../../../src/vendors/vendor.ts';
import { aBinding, aDelivery, aMessage, NEW_YEAR } from '../../support/records.ts';
import { openServices, type TestServices } from '../../support/services.ts';

const [A, B, X] = ['13800138000', '13900139000', '17000000001'];
const idAt = (kind: string, place: number) => `${kind}_${String(place).padStart(32, '0')}`;

const callReport = fc.record({
  type: fc.constant('call' as const),
  vendorCallId: fc.constantFrom('one', 'two'),
  status: fc.constantFrom(...(Object.keys(CALL_RANK) as CallStatus[])),
  facts: fc.record({ seconds: fc.integer({ min: 1, max: 3 }), caller: fc.constant(A), numberX: fc.constant(X) }),
  /** Some tell of the binding, of which it was not known until then that it exists. */
  isNamed: fc.boolean(),
});
const messageReport = fc.record({
  type: fc.constant('message' as const),
  status: fc.constantFrom('DELIVERED', 'FAILED', 'TIMED_OUT'),
  facts: fc.record({ seconds: fc.integer({ min: 1, max: 3 }) }, { requiredKeys: [] }),
});
const step = fc.oneof(
  { weight: 4, arbitrary: fc.tuple(fc.constant('reports' as const), fc.array(fc.oneof(callReport, messageReport))) },
  { weight: 1, arbitrary: fc.tuple(fc.constantFrom('archived', 'erased', 'released')) },
);
type Told = Extract<Report, { type: 'call' | 'message' }>;
type Step = typeof step extends fc.Arbitrary<infer Value> ? Value : never;

/** All records of an account as they read now. */
async function recordsOf({ services: { store } }: TestServices, accountId: string) {
  const page = [{ accountIds: [accountId] }, { limit: 100, direction: 'forward' }] as const;
  const lists = [store.bindings.page(...page), store.calls.page(...page), store.messages.page(...page)];
  return (await Promise.all<{ items: readonly { id: string; revision: number }[] }>(lists)).flatMap(
    ({ items }) => items,
  );
}

async function carryOut(bench: TestServices, accountId: string, place: number, [kind, reports]: Step): Promise<void> {
  const { services } = bench;
  const { store } = services;
  const delivery = aDelivery({ accountId });
  const apply = async (tx: Repositories, report: Told) => {
    if (report.type === 'call') await applyCallReportOf(tx, services, delivery, report, NEW_YEAR);
    else await applyMessageReport(tx, services, delivery, report, NEW_YEAR);
  };
  if (kind === 'reports') {
    const told = (reports ?? []).map((report): Told => {
      if (report.type === 'message') return { ...report, token: correlationToken(idAt('msg', place)) };
      const { isNamed, ...call } = report;
      return isNamed ? { ...call, token: correlationToken(idAt('bnd', place)) } : call;
    });
    await store.transaction(async (tx) => {
      const batched = await batchedRepositories(
        tx,
        told.map((report) => ({ accountId, report })),
      );
      for (const report of told) await apply(batched, report);
      await batched.write(NEW_YEAR);
    });
  }
  if (kind === 'archived') for (const { id } of await recordsOf(bench, accountId)) await store.calls.revise(id);
  if (kind === 'erased') {
    await eraseNumber(services, { number: A, releaseBindings: false, dryRun: false }, [accountId]);
  }
  if (kind === 'released') {
    await store.transaction((tx) =>
      changeBinding(tx, idAt('bnd', place), NEW_YEAR, (current) => ({ ...current, status: 'RELEASED' })),
    );
  }
}

test('in whatever order a record changes, no two of its states and no two of its events share a revision, and it only rises', async () => {
  await using bench = await openServices([]);
  const { store } = bench.services;
  let place = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 6 }), async (steps) => {
      place++;
      const accountId = `acct_${place}`;
      // Its vendor chose an X, which the first report by our token tells: calls through it waited until then.
      const terms = { numberA: A, numberB: B };
      await store.bindings.insert(aBinding({ id: idAt('bnd', place), accountId, status: 'UNKNOWN', terms }));
      await store.messages.insertBatch([aMessage({ id: idAt('msg', place), accountId, recipient: A })]);
      const states = new Map<string, Map<number, string>>();
      for (const one of steps) {
        await carryOut(bench, accountId, place, one);
        for (const record of await recordsOf(bench, accountId)) {
          const { id, revision } = record;
          const known = states.get(id) ?? new Map<number, string>();
          states.set(id, known.set(revision, known.get(revision) ?? JSON.stringify(record)));
          expect(revision).toBe(Math.max(...known.keys()));
          // Only what is revised alone changes nothing in the record itself.
          expect(known.get(revision)).toBe(JSON.stringify(record));
          const told = (await store.events.about(id)).map((event) => event.record.revision);
          expect(told).toEqual([...new Set(told)].sort((a, b) => a - b));
          expect(told.at(-1) ?? 0).toBeLessThanOrEqual(revision);
        }
      }
    }),
    { numRuns: 40 },
  );
}, 60_000);
