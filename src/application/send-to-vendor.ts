import type { Outcome } from '../domain/outcome.ts';
import { execute } from '../vendors/execute.ts';
import type { Operation, OperationName } from '../vendors/vendor.ts';
import type { Account } from './accounts.ts';
import type { House } from './house.ts';
import { codeLabel } from './metrics.ts';
import { withoutEcho } from './without-echo.ts';

/** Sends one request through an account and says what became of it; counted and logged without its contents. */
export async function sendToVendor<Order, Reply>(
  { now, log, metrics }: House,
  account: Account,
  name: OperationName,
  operation: Operation<unknown, Order, Reply>,
  order: Order,
): Promise<Outcome<Reply>> {
  await account.pace.turn();
  const started = performance.now();
  const answered = await account.standing.guard(() => execute(operation, account.atVendor, order, account.http, now()));
  const outcome = withoutEcho(answered, order);
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
