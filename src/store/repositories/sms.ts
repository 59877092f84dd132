import type { SmsMessage } from '../../domain/sms.ts';
import type { Session } from '../session.ts';
import type { SmsRepository } from '../store.ts';
import { recordPages } from './record-lists.ts';
import { recordColumns, records } from './records.ts';

export function smsRepository(session: Session): SmsRepository {
  const { db, vault } = session;
  const { seal, open, find, findMany, forget, indexNumbers } = records<SmsMessage>(session, 'sms');
  return {
    find,
    findMany,
    forget,
    insert: async (sms, identity) => {
      const { numInsertedOrUpdatedRows } = await db
        .insertInto('sms')
        .values({ ...recordColumns(sms, seal), binding_id: sms.bindingId ?? null, identity: vault.hash(identity) })
        .onConflict((conflict) => conflict.columns(['identity', 'account_id']).doNothing())
        .executeTakeFirst();
      if (numInsertedOrUpdatedRows !== 1n) return false;
      await indexNumbers([[sms.id, [sms.from, sms.to, sms.numberX]]]);
      return true;
    },
    page: recordPages(session, 'sms', open),
  };
}
