import type { FactRanks, FactRow } from './facts.ts';
import type { Revised } from './revision.ts';
import type { Instant, Vendor } from './vendor.ts';

export type CallStatus =
  | 'INITIATED'
  | 'RINGING'
  | 'IN_PROGRESS'
  | 'COMPLETED'
  | 'BUSY'
  | 'NO_ANSWER'
  | 'REJECTED'
  | 'UNREACHABLE'
  | 'CANCELED'
  | 'FAILED'
  | 'UNKNOWN';

/** What became of a call, finer than its status. The vendors' code tables map onto it. */
export type CallOutcome =
  | 'ANSWERED'
  | 'BUSY'
  | 'NO_ANSWER'
  | 'REJECTED'
  | 'UNREACHABLE'
  | 'POWERED_OFF'
  | 'SUSPENDED_NUMBER'
  | 'INVALID_NUMBER'
  | 'BLOCKED'
  | 'CANCELED'
  | 'CALLER_HUNG_UP'
  | 'CALLEE_HUNG_UP'
  | 'RATE_LIMITED'
  | 'INSUFFICIENT_BALANCE'
  | 'EXPIRED'
  | 'NETWORK_ERROR'
  | 'TIMEOUT'
  | 'FAILED'
  | 'UNKNOWN';

export type HungUpBy = 'CALLER' | 'CALLEE' | 'PLATFORM';

/** The status that a call ends in by its outcome. A hang-up says who ended it, not that it was answered. */
export const STATUS_OF_OUTCOME: Record<CallOutcome, CallStatus> = {
  ANSWERED: 'COMPLETED',
  BUSY: 'BUSY',
  NO_ANSWER: 'NO_ANSWER',
  REJECTED: 'REJECTED',
  UNREACHABLE: 'UNREACHABLE',
  POWERED_OFF: 'UNREACHABLE',
  SUSPENDED_NUMBER: 'UNREACHABLE',
  INVALID_NUMBER: 'UNREACHABLE',
  BLOCKED: 'FAILED',
  CANCELED: 'CANCELED',
  CALLER_HUNG_UP: 'CANCELED',
  CALLEE_HUNG_UP: 'REJECTED',
  RATE_LIMITED: 'FAILED',
  INSUFFICIENT_BALANCE: 'FAILED',
  EXPIRED: 'FAILED',
  NETWORK_ERROR: 'FAILED',
  TIMEOUT: 'NO_ANSWER',
  FAILED: 'FAILED',
  UNKNOWN: 'UNKNOWN',
};

/**
 * Rank of a status: a report can only raise it. The ends rank by how much they say, so that a vendor that reports one
 * call twice with different ends leaves the same record in whichever order the reports come.
 */
export const CALL_RANK: Record<CallStatus, number> = {
  INITIATED: 10,
  RINGING: 20,
  IN_PROGRESS: 30,
  UNKNOWN: 40,
  FAILED: 41,
  CANCELED: 42,
  UNREACHABLE: 43,
  NO_ANSWER: 44,
  BUSY: 45,
  REJECTED: 46,
  COMPLETED: 50,
};

/** Whether the call is over. */
export function hasEnded(status: CallStatus): boolean {
  return CALL_RANK[status] >= CALL_RANK.UNKNOWN;
}

/** What a vendor reported about a call; each part is kept from the report that ranks highest (facts.ts). */
export interface CallFacts {
  readonly caller?: string;
  readonly callee?: string;
  readonly numberX?: string;
  readonly outcome?: CallOutcome;
  readonly startedAt?: Instant;
  readonly ringingAt?: Instant;
  /** When the caller's own leg was connected, before the callee answered. */
  readonly callerAnsweredAt?: Instant;
  /** When the callee answered. */
  readonly answeredAt?: Instant;
  readonly endedAt?: Instant;
  /** Seconds that the caller was connected. */
  readonly callerSeconds?: number;
  /** Seconds of conversation. */
  readonly seconds?: number;
  readonly billedSeconds?: number;
  readonly hungUpBy?: HungUpBy;
  /** Where the vendor keeps the recording. Never shown to a client as it is. */
  readonly recordingUrl?: string;
  /** The vendor's raw code for how the call went, and its text. */
  readonly vendorCode?: string;
  readonly vendorText?: string;
}

interface CallFactRow extends FactRow {
  /** From which step of a call on it can be known. */
  readonly since: 'INITIATED' | 'RINGING' | 'IN_PROGRESS' | 'END';
}

/**
 * Every fact of a call: the steps of a call, the index of its numbers, their spelling, and what is left of a call whose
 * people are forgotten derive from this.
 */
export const CALL_FACTS = {
  caller: { since: 'INITIATED', number: 'FINDS', ofPerson: true },
  callee: { since: 'INITIATED', number: 'FINDS', ofPerson: true },
  numberX: { since: 'INITIATED', number: 'FINDS' },
  startedAt: { since: 'INITIATED' },
  ringingAt: { since: 'RINGING' },
  answeredAt: { since: 'IN_PROGRESS' },
  callerAnsweredAt: { since: 'IN_PROGRESS' },
  outcome: { since: 'END' },
  endedAt: { since: 'END' },
  callerSeconds: { since: 'END' },
  seconds: { since: 'END' },
  billedSeconds: { since: 'END' },
  hungUpBy: { since: 'END' },
  recordingUrl: { since: 'END', ofPerson: true },
  vendorCode: { since: 'END' },
  vendorText: { since: 'END' },
} as const satisfies Record<keyof CallFacts, CallFactRow>;

/** One telephone call through a binding. */
export interface Call extends CallFacts, Revised {
  readonly id: string;
  readonly accountId: string;
  readonly vendor: Vendor;
  /** The vendor's name for the call: Winnerlook callId, Interline taskid. */
  readonly vendorCallId: string;
  readonly bindingId?: string;
  /** Taken over from the binding. */
  readonly reference?: string;
  readonly status: CallStatus;
  readonly factRanks?: FactRanks<CallFacts>;
  /** Set where X was the number of a person in the call, who was forgotten since. */
  readonly isXReal?: true;
  readonly createdAt: Instant;
  readonly updatedAt: Instant;
}
