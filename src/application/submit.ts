import { attemptOf, withAttempt } from '../domain/attempt.ts';
import type { MessageContent, MessageStatus, VoiceMessage } from '../domain/message.ts';
import { named, type Outcome, unknown } from '../domain/outcome.ts';
import type { Repositories } from '../store/store.ts';
import type { OperationName, Recipient, SendOrder, SendReply } from '../vendors/vendor.ts';
import type { Account } from './accounts.ts';
import type { House } from './house.ts';
import { limitRecipients } from './limit-recipients.ts';
import { namesOfMessage, namesOfRecipients } from './lock-names.ts';
import { applyAwaiting } from './news/apply-deliveries.ts';
import { changeMessage } from './news/apply-message.ts';
import { forEachConcurrently, inBatches } from './pace.ts';
import { anotherCouldDo, type Candidate } from './route.ts';
import { sendToVendor } from './send-to-vendor.ts';
import { writeDown } from './write-down.ts';

export type SendOperation = Extract<OperationName, `send${string}`>;

/** A message on its way to a vendor. */
interface Parcel {
  readonly id: string;
  readonly recipient: Recipient;
}

// So many requests of one mutation are under way at a time where a vendor takes one recipient each; the account's
// requestsPerSecond narrows it further.
const CONCURRENT_REQUESTS = 16;

const STATUS_OF_OUTCOME = { Accepted: 'ACCEPTED', Rejected: 'FAILED', Unknown: 'UNKNOWN' } as const satisfies Record<
  Outcome<unknown>['kind'],
  MessageStatus
>;

/** A dry run that the vendor let pass is over with that: no call is made, and no report will come. */
const statusOf = ({ kind }: Outcome<unknown>, { dryRun }: MessageContent): MessageStatus =>
  kind === 'Accepted' && dryRun ? 'CHECKED' : STATUS_OF_OUTCOME[kind];

/**
 * Hands the messages of one request to the vendor, in batches as large as it takes, and settles each by its answer.
 * Those that one account proves not to have sent go to the next, where that could cure it.
 */
export async function submit(
  house: House,
  name: SendOperation,
  candidates: readonly Candidate<SendOperation>[],
  order: SendOrder,
  messages: readonly VoiceMessage[],
): Promise<void> {
  const parcels = messages.flatMap(({ id, status }, index): Parcel[] => {
    const recipient = order.recipients[index];
    return status === 'SUBMITTING' && recipient ? [{ id, recipient }] : [];
  });
  await submitAt(house, name, candidates, order, parcels);
}

async function submitAt(
  house: House,
  name: SendOperation,
  candidates: readonly Candidate<SendOperation>[],
  order: SendOrder,
  parcels: readonly Parcel[],
): Promise<void> {
  const [candidate, ...others] = candidates;
  if (!candidate || parcels.length === 0) return;
  const { account, operation } = candidate;
  const next = others[0]?.account;
  const passedOn: Parcel[] = [];
  await forEachConcurrently(inBatches(parcels, operation.batchSize ?? 1), CONCURRENT_REQUESTS, async (batch) => {
    const recipients = batch.map(({ recipient }) => recipient);
    const outcome = await sendToVendor(house, account, name, operation, { ...order, recipients });
    const left = await writeDown(house, async (tx) => {
      const passed: Parcel[] = [];
      await tx.lock([
        ...batch.flatMap((_parcel, index) => namesOfMessage(account.id, vendorMessageIdOf(outcomeOf(outcome, index)))),
        ...(next
          ? namesOfRecipients(
              next.id,
              recipients.map(({ number }) => number),
            )
          : []),
      ]);
      for (const [index, parcel] of batch.entries()) {
        const own = outcomeOf(outcome, index);
        if (!next || !anotherCouldDo(own)) await settle(tx, house, parcel, order, account, own);
        else if (await passOn(tx, house, parcel, account, own, next)) passed.push(parcel);
      }
      return passed;
    });
    passedOn.push(...left);
  });
  await submitAt(house, name, others, order, passedOn);
}

/** What became of one recipient. A vendor that accepted the batch and passed one over leaves that one's fate open. */
function outcomeOf(outcome: Outcome<SendReply>, index: number): SendReply['recipients'][number] {
  if (outcome.kind !== 'Accepted') return outcome;
  const message = 'The vendor accepted the request and said nothing of this recipient.';
  return named(outcome.reply.recipients[index] ?? unknown(message), outcome.vendorRequestId);
}

const vendorMessageIdOf = (outcome: SendReply['recipients'][number]): string | undefined =>
  outcome.kind === 'Accepted'
    ? outcome.reply.vendorMessageId
    : outcome.kind === 'Unknown'
      ? outcome.vendorMessageId
      : undefined;

/**
 * The next account is durable before it is asked: a crash must not leave the message at the wrong one. False where that
 * account may not call the number now, which ends the message.
 */
async function passOn(
  tx: Repositories,
  house: House,
  { id }: Parcel,
  from: Account,
  outcome: Outcome<unknown>,
  to: Account,
): Promise<boolean> {
  const message = await tx.messages.find(id);
  if (!message) throw new Error(`The voice message ${id} is not in the store.`);
  const now = house.now();
  const [limited] = await limitRecipients(tx, to, [message], now);
  const attempt = attemptOf(from.id, outcome, now);
  if (limited?.failure) {
    await changeMessage(tx, id, { status: 'FAILED', facts: { failure: limited.failure } }, now, attempt);
    return false;
  }
  const attempts = withAttempt(message.attempts, attempt);
  await tx.messages.update({ ...message, accountId: to.id, vendor: to.vendor, attempts, updatedAt: now });
  return true;
}

async function settle(
  tx: Repositories,
  house: House,
  { id }: Parcel,
  { content }: SendOrder,
  account: Account,
  outcome: SendReply['recipients'][number],
): Promise<void> {
  const now = house.now();
  const vendorMessageId = vendorMessageIdOf(outcome);
  const facts = {
    ...(vendorMessageId === undefined ? {} : { vendorMessageId }),
    ...(outcome.kind === 'Accepted' ? {} : { failure: outcome.failure }),
  };
  const attempt = attemptOf(account.id, outcome, now);
  await changeMessage(tx, id, { status: statusOf(outcome, content), facts }, now, attempt);
  if (vendorMessageId !== undefined) await applyAwaiting(tx, house, account.id, vendorMessageId);
}
