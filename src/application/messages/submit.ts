import type { Account } from '../../accounts/accounts.ts';
import { forEachConcurrently, inBatches } from '../../accounts/pace.ts';
import { anotherCouldDo, type Candidate } from '../../accounts/route.ts';
import { attemptOf, withAttempt } from '../../domain/attempt.ts';
import type { MessageContent, MessageStatus } from '../../domain/message.ts';
import { named, type Outcome, unknown } from '../../domain/outcome.ts';
import { nextRevision } from '../../domain/revision.ts';
import type { Term } from '../../store/process-lease.ts';
import type { Repositories } from '../../store/store.ts';
import type { OperationName, Recipient, SendOrder, SendReply } from '../../vendors/vendor.ts';
import { commitOutcome } from '../records/commit-outcome.ts';
import { namesOfMessage, namesOfRecipients } from '../records/lock-names.ts';
import { applyAwaiting } from '../reports/apply-deliveries.ts';
import { changeMessage } from '../reports/apply-message.ts';
import type { Services } from '../services.ts';
import { orAbandon } from '../under-way/abandon.ts';
import { askOnce } from '../under-way/ask-once.ts';
import { limitRecipients } from './limit-recipients.ts';

export type SendOperation = Extract<OperationName, `send${string}`>;

/** A message on its way to a vendor. */
export interface Parcel {
  readonly id: string;
  readonly recipient: Recipient;
}

/** Messages that share their content, and how they go. */
export interface Shipment {
  /** The lease under which this process sends them. */
  readonly term: Term;
  readonly name: SendOperation;
  readonly candidates: readonly Candidate<SendOperation>[];
  readonly order: SendOrder;
  readonly parcels: readonly Parcel[];
  /** Those whose attempt at the first account stands in the store already: they go at once. */
  readonly committed: ReadonlySet<string>;
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

/** How many batches of so many recipients can be sent at once now; their turns are taken. */
export function takeTurns({ account, operation }: Candidate<SendOperation>, recipients: number): number {
  const most = Math.min(CONCURRENT_REQUESTS, Math.ceil(recipients / (operation.batchSize ?? 1)));
  let taken = 0;
  while (taken < most && account.pace.takeNow()) taken++;
  return taken;
}

/** The first messages of a request, as many as go in so many batches. */
export function inTurns({ operation }: Candidate<SendOperation>, ids: readonly string[], turns: number): string[] {
  return ids.slice(0, turns * (operation.batchSize ?? 1));
}

/**
 * Hands messages to a vendor, in batches as large as it takes, and settles each by its answer. Those that one account
 * proves not to have sent go to the next, where that could cure it. What is left when this process loses its lease, or
 * is told to end, is another's to send.
 */
export async function submit(
  services: Pick<Services, 'accounts' | 'store' | 'now' | 'log' | 'metrics'>,
  shipment: Shipment,
): Promise<void> {
  const { candidates, parcels, term } = shipment;
  const [candidate, ...others] = candidates;
  if (!candidate || parcels.length === 0) return;
  const passedOn: Parcel[] = [];
  const failures: unknown[] = [];
  const batches = inBatches(parcels, candidate.operation.batchSize ?? 1);
  await forEachConcurrently(batches, CONCURRENT_REQUESTS, async (batch) => {
    try {
      const ids = batch.map(({ id }) => id);
      passedOn.push(
        ...(await orAbandon(services.store, term.holder, ids, () => submitBatch(services, shipment, batch, ids))),
      );
    } catch (error) {
      failures.push(error);
    }
  });
  await submit(services, { ...shipment, candidates: others, parcels: passedOn, committed: new Set() });
  if (failures.length > 0) throw failures[0];
}

/** Sends one batch and writes down what became of it; gives those that go to the next account. */
async function submitBatch(
  services: Pick<Services, 'accounts' | 'store' | 'now' | 'log' | 'metrics'>,
  { term, name, candidates: [candidate, next], order, committed }: Shipment,
  batch: readonly Parcel[],
  ids: readonly string[],
): Promise<Parcel[]> {
  if (!candidate) return [];
  const { account, operation } = candidate;
  const recipients = batch.map(({ recipient }) => recipient);
  const numbers = recipients.map(({ number }) => number);
  const attempt = ids.every((id) => committed.has(id)) ? 'committed' : 'due';
  const passage = { term, ids, attempt } as const;
  const outcome = await askOnce(services, account, name, operation, { ...order, recipients }, passage);
  if (!outcome) return [];
  return commitOutcome(services, async (tx) => {
    await tx.lock([
      ...batch.flatMap((_parcel, index) => namesOfMessage(account.id, vendorMessageIdOf(outcomeOf(outcome, index)))),
      ...(next ? namesOfRecipients(next.account.id, numbers) : []),
    ]);
    const curable = batch.filter((_parcel, index) => next && anotherCouldDo(outcomeOf(outcome, index)));
    const ours = curable.length === 0 ? [] : await tx.underWay.attempt(term.holder, curable.map(idOf), undefined);
    const passed: Parcel[] = [];
    for (const [index, parcel] of batch.entries()) {
      const own = outcomeOf(outcome, index);
      if (!next || !ours.includes(parcel.id)) await settle(tx, services, parcel, order, account, own);
      else if (await passOn(tx, services, parcel, account, own, next.account)) passed.push(parcel);
    }
    const over = ids.filter((id) => !passed.some((parcel) => parcel.id === id));
    if (over.length > 0) await tx.underWay.end(term.holder, over);
    return passed;
  });
}

const idOf = ({ id }: Parcel) => id;

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
  services: Pick<Services, 'now'>,
  { id }: Parcel,
  from: Account,
  outcome: Outcome<unknown>,
  to: Account,
): Promise<boolean> {
  const message = await tx.messages.find(id);
  if (!message) throw new Error(`The voice message ${id} is not in the store.`);
  const now = services.now();
  const [limited] = await limitRecipients(tx, to, [message], now);
  const attempt = attemptOf(from.id, outcome, now);
  if (limited?.failure) {
    await changeMessage(tx, id, { status: 'FAILED', facts: { failure: limited.failure } }, now, attempt);
    return false;
  }
  const attempts = withAttempt(message.attempts, attempt);
  const moved = { accountId: to.id, vendor: to.vendor, attempts, revision: nextRevision(message), updatedAt: now };
  await tx.messages.update({ ...message, ...moved });
  return true;
}

async function settle(
  tx: Repositories,
  services: Pick<Services, 'accounts' | 'now' | 'log' | 'metrics'>,
  { id }: Parcel,
  { content }: SendOrder,
  account: Account,
  outcome: SendReply['recipients'][number],
): Promise<void> {
  const now = services.now();
  const vendorMessageId = vendorMessageIdOf(outcome);
  const facts = {
    ...(vendorMessageId === undefined ? {} : { vendorMessageId }),
    ...(outcome.kind === 'Accepted' ? {} : { failure: outcome.failure }),
  };
  const attempt = attemptOf(account.id, outcome, now);
  await changeMessage(tx, id, { status: statusOf(outcome, content), facts }, now, attempt);
  if (vendorMessageId !== undefined) await applyAwaiting(tx, services, account.id, vendorMessageId);
}
