import { type Outcome, rejected, unknown } from '../domain/outcome.ts';
import type { Instant } from '../domain/vendor.ts';
import type { VendorHttp } from './http.ts';
import type { Operation, VendorAccount } from './vendor.ts';

/**
 * Sends one request and says what became of it. Never retries; that is for the application to decide. Rejects with
 * `HeldBack` where `mayLeave` said no, right before the request was written.
 */
export async function execute<Credentials, Order, Reply>(
  operation: Operation<Credentials, Order, Reply>,
  account: VendorAccount<Credentials>,
  order: Order,
  http: VendorHttp,
  now: Instant,
  mayLeave?: () => boolean,
): Promise<Outcome<Reply>> {
  const exchange = await http.send(operation.request(account, order, now), mayLeave);
  switch (exchange.kind) {
    case 'answered':
      return operation.read(exchange.answer, order);
    case 'notSent':
      return rejected({
        code: 'VENDOR_UNAVAILABLE',
        message: `The vendor could not be reached (${exchange.cause}); nothing was sent. Try again later.`,
      });
    case 'lost':
      return unknown(
        `The vendor’s answer was lost (${exchange.cause}), so the request may have been executed. It is not sent again.`,
      );
  }
}
