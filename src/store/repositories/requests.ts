import type { Session } from '../session.ts';
import type { RequestRepository } from '../store.ts';

export function requestRepository({ db, vault }: Session): RequestRepository {
  return {
    find: async (key) => {
      const row = await db.selectFrom('requests').selectAll().where('idempotency_key', '=', key).executeTakeFirst();
      return row && { key, operation: row.operation, fingerprint: row.fingerprint, subjectId: row.subject_id };
    },
    claim: async ({ key, operation, fingerprint, subjectId }, at) => {
      const { numInsertedOrUpdatedRows } = await db
        .insertInto('requests')
        .values({ idempotency_key: key, operation, fingerprint, subject_id: subjectId, created_at: at })
        .onConflict((conflict) => conflict.column('idempotency_key').doNothing())
        .executeTakeFirst();
      return numInsertedOrUpdatedRows === 1n;
    },
    fingerprint: (input) => vault.hash(canonicalJson(input)),
  };
}

/** JSON with the keys of every object in one order, so that equal inputs have equal text. */
function canonicalJson(value: unknown): string {
  return JSON.stringify(value, (_key, part: unknown) =>
    part && typeof part === 'object' && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  );
}
