import { newId } from '../../src/application/records/new-id.ts';
import { onBehalfOf } from '../../src/application/use-cases.ts';
import type { Caller } from '../../src/domain/caller.ts';
import { createContext, type GraphQLContext } from '../../src/graphql/context.ts';
import { aGroup, aMessage, anSms } from '../support/every-table.ts';
import { aBinding, aCall, aDelivery, NEW_YEAR } from '../support/records.ts';
import { openServices, type TestServices } from '../support/services.ts';

/** What the records of one business object are called, and what stands in them. */
export interface Names {
  readonly reference: string;
  readonly binding: string;
  readonly call: string;
  readonly message: string;
  readonly sms: string;
  readonly group: string;
  readonly delivery: string;
  readonly audit: string;
  readonly vendorBindingId: string;
  readonly vendorCallId: string;
  readonly vendorMessageId: string;
  readonly numberA: string;
  readonly numberB: string;
  readonly numberX: string;
  readonly words: string;
}

const namesOf = (reference: string, digit: number): Names => ({
  reference,
  binding: newId('binding'),
  call: newId('call'),
  message: newId('message'),
  sms: newId('sms'),
  group: newId('group'),
  delivery: newId('delivery'),
  audit: newId('audit'),
  vendorBindingId: `binding-of-${reference}`,
  vendorCallId: `call-of-${reference}`,
  vendorMessageId: `message-of-${reference}`,
  numberA: `1380000000${digit}`,
  numberB: `1390000000${digit}`,
  numberX: `1700000000${digit}`,
  words: `words of ${reference}`,
});

/** The account through which everything goes, and its callback token. */
export const ACCOUNT = 'acct_1';

/** Names of the same shape that no record has. */
export const GHOST = namesOf('order-nobody', 9);

/** Two business objects at one account, and callers who may see both or one of them. */
export interface Bench extends AsyncDisposable {
  readonly services: TestServices['services'];
  readonly hidden: Names;
  readonly own: Names;
  contextOf(references?: readonly string[]): GraphQLContext;
}

export async function openBench(): Promise<Bench> {
  const bench = await openServices([
    {
      id: ACCOUNT,
      vendor: 'WINNERLOOK',
      name: 'Northern line',
      baseUrl: 'http://127.0.0.1:9',
      credentials: { appId: 'a', token: 't' },
    },
  ]);
  const { services } = bench;
  const [hidden, own] = [namesOf('order-hidden', 1), namesOf('order-own', 2)];
  for (const names of [hidden, own]) await record(services.store, names);
  return {
    services,
    hidden,
    own,
    contextOf: (references) => {
      const caller = callerOf(references);
      return createContext(caller, onBehalfOf(caller, services), services, undefined);
    },
    [Symbol.asyncDispose]: () => bench[Symbol.asyncDispose](),
  };
}

/** A caller with every scope, limited to some references or to none. */
function callerOf(references: readonly string[] | undefined): Caller {
  return {
    subject: 'an app',
    scopes: new Set(['voice:read', 'voice:write', 'voice:pii', 'voice:admin']),
    accounts: undefined,
    references: references && new Set(references),
    expiresAt: undefined,
  };
}

/** A record of every kind, the events of each, and one of a call before it was linked. */
async function record(store: TestServices['services']['store'], names: Names): Promise<void> {
  const { reference, numberA, numberB, numberX, words } = names;
  const common = { accountId: ACCOUNT, vendor: 'WINNERLOOK', reference, metadata: { words } } as const;
  const group = aGroup({ ...common, id: names.group, numbers: [numberB], vendorGroupId: `group-of-${reference}` });
  const binding = aBinding({
    ...common,
    id: names.binding,
    mode: 'AXG',
    vendorBindingId: names.vendorBindingId,
    terms: { numberA, numberB, numberX, groupId: group.id },
  });
  const unlinked = aCall({
    id: names.call,
    vendorCallId: names.vendorCallId,
    accountId: ACCOUNT,
    caller: numberA,
    callee: numberB,
    numberX,
    recordingUrl: 'http://127.0.0.1:9/recording',
  });
  const call = { ...unlinked, bindingId: binding.id, reference };
  const message = aMessage({
    ...common,
    id: names.message,
    vendorMessageId: names.vendorMessageId,
    recipient: numberA,
    displayedNumber: numberX,
    recordingUrl: 'http://127.0.0.1:9/recording',
    voiceReply: Buffer.from(words).toString('base64'),
    attempts: [{ accountId: ACCOUNT, at: NEW_YEAR, outcome: 'Accepted' }],
  });
  const sms = anSms({
    ...common,
    id: names.sms,
    bindingId: binding.id,
    from: numberA,
    to: numberB,
    numberX,
    content: words,
  });
  const state = { id: ACCOUNT, accountId: ACCOUNT, vendor: 'WINNERLOOK', status: 'ACTIVE' } as const;
  const account = { ...state, balance: '12.50', revision: 1, createdAt: NEW_YEAR, updatedAt: NEW_YEAR };
  await store.transaction(async (tx) => {
    await tx.groups.save(group);
    await tx.bindings.insert(binding);
    await tx.calls.insert(call, undefined);
    await tx.messages.insertBatch([message]);
    await tx.sms.insert(sms, sms.id);
    await tx.accountStates.save(account);
    await tx.deliveries.insertMany([aDelivery({ id: names.delivery, accountId: ACCOUNT, body: Buffer.from(words) })]);
    for (const id of [call.id, message.id]) {
      await tx.recordings.expect({
        id,
        accountId: ACCOUNT,
        state: 'PENDING',
        attempts: 0,
        dueAt: NEW_YEAR,
        updatedAt: NEW_YEAR,
      });
    }
    await tx.audit.append([
      {
        id: names.audit,
        at: Date.now(),
        action: 'BIND',
        subject: words,
        clientId: undefined,
        operation: undefined,
        accountId: ACCOUNT,
        subjectIds: [binding.id],
        count: 1,
      },
    ]);
    const event = { at: NEW_YEAR, previousStatus: undefined };
    await tx.events.append([
      { topic: 'ACCOUNT', record: account, ...event },
      { topic: 'BINDING', record: binding, ...event },
      { topic: 'CALL', record: unlinked, ...event },
      { topic: 'CALL', record: call, ...event },
      { topic: 'MESSAGE', record: message, ...event },
      { topic: 'SMS', record: sms, ...event },
    ]);
  });
}
