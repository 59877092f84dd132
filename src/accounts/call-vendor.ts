import type { Logger } from 'pino';
import type { Outcome } from '../domain/outcome.ts';
import type { Instant } from '../domain/vendor.ts';
import { codeLabel, type Metrics } from '../metrics/metrics.ts';
import type { Store } from '../store/store.ts';
import { execute } from '../vendors/execute.ts';
import { HeldBack } from '../vendors/http.ts';
import type { Operation, OperationName } from '../vendors/vendor.ts';
import type { Account } from './accounts.ts';
import { redactEcho } from './redact-echo.ts';

/** What a request to a vendor is made with. */
interface Calling {
  readonly now: () => Instant;
  readonly log: Logger;
  readonly metrics: Metrics;
}

/** What goes before a request whose turn has come. */
export interface Departure {
  /** Makes durable that the request is about to be made. Where this rejects, it is not made. */
  readonly commit?: (() => Promise<void>) | undefined;
  /** Whether it may still leave, asked when the next thing is to write it. */
  readonly mayLeave: () => boolean;
}

/**
 * Sends one request through an account, at the account's pace, and says what became of it. A process that is not sure
 * of its lease asks no vendor for anything: it renews the lease first. Rejects with the reason of `gone` where that is
 * aborted before anything was sent; once sent, the request is finished.
 */
export async function callVendor<Order, Reply>(
  services: Calling & { readonly store: Pick<Store, 'lease'> },
  account: Account,
  name: OperationName,
  operation: Operation<unknown, Order, Reply>,
  order: Order,
  gone?: AbortSignal,
): Promise<Outcome<Reply>> {
  for (;;) {
    await account.pace.turn();
    gone?.throwIfAborted();
    const term = await services.store.lease.enter();
    try {
      return await sendNow(services, account, name, operation, order, {
        mayLeave: () => term.isCertain && !gone?.aborted,
      });
    } catch (error) {
      if (!(error instanceof HeldBack)) throw error;
    }
  }
}

/** Sends one request without waiting for its turn; counted and logged without its contents. */
export async function sendNow<Order, Reply>(
  { now, log, metrics }: Calling,
  account: Account,
  name: OperationName,
  operation: Operation<unknown, Order, Reply>,
  order: Order,
  { commit, mayLeave }: Departure,
): Promise<Outcome<Reply>> {
  const started = performance.now();
  const answered = await account.standing.guard(async () => {
    await commit?.();
    return execute(operation, account.atVendor, order, account.http, now(), mayLeave);
  });
  const outcome = redactEcho(answered, order);
  metrics.vendorRequest(account.id, name, outcome.kind);
  const failure = outcome.kind === 'Accepted' ? undefined : outcome.failure;
  if (failure?.code === 'UNKNOWN' && failure.vendor) metrics.unknownCode(account.vendor, failure.vendor.code);
  log.info(
    {
      account: account.id,
      operation: name,
      outcome: outcome.kind,
      code: failure?.code,
      vendorCode: failure?.vendor && codeLabel(failure.vendor.code),
      milliseconds: Math.round(performance.now() - started),
    },
    'vendor request',
  );
  return outcome;
}
