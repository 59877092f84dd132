import { parse } from 'graphql';
import { expect, test, vi } from 'vitest';
import { onBehalfOf } from '../../src/application/use-cases.ts';
import type { Call } from '../../src/domain/call.ts';
import type { Caller } from '../../src/domain/caller.ts';
import { createContext } from '../../src/graphql/context.ts';
import { followOperation } from '../../src/graphql/follow-operation.ts';
import { createSchema } from '../../src/graphql/schema.ts';
import { aBinding, aCall, NEW_YEAR } from '../support/records.ts';
import { openServices } from '../support/services.ts';

// Vite would load graphql's ES module beside the CommonJS one that Node gives elsewhere.
vi.mock('graphql', async () => (await import('node:module')).createRequire(import.meta.url)('graphql'));

const READER: Caller = {
  subject: 'an app',
  scopes: new Set(['voice:read']),
  accounts: undefined,
  expiresAt: undefined,
};

const [A, B, X, OTHER_X] = ['13800138000', '13900139000', '17000000001', '17000000002'];

test('what proves a virtual number is looked up for each event, and not remembered from an earlier one', async () => {
  const credentials = { appId: 'app', token: 'secret' };
  await using bench = await openServices([{ id: 'acct_1', vendor: 'WINNERLOOK', credentials }]);
  const { services } = bench;
  const { store } = services;
  const binding = aBinding({ terms: { numberA: A, numberX: OTHER_X } });
  await store.bindings.insert(binding);
  const call = aCall({ caller: A, numberX: X, bindingId: binding.id });
  const tell = (record: Call) =>
    store.transaction((tx) => tx.events.append([{ topic: 'CALL', record, at: NEW_YEAR, previousStatus: undefined }]));

  const context = () => createContext(READER, onBehalfOf(READER, services), services);
  const answers = await followOperation(
    {
      schema: createSchema(),
      document: parse('subscription { callStatusChanged { call { numberX } } }'),
      contextValue: context(),
    },
    () => context().reads,
  );
  if (!('next' in answers)) throw new Error(JSON.stringify(answers));
  const shown = async () => ((await answers.next()).value as { data?: unknown }).data;
  const first = shown();
  await tell(call);
  expect(await first).toEqual({ callStatusChanged: { call: { numberX: null } } });

  await store.bindings.insert(aBinding({ terms: { numberA: B, numberX: X } }));
  const second = shown();
  await tell(call);
  expect(await second).toEqual({ callStatusChanged: { call: { numberX: X } } });

  // The number has become that of a person behind the call's binding.
  await store.bindings.update({ ...binding, terms: { ...binding.terms, numberA: X } });
  const third = shown();
  await tell(call);
  expect(await third).toEqual({ callStatusChanged: { call: { numberX: null } } });
  await answers.return();
});
