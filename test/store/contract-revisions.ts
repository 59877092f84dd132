import { describe, expect, test } from 'vitest';
import type { Repositories } from '../../src/store/store.ts';
import { aGroup } from '../support/every-table.ts';
import { aBinding, aCall, aMessage, NEW_YEAR } from '../support/records.ts';
import type { OpenedStore } from './contract.ts';

const state = {
  id: 'acct_1',
  accountId: 'acct_1',
  vendor: 'EMAY',
  status: 'ACTIVE',
  createdAt: NEW_YEAR,
  updatedAt: NEW_YEAR,
} as const;

/** Each kind of record: how it is stored first, how it is changed to a given revision, and what it reads as. */
const KINDS: Readonly<
  Record<
    string,
    {
      insert(store: Repositories, id: string): Promise<void>;
      change(store: Repositories, id: string, revision: number): Promise<void>;
      read(store: Repositories, id: string): Promise<{ readonly revision: number } | undefined>;
    }
  >
> = {
  bindings: {
    insert: ({ bindings }, id) => bindings.insert(aBinding({ id })),
    change: ({ bindings }, id, revision) => bindings.update(aBinding({ id, revision })),
    read: ({ bindings }, id) => bindings.find(id),
  },
  calls: {
    insert: ({ calls }, id) => calls.insert(aCall({ id }), undefined),
    change: ({ calls }, id, revision) => calls.update(aCall({ id, revision })),
    read: ({ calls }, id) => calls.find(id),
  },
  'calls that are saved together': {
    insert: ({ calls }, id) => calls.save([{ call: aCall({ id }), vendorBindingId: undefined }]),
    change: ({ calls }, id, revision) =>
      calls.save([{ call: aCall({ id, vendorCallId: id, revision }), vendorBindingId: undefined }]),
    read: ({ calls }, id) => calls.find(id),
  },
  messages: {
    insert: ({ messages }, id) => messages.insertBatch([aMessage({ id })]),
    change: ({ messages }, id, revision) => messages.update(aMessage({ id, revision })),
    read: ({ messages }, id) => messages.find(id),
  },
  groups: {
    insert: ({ groups }, id) => groups.save(aGroup({ id })),
    change: ({ groups }, id, revision) => groups.save(aGroup({ id, revision })),
    read: ({ groups }, id) => groups.find(id),
  },
  accounts: {
    insert: ({ accountStates }, id) => accountStates.save({ ...state, id, revision: 1 }),
    change: ({ accountStates }, id, revision) => accountStates.save({ ...state, id, revision }),
    read: ({ accountStates }, id) => accountStates.find(id),
  },
};

/** A revision only rises, whatever is written. */
export function describeRevisions(open: () => Promise<OpenedStore>): void {
  describe('counts the changes', () => {
    test.each(Object.entries(KINDS))('of %s: a change is never stored under a revision that was', async (_kind, of) => {
      await using opened = await open();
      const { store } = opened;
      const revision = async () => (await of.read(store, 'id_1'))?.revision;
      await of.insert(store, 'id_1');
      expect(await revision()).toBe(1);
      await of.change(store, 'id_1', 5);
      expect(await revision()).toBe(5);
      // Told of a state that is not the present one any more.
      await of.change(store, 'id_1', 2);
      expect(await revision()).toBe(6);
    });

    test('also of what is forgotten or erased, or changes elsewhere', async () => {
      await using opened = await open();
      const { calls, messages, events } = opened.store;
      const [call, message] = [aCall({ caller: '13800138000' }), aMessage()];
      await calls.insert(call, undefined);
      await messages.insertBatch([message]);
      await events.append([{ topic: 'CALL', record: call, at: NEW_YEAR, previousStatus: undefined }]);
      await calls.erase(call.id, '13800138000', (with_) => with_);
      await calls.forget(call.id, (with_) => with_);
      await calls.revise(call.id);
      await messages.revise(message.id);
      expect(await calls.find(call.id)).toMatchObject({ revision: 4 });
      expect((await messages.findMany([message.id]))[0]).toMatchObject({ revision: 2 });
      // An event has the revision of its record as of then, however it is rewritten.
      await events.rewrite(await events.about(call.id));
      expect((await events.about(call.id)).map(({ record }) => record.revision)).toEqual([1]);
    });
  });
}
