import type { Binding } from '../../domain/binding.ts';
import type { VoiceMessage } from '../../domain/message.ts';
import type { MessageChange } from '../../domain/message-report.ts';
import type { Failure } from '../../domain/outcome.ts';
import type { Instant } from '../../domain/vendor.ts';
import type { StrayStatus } from '../../store/leases.ts';
import type { Page, PageRequest } from '../../store/lists.ts';
import { release } from '../bindings/release.ts';
import { isRepeatable, repeatBind } from '../bindings/repeat-bind.ts';
import { repeatGroup } from '../bindings/upsert-group.ts';
import type { Job } from '../jobs.ts';
import { changeBinding } from '../records/change-binding.ts';
import { LOST } from '../records/lost.ts';
import { changeMessage } from '../reports/apply-message.ts';
import type { Services } from '../services.ts';

const LOOK_MS = 5_000;
// How long a record is left alone after its last change, before its vendor is asked again.
const REST_MS = 60_000;

/**
 * Finds out what became of requests whose answer was lost: by asking again where that is safe, else by closing them at
 * the deadline. A report that comes in the meantime, or later, has the last word. What a process of an earlier version
 * was at has no holder (migration 0009): it is taken for lost after a minute, and at once where it was left before this
 * process started, unless others work on the same store.
 */
export function settleJob(deadlineMs: number, startedAt: Instant): Job {
  return {
    name: 'settle',
    run: async (services) => {
      const now = services.now();
      const before = Math.max(now - REST_MS, services.store.isShared ? 0 : startedAt);
      await markLost(services, before);
      await askAgain(services, before);
      await closeAtDeadline(services, now, now - deadlineMs);
      return LOOK_MS;
    },
  };
}

/** What may have left for the vendor, and has no live holder that could know more. */
async function markLost(services: Pick<Services, 'store' | 'now'>, before: Instant): Promise<void> {
  const { store } = services;
  for await (const id of strays(services, 'CREATING', before)) {
    await store.transaction((tx) =>
      changeBinding(tx, id, services.now(), (current) => ({ ...current, status: 'UNKNOWN', failure: LOST })),
    );
  }
  for await (const id of strays(services, 'SUBMITTING', before)) {
    await store.transaction((tx) =>
      changeMessage(tx, id, { status: 'UNKNOWN', facts: { failure: LOST } }, services.now()),
    );
  }
}

/** Releases, number groups, and bindings at vendors that know a request again, can be asked for twice. */
async function askAgain(
  services: Pick<Services, 'accounts' | 'store' | 'now' | 'log' | 'metrics' | 'actor'>,
  before: Instant,
): Promise<void> {
  const { store, accounts, log } = services;
  const unchanged = { updatedBefore: before };
  for await (const id of strays(services, 'RELEASING', before)) {
    const binding = await store.bindings.find(id);
    if (!binding || !accounts.find(binding.accountId)) continue;
    const { errors } = await release(services, id);
    if (errors.length > 0) log.warn({ binding: id, code: errors[0]?.code }, 'a release could not be finished');
  }
  for await (const id of strays(services, 'SAVING', before)) {
    const group = await store.groups.find(id);
    if (group) await repeatGroup(services, group);
  }
  const unknownGroups = every((page) => store.groups.page({ statuses: ['UNKNOWN'], ...unchanged }, page));
  for await (const group of unknownGroups) await repeatGroup(services, group);
  const repeatable = accounts.all.filter(isRepeatable).map(({ id }) => id);
  const unknown = every((page) =>
    store.bindings.page({ statuses: ['UNKNOWN'], accountIds: repeatable, ...unchanged }, page),
  );
  for await (const binding of unknown) await repeatBind(services, binding);
}

/** Records of a status at which no process is, oldest first: those that stay as they are do not hold up the others. */
async function* strays(
  { store }: Pick<Services, 'store'>,
  status: StrayStatus,
  before: Instant,
): AsyncGenerator<string> {
  for (let beyondId = ''; ; ) {
    const ids = await store.underWay.strays(status, before, beyondId, PAGE);
    yield* ids;
    const last = ids.at(-1);
    if (last === undefined) return;
    beyondId = last;
  }
}

async function closeAtDeadline(services: Pick<Services, 'store'>, now: Instant, deadline: Instant): Promise<void> {
  const { store } = services;
  for await (const { id } of every((page) => store.bindings.page({ statuses: ['UNKNOWN'], to: deadline }, page))) {
    await store.transaction((tx) => changeBinding(tx, id, now, closed));
  }
  const open = { statuses: ['ACCEPTED', 'UNKNOWN'], to: deadline } as const;
  for await (const message of every((page) => store.messages.page(open, page))) {
    await store.transaction((tx) => changeMessage(tx, message.id, endOf(message), now));
  }
}

/**
 * A message of which nothing was heard. A dry run waits for no report: one that the vendor let pass was left ACCEPTED
 * by earlier releases, and of one whose answer was lost it is not known whether it would pass.
 */
function endOf({ status, content }: VoiceMessage): MessageChange {
  if (!content.dryRun) return { status: 'TIMED_OUT', facts: { outcome: 'UNKNOWN', failure: CLOSED } };
  return status === 'ACCEPTED' ? { status: 'CHECKED', facts: {} } : { status: 'FAILED', facts: { failure: UNCHECKED } };
}

/** A binding that was never heard of again: over by now where it had a lifetime. */
function closed(current: Binding, now: Instant): Binding {
  const { lifetimeSeconds } = current.terms;
  const isPast = lifetimeSeconds !== undefined && current.createdAt + lifetimeSeconds * 1_000 < now;
  return { ...current, status: isPast ? 'EXPIRED' : 'FAILED', failure: CLOSED };
}

const PAGE = 100;

/** The records of a list, oldest first, page by page: those that stay as they are do not hold up those behind them. */
async function* every<Item extends { id: string }>(pageOf: (page: PageRequest) => Promise<Page<Item>>) {
  let beyondId: string | undefined;
  do {
    const { items, more } = await pageOf({ limit: PAGE, direction: 'backward', beyondId });
    yield* items.toReversed();
    beyondId = more ? items[0]?.id : undefined;
  } while (beyondId !== undefined);
}

const CLOSED: Failure = {
  code: 'OUTCOME_UNKNOWN',
  message: 'No report came before the deadline, so it was closed with its fate unknown. A late report still counts.',
};

const UNCHECKED: Failure = {
  code: 'OUTCOME_UNKNOWN',
  message:
    'The answer to the dry run was lost, so it is not known whether the message would pass. Make another dry run.',
};
