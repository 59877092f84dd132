import { newId } from '../../src/application/records/new-id.ts';
import type { Binding } from '../../src/domain/binding.ts';
import type { Call } from '../../src/domain/call.ts';
import type { Delivery } from '../../src/domain/delivery.ts';
import type { NewEvent } from '../../src/domain/event.ts';
import type { VoiceMessage } from '../../src/domain/message.ts';
import type { SmsMessage } from '../../src/domain/sms.ts';
import type { RequestOwner } from '../../src/store/keyed-requests.ts';
import { openStore } from '../../src/store/open.ts';
import type { Store } from '../../src/store/store.ts';
import { createVault } from '../../src/store/vault.ts';
import { databaseIn } from './database-in.ts';
import { temporaryFolder } from './service.ts';

// 2026-01-01T00:00:00Z
export const NEW_YEAR = 1_767_225_600_000;

/** Whose idempotency keys the tests use. */
export const KEY_OWNER: RequestOwner = { application: 'dispatch', subject: 'dispatch-1' };

/** A binding in force, changed as the test says. */
export function aBinding(changes: Partial<Binding> = {}): Binding {
  return {
    id: newId('binding'),
    accountId: 'acct_1',
    vendor: 'WINNERLOOK',
    mode: 'AXB',
    status: 'ACTIVE',
    terms: { numberA: '13800138000', numberB: '13900139000', numberX: '17000000001' },
    revision: 1,
    createdAt: NEW_YEAR,
    updatedAt: NEW_YEAR,
    ...changes,
  };
}

/** A call that has begun, changed as the test says. */
export function aCall(changes: Partial<Call> = {}): Call {
  const id = newId('call');
  return {
    id,
    accountId: 'acct_1',
    vendor: 'WINNERLOOK',
    vendorCallId: `at-the-vendor-${id}`,
    status: 'INITIATED',
    revision: 1,
    createdAt: NEW_YEAR,
    updatedAt: NEW_YEAR,
    ...changes,
  };
}

/** A message that was handed over, changed as the test says. */
export function aMessage(changes: Partial<VoiceMessage> = {}): VoiceMessage {
  return {
    id: newId('message'),
    accountId: 'acct_1',
    vendor: 'EMAY',
    kind: 'NOTIFICATION',
    status: 'ACCEPTED',
    recipient: '13800138000',
    content: { text: '您好' },
    revision: 1,
    createdAt: NEW_YEAR,
    updatedAt: NEW_YEAR,
    ...changes,
  };
}

/** A text that crossed a number, changed as the test says. */
export function anSms(changes: Partial<SmsMessage> = {}): SmsMessage {
  return {
    id: newId('sms'),
    accountId: 'acct_1',
    vendor: 'WINNERLOOK',
    status: 'RECEIVED',
    from: '13800138000',
    content: '您好',
    revision: 1,
    createdAt: NEW_YEAR,
    updatedAt: NEW_YEAR,
    ...changes,
  };
}

/** A push that was not applied yet. */
export function aDelivery(changes: Partial<Delivery> = {}): Delivery {
  return {
    id: newId('delivery'),
    accountId: 'acct_1',
    vendor: 'WINNERLOOK',
    kind: undefined,
    headers: {},
    body: Buffer.from('{}'),
    receivedAt: NEW_YEAR,
    state: 'RECEIVED',
    reason: undefined,
    ...changes,
  };
}

/** The event that a binding came to be. */
export function bindingEvent(binding: Binding = aBinding()): NewEvent {
  return { topic: 'BINDING', record: binding, at: binding.updatedAt, previousStatus: undefined };
}

/** A store over a database that is gone when the test is over; `reopen` closes it and opens it anew. */
export async function openTestStore(): Promise<
  { store: Store; url: string; folder: string; reopen(): Promise<Store> } & AsyncDisposable
> {
  const folder = await temporaryFolder();
  const vault = createVault(new Uint8Array(32).fill(7));
  const url = await databaseIn(folder.path);
  const open = () => openStore(url, vault);
  let store = await open();
  return {
    store,
    url,
    folder: folder.path,
    reopen: async () => {
      await store.close();
      store = await open();
      return store;
    },
    [Symbol.asyncDispose]: async () => {
      await store.close();
      await folder[Symbol.asyncDispose]();
    },
  };
}
