import type { Kysely, Selectable } from 'kysely';
import { type EventSubject, type NewEvent, type StoredEvent, subjectOf } from '../../domain/event.ts';
import type { EventRepository } from '../store.ts';
import type { EventsTable, Tables } from '../tables.ts';
import type { Vault } from '../vault.ts';

/** The event log over one connection or transaction; `onAppend` is told of each append. */
export function eventRepository(db: Kysely<Tables>, vault: Vault, onAppend: () => void): EventRepository {
  return {
    append: async (events) => {
      if (events.length === 0) return;
      await db
        .insertInto('events')
        .values(events.map((event) => row(event, vault)))
        .execute();
      onAppend();
    },
    after: async (seq, limit) => {
      const query = db.selectFrom('events').selectAll().where('seq', '>', seq).orderBy('seq').limit(limit);
      return (await query.execute()).map((found) => event(found, vault));
    },
    lastSeq: async () => {
      const last = await db.selectFrom('events').select('seq').orderBy('seq', 'desc').limit(1).executeTakeFirst();
      return last?.seq ?? 0;
    },
  };
}

function row(event: NewEvent, vault: Vault) {
  const subject = subjectOf(event);
  const { at, previousStatus, ...rest } = event;
  return {
    topic: event.topic,
    subject_id: subject.id,
    account_id: subject.accountId,
    binding_id: (event.topic === 'BINDING' ? event.binding.id : event.call.bindingId) ?? null,
    reference: subject.reference ?? null,
    previous_status: previousStatus ?? null,
    status: subject.status,
    at,
    sealed: vault.seal(JSON.stringify(rest), subject.id),
  };
}

function event(found: Selectable<EventsTable>, vault: Vault): StoredEvent {
  const subject = JSON.parse(vault.open(found.sealed, found.subject_id).toString('utf8')) as EventSubject;
  return { seq: found.seq, at: found.at, previousStatus: found.previous_status ?? undefined, ...subject };
}
