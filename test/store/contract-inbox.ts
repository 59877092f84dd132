import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { StoredRequest } from '../../src/store/keyed-requests.ts';
import { aDelivery, KEY_OWNER, NEW_YEAR } from '../support/records.ts';
import type { OpenStore } from './contract.ts';

const request = (changes: Partial<StoredRequest> = {}): StoredRequest => ({
  key: 'order-42',
  owner: KEY_OWNER,
  operation: 'createAxbBinding',
  fingerprint: 'f',
  subjectId: 'bnd_1',
  ...changes,
});

/** What is known under the key of a request. */
const found = ({ operation, fingerprint, subjectId }: StoredRequest) => ({
  operation,
  fingerprint,
  subjectId,
  madeBy: 'CALLER',
});

/** Objects whose keys were written in another order, at every depth. */
function reordered(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(reordered);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([key, part]) => [key, reordered(part)]),
  );
}

const idAt = (place: number) => `dlv_${place.toString(16).padStart(32, '0')}`;

/** Idempotency keys. */
export function describeRequests(open: OpenStore): void {
  describe('gives an idempotency key', () => {
    test('to the first that claims it, and remembers the request', async () => {
      await using opened = await open();
      const { requests } = opened.store;
      expect(await requests.find(request())).toBeUndefined();
      expect(await requests.claim(request(), NEW_YEAR)).toBe(true);
      expect(await requests.claim(request({ subjectId: 'bnd_2' }), NEW_YEAR)).toBe(false);
      expect(await requests.claim(request({ operation: 'other', fingerprint: 'g' }), NEW_YEAR)).toBe(false);
      expect(await requests.find(request())).toEqual(found(request()));
      expect(await requests.claim(request({ key: 'ORDER-42' }), NEW_YEAR)).toBe(true);
    });

    test('to each application by itself, and knows who in it made the request', async () => {
      await using opened = await open();
      const { requests } = opened.store;
      const another = { application: 'orders', subject: KEY_OWNER.subject };
      const colleague = { ...KEY_OWNER, subject: 'dispatch-2' };
      await requests.claim(request(), NEW_YEAR);
      expect(await requests.find(request({ owner: another }))).toBeUndefined();
      expect(await requests.claim(request({ owner: another, subjectId: 'bnd_2' }), NEW_YEAR)).toBe(true);
      expect(await requests.find(request({ owner: another }))).toMatchObject({ subjectId: 'bnd_2', madeBy: 'CALLER' });
      expect(await requests.find(request({ owner: colleague }))).toEqual({ ...found(request()), madeBy: 'ANOTHER' });
      expect(await requests.claim(request({ owner: colleague }), NEW_YEAR)).toBe(false);
    });

    test('that reads like the name of another application’s key to the one who chose it', async () => {
      await using opened = await open();
      const { requests } = opened.store;
      await requests.claim(request(), NEW_YEAR);
      const key = JSON.stringify([KEY_OWNER.application, 'order-42']);
      expect(await requests.find(request({ key, owner: { application: 'orders', subject: 's' } }))).toBeUndefined();
    });

    test('to exactly one of many that race for it', async () => {
      await using opened = await open();
      const { store } = opened;
      const claims = Array.from({ length: 40 }, (_, index) => request({ subjectId: `bnd_${index}` }));
      const won = await Promise.all(
        claims.map((claim, index) =>
          index % 2 === 0
            ? store.requests.claim(claim, NEW_YEAR)
            : store.transaction((tx) => tx.requests.claim(claim, NEW_YEAR)),
        ),
      );
      expect(won.filter(Boolean)).toHaveLength(1);
      expect(await store.requests.find(request())).toMatchObject({ subjectId: claims[won.indexOf(true)]?.subjectId });
    });

    test('to the next where the first took back its transaction', async () => {
      await using opened = await open();
      const { store } = opened;
      const undone = store.transaction(async (tx) => {
        expect(await tx.requests.claim(request(), NEW_YEAR)).toBe(true);
        throw new Error('taken back');
      });
      await expect(undone).rejects.toThrow('taken back');
      expect(await store.requests.claim(request({ subjectId: 'bnd_2' }), NEW_YEAR)).toBe(true);
    });
  });

  describe('has one fingerprint', () => {
    test('of an input, in whatever order its keys were written', async () => {
      await using opened = await open();
      const { requests } = opened.store;
      fc.assert(
        fc.property(fc.jsonValue({ maxDepth: 5 }), (input) => {
          expect(requests.fingerprint(reordered(input))).toBe(requests.fingerprint(input));
        }),
      );
      expect(requests.fingerprint({ b: [{ y: 1, x: 2 }], a: 1 })).toBe(
        requests.fingerprint({ a: 1, b: [{ x: 2, y: 1 }] }),
      );
    });

    test('of inputs that say the same only, and left out is as good as undefined', async () => {
      await using opened = await open();
      const { fingerprint } = opened.store.requests;
      const inputs = [
        {},
        { a: 1 },
        { a: '1' },
        { a: null },
        { a: [1, 2] },
        { a: [2, 1] },
        { a: { b: 1 } },
        { b: 1 },
        [],
        '',
      ];
      expect(new Set(inputs.map(fingerprint)).size).toBe(inputs.length);
      expect(fingerprint({ a: 1, b: undefined })).toBe(fingerprint({ a: 1 }));
    });

    test('in which the input cannot be read', async () => {
      await using opened = await open();
      expect(opened.store.requests.fingerprint({ numberA: '13800138000' })).toMatch(/^[0-9a-f]{32,}$/);
    });
  });
}

/** The inbox. */
export function describeDeliveries(open: OpenStore): void {
  describe('keeps what vendors deliver', () => {
    test('byte for byte, whatever the bytes are', async () => {
      await using opened = await open();
      const { deliveries } = opened.store;
      const bodies = fc.array(fc.uint8Array({ maxLength: 2_000 }), { minLength: 1, maxLength: 5 });
      const everyByte = Uint8Array.from({ length: 256 }, (_, byte) => byte);
      await fc.assert(
        fc.asyncProperty(bodies, async (given) => {
          const batch = given.map((body) => aDelivery({ body: Buffer.from(body) }));
          await deliveries.insertMany(batch);
          for (const { id, body } of batch) expect((await deliveries.find(id))?.body.equals(body)).toBe(true);
        }),
        { numRuns: 30, examples: [[[everyByte, new Uint8Array(0), Uint8Array.of(0), Uint8Array.of(0xff, 0xfe)]]] },
      );
    });

    test('with its headers and its kind', async () => {
      await using opened = await open();
      const full = aDelivery({
        kind: 'sms',
        headers: { 'content-type': 'text/plain', 'x-名': '值' },
        reason: 'a reason',
      });
      const bare = aDelivery();
      await opened.store.deliveries.insertMany([full, bare]);
      expect(await opened.store.deliveries.find(full.id)).toEqual(full);
      expect(await opened.store.deliveries.find(bare.id)).toEqual(bare);
      expect(await opened.store.deliveries.find('dlv_nobody')).toBeUndefined();
    });

    test('all of a batch or nothing of it', async () => {
      await using opened = await open();
      const { deliveries } = opened.store;
      const [first, second] = [aDelivery(), aDelivery()];
      await deliveries.insertMany([first]);
      await expect(deliveries.insertMany([second, first])).rejects.toThrow();
      expect(await deliveries.find(second.id)).toBeUndefined();
      expect(await deliveries.inState('RECEIVED', 10)).toEqual([first]);
    });

    test('and lists those in a state, oldest first and as many as asked for', async () => {
      await using opened = await open();
      const { deliveries } = opened.store;
      await deliveries.insertMany([3, 1, 4, 2].map((place) => aDelivery({ id: idAt(place) })));
      const waiting = async (limit: number) => (await deliveries.inState('RECEIVED', limit)).map(({ id }) => id);
      expect(await waiting(10)).toEqual([1, 2, 3, 4].map(idAt));
      expect(await waiting(2)).toEqual([1, 2].map(idAt));
      expect(await deliveries.inState('FAILED', 10)).toEqual([]);
    });

    test('and settles each by itself, with a reason where there is one', async () => {
      await using opened = await open();
      const { deliveries } = opened.store;
      const [one, two, three] = [1, 2, 3].map((place) => aDelivery({ id: idAt(place), body: Buffer.from([place, 0]) }));
      await deliveries.insertMany([one, two, three].filter((delivery) => delivery !== undefined));
      await deliveries.settle(idAt(1), 'FAILED', 'callId: is missing', NEW_YEAR + 1);
      await deliveries.settle(idAt(2), 'APPLIED', undefined, NEW_YEAR + 1);
      expect(await deliveries.inState('FAILED', 10)).toEqual([
        { ...one, state: 'FAILED', reason: 'callId: is missing' },
      ]);
      expect(await deliveries.inState('APPLIED', 10)).toEqual([{ ...two, state: 'APPLIED' }]);
      expect(await deliveries.inState('RECEIVED', 10)).toEqual([three]);
      await deliveries.settle(idAt(1), 'APPLIED', undefined, NEW_YEAR + 2);
      expect(await deliveries.find(idAt(1))).toEqual({ ...one, state: 'APPLIED' });
    });

    test('and settles many at once, each as it was', async () => {
      await using opened = await open();
      const { deliveries } = opened.store;
      await deliveries.insertMany([1, 2, 3, 4, 5].map((place) => aDelivery({ id: idAt(place) })));
      const settled = [
        { id: idAt(1), state: 'APPLIED', reason: undefined },
        { id: idAt(2), state: 'FAILED', reason: 'callId: is missing' },
        { id: idAt(3), state: 'APPLIED', reason: undefined },
        { id: idAt(4), state: 'UNMATCHED', reason: 'It waits.' },
      ] as const;
      await deliveries.settleMany(settled, NEW_YEAR);
      for (const { id, state, reason } of settled) expect(await deliveries.find(id)).toMatchObject({ state, reason });
      expect((await deliveries.inState('RECEIVED', 10)).map(({ id }) => id)).toEqual([idAt(5)]);
      await deliveries.settleMany([], NEW_YEAR);
    });

    test('and keeps remarks with it, by one or by many, until it is settled anew', async () => {
      await using opened = await open();
      const { deliveries } = opened.store;
      const remarks = [
        { field: 'endTime', message: 'It is no time.' },
        { field: '名', message: '值' },
      ];
      await deliveries.insertMany([1, 2, 3].map((place) => aDelivery({ id: idAt(place) })));
      await deliveries.settle(idAt(1), 'APPLIED', undefined, NEW_YEAR, remarks);
      await deliveries.settleMany(
        [
          { id: idAt(2), state: 'FAILED', reason: 'because', remarks },
          { id: idAt(3), state: 'APPLIED', reason: undefined, remarks: [] },
        ],
        NEW_YEAR,
      );
      expect(await deliveries.find(idAt(1))).toMatchObject({ state: 'APPLIED', reason: undefined, remarks });
      expect(await deliveries.find(idAt(2))).toMatchObject({ state: 'FAILED', reason: 'because', remarks });
      expect(await deliveries.find(idAt(3))).not.toHaveProperty('remarks');
      await deliveries.settle(idAt(1), 'APPLIED', undefined, NEW_YEAR);
      expect(await deliveries.find(idAt(1))).not.toHaveProperty('remarks');
    });

    test('and counts the messages that each waits for', async () => {
      await using opened = await open();
      const { deliveries } = opened.store;
      await deliveries.insertMany([1, 2].map((place) => aDelivery({ id: idAt(place) })));
      for (const name of ['one', 'two', 'two']) await deliveries.await('acct_1', name, idAt(1));
      expect(await deliveries.awaitedBy(idAt(1))).toBe(2);
      await deliveries.takeAwaiting('acct_1', 'one');
      expect(await deliveries.awaitedBy(idAt(1))).toBe(1);
      expect(await deliveries.awaitedBy(idAt(2))).toBe(0);
    });

    test('and counts those that wait, with the time of the first', async () => {
      await using opened = await open();
      const { store } = opened;
      expect(await store.waiting('UNMATCHED')).toEqual({ count: 0, since: undefined });
      const waiting = [3, 1, 2].map((place) =>
        aDelivery({ id: idAt(place), state: 'UNMATCHED', receivedAt: NEW_YEAR + place }),
      );
      await store.deliveries.insertMany([...waiting, aDelivery({ id: idAt(4) })]);
      expect(await store.waiting('UNMATCHED')).toEqual({ count: 3, since: NEW_YEAR + 1 });
      await store.deliveries.settle(idAt(1), 'APPLIED', undefined, NEW_YEAR + 9);
      expect(await store.waiting('UNMATCHED')).toEqual({ count: 2, since: NEW_YEAR + 2 });
    });

    test('a thousand at once', async () => {
      await using opened = await open();
      await opened.store.deliveries.insertMany(Array.from({ length: 1_000 }, () => aDelivery()));
      expect(await opened.store.deliveries.inState('RECEIVED', 2_000)).toHaveLength(1_000);
    });
  });
}
