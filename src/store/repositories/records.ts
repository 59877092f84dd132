import { type Kysely, sql } from 'kysely';
import { earlierSpellings } from '../../domain/earlier-spellings.ts';
import { readPhoneNumber } from '../../domain/phone-number.ts';
import type { Revised } from '../../domain/revision.ts';
import { type RecordTable, spelledRecord } from '../numbers-of.ts';
import { chunks, type Session } from '../session.ts';
import type { RecordColumns, RowOf, Tables } from '../tables.ts';
import type { Vault } from '../vault.ts';
import { withoutRevision } from './revisions.ts';
import type { SealedRow } from './sealed-row.ts';
import { eraseVirtual, insertVirtual, removeVirtual, virtualRows } from './virtual-rows.ts';

/** What is the same for every kind of record: opening, finding by id, and the index of numbers. */
export interface Records<Item> {
  open(row: SealedRow): Item;
  find(id: string): Promise<Item | undefined>;
  findMany(ids: readonly string[]): Promise<Item[]>;
  /** Raises the revision of a record of which something changed that lies elsewhere. */
  revise(id: string): Promise<void>;
  /** Rewrites a record without the people in it, and takes it out of the index of numbers. */
  forget(id: string, without: (item: Item) => Item): Promise<void>;
  /** Rewrites a record without a number, which then does not lead to it any more; its other numbers do. */
  erase(id: string, number: string, without: (item: Item) => Item): Promise<void>;
  /** Remembers which numbers occur in records, by the records' ids. */
  indexNumbers(occurring: readonly (readonly [id: string, numbers: readonly (string | undefined)[]])[]): Promise<void>;
}

export function records<Item extends Revised & { id: string; accountId: string; reference?: string }>(
  session: Session,
  table: RecordTable,
): Records<Item> {
  const { db, vault, holds } = session;
  // The columns used here are the same in every record table, so one of them stands for all in the types.
  const source = table as 'bindings';
  const open = ({ id, sealed, revision }: SealedRow) => {
    const record = JSON.parse(vault.open(sealed, id).toString('utf8')) as Item;
    return { ...spelledRecord(table, record), revision };
  };
  const raised = () => ({ revision: sql<number>`${sql.ref(`${table}.revision`)} + 1` });
  /** The row of a record, held where it may be changed next. */
  const take = (id: string) =>
    db
      .selectFrom(source)
      .select(['id', 'sealed', 'revision'])
      .where('id', '=', id)
      .$if(holds, (query) => query.forUpdate())
      .executeTakeFirst();
  return {
    open,
    find: async (id) => {
      const row = await take(id);
      return row && open(row);
    },
    findMany: async (ids) => {
      if (ids.length === 0) return [];
      const rows = await db
        .selectFrom(source)
        .select(['id', 'sealed', 'revision'])
        .where('id', 'in', [...ids])
        .execute();
      return rows.map(open);
    },
    revise: async (id) => {
      await db.updateTable(source).set(raised()).where('id', '=', id).execute();
    },
    forget: async (id, without) => {
      const row = await take(id);
      if (!row) return;
      const left = without(open(row));
      await db
        .updateTable(source)
        .set({ sealed: sealRecord(left, vault), ...raised() })
        .where('id', '=', id)
        .execute();
      await db.deleteFrom('numbers').where('subject_id', '=', id).execute();
      await removeVirtual(db, id);
      await insertVirtual(db, virtualRows(table, left, vault));
    },
    erase: async (id, number, without) => {
      const row = await take(id);
      if (!row) return;
      const erased = without(open(row));
      const columns = { sealed: sealRecord(erased, vault), reference: referenceColumn(erased, vault), ...raised() };
      await db.updateTable(source).set(columns).where('id', '=', id).execute();
      await removeNumbers(db, id, numberHashes(session, number));
      await eraseVirtual(db, table, erased, number, vault);
    },
    indexNumbers: (occurring) =>
      insertNumbers(
        db,
        occurring.flatMap(([id, numbers]) => numberRows(id, numbers, vault)),
      ),
  };
}

/** A record as it lies in its row. */
export function sealRecord(item: Revised & { readonly id: string }, vault: Vault): Uint8Array {
  return vault.seal(JSON.stringify(withoutRevision(item)), item.id);
}

/** The rows that lead from numbers to a record: from their one spelling. */
export function numberRows(subject_id: string, numbers: readonly (string | undefined)[], vault: Vault) {
  const hashes = new Set(numbers.flatMap((number) => (number ? [vault.hash(readPhoneNumber(number))] : [])));
  return [...hashes].map((hash) => ({ hash, subject_id }) satisfies RowOf<'numbers'>);
}

/**
 * The hashes by which a number leads to records: under each key, and of each way in which earlier versions are likely
 * to have written it, as long as there may be such rows.
 */
export function numberHashes({ vault, hasEarlierSpellings }: Session, number: string): string[] {
  const spellings = hasEarlierSpellings?.() ? earlierSpellings(number) : [number];
  return spellings.flatMap((spelling) => vault.hashes(spelling));
}

/** Takes rows out of the index of numbers, so that these do not lead to a record any more. */
export async function removeNumbers(db: Kysely<Tables>, id: string, hashes: readonly string[]): Promise<void> {
  await db
    .deleteFrom('numbers')
    .where('subject_id', '=', id)
    .where('hash', 'in', [...hashes])
    .execute();
}

/** Puts rows into the index of numbers; those that are there already stay. */
export async function insertNumbers(db: Kysely<Tables>, rows: ReturnType<typeof numberRows>): Promise<void> {
  for (const chunk of chunks(rows)) {
    await db
      .insertInto('numbers')
      .values(chunk)
      .onConflict((conflict) => conflict.doNothing())
      .execute();
  }
}

/** The columns that every record has, as its table takes them. */
export function recordColumns<
  Item extends Revised & {
    id: string;
    accountId: string;
    vendor: string;
    status: string;
    reference?: string;
    createdAt: number;
    updatedAt: number;
  },
>(item: Item, vault: Vault) {
  return {
    id: item.id,
    account_id: item.accountId,
    vendor: item.vendor,
    status: item.status,
    reference: referenceColumn(item, vault),
    created_at: item.createdAt,
    updated_at: item.updatedAt,
    sealed: sealRecord(item, vault),
    revision: item.revision,
  } satisfies Record<keyof RecordColumns, unknown>;
}

/** Rows without those whose id came before. */
export function onceEach<Row extends { readonly id: string }>(rows: readonly Row[]): Row[] {
  return [...new Map(rows.map((row) => [row.id, row])).values()];
}

/** What a record is found by under its reference, which itself lies only in the sealed record. */
export function referenceColumn({ reference }: { readonly reference?: string }, vault: Vault): string | null {
  return reference === undefined ? null : vault.hash(reference);
}

/** The forms in which a reference may stand in its column: hashed, or in clear in rows that were never rewritten. */
export function referenceForms(reference: string, vault: Vault): string[] {
  return [...vault.hashes(reference), reference];
}
