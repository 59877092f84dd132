import { describe, expect, test } from 'vitest';
import type { UnderWay } from '../../src/store/leases.ts';
import { aMessage } from '../support/every-table.ts';
import { aBinding, NEW_YEAR } from '../support/records.ts';
import { until } from '../support/until.ts';
import type { OpenStore } from './contract.ts';

const HOUR_MS = 3_600_000;
const row = (subjectId: string, more: Partial<UnderWay> = {}): UnderWay => {
  return { subjectId, routed: false, withheld: false, ...more };
};

/** How processes tell each other that they live, and which records they are at. */
export function describeLeases(open: OpenStore): void {
  describe('keeps the lease of a process', () => {
    test('for as long as it is renewed, by the clock of the database', async () => {
      await using opened = await open();
      const { processes } = opened.store;
      expect(await processes.isInForce('one')).toBe(false);
      await processes.begin('one', HOUR_MS);
      expect(await processes.isInForce('one')).toBe(true);
      expect(await processes.endExpired('one')).toBe(false);
      expect(await processes.renew('one', 1)).toBe(true);
      await until('the lease to run out', async () => !(await processes.isInForce('one')));
      // Until it is ended, its process can have it again.
      expect(await processes.renew('one', HOUR_MS)).toBe(true);
      expect(await processes.isInForce('one')).toBe(true);
    });

    test('and ends it once, for good, where it ran out', async () => {
      await using opened = await open();
      const { processes } = opened.store;
      await processes.begin('one', 1);
      await until('the lease to run out', async () => !(await processes.isInForce('one')));
      expect(await processes.endExpired('one')).toBe(true);
      expect(await processes.renew('one', HOUR_MS)).toBe(false);
      expect(await processes.endExpired('one')).toBe(true);
    });

    test('until a transaction is over that goes by it', async () => {
      await using opened = await open();
      const { store } = opened;
      await store.processes.begin('one', 1_000);
      await store.underWay.begin('one', [row('msg_1')]);
      let isOver = false;
      const attempting = store.transaction(async (tx) => {
        if (!(await tx.processes.isInForce('one'))) throw new Error('The lease ran out too soon.');
        if (store.isShared) {
          await until('the lease to run out', async () => !(await store.processes.isInForce('one')));
        }
        await tx.underWay.attempt('one', ['msg_1'], 'acct_1');
        isOver = true;
      });
      await until('the lease to be ended', async () => store.processes.endExpired('one'));
      expect(isOver).toBe(true);
      await attempting;
      expect(await store.underWay.heldBy('one', '', 10)).toEqual([row('msg_1', { attemptedAt: 'acct_1' })]);
    });
  });

  describe('knows what a process is at', () => {
    test('with what the process that takes over must know, and changes it for its holder alone', async () => {
      await using opened = await open();
      const { underWay } = opened.store;
      const rows = [row('msg_1', { routed: true }), row('msg_2', { withheld: true }), row('bnd_1')];
      await underWay.begin('one', rows);
      expect(await underWay.heldBy('one', '', 10)).toEqual([row('bnd_1'), ...rows.slice(0, 2)]);
      expect(await underWay.heldBy('one', 'msg_1', 10)).toEqual([rows[1]]);
      expect(await underWay.heldBy('another', '', 10)).toEqual([]);
      expect(await underWay.attempt('another', ['msg_1'], 'acct_1')).toEqual([]);
      expect(await underWay.attempt('one', ['msg_1', 'msg_nobody'], 'acct_1')).toEqual(['msg_1']);
      expect(await underWay.heldBy('one', 'bnd_1', 1)).toEqual([{ ...rows[0], attemptedAt: 'acct_1' }]);
      expect(await underWay.attempt('one', ['msg_1'], undefined)).toEqual(['msg_1']);
      expect(await underWay.heldBy('one', 'bnd_1', 1)).toEqual([rows[0]]);
      expect(await underWay.end('another', ['msg_1'])).toEqual([]);
      expect(await underWay.end('one', ['msg_1'])).toEqual(['msg_1']);
      expect(await underWay.among(['msg_1', 'msg_2'])).toEqual(new Set(['msg_2']));
    });

    test('and gives each record to one of many that take it over', async () => {
      await using opened = await open();
      const { store } = opened;
      const ids = Array.from({ length: 50 }, (_, place) => `msg_${place}`);
      await store.underWay.begin(
        'gone',
        ids.map((id) => row(id)),
      );
      const takers = Array.from({ length: 8 }, (_, place) => `process-${place}`);
      const taken = await Promise.all(
        takers.map((taker) => store.transaction((tx) => tx.underWay.handOver('gone', ids, taker))),
      );
      expect(taken.flat().sort()).toEqual(ids.toSorted());
    });

    test('and who is gone: all that have no lease in force, however many there are', async () => {
      await using opened = await open();
      const { processes, underWay } = opened.store;
      expect(await underWay.abandoned()).toEqual([]);
      for (const holder of ['a', 'b', 'c', 'd'])
        await underWay.begin(holder, [row(`msg_${holder}`), row(`bnd_${holder}`)]);
      await processes.begin('b', HOUR_MS);
      await processes.begin('c', 1);
      await processes.begin('idle', 1);
      await until('a lease to run out', async () => !(await processes.isInForce('c')));
      expect(await underWay.abandoned()).toEqual(['a', 'c', 'd']);
    });

    test('and at what no process is, although it looks so', async () => {
      await using opened = await open();
      const { store } = opened;
      const old = { createdAt: NEW_YEAR, updatedAt: NEW_YEAR };
      const messages = [1, 2, 3].map(() => aMessage({ ...old, status: 'SUBMITTING' }));
      const [first, second, third] = messages.map(({ id }) => id).sort() as [string, string, string];
      await store.messages.insertBatch([...messages, aMessage(old)]);
      await store.underWay.begin('one', [row(second)]);
      const strays = (beyondId = '', before = NEW_YEAR + 1) =>
        store.underWay.strays('SUBMITTING', before, beyondId, 10);
      expect(await strays()).toEqual([first, third]);
      expect(await strays(first)).toEqual([third]);
      expect(await strays('', NEW_YEAR)).toEqual([]);
      const binding = aBinding({ ...old, status: 'RELEASING' });
      await store.bindings.insert(binding);
      expect(await store.underWay.strays('RELEASING', NEW_YEAR + 1, '', 10)).toEqual([binding.id]);
      expect(await store.underWay.strays('CREATING', NEW_YEAR + 1, '', 10)).toEqual([]);
    });
  });
}
