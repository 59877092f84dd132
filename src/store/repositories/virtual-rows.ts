import type { Kysely } from 'kysely';
import type { Binding } from '../../domain/binding.ts';
import { type KindWithRoles, mayBeVirtual, provedBy } from '../../domain/virtual-number.ts';
import type { RecordTable } from '../numbers-of.ts';
import { chunks } from '../session.ts';
import type { Tables } from '../tables.ts';
import type { Vault } from '../vault.ts';

/*
 * The index that leads from virtual numbers to records. It is apart from that of all numbers, and its hashes are of
 * another kind: a search in it never meets the number of a person. It leads
 *
 * - from a number to the bindings that show it as their X or Y, and to the accounts of bindings that prove it;
 * - from a number at an account to the calls and texts that name it as X and have no person of that number, and to
 *   bindings whose X a report alone has told: they show it where the account knows the number, and not elsewhere.
 */

type VirtualRow = Tables['virtual_numbers'];

const named = (number: string): string => JSON.stringify(['virtual', number]);
const namedAt = (accountId: string, number: string): string => JSON.stringify(['virtual', accountId, number]);

/** The hashes of a virtual number, under each key. */
export const virtualHashes = (number: string, vault: Vault): readonly string[] => vault.hashes(named(number));

/** The hashes of a number that records of an account name as virtual, under each key. */
export const virtualHashesAt = (accountId: string, number: string, vault: Vault): readonly string[] =>
  vault.hashes(namedAt(accountId, number));

/** The tables whose records are found by virtual numbers. */
const TABLES: ReadonlySet<string> = new Set<RecordTable & KindWithRoles>(['bindings', 'calls', 'sms']);

interface OfAccount {
  readonly id: string;
  readonly accountId: string;
}

/** The rows that lead from its virtual numbers to a record as it now is, and to its account. */
export function virtualRows(table: RecordTable, record: OfAccount, vault: Vault): VirtualRow[] {
  if (!TABLES.has(table)) return [];
  const { id, accountId } = record;
  const row = (name: string, subject_id: string) => ({ hash: vault.hash(name), subject_id });
  const numbers = mayBeVirtual(table as KindWithRoles, record);
  if (table !== 'bindings') return numbers.map((number) => row(namedAt(accountId, number), id));
  const { terms, isXTold } = record as Binding;
  const isTold = (number: string) => isXTold === true && number === terms.numberX;
  return [
    ...numbers.map((number) => row(isTold(number) ? namedAt(accountId, number) : named(number), id)),
    ...provedBy(record as Binding).map((number) => row(named(number), accountId)),
  ];
}

/** Puts rows into the index; those that are there already stay. */
export async function insertVirtual(db: Kysely<Tables>, rows: readonly VirtualRow[]): Promise<void> {
  for (const chunk of chunks(rows)) {
    await db
      .insertInto('virtual_numbers')
      .values(chunk)
      .onConflict((conflict) => conflict.doNothing())
      .execute();
  }
}

/** Has the index lead to records that are there already from the virtual numbers that they now have, and no others. */
export async function reindexVirtual(
  db: Kysely<Tables>,
  table: RecordTable,
  versions: readonly OfAccount[],
  vault: Vault,
): Promise<void> {
  const current = new Map(versions.map((version) => [version.id, version]));
  if (current.size === 0 || !TABLES.has(table)) return;
  const rows = [...current.values()].flatMap((record) => virtualRows(table, record, vault));
  const found = await db
    .selectFrom('virtual_numbers')
    .selectAll()
    .where('subject_id', 'in', [...current.keys()])
    .execute();
  const [wanted, standing] = [new Set(rows.map(nameOf)), new Set(found.map(nameOf))];
  for (const stale of found.filter((row) => !wanted.has(nameOf(row)))) {
    await removeVirtual(db, stale.subject_id, [stale.hash]);
  }
  await insertVirtual(
    db,
    rows.filter((row) => !standing.has(nameOf(row))),
  );
}

/** Takes rows out of the index: all that lead to a subject, or those of some hashes. */
export async function removeVirtual(db: Kysely<Tables>, id: string, hashes?: readonly string[]): Promise<void> {
  const leading = db.deleteFrom('virtual_numbers').where('subject_id', '=', id);
  await (hashes ? leading.where('hash', 'in', [...hashes]) : leading).execute();
}

/** A number that was erased leads from no record to it, and is not known at its account any more. */
export async function eraseVirtual(
  db: Kysely<Tables>,
  table: RecordTable,
  { id, accountId }: OfAccount,
  number: string,
  vault: Vault,
): Promise<void> {
  const hashes = [...virtualHashes(number, vault), ...virtualHashesAt(accountId, number, vault)];
  await removeVirtual(db, id, hashes);
  // Each of the bindings that prove it is rewritten without it.
  if (table === 'bindings') await removeVirtual(db, accountId, hashes);
}

/** Has the index lead to a record by hashes of the newest key only, and from its proved numbers to its account. */
export async function rehashVirtual(
  db: Kysely<Tables>,
  table: RecordTable,
  record: OfAccount,
  vault: Vault,
): Promise<void> {
  if (!TABLES.has(table)) return;
  await removeVirtual(db, record.id);
  await insertVirtual(db, virtualRows(table, record, vault));
  const proved = table === 'bindings' ? provedBy(record as Binding) : [];
  const older = proved.flatMap((number) => virtualHashes(number, vault).slice(1));
  if (older.length > 0) await removeVirtual(db, record.accountId, older);
}

const nameOf = ({ hash, subject_id }: VirtualRow): string => `${hash} ${subject_id}`;
