import { expect, test, vi } from 'vitest';
import { CUSTOMER } from '../../../src/sandbox/winnerlook/authentication.ts';
import type { Decoded, Report } from '../../../src/vendors/vendor.ts';
import { openServices } from '../../support/services.ts';

const ACCOUNT = { id: 'acct_1', vendor: 'WINNERLOOK', credentials: CUSTOMER };

/** A house where what three pushes that come in together say is read as the test wants it. */
async function deliver(read: (callId: string) => Decoded[]) {
  const opened = await openServices([ACCOUNT]);
  const { services } = opened;
  const { module } = services.accounts.find('acct_1') ?? {};
  if (!module) throw new Error('The account is there.');
  vi.spyOn(module.callbacks, 'decode').mockImplementation(({ body }) => read(body.toString()));
  await Promise.all(
    ['first', 'bad', 'last'].map((callId) =>
      services.inbox.accept({
        ...ACCOUNT,
        accountId: 'acct_1',
        kind: undefined,
        headers: {},
        body: Buffer.from(callId),
      }),
    ),
  );
  await services.inbox.settled();
  return opened;
}

const reportOf = (vendorCallId: string, facts: object = {}): Report => ({
  type: 'call',
  vendorCallId,
  status: 'INITIATED',
  facts,
});

test('a push on which the vendor’s adapter throws is put aside, and the others of its batch are applied', async () => {
  await using opened = await deliver((callId) => {
    if (callId === 'bad') throw new RangeError('A table has no such row.');
    return [{ report: reportOf(callId) }];
  });
  const { store } = opened.services;
  const [failed] = await store.deliveries.inState('FAILED', 10);
  expect(failed?.reason).toBe('It could not be read: A table has no such row.');
  expect(failed?.body.toString()).toBe('bad');
  const { items } = await store.calls.page({}, { limit: 10, direction: 'forward' });
  expect(items.map(({ vendorCallId }) => vendorCallId)).toEqual(['last', 'first']);
});

test('a push that the store refuses is put aside by itself, and each of a batch is counted once', async () => {
  // JSON has no such number.
  await using opened = await deliver((callId) => [
    { report: reportOf(callId, callId === 'bad' ? { seconds: 1n } : {}) },
  ]);
  const { store, metrics } = opened.services;
  const [failed] = await store.deliveries.inState('FAILED', 10);
  expect(failed?.reason).toMatch(/^It could not be applied: .*BigInt/);
  const { items } = await store.calls.page({}, { limit: 10, direction: 'forward' });
  expect(items.map(({ vendorCallId }) => vendorCallId)).toEqual(['last', 'first']);
  const counted = await metrics.registry.getSingleMetricAsString('voice_deliveries_total');
  expect(counted).toContain('voice_deliveries_total{account="acct_1",state="APPLIED"} 2');
  expect(counted).toContain('voice_deliveries_total{account="acct_1",state="FAILED"} 1');
});
