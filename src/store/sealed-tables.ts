import type { Kysely } from 'kysely';
import { type EventSubject, referenceOf } from '../domain/event.ts';
import { NUMBERS_OF, numbersOfEvent, type RecordTable } from './numbers-of.ts';
import { reasonContext, remarksContext } from './repositories/deliveries.ts';
import { placeColumns } from './repositories/places.ts';
import { insertNumbers, numberRows, referenceColumn } from './repositories/records.ts';
import { rehashVirtual } from './repositories/virtual-rows.ts';
import type { Tables } from './tables.ts';
import type { Vault } from './vault.ts';

/** A row as it is read for being sealed anew. */
export type Row = Record<string, string | number | Uint8Array | null>;

/** A table that holds what depends on the data key, and how one row of it is brought under the newest one. */
export interface SealedTable {
  readonly name: keyof Tables;
  /** The column that orders it. */
  readonly key: string;
  /** Its sealed columns. */
  readonly sealed: readonly string[];
  /** The rows behind a place, in order. */
  rows(db: Kysely<Tables>, place: Row[string] | undefined, limit: number): Promise<Row[]>;
  /** Writes a row anew, where it is still what was read. */
  rewrite(db: Kysely<Tables>, vault: Vault, row: Row): Promise<void>;
}

const RECORD_TABLES = ['bindings', 'calls', 'messages', 'sms', 'number_groups', 'account_states'] as const;

/** Every table that has something sealed or hashed in it, but for job_state. */
export const SEALED_TABLES: readonly SealedTable[] = [
  ...RECORD_TABLES.map((name) => table(name, 'id', ['sealed'], recordColumns(name))),
  table('deliveries', 'id', ['sealed', 'sealed_reason', 'sealed_remarks'], async (db, vault, row) => {
    const { id, sealed, sealed_reason, sealed_remarks, reason } = row;
    const [ofReason, ofRemarks] = [reasonContext(id), remarksContext(id)];
    const given = sealed_reason ? vault.open(sealed_reason, ofReason) : reason;
    const columns = {
      sealed: vault.seal(vault.open(sealed, id), id),
      sealed_reason: given === null ? null : vault.seal(given, ofReason),
      sealed_remarks: sealed_remarks && vault.seal(vault.open(sealed_remarks, ofRemarks), ofRemarks),
      reason: null,
    };
    let query = db.updateTable('deliveries').set(columns).where('id', '=', id).where('sealed', '=', sealed);
    for (const [column, read] of Object.entries({ sealed_reason, sealed_remarks })) {
      const name = column as 'sealed_reason';
      query = read ? query.where(name, '=', read) : query.where(name, 'is', null);
    }
    await query.execute();
  }),
  table('events', 'seq', ['sealed'], async (db, vault, { seq, subject_id, sealed }) => {
    const plain = vault.open(sealed, subject_id);
    const subject = JSON.parse(plain.toString('utf8')) as EventSubject;
    const reference = referenceOf(subject);
    const columns = {
      sealed: vault.seal(plain, subject_id),
      reference: referenceColumn(reference === undefined ? {} : { reference }, vault),
    };
    const { numUpdatedRows } = await db
      .updateTable('events')
      .set(columns)
      .where('seq', '=', seq)
      .where('sealed', '=', sealed)
      .executeTakeFirst();
    // A record is found by the numbers that it had, as long as events show them: they can be erased.
    if (numUpdatedRows === 1n) await insertNumbers(db, numberRows(subject_id, numbersOfEvent(subject), vault));
  }),
  table('audit', 'id', ['sealed'], async (db, vault, { id, sealed }) => {
    const plain = vault.open(sealed, id);
    const { subject } = JSON.parse(plain.toString('utf8')) as { subject?: string };
    const columns = { sealed: vault.seal(plain, id), caller: subject === undefined ? null : vault.hash(subject) };
    await db.updateTable('audit').set(columns).where('id', '=', id).where('sealed', '=', sealed).execute();
  }),
  table('requests', 'idempotency_key', [], async (db, vault, { idempotency_key: key, hashed }) => {
    // A hash cannot be made anew; a key of before migration 0005 lies in clear, and is hashed now.
    if (hashed !== null) return;
    const columns = { idempotency_key: vault.hash(key), hashed: 1 };
    await db
      .updateTable('requests')
      .set(columns)
      .where('idempotency_key', '=', key)
      .where('hashed', 'is', null)
      .execute();
  }),
];

function table<Name extends keyof Tables & string, Key extends keyof Tables[Name] & string>(
  name: Name,
  key: Key,
  sealed: readonly string[],
  rewrite: (db: Kysely<Tables>, vault: Vault, row: SelectedRow<Name>) => Promise<void>,
): SealedTable {
  return {
    name,
    key,
    sealed,
    rows: async (db, place, limit) => {
      // The columns of one table stand for all in the types.
      let query = db
        .selectFrom(name as 'bindings')
        .selectAll()
        .orderBy(key as 'id')
        .limit(limit);
      if (place !== undefined) query = query.where(key as 'id', '>', place as string);
      return (await query.execute()) as unknown as Row[];
    },
    rewrite: (db, vault, row) => rewrite(db, vault, row as unknown as SelectedRow<Name>),
  };
}

type SelectedRow<Name extends keyof Tables> = {
  readonly [Column in keyof Tables[Name]]: Tables[Name][Column] extends { readonly __select__: infer Value }
    ? Value
    : Tables[Name][Column];
};

/** Seals a record anew, and hashes its reference and its numbers under the newest key only. */
function recordColumns(name: RecordTable) {
  return async (db: Kysely<Tables>, vault: Vault, { id, sealed }: Tables['account_states']): Promise<void> => {
    const plain = vault.open(sealed, id);
    const record = JSON.parse(plain.toString('utf8'));
    const { numUpdatedRows } = await db
      .updateTable(name as 'bindings')
      .set({
        sealed: vault.seal(plain, id),
        reference: referenceColumn(record, vault),
        ...(name === 'bindings' ? placeColumns(record, vault) : {}),
      })
      .where('id', '=', id)
      .where('sealed', '=', sealed)
      .executeTakeFirst();
    if (numUpdatedRows !== 1n || name === 'account_states') return;
    await db.deleteFrom('numbers').where('subject_id', '=', id).execute();
    await insertNumbers(db, numberRows(id, NUMBERS_OF[name](record), vault));
    await rehashVirtual(db, name, record, vault);
  };
}
