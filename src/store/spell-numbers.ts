import type { Kysely } from 'kysely';
import type { EventSubject } from '../domain/event.ts';
import { readPhoneNumber } from '../domain/phone-number.ts';
import type { Engine } from './engine.ts';
import { NUMBERS_OF, numbersOfEvent, spelledEvent, spelledRecord, TABLE_OF_TOPIC } from './numbers-of.ts';
import { jobStateRepository } from './repositories/job-state.ts';
import { insertNumbers, numberRows, removeNumbers } from './repositories/records.ts';
import { insertVirtual, virtualRows } from './repositories/virtual-rows.ts';
import {
  BEFORE_ALL,
  type NumberSpelling,
  SPELLED_TABLES,
  SPELLING_MARK,
  type SpellingPlace,
} from './spelling-place.ts';
import type { Tables } from './tables.ts';
import type { Vault } from './vault.ts';

/** A row, with what its sealed bytes are bound to. */
interface SealedRow {
  readonly key: string | number;
  readonly id: string;
  readonly sealed: Uint8Array;
}

// As long as processes of the version before work on after the tables were changed, on a database that several share:
// they are to be exchanged within this time (docs/operate.md).
const OTHERS_MS = 3_600_000;

/**
 * Brings what earlier versions stored to the one spelling of numbers: in records, in events, and in the index that
 * leads from numbers to records. `wasNeeded` is what was found when the database was opened: one that is done is done
 * for good, and not asked again.
 */
export function numberSpelling(engine: Engine, vault: Vault, wasNeeded: boolean): NumberSpelling {
  const { db, isShared } = engine;
  let isNeeded = wasNeeded;
  return {
    isNeeded: () => isNeeded,
    next: async (limit, now) => {
      if (!isNeeded) return undefined;
      const step = await engine.transact((tx) => spellNext({ tx, vault, holds: isShared }, limit, now));
      isNeeded = step !== undefined;
      return step;
    },
    left: async () => {
      const mark = isNeeded ? await jobStateRepository({ db, holds: false }).get(SPELLING_MARK) : undefined;
      if (mark === undefined) return 0;
      const counts = await Promise.all(SPELLED_TABLES.map(({ name }) => engine.estimateRows(name)));
      return Math.max(0, counts.reduce((sum, count) => sum + count, 0) - placeOf(mark).done);
    },
  };
}

/** The transaction of one step. */
interface Step {
  readonly tx: Kysely<Tables>;
  readonly vault: Vault;
  /** Whether rows are held as they are read: others may be about to change them. */
  readonly holds: boolean;
}

const placeOf = (mark: string) => JSON.parse(mark) as SpellingPlace;

/**
 * Looks at the next rows, in one transaction with the mark of how far it came; undefined where all is done. The mark is
 * held, so that of two processes one goes on where the other stopped.
 */
async function spellNext(step: Step, limit: number, now: number): ReturnType<NumberSpelling['next']> {
  const jobState = jobStateRepository({ db: step.tx, holds: step.holds });
  const mark = await jobState.get(SPELLING_MARK);
  if (mark === undefined) return undefined;
  const before = placeOf(mark);
  const rows = await rowsBehind(step.tx, before, limit);
  for (const row of rows) await spellRow(step, before.table, row);
  const last = rows.at(-1);
  const next = last ? { table: before.table, behind: last.key } : followingTable(before.table);
  if (!next && (!step.holds || now >= before.since + OTHERS_MS)) {
    await jobState.remove(SPELLING_MARK);
    return undefined;
  }
  const place: SpellingPlace = { ...before, ...next, done: before.done + rows.length };
  await jobState.set(SPELLING_MARK, JSON.stringify(place));
  return { table: place.table, done: place.done, isCaughtUp: next === undefined };
}

function followingTable(table: SpellingPlace['table']): Pick<SpellingPlace, 'table' | 'behind'> | undefined {
  const next = SPELLED_TABLES[SPELLED_TABLES.findIndex(({ name }) => name === table) + 1];
  return next && { table: next.name, behind: BEFORE_ALL[next.key] };
}

async function rowsBehind(tx: Kysely<Tables>, { table, behind }: SpellingPlace, limit: number): Promise<SealedRow[]> {
  if (table === 'events') {
    return tx
      .selectFrom('events')
      .select(['seq as key', 'subject_id as id', 'sealed'])
      .where('seq', '>', Number(behind))
      .orderBy('seq')
      .limit(limit)
      .execute();
  }
  return (
    tx
      // The columns used here are the same in every record table, so one of them stands for all in the types.
      .selectFrom(table as 'bindings')
      .select(['id as key', 'id', 'sealed'])
      .where('id', '>', String(behind))
      .orderBy('id')
      .limit(limit)
      .execute()
  );
}

/** Writes a row anew where that changes it, as it stands then: who writes a row writes it in the one spelling. */
async function spellRow(step: Step, table: SpellingPlace['table'], row: SealedRow): Promise<void> {
  const { tx, vault, holds } = step;
  const { before: seen, isChanged } = readRow(vault, table, row);
  if (!isChanged) {
    await insertVirtual(tx, virtualRowsIn(table, seen, vault));
    if (hasNewNumbers(seen)) await insertNumbers(tx, numberRows(row.id, numbersIn(table, seen), vault));
    return;
  }
  const [source, key] = [table as 'bindings', (table === 'events' ? 'seq' : 'id') as 'id'];
  const held = await tx
    .selectFrom(source)
    .select('sealed')
    .where(key, '=', row.key as string)
    .$if(holds, (query) => query.forUpdate())
    .executeTakeFirst();
  if (!held) return;
  const { before, after } = readRow(vault, table, { ...row, ...held });
  const sealed = vault.seal(JSON.stringify(after), row.id);
  await tx
    .updateTable(source)
    .set({ sealed })
    .where(key, '=', row.key as string)
    .execute();
  await insertNumbers(tx, numberRows(row.id, numbersIn(table, after), vault));
  await insertVirtual(tx, virtualRowsIn(table, after, vault));
  const earlier = numbersIn(table, before).filter((number) => number && readPhoneNumber(number) !== number);
  await removeNumbers(
    tx,
    row.id,
    earlier.flatMap((number) => (number ? vault.hashes(number) : [])),
  );
  if (table === 'events') await spellRecordOf(step, before as EventSubject);
}

/** A process of the version before may have written the record of a new event after its table was done. */
async function spellRecordOf(step: Step, event: EventSubject): Promise<void> {
  if (event.topic === 'ACCOUNT') return;
  const { id } = event.record;
  const table = TABLE_OF_TOPIC[event.topic];
  const row = await step.tx
    .selectFrom(table as 'bindings')
    .select('sealed')
    .where('id', '=', id)
    .executeTakeFirst();
  if (row) await spellRow(step, table, { key: id, id, ...row });
}

function readRow(vault: Vault, table: SpellingPlace['table'], { id, sealed }: SealedRow) {
  const before: unknown = JSON.parse(vault.open(sealed, id).toString('utf8'));
  const after = table === 'events' ? spelledEvent(before as EventSubject) : spelledRecord(table, before);
  return { before, after, isChanged: before !== after };
}

function numbersIn(table: SpellingPlace['table'], plain: unknown): readonly (string | undefined)[] {
  return table === 'events' ? numbersOfEvent(plain as EventSubject) : NUMBERS_OF[table](plain as never);
}

/** By what a record is found by its virtual numbers; events are not. */
function virtualRowsIn(table: SpellingPlace['table'], plain: unknown, vault: Vault) {
  return table === 'events' ? [] : virtualRows(table, plain as Parameters<typeof virtualRows>[1], vault);
}

/** Whether a record has a number that no earlier version put into the index. */
function hasNewNumbers(plain: unknown): boolean {
  const { terms } = ((plain as { record?: object }).record ?? plain) as { terms?: { replacesNumberA?: string } };
  return terms?.replacesNumberA !== undefined;
}
