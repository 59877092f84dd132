import type { RequestOwner, RequestRepository, StoredRequest } from '../keyed-requests.ts';
import type { Session } from '../session.ts';
import type { RowOf } from '../tables.ts';

// What `hashed` says of a row: see RequestsTable.
const WITH_OWNER = 2;
const WITHOUT_OWNER = 1;

export function requestRepository({ db, vault }: Session): RequestRepository {
  /** The row of a key: its application's own, or one that was stored before keys had owners. */
  const stored = ({ key, owner }: Pick<StoredRequest, 'key' | 'owner'>) =>
    db
      .selectFrom('requests')
      .selectAll()
      .where((where) =>
        where.or([
          where.and([
            where('idempotency_key', 'in', [...vault.hashes(nameOf(key, owner))]),
            where('hashed', '=', WITH_OWNER),
          ]),
          // A key is free text, so it could read as the name of a key and its owner: told apart by `hashed`.
          where.and([where('idempotency_key', 'in', [...vault.hashes(key)]), where('hashed', '=', WITHOUT_OWNER)]),
          where.and([where('idempotency_key', '=', key), where('hashed', 'is', null)]),
        ]),
      )
      .executeTakeFirst();
  return {
    find: async (request) => {
      const row = await stored(request);
      if (!row) return undefined;
      const { operation, fingerprint, subject_id: subjectId, caller } = row;
      const isOwn = caller !== null && vault.hashes(callerOf(request.owner)).includes(caller);
      const madeBy = caller === null ? 'UNKNOWN' : isOwn ? 'CALLER' : 'ANOTHER';
      return { operation, fingerprint, subjectId, madeBy };
    },
    claim: async ({ key, owner, operation, fingerprint, subjectId }, at) => {
      if (await stored({ key, owner })) return false;
      const { numInsertedOrUpdatedRows } = await db
        .insertInto('requests')
        .values({
          idempotency_key: vault.hash(nameOf(key, owner)),
          operation,
          fingerprint,
          subject_id: subjectId,
          created_at: at,
          hashed: WITH_OWNER,
          caller: vault.hash(callerOf(owner)),
        } satisfies RowOf<'requests'>)
        .onConflict((conflict) => conflict.column('idempotency_key').doNothing())
        .executeTakeFirst();
      return numInsertedOrUpdatedRows === 1n;
    },
    fingerprint: (input) => vault.hash(canonicalJson(input)),
    isFingerprintOf: (fingerprint, input) => vault.hashes(canonicalJson(input)).includes(fingerprint),
  };
}

const nameOf = (key: string, { application }: RequestOwner): string => JSON.stringify([application, key]);

const callerOf = ({ application, subject }: RequestOwner): string => JSON.stringify(['caller', application, subject]);

/** JSON with the keys of every object in one order, so that equal inputs have equal text. */
function canonicalJson(value: unknown): string {
  return JSON.stringify(value, (_key, part: unknown) =>
    part && typeof part === 'object' && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  );
}
