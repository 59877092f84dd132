import type { Instant } from '../domain/vendor.ts';

/** An application, to which an idempotency key belongs, and one caller in it. */
export interface RequestOwner {
  readonly application: string;
  readonly subject: string;
}

/** What is known under an idempotency key. */
export interface EarlierRequest extends Pick<StoredRequest, 'operation' | 'fingerprint' | 'subjectId'> {
  /** Who made it; UNKNOWN where it was stored before keys had owners, and can be any caller's. */
  readonly madeBy: 'CALLER' | 'ANOTHER' | 'UNKNOWN';
}

/** A request that is made under an idempotency key. */
export interface StoredRequest {
  readonly key: string;
  /** Whose key it is, and who in that application asks. */
  readonly owner: RequestOwner;
  readonly operation: string;
  readonly fingerprint: string;
  readonly subjectId: string;
}

export interface RequestRepository {
  /** The request under a key of an application, or under a key that was stored before keys had owners. */
  find(request: Pick<StoredRequest, 'key' | 'owner'>): Promise<EarlierRequest | undefined>;
  /** Claims the key for its application; false where it is claimed already, or was before keys had owners. */
  claim(request: StoredRequest, at: Instant): Promise<boolean>;
  /** The keyed hash of an input. */
  fingerprint(input: unknown): string;
  /** Whether a stored fingerprint is that of the input, whichever of the known keys made it. */
  isFingerprintOf(fingerprint: string, input: unknown): boolean;
}
