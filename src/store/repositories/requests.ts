import type { Session } from '../session.ts';
import type { RequestRepository } from '../store.ts';

export function requestRepository({ db, vault }: Session): RequestRepository {
  /** The row of a key, in whichever form it was stored: hashed under any known key, or in clear long ago. */
  const stored = (key: string) =>
    db
      .selectFrom('requests')
      .selectAll()
      .where((where) =>
        where.or([
          where('idempotency_key', 'in', [...vault.hashes(key)]),
          where.and([where('idempotency_key', '=', key), where('hashed', 'is', null)]),
        ]),
      )
      .executeTakeFirst();
  return {
    find: async (key) => {
      const row = await stored(key);
      return row && { key, operation: row.operation, fingerprint: row.fingerprint, subjectId: row.subject_id };
    },
    claim: async ({ key, operation, fingerprint, subjectId }, at) => {
      if (await stored(key)) return false;
      const { numInsertedOrUpdatedRows } = await db
        .insertInto('requests')
        .values({
          idempotency_key: vault.hash(key),
          operation,
          fingerprint,
          subject_id: subjectId,
          created_at: at,
          hashed: 1,
        })
        .onConflict((conflict) => conflict.column('idempotency_key').doNothing())
        .executeTakeFirst();
      return numInsertedOrUpdatedRows === 1n;
    },
    fingerprint: (input) => vault.hash(canonicalJson(input)),
    isFingerprintOf: (fingerprint, input) => vault.hashes(canonicalJson(input)).includes(fingerprint),
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
