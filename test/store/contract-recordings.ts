import { describe, expect, test } from 'vitest';
import type { KeptRecording } from '../../src/domain/recording.ts';
import { NEW_YEAR } from '../support/records.ts';
import type { OpenStore } from './contract.ts';

const expected = (id: string, dueAt = NEW_YEAR): KeptRecording => ({
  id,
  accountId: 'acct_1',
  state: 'PENDING',
  attempts: 0,
  dueAt,
  updatedAt: NEW_YEAR,
});

/** Which recordings are kept, and how they are found. */
export function describeRecordings(open: OpenStore): void {
  describe('keeps which recordings are archived', () => {
    test('with all that is known of them, each once', async () => {
      await using opened = await open();
      const { recordings } = opened.store;
      await recordings.expect(expected('call_1'));
      await recordings.expect(expected('call_2'));
      const kept = {
        ...expected('call_1'),
        state: 'ARCHIVED',
        attempts: 1,
        size: 5,
        contentType: 'audio/wav',
      } as const;
      expect(await recordings.settle(kept)).toBe(true);
      await recordings.expect(expected('call_1', NEW_YEAR + 1));
      expect(await recordings.find('call_1')).toEqual(kept);
      const failed = { ...expected('call_2'), attempts: 1, lastError: 'It was late.' };
      expect(await recordings.settle(failed)).toBe(true);
      expect(await recordings.find('call_2')).toEqual(failed);
      expect(await recordings.find('call_3')).toBeUndefined();
      expect((await recordings.findMany(['call_2', 'call_3', 'call_1'])).map(({ id }) => id).sort()).toEqual([
        'call_1',
        'call_2',
      ]);
    });

    test('and gives those that are due, the longest due first, as many as asked for', async () => {
      await using opened = await open();
      const { recordings } = opened.store;
      for (const [id, at] of Object.entries({ call_1: 3, call_2: 1, call_3: 2, call_4: 9 })) {
        await recordings.expect(expected(id, NEW_YEAR + at));
      }
      await recordings.settle({ ...expected('call_3'), state: 'FAILED' });
      const due = async (limit: number) => (await recordings.due(NEW_YEAR + 3, limit)).map(({ id }) => id);
      expect(await due(10)).toEqual(['call_2', 'call_1']);
      expect(await due(1)).toEqual(['call_2']);
    });

    test('and one that is forgotten is neither due nor settled any more, and gone when it is removed', async () => {
      await using opened = await open();
      const { recordings } = opened.store;
      await recordings.expect(expected('call_1'));
      await opened.store.transaction(async (tx) => {
        await tx.recordings.forget('call_1');
        await tx.recordings.forget('call_nobody');
      });
      expect(await recordings.due(NEW_YEAR, 10)).toEqual([]);
      expect(await recordings.settle({ ...expected('call_1'), state: 'ARCHIVED', size: 5 })).toBe(false);
      expect(await recordings.forgotten(10)).toEqual(['call_1']);
      await recordings.remove('call_1');
      expect(await recordings.forgotten(10)).toEqual([]);
      expect(await recordings.find('call_1')).toBeUndefined();
    });
  });
}
