import type { Instant } from '../../domain/vendor.ts';

export interface SimulatedBinding {
  readonly subid: string;
  readonly mode: 'AXB' | 'TRANSFER';
  readonly x: string;
  readonly a: string;
  /** Only an AXB binding has one. */
  readonly b?: string | undefined;
  /** Undefined: for ever. */
  readonly endsAt?: Instant | undefined;
  readonly records: boolean;
  readonly userData?: string | undefined;
}

/** Everything that the simulated vendor remembers. Plain JSON. */
export interface InterlineState {
  bindings: SimulatedBinding[];
  /** The requests that were carried out, by their reqid, and the answer that each got. */
  requests: Record<string, { readonly subid?: string }>;
  /** How many calls have ended with each outcome: successive ones have successive results of 5.2. */
  calls: Record<string, number>;
  account: {
    /** 0 trial, 1 active, 2 suspended, 3 closed (3.1). */
    state: 0 | 1 | 2 | 3;
    role: string;
    balance: number;
    overdraft: number;
    createTime: Instant;
    updateTime: Instant;
  };
  /** What the vendor's staff set up. */
  settings: {
    /** JSON pushes are theirs to switch on (5.1). */
    pushes: 'form' | 'json';
    /** What a reqid that was here before gets; the document leaves it open. */
    repeatedReqid: 'refused' | 'answered again';
  };
}

/** The virtual numbers that the customer has rented, in the form of the document's example (4.4, 170xxxxxyyyy). */
export const POOL: readonly string[] = Array.from(
  { length: 100 },
  (_, index) => `171000000${String(index).padStart(2, '0')}`,
);

export function initialState(): InterlineState {
  return {
    bindings: [],
    requests: {},
    calls: {},
    account: {
      state: 1,
      role: 'developer',
      balance: 1000.5,
      overdraft: 0,
      createTime: Date.UTC(2016, 11, 28),
      updateTime: Date.UTC(2021, 4, 26),
    },
    settings: { pushes: 'form', repeatedReqid: 'refused' },
  };
}

/** The bindings of X that are in force. */
export function bindingsOf(state: InterlineState, x: string, now: Instant): SimulatedBinding[] {
  return state.bindings.filter((binding) => binding.x === x && (binding.endsAt ?? Number.POSITIVE_INFINITY) > now);
}
