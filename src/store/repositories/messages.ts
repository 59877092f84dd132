import { sql } from 'kysely';
import type { VoiceMessage } from '../../domain/message.ts';
import { NUMBERS_OF } from '../numbers-of.ts';
import { chunks, type Session } from '../session.ts';
import type { MessageRepository } from '../store.ts';
import type { RowOf } from '../tables.ts';
import type { Vault } from '../vault.ts';
import { boundsOf } from './list-bounds.ts';
import { idsOf } from './listed.ts';
import { recordPages, recordPagesUnder } from './record-lists.ts';
import { numberHashes, onceEach, recordColumns, records } from './records.ts';
import { risen } from './revisions.ts';

export function messageRepository(session: Session): MessageRepository {
  const { db, vault, holds } = session;
  const { open, find, findMany, revise, forget, erase, indexNumbers } = records<VoiceMessage>(session, 'messages');

  return {
    find,
    findMany,
    revise,
    forget,
    erase,
    insertBatch: async (messages) => {
      const batchId = messages[0]?.id ?? '';
      const rows = messages.map((message, position) => messageRow(message, batchId, position, vault));
      for (const chunk of chunks(rows)) await db.insertInto('messages').values(chunk).execute();
      await indexNumbers(messages.map((message) => [message.id, NUMBERS_OF.messages(message)]));
    },
    update: async (message) => {
      await db
        .updateTable('messages')
        .set({ ...changing(message, vault), revision: risen('messages', message.revision) })
        .where('id', '=', message.id)
        .execute();
    },
    findBatch: async (batchId) => {
      const rows = await db
        .selectFrom('messages')
        .select(['id', 'sealed', 'revision'])
        .where('batch_id', '=', batchId)
        .orderBy('position')
        .$if(holds, (query) => query.forUpdate())
        .execute();
      return rows.map(open);
    },
    findByVendorId: async (vendorMessageId, accountId) => {
      const query = db
        .selectFrom('messages')
        .select(['id', 'sealed', 'revision'])
        .where('vendor_message_id', '=', vendorMessageId)
        .orderBy('id')
        .$if(holds, (held) => held.forUpdate());
      const rows = await (accountId === undefined ? query : query.where('account_id', '=', accountId)).execute();
      return rows.map(open);
    },
    sentTo: async (accountId, number, since) => {
      const { above, below } = idsOf('messages');
      const recent = await boundsOf(db, 'messages', sql.ref('numbers.subject_id'), { from: since });
      const rows = await db
        .selectFrom('numbers')
        .innerJoin('messages', 'messages.id', 'numbers.subject_id')
        .select(['messages.id', 'messages.created_at', 'messages.sealed', 'messages.revision'])
        .where('numbers.hash', 'in', numberHashes(session, number))
        .where('numbers.subject_id', '>', above)
        .where('numbers.subject_id', '<', below)
        .where((where) => where.and(recent))
        .where('messages.account_id', '=', accountId)
        .where('messages.created_at', '>', since)
        .where((where) =>
          where.or([where('messages.status', '!=', 'FAILED'), where('vendor_message_id', 'is not', null)]),
        )
        .orderBy('messages.created_at')
        .execute();
      // A dry run makes no call, and only its sealed content says what it is.
      const calls = onceEach(rows).filter((row) => !open(row).content.dryRun);
      return calls.map(({ created_at }) => created_at);
    },
    page: recordPages(session, 'messages', open),
    pagesUnder: recordPagesUnder(session, 'messages', open),
  };
}

/** A message as its table takes it; `position` is its place in the batch. */
function messageRow(message: VoiceMessage, batchId: string, position: number, vault: Vault) {
  return {
    kind: message.kind,
    batch_id: batchId,
    position,
    ...changing(message, vault),
  } satisfies RowOf<'messages'>;
}

/** The columns that stay as they were inserted. */
type FixedColumn = 'kind' | 'batch_id' | 'position';

/** The columns that an update writes, beside an insert. */
function changing(message: VoiceMessage, vault: Vault) {
  return {
    ...recordColumns(message, vault),
    vendor_message_id: message.vendorMessageId ?? null,
  } satisfies RowOf<'messages', FixedColumn>;
}
