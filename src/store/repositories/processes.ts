import { type RawBuilder, sql } from 'kysely';
import type { ProcessRepository } from '../leases.ts';
import type { Session } from '../session.ts';
import type { RowOf } from '../tables.ts';

/** The name under which the lease of a process stands among the leases. */
const nameOf = (holder: string) => `process:${holder}`;

// A process that ended without giving its lease back, and at no record, leaves it for good.
const FORGOTTEN_AFTER_MS = 86_400_000;

export function processRepository({ db, holds, clock }: Session): ProcessRepository {
  const later = (milliseconds: number): RawBuilder<number> => sql<number>`${clock} + ${sql.lit(milliseconds)}`;
  const leaseOf = (holder: string) => db.selectFrom('leases').select('name').where('name', '=', nameOf(holder));
  return {
    begin: async (holder, milliseconds) => {
      await db
        .deleteFrom('leases')
        .where('name', '>=', nameOf(''))
        .where('name', '<', nameOf('~'))
        .where('expires_at', '<', later(-FORGOTTEN_AFTER_MS))
        .execute();
      const row = { name: nameOf(holder), holder, expires_at: later(milliseconds) } satisfies RowOf<'leases'>;
      await db.insertInto('leases').values(row).execute();
    },
    renew: async (holder, milliseconds) => {
      const { numUpdatedRows } = await db
        .updateTable('leases')
        .set({ expires_at: later(milliseconds) })
        .where('name', '=', nameOf(holder))
        .executeTakeFirst();
      return numUpdatedRows === 1n;
    },
    isInForce: async (holder) => {
      // Kept from being deleted, and free to be renewed meanwhile.
      const row = await leaseOf(holder)
        .where('expires_at', '>', clock)
        .$if(holds, (query) => query.forKeyShare())
        .executeTakeFirst();
      return row !== undefined;
    },
    end: async (holder) => {
      await db.deleteFrom('leases').where('name', '=', nameOf(holder)).execute();
    },
    endExpired: async (holder) => {
      await db.deleteFrom('leases').where('name', '=', nameOf(holder)).where('expires_at', '<=', clock).execute();
      return (await leaseOf(holder).executeTakeFirst()) === undefined;
    },
  };
}
