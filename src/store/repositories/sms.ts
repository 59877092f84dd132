import type { SmsMessage } from '../../domain/sms.ts';
import { NUMBERS_OF } from '../numbers-of.ts';
import type { Session } from '../session.ts';
import type { SmsRepository } from '../store.ts';
import type { RowOf } from '../tables.ts';
import type { Vault } from '../vault.ts';
import { recordPages, recordPagesUnder } from './record-lists.ts';
import { recordColumns, records } from './records.ts';
import { insertVirtual, virtualRows } from './virtual-rows.ts';

export function smsRepository(session: Session): SmsRepository {
  const { db, vault } = session;
  const { open, find, findMany, forget, erase, indexNumbers } = records<SmsMessage>(session, 'sms');
  return {
    find,
    findMany,
    forget,
    erase,
    insert: async (sms, identity) => {
      const [newest = '', ...older] = vault.hashes(identity);
      if (older.length > 0) {
        const known = db.selectFrom('sms').select('id').where('identity', 'in', older);
        if (await known.where('account_id', '=', sms.accountId).executeTakeFirst()) return false;
      }
      const { numInsertedOrUpdatedRows } = await db
        .insertInto('sms')
        .values(smsRow(sms, newest, vault))
        .onConflict((conflict) => conflict.columns(['identity', 'account_id']).doNothing())
        .executeTakeFirst();
      if (numInsertedOrUpdatedRows !== 1n) return false;
      await indexNumbers([[sms.id, NUMBERS_OF.sms(sms)]]);
      await insertVirtual(db, virtualRows('sms', sms, vault));
      return true;
    },
    page: recordPages(session, 'sms', open),
    pagesUnder: recordPagesUnder(session, 'sms', open),
  };
}

/** A text as its table takes it. */
function smsRow(sms: SmsMessage, identity: string, vault: Vault) {
  return {
    ...recordColumns(sms, vault),
    binding_id: sms.bindingId ?? null,
    identity,
  } satisfies RowOf<'sms'>;
}
