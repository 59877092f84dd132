import type { Selectable } from 'kysely';
import { bindingOf, type EventSubject, type NewEvent, referenceOf, type StoredEvent } from '../../domain/event.ts';
import { checkOf, type EventIdentity } from '../event-check.ts';
import { spelledEvent } from '../numbers-of.ts';
import type { Session } from '../session.ts';
import type { EventRepository } from '../store.ts';
import type { EventsTable, RowOf } from '../tables.ts';
import type { Vault } from '../vault.ts';
import { jobStateRepository } from './job-state.ts';
import { revisionOfEvent, withoutRevision } from './revisions.ts';

const FLOOR = 'events-floor';
// The check of the event at the floor, behind its place: a recipe of an operator's can set the floor by itself.
const FLOOR_CHECK = 'events-floor-check';

export function eventRepository(session: Session): EventRepository {
  const { db, vault } = session;
  const jobState = jobStateRepository(session);
  const floor = async () => Number((await jobState.get(FLOOR)) ?? 0);
  return {
    append: async (events) => {
      if (events.length === 0) return;
      // Sealed here already: no writer waits for that while the end of the log is held.
      await session.append(events.map((event) => eventRow(event, vault)));
    },
    after: async (seq, limit) => {
      const query = db.selectFrom('events').selectAll().where('seq', '>', seq).orderBy('seq').limit(limit);
      return (await query.execute()).map((found) => event(found, vault));
    },
    about: async (subjectId) => {
      const query = db.selectFrom('events').selectAll().where('subject_id', '=', subjectId).orderBy('seq');
      return (await query.execute()).map((found) => event(found, vault));
    },
    rewrite: async (events) => {
      for (const { seq, ...rewritten } of events) {
        const { sealed, reference } = eventRow(rewritten, vault);
        await db.updateTable('events').set({ sealed, reference }).where('seq', '=', seq).execute();
      }
    },
    lastSeq: async () => {
      const last = await db.selectFrom('events').select('seq').orderBy('seq', 'desc').limit(1).executeTakeFirst();
      return last?.seq ?? floor();
    },
    stands: async (seq, check) => {
      const standing = await identities(db).where('seq', '=', seq).executeTakeFirst();
      if (standing) return checkOf(identity(standing)) === check;
      const [place, atFloor] = (await jobState.get(FLOOR_CHECK))?.split(' ') ?? [];
      // Where nothing is known of the event at the floor, everything behind it is there.
      return seq === (await floor()) && (Number(place) !== seq || atFloor === check);
    },
    floor,
    purge: async (before, limit) => {
      // Held until the end: another purge of an earlier time must not set the floor back.
      await jobState.claim(FLOOR, '0');
      const oldest = await identities(db).orderBy('seq').limit(limit).execute();
      // From the beginning on, up to the first that is to stay: a log with holes could not be resumed.
      const staying = oldest.findIndex(({ at }) => at >= before);
      const purged = staying === -1 ? oldest : oldest.slice(0, staying);
      const last = purged.at(-1);
      if (!last) return 0;
      await db.deleteFrom('events').where('seq', '<=', last.seq).execute();
      await jobState.set(FLOOR, String(last.seq));
      await jobState.set(FLOOR_CHECK, `${last.seq} ${checkOf(identity(last))}`);
      return purged.length;
    },
  };
}

/** Events without what is sealed in them. */
const identities = (db: Session['db']) =>
  db.selectFrom('events').select(['seq', 'topic', 'subject_id', 'at', 'previous_status', 'status']);

type IdentityRow = Pick<Selectable<EventsTable>, 'seq' | 'topic' | 'subject_id' | 'at' | 'previous_status' | 'status'>;

const identity = ({ seq, topic, subject_id, at, previous_status, status }: IdentityRow): EventIdentity => ({
  seq,
  topic,
  subjectId: subject_id,
  at,
  previousStatus: previous_status ?? undefined,
  status,
});

/** An event as the log takes it. */
export function eventRow(event: NewEvent, vault: Vault) {
  const { at, previousStatus, ...subject } = event;
  const { record } = event;
  const reference = referenceOf(event);
  return {
    topic: event.topic,
    subject_id: record.id,
    account_id: record.accountId,
    binding_id: bindingOf(event) ?? null,
    reference: reference === undefined ? null : vault.hash(reference),
    previous_status: previousStatus ?? null,
    status: record.status,
    at,
    sealed: vault.seal(JSON.stringify({ ...subject, record: withoutRevision(record) }), record.id),
    revision: record.revision,
  } satisfies RowOf<'events', 'seq'>;
}

function event(found: Selectable<EventsTable>, vault: Vault): StoredEvent {
  const subject = JSON.parse(vault.open(found.sealed, found.subject_id).toString('utf8')) as EventSubject;
  const { record, ...about } = spelledEvent(subject);
  const { seq, at } = found;
  const previousStatus = found.previous_status ?? undefined;
  return { seq, at, previousStatus, ...about, record: { ...record, revision: revisionOfEvent(found) } } as StoredEvent;
}
