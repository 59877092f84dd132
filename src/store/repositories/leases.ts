import type { LeaseRepository } from '../leases.ts';
import type { Session } from '../session.ts';

export function leaseRepository({ db }: Session): LeaseRepository {
  return {
    acquire: async (name, holder, now, until) => {
      const { numInsertedOrUpdatedRows } = await db
        .insertInto('leases')
        .values({ name, holder, expires_at: until })
        .onConflict((conflict) =>
          conflict
            .column('name')
            .doUpdateSet({ holder, expires_at: until })
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
