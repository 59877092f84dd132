import type { Account } from '../../accounts/accounts.ts';
import { sendNow } from '../../accounts/call-vendor.ts';
import { type Outcome, rejected } from '../../domain/outcome.ts';
import type { Term } from '../../store/process-lease.ts';
import { HeldBack } from '../../vendors/http.ts';
import type { Operation, OperationName } from '../../vendors/vendor.ts';
import { commitOutcome } from '../records/commit-outcome.ts';
import type { Services } from '../services.ts';
import { abandon } from './abandon.ts';

/** Records that go to a vendor in one request. */
export interface Passage {
  /** The lease under which this process is at them. */
  readonly term: Term;
  readonly ids: readonly string[];
  /**
   * `committed`: the attempt stands in the store and the account's turn is taken, so it goes at once. `due`: it is
   * committed once its turn has come. `none`: the request may be repeated, so that no trace of it is needed.
   */
  readonly attempt: 'committed' | 'due' | 'none';
}

/**
 * Makes one request for records under way. That it is made is durable before anything of it leaves, under a lease that
 * is in force, and right before it leaves the lease is looked at once more: who takes over therefore knows of each
 * record whether a vendor may have been asked for it. Undefined where it is left to another process, or to the next
 * start.
 */
export async function askOnce<Order, Reply>(
  services: Pick<Services, 'store' | 'now' | 'log' | 'metrics'>,
  account: Account,
  name: OperationName,
  operation: Operation<unknown, Order, Reply>,
  order: Order,
  passage: Passage,
): Promise<Outcome<Reply> | undefined> {
  const { term } = passage;
  const { lease } = services.store;
  const mayLeave = () => term.isCertain;
  for (let { attempt } = passage; ; ) {
    let isCommitted = attempt === 'committed';
    if (!isCommitted) {
      await account.pace.turn(lease.handingOver);
      if (lease.handingOver.aborted || !(await lease.secure(term))) return undefined;
    }
    const commit = async () => {
      await commitAttempt(services, account, passage);
      isCommitted = true;
    };
    const departure = { commit: attempt === 'due' ? commit : undefined, mayLeave };
    try {
      return await sendNow(services, account, name, operation, order, departure);
    } catch (error) {
      if (!(error instanceof HeldBack)) throw error;
    }
    if (attempt === 'none') continue;
    if (!(await takeBack(services, passage))) {
      if (isCommitted) return HELD_BACK;
      abandon(services.store, term.holder, passage.ids);
      return undefined;
    }
    attempt = 'due';
  }
}

/**
 * Makes durable that the account's vendor is about to be asked. Rejects with `HeldBack` where it is not to be asked
 * now.
 */
async function commitAttempt(
  { store, log }: Pick<Services, 'store' | 'log'>,
  { id }: Account,
  { term, ids }: Passage,
): Promise<void> {
  const isInForce = await store
    .transaction(async (tx) => {
      if (!(await tx.processes.isInForce(term.holder))) return false;
      const ours = await tx.underWay.attempt(term.holder, ids, id);
      if (ours.length !== ids.length) throw new HeldBack('Another process has taken over the records.');
      return true;
    })
    .catch((error: unknown) => {
      if (!store.isOutage(error)) throw error;
      // Whether it is committed is not known, but that nothing is sent is.
      log.warn({ err: error }, 'an attempt could not be written down, so the request is held back');
      throw new HeldBack('The attempt may not be durable.', { cause: error });
    });
  if (isInForce) return;
  store.lease.doubt(term);
  throw new HeldBack('The lease of this process is not in force.');
}

/** Notes that no vendor was asked after all; false where the records are another process's by now. */
async function takeBack(services: Pick<Services, 'store' | 'log'>, { term, ids }: Passage): Promise<boolean> {
  const ours = await commitOutcome(services, (tx) => tx.underWay.attempt(term.holder, ids, undefined));
  return ours.length === ids.length;
}

// Who took it over found the attempt, and so asks no vendor.
const HELD_BACK = rejected({
  code: 'VENDOR_UNAVAILABLE',
  message:
    'This process was suspended, and another one took over before the request left; nothing was sent. Try again later.',
});
