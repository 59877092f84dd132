import { fault, type InputFault } from '../../domain/input-fault.ts';
import type { StoredRequest } from '../../store/keyed-requests.ts';
import type { RateLimit } from '../rate-limit.ts';
import type { KeyOwner, Services } from '../services.ts';

/** A request under an idempotency key: the same key and input always give the same record. */
export interface KeyedRequest extends Omit<StoredRequest, 'subjectId'> {
  readonly owner: KeyOwner;
  /** Whether a fingerprint is that of this request, whichever data key made it. */
  readonly isSame: (fingerprint: string) => boolean;
}

// What the service asks for by itself has no token. No application of a token has this name (see applicationOf).
const SERVICE: KeyOwner = { application: 'service', subject: 'service', seesNumbers: true };

/**
 * Describes a request; the fingerprint covers everything that the caller said but the key itself. The keys of a caller
 * who is limited to references belong to the reference that it names, so that they tell nothing of those of others.
 */
export function keyedRequest<Input extends { readonly reference?: string | undefined }>(
  { store, keyOwner = SERVICE, authority }: Pick<Services, 'store' | 'keyOwner' | 'authority'>,
  key: string,
  operation: string,
  input: Input,
): KeyedRequest {
  const { application } = keyOwner;
  const { reference } = input;
  const owner = authority ? { ...keyOwner, application: JSON.stringify({ application, reference }) } : keyOwner;
  const { fingerprint, isFingerprintOf } = store.requests;
  const said = { operation, input };
  return {
    key,
    owner,
    operation,
    fingerprint: fingerprint(said),
    isSame: (other) => isFingerprintOf(other, said),
  };
}

/** Where a key is claimed, what was claimed with it in one transaction is there too. */
export function claimedForNothing(): never {
  throw new Error('An idempotency key was claimed, but the record behind it is not in the store.');
}

/**
 * What is known under the key: nothing, the record of the same request, or why the request is refused.
 *
 * A caller who may not see numbers could find one out by repeating a request with one candidate after the other. So
 * such a caller compares only with what it asked for itself, and only so often a minute: for a request of another
 * caller of its application the answer is the same whether the inputs are equal or not.
 */
export async function earlierRequest(
  { store, keyMismatches, now }: Pick<Services, 'store' | 'now' | 'keyMismatches'>,
  request: KeyedRequest,
): Promise<{ subjectId: string } | { mismatch: InputFault } | undefined> {
  const { owner } = request;
  const earlier = await store.requests.find(request);
  if (!earlier) return undefined;
  const mayCompare = owner.seesNumbers || earlier.madeBy !== 'ANOTHER';
  const isSame = mayCompare && earlier.operation === request.operation && request.isSame(earlier.fingerprint);
  const waitMs = owner.seesNumbers ? undefined : await countMismatch(keyMismatches, nameOf(owner), isSame);
  if (waitMs !== undefined) return { mismatch: { ...TOO_MANY_MISMATCHES, retryAfter: now() + waitMs } };
  return isSame ? earlier : { mismatch: MISMATCH };
}

/** Counts a comparison. Gives how long the caller has to wait, where it has had too many mismatches by now. */
async function countMismatch(limit: RateLimit, name: string, isSame: boolean): Promise<number | undefined> {
  const taken = limit.take(name);
  // In the same turn of the event loop: equal repetitions that come together do not count against each other.
  const givenBack = isSame ? limit.giveBack(name) : undefined;
  const [waitMs] = await Promise.all([taken, givenBack]);
  return waitMs;
}

const nameOf = ({ application, subject }: KeyOwner): string => JSON.stringify([application, subject]);

const MISMATCH = fault(
  'idempotencyKey',
  'This idempotency key was used before, for a request with other parameters or by another caller of your application. Use a new key for a new request.',
  'IDEMPOTENCY_MISMATCH',
);

const TOO_MANY_MISMATCHES = fault(
  'idempotencyKey',
  'Too many requests repeated a used idempotency key with other parameters. Wait until retryAfter, and use a new key for each new request.',
  'RATE_LIMITED',
);
