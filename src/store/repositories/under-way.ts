import { sql } from 'kysely';
import type { StrayStatus, UnderWayRepository } from '../leases.ts';
import type { RecordTable } from '../numbers-of.ts';
import { chunks, type Session } from '../session.ts';
import type { UnderWayTable } from '../tables.ts';
import { overwriting } from './overwriting.ts';

const TABLE_OF_STATUS = {
  SUBMITTING: 'messages',
  CREATING: 'bindings',
  RELEASING: 'bindings',
  SAVING: 'number_groups',
} as const satisfies Record<StrayStatus, RecordTable>;

/** The columns of some rows without their key. */
const changing = ([row]: readonly UnderWayTable[]) =>
  (Object.keys(row ?? {}) as (keyof UnderWayTable)[]).filter((column) => column !== 'subject_id');

export function underWayRepository({ db, clock }: Session): UnderWayRepository {
  const ids = (rows: readonly { readonly subject_id: string }[]) => rows.map(({ subject_id }) => subject_id);
  const change = async (holder: string, subjectIds: readonly string[], columns: Partial<UnderWayTable>) =>
    ids(
      await db
        .updateTable('under_way')
        .set(columns)
        .where('subject_id', 'in', [...subjectIds])
        .where('holder', '=', holder)
        .returning('subject_id')
        .execute(),
    );

  return {
    begin: async (holder, rows) => {
      const columns = rows.map(
        ({ subjectId, routed, withheld, attemptedAt }): UnderWayTable => ({
          subject_id: subjectId,
          holder,
          routed: Number(routed),
          withheld: Number(withheld),
          attempted_at: attemptedAt ?? null,
        }),
      );
      for (const chunk of chunks(columns)) {
        await db
          .insertInto('under_way')
          .values(chunk)
          .onConflict((conflict) => conflict.column('subject_id').doUpdateSet(overwriting(changing(chunk))))
          .execute();
      }
    },
    attempt: (holder, subjectIds, accountId) => change(holder, subjectIds, { attempted_at: accountId ?? null }),
    handOver: (holder, subjectIds, to) => change(holder, subjectIds, { holder: to }),
    end: async (holder, subjectIds) =>
      ids(
        await db
          .deleteFrom('under_way')
          .where('subject_id', 'in', [...subjectIds])
          .where('holder', '=', holder)
          .returning('subject_id')
          .execute(),
      ),
    abandoned: async () => {
      // From one holder to the next in the index: their number is that of processes, and not of records.
      const { rows } = await sql<{ holder: string }>`
        with recursive held(holder) as (
          select min(holder) from under_way where holder > ''
          union all
          select (select min(under_way.holder) from under_way where under_way.holder > held.holder)
          from held where held.holder is not null
        )
        select holder from held where holder is not null and (
          select 1 from leases where leases.name = 'process:' || held.holder and leases.expires_at > ${clock}
        ) is null
      `.execute(db);
      return rows.map(({ holder }) => holder);
    },
    heldBy: async (holder, beyondId, limit) => {
      const rows = await db
        .selectFrom('under_way')
        .selectAll()
        .where('holder', '=', holder)
        .where('subject_id', '>', beyondId)
        .orderBy('subject_id')
        .limit(limit)
        .execute();
      return rows.map(({ subject_id, routed, withheld, attempted_at }) => ({
        subjectId: subject_id,
        routed: routed === 1,
        withheld: withheld === 1,
        ...(attempted_at === null ? {} : { attemptedAt: attempted_at }),
      }));
    },
    strays: async (status, before, beyondId, limit) => {
      // A subquery that both engines look up for each row: these are few beside what others may be at.
      const table = sql.table(TABLE_OF_STATUS[status]);
      const { rows } = await sql<{ id: string }>`
        select id from ${table} where status = ${status} and id > ${beyondId} and updated_at < ${before}
          and (select 1 from under_way where subject_id = ${table}.id) is null
        order by id limit ${limit}
      `.execute(db);
      return rows.map(({ id }) => id);
    },
    among: async (subjectIds) =>
      new Set(
        ids(
          await db
            .selectFrom('under_way')
            .select('subject_id')
            .where('subject_id', 'in', [...subjectIds])
            .execute(),
        ),
      ),
  };
}
