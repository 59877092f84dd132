import { expect, test } from 'vitest';
import { deliveryRemarks, remarkedOn } from '../../../src/application/reports/delivery-remarks.ts';
import type { Delivery } from '../../../src/domain/delivery.ts';
import { openServices } from '../../support/services.ts';
import { PRINTED_PUSH } from '../../support/winnerlook.ts';

const ACCOUNTS = [
  {
    id: 'acct_winnerlook',
    vendor: 'WINNERLOOK',
    credentials: { appId: '402bf13d73b1424484280a3e9356055e', token: 's' },
  },
  { id: 'acct_ksyun', vendor: 'KSYUN', credentials: { accessKey: 'AKxxx', secretKey: 'SKxxx' } },
];

async function open() {
  const opened = await openServices(ACCOUNTS);
  const { services } = opened;
  return {
    ...opened,
    /** Gives what became of a push. */
    push: async (vendor: 'WINNERLOOK' | 'KSYUN', body: unknown): Promise<Delivery | undefined> => {
      const bytes = Buffer.from(JSON.stringify(body));
      await services.inbox.accept({
        accountId: `acct_${vendor.toLowerCase()}`,
        vendor,
        kind: undefined,
        headers: {},
        body: bytes,
      });
      await services.inbox.settled();
      return (await services.store.deliveries.page({}, { limit: 1, direction: 'forward' })).items[0];
    },
    counted: () => services.metrics.registry.getSingleMetricAsString('voice_delivery_remarks_total'),
  };
}

test('a push with an odd field is applied without it; the delivery says so, and it is counted', async () => {
  await using bench = await open();
  const delivery = await bench.push('WINNERLOOK', { ...JSON.parse(PRINTED_PUSH), endTime: 'soon', duration: -3 });
  expect(delivery).toMatchObject({
    state: 'APPLIED',
    reason: undefined,
    remarks: [
      { field: 'endTime', message: 'It is no time, so it was left out.' },
      { field: 'duration', message: 'It is negative, so it was left out.' },
    ],
  });
  const { items } = await bench.services.store.calls.page({}, { limit: 1, direction: 'forward' });
  expect(items[0]).toMatchObject({ caller: '18362970769', callerSeconds: 22 });
  expect(items[0]).not.toHaveProperty('endedAt');
  const figures = await bench.counted();
  expect(figures).toContain('voice_delivery_remarks_total{vendor="WINNERLOOK",field="endTime"} 1');
  expect(figures).toContain('voice_delivery_remarks_total{vendor="WINNERLOOK",field="duration"} 1');
});

test('a push without oddities has no remarks', async () => {
  await using bench = await open();
  expect(await bench.push('WINNERLOOK', { ...JSON.parse(PRINTED_PUSH), endTime: 'null' })).not.toHaveProperty(
    'remarks',
  );
});

test('alike remarks on many reports are one, and each report is counted', async () => {
  await using bench = await open();
  const report = { CallId: '1', Status: 'SUCCESS', Duration: '1,5' };
  const delivery = await bench.push('KSYUN', [
    report,
    { ...report, CallId: '2' },
    { ...report, CallId: '3', EndTime: true },
  ]);
  expect(delivery).toMatchObject({
    state: 'UNMATCHED',
    remarks: [
      { field: 'Duration', message: 'It is no number of seconds, so it was left out. (3 reports)' },
      { field: 'EndTime', message: 'It is no time, so it was left out.' },
    ],
  });
  expect(await bench.counted()).toContain('voice_delivery_remarks_total{vendor="KSYUN",field="Duration"} 3');
});

test('names that a sender made up become no figures', async () => {
  await using bench = await open();
  const { module } = bench.services.accounts.find('acct_ksyun') ?? {};
  if (!module) throw new Error('The account is there.');
  const { decode } = module.callbacks;
  Object.assign(module.callbacks, {
    decode: (...asked: Parameters<typeof decode>) =>
      decode(...asked).map((item) => ({
        ...item,
        remarks: [
          { field: 'x1', message: 'm' },
          { field: 'body', message: 'm' },
        ],
      })),
  });
  await bench.push('KSYUN', [{ CallId: '1', Status: 'SUCCESS' }]);
  Object.assign(module.callbacks, { decode });
  const figures = await bench.counted();
  expect(figures).toContain('field="others"} 1');
  expect(figures).toContain('field="body"} 1');
  expect(figures).not.toContain('x1');
});

test('remarks are kept in such numbers and lengths as a person reads', () => {
  const remarks = Array.from({ length: 50 }, (_, place) => ({ field: `f${place}`, message: 'x'.repeat(1_000) }));
  const kept = deliveryRemarks(remarkedOn([{ unreadable: '', remarks }]));
  expect(kept).toHaveLength(21);
  expect(kept[0]?.message).toHaveLength(302);
  expect(kept.at(-1)).toEqual({ field: 'body', message: 'And so for 30 more.' });
});
