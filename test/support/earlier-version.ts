import { DatabaseSync } from 'node:sqlite';
import { Kysely, PostgresDialect, sql } from 'kysely';
import { Migrator } from 'kysely/migration';
import { sqliteFile } from '../../src/config/database-url.ts';
import type { Binding } from '../../src/domain/binding.ts';
import type { Call } from '../../src/domain/call.ts';
import type { Delivery } from '../../src/domain/delivery.ts';
import type { NewEvent } from '../../src/domain/event.ts';
import type { NumberGroup } from '../../src/domain/group.ts';
import type { VoiceMessage } from '../../src/domain/message.ts';
import type { SmsMessage } from '../../src/domain/sms.ts';
import { POSTGRES_TYPES, SQLITE_TYPES } from '../../src/store/migrations/column-types.ts';
import { migrations } from '../../src/store/migrations/index.ts';
import { poolForMigrations } from '../../src/store/postgres/pool.ts';
import { callRow } from '../../src/store/repositories/calls.ts';
import { deliveryRow } from '../../src/store/repositories/deliveries.ts';
import { eventRow } from '../../src/store/repositories/events.ts';
import { recordColumns } from '../../src/store/repositories/records.ts';
import { kyselyOver } from '../../src/store/sqlite.ts';
import type { Tables } from '../../src/store/tables.ts';
import type { Vault } from '../../src/store/vault.ts';

/** What a version before the one spelling of numbers stored: each number as it is given here. */
export interface EarlierRecords {
  readonly bindings?: readonly Binding[];
  readonly calls?: readonly Call[];
  readonly messages?: readonly VoiceMessage[];
  readonly sms?: readonly SmsMessage[];
  readonly groups?: readonly NumberGroup[];
  readonly events?: readonly NewEvent[];
  readonly deliveries?: readonly Delivery[];
}

/** Makes a database as version 0006 of the tables had it, and puts rows into it as that version did. */
export async function makeEarlierDatabase(url: string, vault: Vault, records: EarlierRecords): Promise<void> {
  const file = sqliteFile(url);
  const [db, types] =
    file === undefined
      ? [new Kysely<Tables>({ dialect: new PostgresDialect({ pool: poolForMigrations(url) }) }), POSTGRES_TYPES]
      : [kyselyOver(new DatabaseSync(file)), SQLITE_TYPES];
  try {
    if (file === undefined) await sql`drop schema public cascade`.execute(db);
    if (file === undefined) await sql`create schema public`.execute(db);
    const { error } = await new Migrator({
      db,
      provider: { getMigrations: async () => migrations(types) },
    }).migrateTo('0006-lists');
    if (error) throw error;
    await db.transaction().execute((tx) => writeAsEarlier(tx, vault, records));
  } finally {
    await db.destroy();
  }
}

/** That version knew no revisions: its tables give them, or their readers do. */
function unrevised<Row extends { revision: number }>({
  revision: _later,
  ...row
}: Row): Omit<Row, 'revision'> & { revision: never } {
  return row as never;
}

/** Puts rows into a database as that version does. */
export async function writeAsEarlier(db: Kysely<Tables>, vault: Vault, records: EarlierRecords): Promise<void> {
  const { bindings = [], calls = [], messages = [], sms = [], groups = [], events = [], deliveries = [] } = records;
  const index = async (subject_id: string, numbers: readonly (string | undefined)[]) => {
    const hashes = new Set(numbers.flatMap((number) => (number ? [vault.hash(number)] : [])));
    for (const hash of hashes) await db.insertInto('numbers').values({ hash, subject_id }).execute();
  };
  for (const binding of bindings) {
    const { numberA, numberB, numberX, numberY } = binding.terms;
    const row = { ...unrevised(recordColumns(binding, vault)), mode: binding.mode };
    await db
      .insertInto('bindings')
      .values({ ...row, vendor_binding_id: binding.vendorBindingId ?? null })
      .execute();
    await index(binding.id, [numberA, numberB, numberX, numberY]);
  }
  for (const call of calls) {
    await db
      .insertInto('calls')
      .values(unrevised(callRow(call, undefined, vault)))
      .execute();
    await index(call.id, [call.caller, call.callee, call.numberX]);
  }
  for (const message of messages) {
    const row = {
      ...unrevised(recordColumns(message, vault)),
      kind: message.kind,
      batch_id: message.id,
      position: 0,
    };
    await db.insertInto('messages').values(row).execute();
    await index(message.id, [message.recipient]);
  }
  for (const text of sms) {
    const row = { ...unrevised(recordColumns(text, vault)), identity: text.id };
    await db.insertInto('sms').values(row).execute();
    await index(text.id, [text.from, text.to, text.numberX]);
  }
  for (const group of groups) {
    await db
      .insertInto('number_groups')
      .values(unrevised(recordColumns(group, vault)))
      .execute();
    await index(group.id, group.numbers);
  }
  for (const event of events)
    await db
      .insertInto('events')
      .values(unrevised(eventRow(event, vault)))
      .execute();
  for (const delivery of deliveries) {
    const { sealed_remarks: _later, ...row } = deliveryRow(delivery, vault);
    await db.insertInto('deliveries').values(row).execute();
  }
}
