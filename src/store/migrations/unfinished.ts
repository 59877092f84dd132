import { type CompiledQuery, Kysely, SqliteAdapter, SqliteIntrospector, SqliteQueryCompiler, sql } from 'kysely';
import type { Tables } from '../tables.ts';

// Up to this change, versions changed SQLite files statement by statement: one that was killed left a part of a change.
const LAST_WITHOUT_TRANSACTION = '0006-lists';

/**
 * A SQLite database as a change is to be made in it. Of a change that an older version may have left unfinished, the
 * statements that it did make are left out; each of them is known by what it made, down to the text of its definition.
 */
export async function withoutWhatIsDone(tx: Kysely<Tables>, change: string): Promise<Kysely<Tables>> {
  if (change > LAST_WITHOUT_TRANSACTION) return tx;
  const { rows } = await sql<{ sql: string }>`select sql from sqlite_master where sql is not null`.execute(tx);
  const made = new Set(rows.map((row) => definition(row.sql)));
  const isDone = async (statement: string) => {
    const [, table, column] = /^alter table "(\w+)" add column "(\w+)"/.exec(statement) ?? [];
    if (table === undefined || column === undefined) return made.has(definition(statement));
    const { rows } = await sql`select name from pragma_table_info(${table}) where name = ${column}`.execute(tx);
    return rows.length > 0;
  };
  return new Kysely<Tables>({
    dialect: {
      createAdapter: () => new SqliteAdapter(),
      createQueryCompiler: () => new SqliteQueryCompiler(),
      createIntrospector: (db) => new SqliteIntrospector(db),
      createDriver: () =>
        driverOver(async (query) => {
          if (!(await isDone(query.sql))) await tx.executeQuery(query);
        }),
    },
  });
}

/**
 * SQLite keeps the text of a definition as it was given, with its first words in capitals and without `if not exists`.
 */
function definition(statement: string): string {
  return statement
    .replace(/^create (unique )?(table|index|trigger) (if not exists )?/i, (_all, unique = '', kind) =>
      `create ${unique}${kind} `.toLowerCase(),
    )
    .trim();
}

/**
 * The few methods that kysely asks of a driver, for statements that give no rows; the transaction is begun and ended
 * outside.
 */
function driverOver(execute: (query: CompiledQuery) => Promise<void>) {
  const nothing = async () => undefined;
  const connection = {
    executeQuery: async <Row>(query: CompiledQuery) => {
      await execute(query);
      return { rows: [] as Row[] };
    },
    streamQuery: () => {
      throw new Error('A change of tables reads no rows.');
    },
  };
  return {
    init: nothing,
    acquireConnection: async () => connection,
    beginTransaction: nothing,
    commitTransaction: nothing,
    rollbackTransaction: nothing,
    releaseConnection: nothing,
    destroy: nothing,
  };
}
