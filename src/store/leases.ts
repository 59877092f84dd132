import type { Instant } from '../domain/vendor.ts';

/** Who may do, for a while, what only one may do. */
export interface LeaseRepository {
  /** Takes a lease, or renews one's own, by the caller's clock; false while another holds it. */
  acquire(name: string, holder: string, now: Instant, until: Instant): Promise<boolean>;
  release(name: string, holder: string): Promise<void>;
  /** Drops every lease: those of a process that is gone, where there is only ever one. */
  releaseAll(): Promise<void>;
}

/**
 * The leases of processes. How long each lasts is told by the database's clock alone, so that clocks of machines may
 * differ. A process whose lease is ended never has it again: what it held can be another's by then.
 */
export interface ProcessRepository {
  begin(holder: string, milliseconds: number): Promise<void>;
  /** Prolongs a lease, also one that ran out; false where it was ended. */
  renew(holder: string, milliseconds: number): Promise<boolean>;
  /** Whether a lease is in force. In a transaction it is then not ended before that is over. */
  isInForce(holder: string): Promise<boolean>;
  end(holder: string): Promise<void>;
  /** Ends a lease that ran out; false where it is in force, because its process has renewed it. */
  endExpired(holder: string): Promise<boolean>;
}

/** The statuses of records under way. */
export type StrayStatus = 'SUBMITTING' | 'CREATING' | 'RELEASING' | 'SAVING';

/** A record that a process is at. */
export interface UnderWay {
  readonly subjectId: string;
  /** Whether its account was chosen by us, so that another one may be tried. */
  readonly routed: boolean;
  /** Whether a vendor needs something for it that is never stored. */
  readonly withheld: boolean;
  /** The account at which a request may have been made for it. */
  readonly attemptedAt?: string | undefined;
}

/**
 * Which records a process is at: voice messages SUBMITTING, bindings CREATING or RELEASING, number groups SAVING. What
 * is changed here is changed only where the record is still the holder's.
 */
export interface UnderWayRepository {
  /** Notes that the holder begins; a record that is under way already changes hands. */
  begin(holder: string, rows: readonly UnderWay[]): Promise<void>;
  /** Notes at which account a request will be made, undefined: at none; gives the records that are the holder's. */
  attempt(holder: string, subjectIds: readonly string[], accountId: string | undefined): Promise<string[]>;
  /** Notes that records are under way no more; gives those that were the holder's. */
  end(holder: string, subjectIds: readonly string[]): Promise<string[]>;
  /** Hands records over; gives those that were the holder's. */
  handOver(holder: string, subjectIds: readonly string[], to: string): Promise<string[]>;
  /** Holders that have no lease in force. */
  abandoned(): Promise<string[]>;
  /** Records of a holder in the order of their ids, behind one of them. */
  heldBy(holder: string, beyondId: string, limit: number): Promise<UnderWay[]>;
  /**
   * Records in a status that a process leaves them in only while it is at them, and at which no process is: unchanged
   * since before, in the order of their ids, behind one of them.
   */
  strays(status: StrayStatus, before: Instant, beyondId: string, limit: number): Promise<string[]>;
  /** Which of these records a process is at. */
  among(subjectIds: readonly string[]): Promise<ReadonlySet<string>>;
}
