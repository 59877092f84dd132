import type { MessageStatus, VoiceMessage } from '../domain/message.ts';
import type { Outcome } from '../domain/outcome.ts';
import type { Repositories } from '../store/store.ts';
import type { Operation, OperationName, SendOrder, SendReply } from '../vendors/vendor.ts';
import type { Account } from './accounts.ts';
import { changeMessage } from './apply-message.ts';
import type { House } from './house.ts';
import { applyAwaiting } from './ingest.ts';
import { forEachConcurrently } from './pace.ts';
import { sendToVendor } from './send-to-vendor.ts';

// So many requests of one mutation are under way at a time where a vendor takes one recipient each; the account's
// requestsPerSecond narrows it further.
const CONCURRENT_REQUESTS = 16;

const STATUS_OF_OUTCOME = { Accepted: 'ACCEPTED', Rejected: 'FAILED', Unknown: 'UNKNOWN' } as const satisfies Record<
  Outcome<unknown>['kind'],
  MessageStatus
>;

/** Hands the messages of one request to the vendor, in batches as large as it takes, and settles each by its answer. */
export async function submit(
  house: House,
  account: Account,
  name: OperationName,
  operation: Operation<unknown, SendOrder, SendReply>,
  order: SendOrder,
  messages: readonly VoiceMessage[],
): Promise<void> {
  const pairs = messages.map((message, index) => ({ message, recipient: order.recipients[index] }));
  const sendable = pairs.filter(({ message }) => message.status === 'SUBMITTING');
  await forEachConcurrently(inBatches(sendable, operation.batchSize ?? 1), CONCURRENT_REQUESTS, async (batch) => {
    const recipients = batch.flatMap(({ recipient }) => (recipient ? [recipient] : []));
    const outcome = await sendToVendor(house, account, name, operation, { ...order, recipients });
    await house.store.transaction(async (tx) => {
      for (const [index, { message }] of batch.entries()) await settle(tx, house, message, outcomeOf(outcome, index));
    });
  });
}

function inBatches<Item>(items: readonly Item[], size: number): Item[][] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, index) =>
    items.slice(index * size, (index + 1) * size),
  );
}

/** What became of one recipient. A vendor that accepted the batch and passed one over leaves that one's fate open. */
function outcomeOf(outcome: Outcome<SendReply>, index: number): SendReply['recipients'][number] {
  if (outcome.kind !== 'Accepted') return outcome;
  const message = 'The vendor accepted the request and said nothing of this recipient.';
  return outcome.reply.recipients[index] ?? { kind: 'Unknown', failure: { code: 'OUTCOME_UNKNOWN', message } };
}

async function settle(
  tx: Repositories,
  house: House,
  { id, accountId }: VoiceMessage,
  outcome: SendReply['recipients'][number],
): Promise<void> {
  const facts = outcome.kind === 'Accepted' ? outcome.reply : { failure: outcome.failure };
  await changeMessage(tx, id, { status: STATUS_OF_OUTCOME[outcome.kind], facts }, house.now());
  const vendorMessageId = outcome.kind === 'Accepted' ? outcome.reply.vendorMessageId : undefined;
  if (vendorMessageId !== undefined) await applyAwaiting(tx, house, accountId, vendorMessageId);
}
