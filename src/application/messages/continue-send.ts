import { forEachConcurrently } from '../../accounts/pace.ts';
import { continuedRoute, givenOptions, notAsked } from '../../accounts/route.ts';
import { correlationToken } from '../../domain/ids.ts';
import type { VoiceMessage } from '../../domain/message.ts';
import { parsePhoneNumber } from '../../domain/phone-number.ts';
import type { Term } from '../../store/process-lease.ts';
import { commitOutcome } from '../records/commit-outcome.ts';
import { changeMessage } from '../reports/apply-message.ts';
import type { Services } from '../services.ts';
import { abandon } from '../under-way/abandon.ts';
import { OPERATION_OF_KIND } from './send.ts';
import { submit } from './submit.ts';

/** A message that another process was to send, and for which no vendor was asked at its account. */
export interface LeftMessage {
  readonly message: VoiceMessage;
  /** Whether its account was chosen by us, so that another one may be tried. */
  readonly routed: boolean;
}

// Each of them has as many requests under way as one mutation has (submit.ts); accounts pace them further.
const CONCURRENT_GROUPS = 4;

/**
 * Goes on with messages that another process was to send. Those that share an account and their content go together, as
 * one request has them where the vendor takes many recipients at once.
 */
export async function continueSend(
  services: Pick<Services, 'accounts' | 'store' | 'now' | 'log' | 'metrics'>,
  left: readonly LeftMessage[],
  term: Term,
): Promise<void> {
  const groups = Map.groupBy(left, ({ message: { accountId, kind, content, attempts = [] }, routed }) =>
    JSON.stringify([accountId, kind, content, routed, attempts.map((attempt) => attempt.accountId)]),
  );
  await forEachConcurrently([...groups.values()], CONCURRENT_GROUPS, async (group) => {
    const ids = group.map(({ message }) => message.id);
    await sendGroup(services, group, term).catch((err: unknown) => {
      abandon(services.store, term.holder, ids);
      services.log.error({ err, messages: ids.length }, 'messages that another process left could not be sent yet');
    });
  });
}

async function sendGroup(
  services: Pick<Services, 'accounts' | 'store' | 'now' | 'log' | 'metrics'>,
  group: readonly LeftMessage[],
  term: Term,
): Promise<void> {
  const [first] = group;
  if (!first) return;
  const { accountId, kind, content, attempts = [] } = first.message;
  const name = OPERATION_OF_KIND[kind];
  const parcels = group.map(({ message: { id, recipient } }) => {
    return { id, recipient: { number: recipient, token: correlationToken(id) } };
  });
  const order = { kind, recipients: parcels.map(({ recipient }) => recipient), content };
  const wanted = { accountId, options: givenOptions(content), order };
  const chosen = continuedRoute(services.accounts, name, wanted, attempts, !first.routed);
  if ('faults' in chosen) {
    const failure = notAsked(chosen.faults);
    for (const { id } of parcels) await failUnasked(services, id, failure, term);
    return;
  }
  await submit(services, { term, name, candidates: chosen.candidates, order, parcels, committed: new Set() });
}

/** Whether the number of a message is still known: it may have been erased since. */
export const isCallable = ({ recipient }: VoiceMessage): boolean => parsePhoneNumber(recipient) !== undefined;

/** Ends a message for which no vendor was asked, and for which none will be. */
export async function failUnasked(
  services: Pick<Services, 'store' | 'now' | 'log'>,
  id: string,
  failure: NonNullable<VoiceMessage['failure']>,
  { holder }: Term,
): Promise<void> {
  await commitOutcome(services, async (tx) => {
    if ((await tx.underWay.end(holder, [id])).length === 0) return;
    await changeMessage(tx, id, { status: 'FAILED', facts: { failure } }, services.now());
  });
}
