import { idKind } from '../../domain/ids.ts';
import type { Failure } from '../../domain/outcome.ts';
import { rejected } from '../../domain/outcome.ts';
import type { UnderWay } from '../../store/leases.ts';
import type { Term } from '../../store/process-lease.ts';
import { recordOutcome } from '../bindings/carry-out-bind.ts';
import { continueBind } from '../bindings/continue-bind.ts';
import { continueRelease } from '../bindings/release.ts';
import { repeatGroup } from '../bindings/upsert-group.ts';
import type { Job } from '../jobs.ts';
import { continueSend, failUnasked, isCallable, type LeftMessage } from '../messages/continue-send.ts';
import { changeBinding } from '../records/change-binding.ts';
import { LOST } from '../records/lost.ts';
import { changeMessage } from '../reports/apply-message.ts';
import type { Services } from '../services.ts';
import { abandon, handOverAbandoned } from '../under-way/abandon.ts';

// Beside a lease of ten seconds, of no account; one statement, over an index of what is under way.
const LOOK_MS = 1_000;
const PAGE = 100;

/**
 * Looks for records whose process has no lease any more, and takes them over. Every process does so: which of them has
 * a record is decided by the store. What takes long goes on in the background.
 */
export function takeOverJob(): Job {
  const background = new Set<Promise<void>>();
  return {
    name: 'take-over',
    everywhere: true,
    run: async (services) => {
      for (const work of await takeOver(services)) {
        const watched = work.finally(() => background.delete(watched));
        background.add(watched);
      }
      return LOOK_MS;
    },
    settled: async () => void (await Promise.all(background)),
  };
}

/** Takes over what was left, and settles at once what can be; gives the work on the rest. None of it rejects. */
async function takeOver(
  services: Pick<Services, 'accounts' | 'store' | 'now' | 'log' | 'metrics'>,
): Promise<Promise<void>[]> {
  const { store, log } = services;
  await handOverAbandoned(store);
  const work: Promise<void>[] = [];
  if (store.lease.handingOver.aborted) return work;
  for (const holder of await store.underWay.abandoned()) {
    const term = await store.lease.enter();
    if (holder === term.holder || !(await store.processes.endExpired(holder))) continue;
    const taken = await takeAll(services, holder, term);
    if (taken.length > 0) log.warn({ records: taken.length }, 'records of a process that is gone were taken over');
    work.push(...(await settleAll(services, taken, term)));
  }
  return work;
}

/**
 * Makes all records of a holder this process's own; another process that does so at the same time gets the others.
 * Where the store breaks off, what may be this process's by now is left to the next look: the answer to a hand-over can
 * be lost after it was committed, and a record whose holder lives is taken over by no other process.
 */
async function takeAll({ store }: Pick<Services, 'store'>, holder: string, term: Term): Promise<UnderWay[]> {
  const taken: UnderWay[] = [];
  const asked: string[] = [];
  try {
    for (let beyondId = ''; ; ) {
      const rows = await store.underWay.heldBy(holder, beyondId, PAGE);
      const last = rows.at(-1);
      if (!last) return taken;
      const ids = rows.map(({ subjectId }) => subjectId);
      asked.push(...ids);
      const ours = new Set(await store.underWay.handOver(holder, ids, term.holder));
      taken.push(...rows.filter(({ subjectId }) => ours.has(subjectId)));
      beyondId = last.subjectId;
    }
  } catch (error) {
    abandon(store, term.holder, asked);
    throw error;
  }
}

/** Settles what needs no vendor, and begins with the rest. */
async function settleAll(
  services: Pick<Services, 'accounts' | 'store' | 'now' | 'log' | 'metrics'>,
  taken: readonly UnderWay[],
  term: Term,
): Promise<Promise<void>[]> {
  const messages: LeftMessage[] = [];
  const work: Promise<void>[] = [];
  for (const row of taken) {
    try {
      const next = await settle(services, row, term);
      if (next && 'message' in next) messages.push(next);
      else if (next) work.push(orAgain(services, row, term, next.work()));
    } catch (error) {
      again(services, row, term, error);
    }
  }
  return [continueSend(services, messages, term), ...work];
}

type Next = LeftMessage | { readonly work: () => Promise<void> } | undefined;

async function settle(
  services: Pick<Services, 'accounts' | 'store' | 'now' | 'log' | 'metrics'>,
  row: UnderWay,
  term: Term,
): Promise<Next> {
  const kind = idKind(row.subjectId);
  if (kind === 'message') return settleMessage(services, row, term);
  if (kind === 'binding') return settleBinding(services, row, term);
  const group = await services.store.groups.find(row.subjectId);
  if (group?.status === 'SAVING') return { work: () => repeatGroup(services, group, term) };
  await services.store.underWay.end(term.holder, [row.subjectId]);
  return undefined;
}

async function settleMessage(
  services: Pick<Services, 'store' | 'now' | 'log'>,
  row: UnderWay,
  term: Term,
): Promise<Next> {
  const { store } = services;
  const { subjectId: id, routed, withheld, attemptedAt } = row;
  const message = await store.messages.find(id);
  if (message?.status !== 'SUBMITTING' || attemptedAt !== undefined) {
    await store.transaction(async (tx) => {
      await tx.underWay.end(term.holder, [id]);
      if (message) await changeMessage(tx, id, { status: 'UNKNOWN', facts: { failure: LOST } }, services.now());
    });
    return undefined;
  }
  if (!withheld && isCallable(message)) return { message, routed };
  await failUnasked(services, id, withheld ? UNASKED.code : UNASKED.number, term);
  return undefined;
}

async function settleBinding(
  services: Pick<Services, 'accounts' | 'store' | 'now' | 'log' | 'metrics'>,
  row: UnderWay,
  term: Term,
): Promise<Next> {
  const { store } = services;
  const { subjectId: id, routed, withheld, attemptedAt } = row;
  const binding = await store.bindings.find(id);
  if (binding?.status === 'RELEASING') return { work: () => continueRelease(services, binding, term) };
  if (binding?.status === 'CREATING' && attemptedAt === undefined) {
    if (!withheld) return { work: () => continueBind(services, binding, routed, term) };
    await recordOutcome(services, binding, rejected(UNASKED.holder), undefined, term.holder);
    return undefined;
  }
  await store.transaction(async (tx) => {
    await tx.underWay.end(term.holder, [id]);
    if (binding?.status !== 'CREATING') return;
    await changeBinding(tx, id, services.now(), (current) => ({ ...current, status: 'UNKNOWN', failure: LOST }));
  });
  return undefined;
}

function orAgain(
  services: Pick<Services, 'store' | 'log'>,
  row: UnderWay,
  term: Term,
  work: Promise<void>,
): Promise<void> {
  return work.catch((error: unknown) => again(services, row, term, error));
}

/** What could not be settled is left to the next look. */
function again(
  services: Pick<Services, 'store' | 'log'>,
  { subjectId }: UnderWay,
  { holder }: Term,
  err: unknown,
): void {
  abandon(services.store, holder, [subjectId]);
  services.log.error({ err, record: subjectId }, 'a record that another process left could not be settled yet');
}

const ENDED = 'The process ended before it asked the vendor, so nothing was done. Ask again under a new key';

const UNASKED = {
  code: { code: 'VENDOR_UNAVAILABLE', message: `${ENDED}: the code of this message is not stored.` },
  number: { code: 'NOT_FOUND', message: 'The number was erased before the message was sent. No call was made.' },
  holder: { code: 'VENDOR_UNAVAILABLE', message: `${ENDED}: the holder’s identity is not stored.` },
} as const satisfies Record<string, Failure>;
