import type { Instant } from '../../domain/vendor.ts';

export type SimulatedMode = 'AXB' | 'AXN' | 'AX' | 'AXX' | 'AXYB' | 'XYB' | 'AXG' | 'TRANSFER';

export interface SimulatedBinding {
  readonly bindId: string;
  readonly mode: SimulatedMode;
  readonly x: string;
  readonly a?: string | undefined;
  readonly b?: string | undefined;
  readonly y?: string | undefined;
  readonly extension?: string | undefined;
  readonly groupId?: string | undefined;
  readonly endsAt?: Instant | undefined;
  readonly records: boolean;
  readonly callbackUrl?: string | undefined;
  readonly callinCallbackUrl?: string | undefined;
  readonly smsFlag?: string | undefined;
  readonly smsCallbackUrl?: string | undefined;
  readonly customerData?: string | undefined;
}

export interface SimulatedNotification {
  readonly callId: string;
  readonly callee: string;
  readonly callbackUrl?: string | undefined;
}

/** Everything that the simulated vendor remembers. Plain JSON. */
export interface WinnerlookState {
  bindings: SimulatedBinding[];
  groups: Record<string, readonly string[]>;
  notifications: SimulatedNotification[];
}

// 17664870250 is the number of the document's examples; the others make a pool to choose from.
export const POOL: readonly string[] = [
  '17664870250',
  ...Array.from({ length: 99 }, (_, index) => `170000000${String(index + 1).padStart(2, '0')}`),
  '02160000001',
];

export function initialState(): WinnerlookState {
  return { bindings: [], groups: {}, notifications: [] };
}

/** The bindings of X that are in force. */
export function bindingsOf(state: WinnerlookState, x: string, now: Instant): SimulatedBinding[] {
  return state.bindings.filter((binding) => binding.x === x && (binding.endsAt ?? Number.POSITIVE_INFINITY) > now);
}
