import type { Instant } from './vendor.ts';

/** What is written down of who did or saw what; see the `AuditAction` enum of the schema for what each means. */
export const AUDIT_ACTIONS = [
  'SEND',
  'BIND',
  'RELEASE',
  'UPSERT_GROUP',
  'REPLAY',
  'PULL_REPORTS',
  'REFRESH_ACCOUNT',
  'REVEAL_NUMBERS',
  'REVEAL_RECORDING',
  'READ_DELIVERIES',
  'ERASE',
  'ROTATE_KEY',
] as const;
export type AuditAction = (typeof AUDIT_ACTIONS)[number];

/** On whose behalf something is done. */
export interface Actor {
  /** The `sub` of the token; undefined in a sandbox that asks for none. */
  readonly subject: string | undefined;
  /** The application that the token was given to, where the token says. */
  readonly clientId: string | undefined;
}

/** One line of the audit trail. It names records by their ids, and never a number, a name or a text. */
export interface AuditEntry extends Actor {
  readonly id: string;
  readonly at: Instant;
  readonly action: AuditAction;
  /** The fields of Query, Mutation or Subscription through which it was done. */
  readonly operation: string | undefined;
  /** Undefined where it is about no single account. */
  readonly accountId: string | undefined;
  /** The records that it is about: the first of them, where there are more than are listed. */
  readonly subjectIds: readonly string[];
  /** How many records it is about in all. */
  readonly count: number;
}

// As many as one sending mutation can make; what is more is counted only.
export const MOST_AUDIT_SUBJECTS = 500;
