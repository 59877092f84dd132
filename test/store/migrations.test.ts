import { DatabaseSync } from 'node:sqlite';
import { type Kysely, sql } from 'kysely';
import { Migrator } from 'kysely/migration';
import { expect, test } from 'vitest';
import { SQLITE_TYPES } from '../../src/store/migrations/column-types.ts';
import { migrations } from '../../src/store/migrations/index.ts';
import { kyselyOver } from '../../src/store/sqlite.ts';
import type { Tables } from '../../src/store/tables.ts';

/** The tables after a migration: how each column is declared, and what must be unique. */
async function tablesOf(db: Kysely<Tables>): Promise<Map<string, { columns: Map<string, string>; unique: string[] }>> {
  const { rows: tables } = await sql<{ name: string }>`
    select name from sqlite_master where type = 'table' and name not like 'sqlite_%' and name not like 'kysely_%'
  `.execute(db);
  const described = tables.map(async ({ name }) => {
    const { rows: columns } = await sql<{ name: string; type: string; notnull: number; dflt_value: string | null }>`
      select name, type, "notnull", dflt_value from pragma_table_info(${name})
    `.execute(db);
    const { rows: unique } = await sql<{ name: string }>`
      select name from pragma_index_list(${name}) where "unique" = 1
    `.execute(db);
    return [
      name,
      {
        columns: new Map(
          columns.map(({ name, type, notnull, dflt_value }) => [
            name,
            `${type} ${notnull && dflt_value === null ? 'needed' : 'free'}`,
          ]),
        ),
        unique: unique.map((index) => index.name).sort(),
      },
    ] as const;
  });
  return new Map(await Promise.all(described));
}

/** Tables that got another name. Their earlier one is a view, which is proved where older processes can be at work. */
const RENAMED: Readonly<Record<string, string>> = { marks: 'job_state' };

test('a migration only adds: the version before reads and writes as it did, and need write no more', async () => {
  const db = kyselyOver(new DatabaseSync(':memory:'));
  const all = migrations(SQLITE_TYPES);
  const migrator = new Migrator({ db, provider: { getMigrations: async () => all } });
  let before: Awaited<ReturnType<typeof tablesOf>> = new Map();
  for (const name of Object.keys(all)) {
    await migrator.migrateTo(name);
    const after = await tablesOf(db);
    for (const [table, { columns, unique }] of before) {
      const called = after.has(table) ? table : (RENAMED[table] ?? table);
      const now = after.get(called);
      expect(now, `${name} takes ${table} away`).toBeDefined();
      const stillUnique = unique.map((index) => index.replace(`autoindex_${table}_`, `autoindex_${called}_`));
      expect(now?.unique, `${name} makes something of ${table} unique that was not`).toEqual(stillUnique);
      for (const [column, declared] of columns) {
        expect(now?.columns.get(column), `${name} changes ${table}.${column}`).toBe(declared);
      }
      for (const [column, declared] of now?.columns ?? []) {
        if (!columns.has(column)) expect(declared, `${name} adds ${table}.${column}`).toMatch(/free$/);
      }
    }
    before = after;
  }
  expect(before.size).toBeGreaterThan(10);
  await db.destroy();
});
