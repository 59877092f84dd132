import { type ExecutionResult, graphql } from 'graphql';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readsFor } from '../../src/application/reads/reads-for.ts';
import type { Services } from '../../src/application/services.ts';
import type { Caller } from '../../src/domain/caller.ts';
import { createSchema } from '../../src/graphql/schema.ts';
import { aBinding, aCall, aMessage, anSms, NEW_YEAR } from '../support/records.ts';
import type { WatchedStore } from './plans.ts';

const ORDERS = 50;
const ACTIVITY = `query ($of: [_Any!]!) {
  _entities(representations: $of) {
    ... on VoiceActivity {
      reference
      bindings(first: 2) {
        nodes { id replacedBy { id } calls(first: 2) { nodes { id } pageInfo { hasNextPage } } smsMessages(last: 1) { nodes { id } } }
        pageInfo { hasNextPage }
      }
      calls(first: 3) { nodes { id binding { id } } pageInfo { hasNextPage } }
      voiceMessages(last: 1) { nodes { id } }
      smsMessages(first: 5) { nodes { id } }
    }
  }
}`;
// The lists of an order, those of its bindings, and the bindings of its calls.
const READS = 4 + 2 + 1;

const READER: Caller = {
  subject: 'reader',
  scopes: new Set(['voice:read']),
  accounts: new Set(['acct_1', 'acct_2']),
  expiresAt: undefined,
};

/** Nested lists are read together: what a page of orders costs does not depend on how many there are. */
export function describeNestedLists(name: string, open: () => Promise<WatchedStore>): void {
  describe(`nested lists over ${name}`, () => {
    const schema = createSchema();
    let store: WatchedStore;
    beforeAll(async () => {
      store = await open();
      for (let place = 0; place < ORDERS; place++) await placeOrder(store, place);
    });
    afterAll(() => store?.[Symbol.asyncDispose]());

    const ask = async (places: readonly number[]) => {
      const { repositories } = store;
      const nothing = { accounts: { all: [], find: () => undefined }, events: {}, vendors: { modules: [] } };
      const services = { ...nothing, store: repositories } as unknown as Services;
      const contextValue = { caller: READER, reads: readsFor(READER, services) };
      const of = places.map((place) => ({ __typename: 'VoiceActivity', reference: `nested-${place}` }));
      const answers: ExecutionResult[] = [];
      const statements = await store.statementsOf(async () => {
        answers.push(await graphql({ schema, source: ACTIVITY, variableValues: { of }, contextValue }));
      });
      const [answer = {}] = answers;
      return { answer, statements };
    };

    test('are read in one statement a field, for fifty orders as for one', async () => {
      const all = Array.from({ length: ORDERS }, (_, place) => place);
      const [one, fifty] = [await ask([7]), await ask(all)];
      expect(one.answer.errors).toBeUndefined();
      expect(one.statements).toHaveLength(READS);
      expect(fifty.statements).toHaveLength(READS);
    });

    test('hold what each order holds when it is asked for by itself', async () => {
      const places = [0, 1, 2, 48, 49];
      const together = (await ask(places)).answer.data as { _entities: readonly unknown[] };
      const alone = await Promise.all(
        places.map(
          async (place) => ((await ask([place])).answer.data as { _entities: readonly unknown[] })._entities[0],
        ),
      );
      expect(together._entities).toEqual(alone);
      expect(alone[1]).toMatchObject({
        reference: 'nested-1',
        bindings: { nodes: [{ calls: { nodes: [{}, {}], pageInfo: { hasNextPage: true } } }, {}] },
        calls: { nodes: [{}, {}, {}], pageInfo: { hasNextPage: true } },
        voiceMessages: { nodes: [{}] },
        smsMessages: { nodes: [{}] },
      });
    });
  });
}

/** Two bindings of one order, with calls and a text through the later one, and two messages; some of a hidden account. */
async function placeOrder({ repositories: { bindings, calls, messages, sms } }: WatchedStore, place: number) {
  const mine = { reference: `nested-${place}`, accountId: `acct_${1 + (place % 2)}` };
  const [first, later] = [aBinding(mine), aBinding(mine)];
  for (const binding of [first, later]) await bindings.insert(binding);
  await bindings.insert(aBinding({ ...mine, accountId: 'acct_hidden' }));
  const through = { ...mine, bindingId: later.id };
  const made = Array.from({ length: 4 }, () => ({ call: aCall(through), vendorBindingId: undefined }));
  await calls.save([...made, { call: aCall({ ...through, accountId: 'acct_hidden' }), vendorBindingId: undefined }]);
  await messages.insertBatch([aMessage({ ...mine, createdAt: NEW_YEAR + 1 }), aMessage(mine)]);
  await sms.insert(anSms(through), `nested-${place}`);
}
