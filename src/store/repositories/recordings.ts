import type { Kysely, Selectable } from 'kysely';
import type { KeptRecording, KeptRecordingState } from '../../domain/recording.ts';
import type { RecordingRepository } from '../store.ts';
import type { RecordingsTable, RowOf, Tables } from '../tables.ts';

export function recordingRepository(db: Kysely<Tables>): RecordingRepository {
  const findMany = async (ids: readonly string[]) => {
    if (ids.length === 0) return [];
    const rows = await db
      .selectFrom('recordings')
      .selectAll()
      .where('id', 'in', [...ids])
      .execute();
    return rows.map(read);
  };
  return {
    expect: async (recording) => {
      await db
        .insertInto('recordings')
        .values(columns(recording))
        .onConflict((conflict) => conflict.doNothing())
        .execute();
    },
    find: async (id) => (await findMany([id]))[0],
    findMany,
    due: async (now, limit) => {
      const query = db.selectFrom('recordings').selectAll().where('state', '=', 'PENDING').where('due_at', '<=', now);
      return (await query.orderBy('due_at').limit(limit).execute()).map(read);
    },
    settle: async (recording) => {
      const { numUpdatedRows } = await db
        .updateTable('recordings')
        .set(columns(recording))
        .where('id', '=', recording.id)
        .where('state', '=', 'PENDING')
        .executeTakeFirst();
      return numUpdatedRows === 1n;
    },
    forget: async (id) => {
      await db.updateTable('recordings').set({ state: 'FORGOTTEN' }).where('id', '=', id).execute();
    },
    archived: async (beyondId, limit) => {
      const query = db.selectFrom('recordings').selectAll().where('state', '=', 'ARCHIVED').where('id', '>', beyondId);
      return (await query.orderBy('id').limit(limit).execute()).map(read);
    },
    forgotten: async (limit) => {
      const query = db.selectFrom('recordings').select('id').where('state', '=', 'FORGOTTEN');
      return (await query.limit(limit).execute()).map(({ id }) => id);
    },
    remove: async (id) => {
      await db.deleteFrom('recordings').where('id', '=', id).execute();
    },
  };
}

function columns(recording: KeptRecording) {
  return {
    id: recording.id,
    account_id: recording.accountId,
    state: recording.state,
    attempts: recording.attempts,
    due_at: recording.dueAt,
    size: recording.size ?? null,
    content_type: recording.contentType ?? null,
    last_error: recording.lastError ?? null,
    updated_at: recording.updatedAt,
  } satisfies RowOf<'recordings'>;
}

function read(row: Selectable<RecordingsTable>): KeptRecording {
  return {
    id: row.id,
    accountId: row.account_id,
    state: row.state as KeptRecordingState,
    attempts: row.attempts,
    dueAt: row.due_at,
    ...(row.size === null ? {} : { size: row.size }),
    ...(row.content_type === null ? {} : { contentType: row.content_type }),
    ...(row.last_error === null ? {} : { lastError: row.last_error }),
    updatedAt: row.updated_at,
  };
}
