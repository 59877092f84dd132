import type { LeaseRepository } from '../leases.ts';
import type { Session } from '../session.ts';
import type { RowOf } from '../tables.ts';

export function leaseRepository({ db }: Session): LeaseRepository {
  return {
    acquire: async (name, holder, now, until) => {
      const { name: key, ...columns } = { name, holder, expires_at: until } satisfies RowOf<'leases'>;
      const { numInsertedOrUpdatedRows } = await db
        .insertInto('leases')
        .values({ name: key, ...columns })
        .onConflict((conflict) =>
          conflict
            .column('name')
            .doUpdateSet(columns)
            .where((where) => where.or([where('leases.expires_at', '<=', now), where('leases.holder', '=', holder)])),
        )
        .executeTakeFirst();
      return numInsertedOrUpdatedRows === 1n;
    },
    release: async (name, holder) => {
      await db.deleteFrom('leases').where('name', '=', name).where('holder', '=', holder).execute();
    },
    releaseAll: async () => {
      await db.deleteFrom('leases').execute();
    },
  };
}
