import { type Binding, isOver } from '../../domain/binding.ts';
import { type NumberRedaction, redactionOf } from '../../domain/erasure.ts';
import type { NumberGroup } from '../../domain/group.ts';
import type { VoiceMessage } from '../../domain/message.ts';
import { nextRevision } from '../../domain/revision.ts';
import type { SmsMessage } from '../../domain/sms.ts';
import type { Repositories } from '../../store/store.ts';
import { repeatGroup } from '../bindings/upsert-group.ts';
import type { Services } from '../services.ts';
import { WITHOUT_PEOPLE } from './forget-people.ts';

/** The kinds of records that can hold a number, as the store names them. */
export const KINDS = ['bindings', 'calls', 'messages', 'sms', 'groups'] as const;
export type Kind = (typeof KINDS)[number];

/** A record that holds the number. */
export interface Held {
  readonly kind: Kind;
  readonly id: string;
  readonly accountId: string;
  /** A binding that connects people now, or may. */
  readonly isInForce: boolean;
}

const PAGE = 100;

/** The records in which a number occurs, those of the given accounts only. */
export async function recordsWith(
  { store }: Pick<Services, 'store'>,
  number: string,
  accountIds: readonly string[] | undefined,
): Promise<Held[]> {
  const held: Held[] = [];
  for (const kind of KINDS) {
    let beyondId: string | undefined;
    do {
      const page = await store[kind].page({ number, accountIds }, { limit: PAGE, direction: 'backward', beyondId });
      for (const item of page.items) {
        const isInForce = kind === 'bindings' && !isOver((item as Binding).status);
        held.push({ kind, id: item.id, accountId: item.accountId, isInForce });
      }
      beyondId = page.more ? page.items[0]?.id : undefined;
    } while (beyondId !== undefined);
  }
  return held;
}

/** What besides the number itself is the person's own, and goes with it. */
const WITHOUT_PERSON: Partial<Record<Kind, (record: never, number: string) => unknown>> = {
  calls: ({ recordingUrl: _voice, ...call }: { recordingUrl?: string }) => call,
  messages: (message: VoiceMessage, number: string) =>
    message.recipient === number ? WITHOUT_PEOPLE.messages(message) : message,
  sms: (sms: SmsMessage, number: string) => (sms.from === number || sms.to === number ? { ...sms, content: '' } : sms),
};

function erasing(kind: Kind, number: string, { without }: NumberRedaction) {
  return <Item>(record: Item): Item => without((WITHOUT_PERSON[kind]?.(record as never, number) ?? record) as Item);
}

/** How many records and events hold the number no more. */
export interface RecordsErased {
  readonly records: ReadonlyMap<Kind, number>;
  readonly events: number;
  /** Bindings that came into force meanwhile, and were left alone. */
  readonly inForce: number;
  /** Groups that the vendor still has with the number. */
  readonly groupsAtVendor: number;
}

/** Takes the number out of records and of their events, a few in a transaction, so that no writer waits for long. */
export async function eraseRecords(
  services: Pick<Services, 'accounts' | 'store' | 'now' | 'log' | 'metrics'>,
  number: string,
  held: readonly Held[],
): Promise<RecordsErased> {
  const records = new Map<Kind, number>();
  let [events, inForce, groupsAtVendor] = [0, 0, 0];
  for (let start = 0; start < held.length; start += PAGE) {
    const batch = held.slice(start, start + PAGE);
    const done = await services.store.transaction(async (tx) => {
      const rewritten: { kind: Kind; events: number }[] = [];
      for (const { kind, id } of batch) {
        if (kind === 'bindings' && !isOver((await tx.bindings.find(id))?.status ?? 'FAILED')) continue;
        rewritten.push({ kind, events: await eraseOne(tx, kind, id, number) });
      }
      return rewritten;
    });
    inForce += batch.length - done.length;
    for (const one of done) {
      records.set(one.kind, (records.get(one.kind) ?? 0) + 1);
      events += one.events;
    }
    await new Promise(setImmediate);
  }
  for (const { kind, id } of held) {
    if (kind === 'groups' && !(await saveGroup(services, id))) groupsAtVendor++;
  }
  return { records, events, inForce, groupsAtVendor };
}

/** Takes the number out of one record and its events; gives how many events held it. */
async function eraseOne(tx: Repositories, kind: Kind, id: string, number: string): Promise<number> {
  const without = erasing(kind, number, redactionOf(number));
  await tx[kind].erase(id, number, without);
  await tx.recordings.forget(id);
  const events = (await tx.events.about(id)).map((event) => ({ before: event, record: without(event.record) }));
  const changed = events.filter(({ before, record }) => JSON.stringify(record) !== JSON.stringify(before.record));
  await tx.events.rewrite(changed.map(({ before, record }) => ({ ...before, record }) as typeof before));
  return changed.length;
}

/** How many events of a record hold the number. */
export async function eventsWith(
  { store }: Pick<Services, 'store'>,
  { kind, id }: Held,
  number: string,
): Promise<number> {
  const without = erasing(kind, number, redactionOf(number));
  const events = await store.events.about(id);
  return events.filter(({ record }) => JSON.stringify(without(record)) !== JSON.stringify(record)).length;
}

/** Hands a group that lost a number to its vendor, as it stands now. False where the vendor still has the number. */
async function saveGroup(
  services: Pick<Services, 'accounts' | 'store' | 'now' | 'log' | 'metrics'>,
  id: string,
): Promise<boolean> {
  const saving = await services.store.transaction(async (tx): Promise<NumberGroup | undefined> => {
    const group = await tx.groups.find(id);
    // No vendor takes a group without numbers.
    if (!group || group.numbers.length === 0) return undefined;
    const { failure: _earlier, ...kept } = group;
    const changed = { ...kept, status: 'SAVING', revision: nextRevision(group), updatedAt: services.now() } as const;
    await tx.groups.save(changed);
    return changed;
  });
  if (!saving) return false;
  await repeatGroup(services, saving);
  return (await services.store.groups.find(id))?.status === 'ACTIVE';
}
