import { isPostgresUrl, sqliteFile } from '../config/database-url.ts';
import { EXIT, StartFault } from '../config/start-fault.ts';
import { type Digest, digestOf } from './copy/digest.ts';
import { openSource, type Source } from './copy/source.ts';
import { COPIED_TABLES, type CopiedTable, countOf, rowsOf } from './copy/tables.ts';
import { openTarget, type Target } from './copy/target.ts';

/** What a copy tells of while it runs. Every row is counted twice: when it is written, and when it is compared. */
export interface CopyProgress {
  begin(total: number): void;
  on(step: 'copy' | 'compare', table: CopiedTable, rows: number): void;
}

/** What a table holds on both sides after a copy. */
export interface ComparedTable {
  readonly table: CopiedTable;
  readonly source: Digest;
  readonly target: Digest;
  readonly equal: boolean;
}

/**
 * Copies a SQLite file into an empty PostgreSQL database, or goes on with a copy of the same file that was interrupted,
 * and compares both. Sealed records are copied as they are; places in the event log stay what they are. Nothing in the
 * file is changed. The database can be used once all tables are equal, and not before.
 */
export async function copyDatabase(from: string, to: string, progress: CopyProgress): Promise<ComparedTable[]> {
  const file = sqliteFile(from);
  if (file === undefined || !isPostgresUrl(to)) {
    throw new StartFault(
      EXIT.usage,
      'A copy goes from a SQLite file (file:./data/voice.db) to PostgreSQL (postgres://…/voice).',
    );
  }
  const source = await openSource(file);
  try {
    const target = await openTarget(to, source);
    try {
      return await copy(source, target, progress);
    } finally {
      await target.close();
    }
  } finally {
    await source.close();
  }
}

async function copy(source: Source, target: Target, progress: CopyProgress): Promise<ComparedTable[]> {
  const counts = await Promise.all(COPIED_TABLES.map((table) => countOf(source.db, table)));
  const there = await Promise.all(COPIED_TABLES.map((table) => countOf(target.db, table)));
  const total = (numbers: readonly number[]) => numbers.reduce((sum, number) => sum + number, 0);
  // The copy's own mark is a row of the target, and none of the source.
  progress.begin(2 * total(counts) - (total(there) - 1));
  for (const table of COPIED_TABLES) {
    const behind = await target.lastRow(table);
    for await (const rows of rowsOf(source.db, table, behind)) {
      await target.write(table, rows);
      progress.on('copy', table, rows.length);
    }
    const last = await source.lastNumber(table);
    if (last > 0) await target.continueAfter(table, last);
  }
  const compared: ComparedTable[] = [];
  for (const table of COPIED_TABLES) compared.push(await compare(table, source, target, progress));
  if (compared.every(({ equal }) => equal)) await target.finish();
  return compared;
}

async function compare(
  table: CopiedTable,
  { db }: Source,
  target: Target,
  progress: CopyProgress,
): Promise<ComparedTable> {
  const [its, own] = await Promise.all([
    digestOf(db, table, (rows) => progress.on('compare', table, rows)),
    digestOf(target.db, table, () => undefined),
  ]);
  return { table, source: its, target: own, equal: its.rows === own.rows && its.checksum === own.checksum };
}
