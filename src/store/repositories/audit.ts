import type { Kysely } from 'kysely';
import { type AuditEntry, MOST_AUDIT_SUBJECTS } from '../../domain/audit.ts';
import type { AuditRepository } from '../audit-trail.ts';
import type { AuditTable, RowOf, Tables } from '../tables.ts';
import type { Vault } from '../vault.ts';

/** The audit trail. Lines are sealed as records are: a token's subject can be a person's number. */
export function auditRepository(db: Kysely<Tables>, vault: Vault): AuditRepository {
  const open = ({ id, sealed }: Pick<AuditTable, 'id' | 'sealed'>): AuditEntry => {
    return { id, ...JSON.parse(vault.open(sealed, id).toString('utf8')) };
  };
  return {
    findMany: async (ids) => {
      const query = db
        .selectFrom('audit')
        .select(['id', 'sealed'])
        .where('id', 'in', [...ids]);
      return (await query.execute()).map(open);
    },
    append: async (entries) => {
      if (entries.length === 0) return;
      await db
        .insertInto('audit')
        .values(entries.map((entry) => row(entry, vault)))
        .execute();
      const subjects = entries.flatMap(({ id, subjectIds }) =>
        [...new Set(subjectIds)]
          .slice(0, MOST_AUDIT_SUBJECTS)
          .map((subject_id) => ({ subject_id, audit_id: id }) satisfies RowOf<'audit_subjects'>),
      );
      if (subjects.length > 0) await db.insertInto('audit_subjects').values(subjects).execute();
    },
    page: async ({ accountIds, actions, subject, subjectId, from, to }, { limit, direction, beyondId }) => {
      const forward = direction === 'forward';
      let query = db.selectFrom('audit').select(['id', 'sealed']);
      if (accountIds) query = query.where('account_id', 'in', [...accountIds]);
      if (actions) query = query.where('action', 'in', [...actions]);
      if (subject !== undefined) query = query.where('caller', 'in', [...vault.hashes(subject)]);
      if (subjectId !== undefined) {
        query = query.where('id', 'in', (about) =>
          about.selectFrom('audit_subjects').select('audit_id').where('subject_id', '=', subjectId),
        );
      }
      if (from !== undefined) query = query.where('at', '>=', from);
      if (to !== undefined) query = query.where('at', '<', to);
      if (beyondId !== undefined) query = query.where('id', forward ? '<' : '>', beyondId);
      const rows = await query
        .orderBy('id', forward ? 'desc' : 'asc')
        .limit(limit + 1)
        .execute();
      const items = rows.slice(0, limit).map(open);
      return { items: forward ? items : items.reverse(), more: rows.length > limit };
    },
    purge: async (before, limit) => {
      const old = db.selectFrom('audit').select('id').where('at', '<', before).orderBy('at').limit(limit);
      const ids = (await old.execute()).map(({ id }) => id);
      if (ids.length === 0) return 0;
      await db.deleteFrom('audit_subjects').where('audit_id', 'in', ids).execute();
      await db.deleteFrom('audit').where('id', 'in', ids).execute();
      return ids.length;
    },
  };
}

function row({ id, ...entry }: AuditEntry, vault: Vault) {
  const subjectIds = entry.subjectIds.slice(0, MOST_AUDIT_SUBJECTS);
  return {
    id,
    at: entry.at,
    action: entry.action,
    account_id: entry.accountId ?? null,
    caller: entry.subject === undefined ? null : vault.hash(entry.subject),
    sealed: vault.seal(JSON.stringify({ ...entry, subjectIds }), id),
  } satisfies RowOf<'audit'>;
}
