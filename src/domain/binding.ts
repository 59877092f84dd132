import type { Attempt } from './attempt.ts';
import type { FactRow } from './facts.ts';
import type { Failure } from './outcome.ts';
import type { Revised } from './revision.ts';
import type { Instant, Vendor } from './vendor.ts';

/** How a binding masks numbers; see the `BindingMode` enum of the schema for what each does. */
export const BINDING_MODES = ['AX', 'AXN', 'AXX', 'AXB', 'AXYB', 'XYB', 'AXG', 'TRANSFER'] as const;
export type BindingMode = (typeof BINDING_MODES)[number];

export type BindingStatus = 'CREATING' | 'ACTIVE' | 'RELEASING' | 'RELEASED' | 'EXPIRED' | 'FAILED' | 'UNKNOWN';

/** What a text to the virtual number does: delivered; delivered and reported; held back and reported. */
export type SmsHandling = 'DELIVER' | 'DELIVER_AND_REPORT' | 'INTERCEPT';

/** Recorded announcements by the vendor's announcement ids, each played when the named party dials X. */
export interface Announcements {
  readonly whenACalls?: string;
  readonly whenBCalls?: string;
  readonly whenOthersCall?: string;
  /** Played once the call is answered; at most two ids. */
  readonly afterAnswer?: readonly string[];
}

/** The person who owns number A, where the vendor must know (real-name registration). Handed on, never stored. */
export interface NumberHolder {
  readonly name: string;
  readonly idNumber: string;
}

/** What is asked of a vendor when a binding is made. Which terms a vendor has is data: its capability table. */
export interface BindingTerms {
  readonly numberX?: string;
  readonly numberA?: string;
  readonly numberB?: string;
  readonly numberY?: string;
  readonly extension?: string;
  /** Our id of the number group of an AXG binding. */
  readonly groupId?: string;
  readonly areaCode?: string;
  /** How long the binding lives, in seconds; left out: until it is released. */
  readonly lifetimeSeconds?: number;
  readonly record?: boolean;
  readonly maxCallSeconds?: number;
  /** Whether A sees the real number of who calls. */
  readonly showCallerToA?: boolean;
  readonly showCallerToB?: boolean;
  readonly announcements?: Announcements;
  readonly sms?: SmsHandling;
  /** Ask for a push when a call comes in, before its result. */
  readonly incomingCallEvents?: boolean;
  /** A number A whose earlier binding the vendor releases as it makes this one. */
  readonly replacesNumberA?: string;
  readonly autoAssignY?: boolean;
  readonly holder?: NumberHolder;
}

/**
 * Every term of a binding: the index of its numbers, their spelling, and what is left of a binding whose people are
 * forgotten derive from this.
 */
export const TERM_FACTS = {
  numberX: { number: 'FINDS' },
  numberA: { number: 'FINDS', ofPerson: true },
  numberB: { number: 'FINDS', ofPerson: true },
  numberY: { number: 'FINDS' },
  extension: {},
  groupId: {},
  areaCode: {},
  lifetimeSeconds: {},
  record: {},
  maxCallSeconds: {},
  showCallerToA: {},
  showCallerToB: {},
  announcements: {},
  sms: {},
  incomingCallEvents: {},
  replacesNumberA: { number: 'FINDS', ofPerson: true },
  autoAssignY: {},
  holder: { ofPerson: true },
} as const satisfies Record<keyof BindingTerms, FactRow>;

/** A relation that masks real numbers behind a virtual number. */
export interface Binding extends Revised {
  readonly id: string;
  readonly accountId: string;
  readonly vendor: Vendor;
  readonly mode: BindingMode;
  readonly status: BindingStatus;
  readonly reference?: string;
  readonly metadata?: Record<string, unknown>;
  /** As asked for, completed by what the vendor chose (X, Y, extension). Never holds `holder`. */
  readonly terms: Omit<BindingTerms, 'holder'>;
  /** Set where X is known by a report alone: what a push calls X can be a person's number (virtual-number.ts). */
  readonly isXTold?: true;
  /** The vendor's name for the binding: Winnerlook bindId, Interline subid. */
  readonly vendorBindingId?: string;
  readonly createdAt: Instant;
  readonly updatedAt: Instant;
  readonly activatedAt?: Instant;
  readonly expiresAt?: Instant;
  readonly releasedAt?: Instant;
  /** The binding that took its place at the vendor, which ended this one. */
  readonly replacedBy?: string;
  /** The tries to have it made, oldest first. */
  readonly attempts?: readonly Attempt[];
  /** Why it failed, could not be released, or is unknown. */
  readonly failure?: Failure;
}

/**
 * Which status may follow which. ACTIVE after UNKNOWN is a binding that turned out to exist; ACTIVE after RELEASING is
 * a release that the vendor refused; ACTIVE or RELEASING after FAILED one that was given up too early, RELEASED one
 * that was given up and is replaced.
 */
const FOLLOWS: Record<BindingStatus, readonly BindingStatus[]> = {
  CREATING: ['ACTIVE', 'FAILED', 'UNKNOWN'],
  UNKNOWN: ['ACTIVE', 'FAILED', 'RELEASING', 'RELEASED', 'EXPIRED'],
  ACTIVE: ['RELEASING', 'RELEASED', 'EXPIRED'],
  RELEASING: ['ACTIVE', 'RELEASED', 'EXPIRED'],
  RELEASED: [],
  EXPIRED: [],
  FAILED: ['ACTIVE', 'RELEASING', 'RELEASED'],
};

/** Whether a binding may go from one status to another; the same status is no change and no move. */
export function mayBecome(from: BindingStatus, to: BindingStatus): boolean {
  return FOLLOWS[from].includes(to);
}

const OVER: ReadonlySet<BindingStatus> = new Set(['RELEASED', 'EXPIRED', 'FAILED']);

/** Whether no caller can change the binding any more. A report can: one that was given up may turn out to exist. */
export function isOver(status: BindingStatus): boolean {
  return OVER.has(status);
}

/** Whether the vendor may have made the binding without our knowing: also one that was closed at the deadline. */
export function isOfUnknownFate({ status, failure }: Binding): boolean {
  return status === 'UNKNOWN' || (status === 'FAILED' && failure?.code === 'OUTCOME_UNKNOWN');
}

// A vendor's clock and ours differ; five minutes is what the strictest signature window allows them (Winnerlook 1.1).
const CLOCK_SLACK_MS = 5 * 60_000;

/** Whether a call at that time could have gone through the binding: it was in force, or may have been. */
export function inForceAt(binding: Binding, at: Instant, slack = CLOCK_SLACK_MS): boolean {
  if (binding.status === 'FAILED' && !isOfUnknownFate(binding)) return false;
  const end = Math.min(binding.releasedAt ?? Number.POSITIVE_INFINITY, binding.expiresAt ?? Number.POSITIVE_INFINITY);
  return at >= binding.createdAt - slack && at <= end + slack;
}
