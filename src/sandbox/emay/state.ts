import type { Instant } from '../../domain/vendor.ts';
import { CUSTOMERS } from './customers.ts';

/** How a customer has asked to get reports (2.1.4): by asking for them, or by one of two kinds of push. */
export type Delivery = 'pull' | 'push' | 'encryptedPush';

export interface CustomerState {
  /** Messages left; each recipient takes one. */
  balance: number;
  delivery: Delivery;
  /** Where pushes go; without it, the address of the console. */
  pushUrl?: string;
  /** Requests in the second that began at `second`. */
  second: number;
  requests: number;
}

export interface SimulatedMessage {
  readonly id: string;
  readonly appId: string;
  readonly mobile: string;
  /** Empty where the customer gave none. */
  readonly customId: string;
}

export interface WaitingReport {
  readonly appId: string;
  readonly report: Readonly<Record<string, unknown>>;
  /** When its call is over; undefined: before it was kept. */
  readonly from?: Instant;
}

/** Everything that the simulated vendor remembers. Plain JSON. */
export interface EmayState {
  /** By appId. */
  customers: Record<string, CustomerState>;
  messages: SimulatedMessage[];
  /** Reports that have not been pulled yet, oldest first. */
  waiting: WaitingReport[];
}

// The unit and size of a balance are the vendor's affair; this much lasts any sandbox.
const OPENING_BALANCE = 1_000_000;

export function initialState(): EmayState {
  const customers = CUSTOMERS.map(({ appId }): [string, CustomerState] => [
    appId,
    { balance: OPENING_BALANCE, delivery: 'pull', second: 0, requests: 0 },
  ]);
  return { customers: Object.fromEntries(customers), messages: [], waiting: [] };
}
