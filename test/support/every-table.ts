import { newId } from '../../src/application/records/new-id.ts';
import type { Call } from '../../src/domain/call.ts';
import type { NewEvent } from '../../src/domain/event.ts';
import type { NumberGroup } from '../../src/domain/group.ts';
import type { VoiceMessage } from '../../src/domain/message.ts';
import type { SmsMessage } from '../../src/domain/sms.ts';
import type { Repositories, Store } from '../../src/store/store.ts';
import { aBinding, aCall, aDelivery, bindingEvent, KEY_OWNER, NEW_YEAR } from './records.ts';

const NEW = { revision: 1, createdAt: NEW_YEAR, updatedAt: NEW_YEAR } as const;
const record = (kind: Parameters<typeof newId>[0]) =>
  ({ id: newId(kind), accountId: 'acct_1', vendor: 'WINNERLOOK', ...NEW }) as const;

/** A message that was accepted, changed as the test says. */
export function aMessage(changes: Partial<VoiceMessage> = {}): VoiceMessage {
  return {
    ...record('message'),
    kind: 'NOTIFICATION',
    status: 'ACCEPTED',
    recipient: '13800138000',
    content: { text: '您的快递到了' },
    ...changes,
  };
}

/** A text, changed as the test says. */
export function anSms(changes: Partial<SmsMessage> = {}): SmsMessage {
  return { ...record('sms'), status: 'RECEIVED', content: '你好', ...changes };
}

/** A group of numbers, changed as the test says. */
export function aGroup(changes: Partial<NumberGroup> = {}): NumberGroup {
  return { ...record('group'), status: 'ACTIVE', numbers: ['13700137000'], vendorGroupId: 'g1', ...changes };
}

const callEvent = (call: Call): NewEvent => ({
  topic: 'CALL',
  record: call,
  at: call.updatedAt,
  previousStatus: undefined,
});

/** Puts rows into every table, and some more calls with their events. */
export async function fillEveryTable(store: Store, calls: number): Promise<void> {
  await store.transaction((tx) => fillRecords(tx));
  await store.transaction(async (tx) => {
    const made = Array.from({ length: calls }, (_, place) =>
      aCall({ caller: `1380013${String(place % 10_000).padStart(4, '0')}`, numberX: '17000000001' }),
    );
    for (const call of made) await tx.calls.insert(call, undefined);
    await tx.events.append(made.map(callEvent));
  });
  await store.leases.acquire('job:poll', 'somebody', NEW_YEAR, NEW_YEAR + 1);
}

async function fillRecords(tx: Repositories): Promise<void> {
  const binding = aBinding({ reference: 'order-42', vendorBindingId: 'at-the-vendor' });
  // What PostgreSQL cannot hold as SQLite does: NUL in a text, a fraction in a time.
  const odd = aCall({ vendorCallId: 'a\u0000b', startedAt: NEW_YEAR + 0.5 });
  const delivery = aDelivery({
    body: Buffer.from([0, 255, 10]),
    reason: '因为',
    remarks: [{ field: 'endTime', message: '不是时间' }],
  });
  await tx.bindings.insert(binding);
  await tx.calls.insert(odd, undefined);
  await tx.messages.insertBatch([aMessage(), aMessage({ reference: 'order-42' })]);
  await tx.sms.insert(anSms(), 'sms-1');
  await tx.groups.save(aGroup());
  await tx.accountStates.save({ ...record('account'), status: 'ACTIVE', balance: '12.50' });
  await tx.requests.claim(
    { key: 'k', owner: KEY_OWNER, operation: 'o', fingerprint: 'f', subjectId: binding.id },
    NEW_YEAR,
  );
  await tx.deliveries.insertMany([delivery]);
  await tx.deliveries.await('acct_1', 'at-the-vendor', delivery.id);
  const atMessage = { subjectId: newId('message'), routed: true, withheld: false, attemptedAt: 'acct_1' };
  await tx.underWay.begin('a process', [
    { ...atMessage },
    { ...atMessage, subjectId: binding.id, attemptedAt: undefined },
  ]);
  await tx.recordings.expect({
    id: odd.id,
    accountId: 'acct_1',
    state: 'PENDING',
    attempts: 0,
    dueAt: NEW_YEAR,
    updatedAt: NEW_YEAR,
  });
  await tx.audit.append([
    {
      id: newId('audit'),
      at: NEW_YEAR,
      action: 'ERASE',
      subject: 'somebody',
      clientId: undefined,
      operation: undefined,
      accountId: 'acct_1',
      subjectIds: [odd.id],
      count: 1,
    },
  ]);
  await tx.events.append([bindingEvent(binding), callEvent(odd)]);
}
