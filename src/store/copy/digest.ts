import { createHash } from 'node:crypto';
import type { Kysely } from 'kysely';
import { storable } from '../postgres/pool.ts';
import type { Tables } from '../tables.ts';
import { type CopiedTable, type Row, rowsOf } from './tables.ts';

/** What is in a table: equal tables have equal digests, whichever engine holds them. */
export interface Digest {
  readonly rows: number;
  /** SHA-256 over every column of every row in the order of the key, in hexadecimal. */
  readonly checksum: string;
}

/** Reads a whole table and gives what is in it; `onRows` is told of rows as they are read. */
export async function digestOf(
  db: Kysely<Tables>,
  table: CopiedTable,
  onRows: (count: number) => void,
): Promise<Digest> {
  const hash = createHash('sha256');
  let rows = 0;
  for await (const batch of rowsOf(db, table)) {
    const columns = Object.keys(batch[0] ?? {}).sort();
    for (const row of batch) for (const part of encoded(row, columns)) hash.update(part);
    rows += batch.length;
    onRows(batch.length);
  }
  return { rows, checksum: hash.digest('hex') };
}

/** A row as bytes that no other row has: each value after its column's name, its kind and its length. */
function* encoded(row: Row, columns: readonly string[]): Generator<string | Uint8Array> {
  let text = '';
  for (const column of columns) {
    // As PostgreSQL holds it, whichever engine it was read from.
    const value = storable(row[column]);
    if (value instanceof Uint8Array) {
      yield `${text}${column} bytes ${value.length} `;
      yield value;
      text = '';
    } else {
      const written = String(value);
      text += `${column} ${value === null ? 'null' : typeof value} ${written.length} ${written}`;
    }
  }
  yield text;
}
