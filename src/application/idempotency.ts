import { fault, type InputFault } from '../domain/input-fault.ts';
import type { Repositories, StoredRequest } from '../store/store.ts';

/** A request under an idempotency key: the same key and input always give the same record. */
export interface KeyedRequest extends Omit<StoredRequest, 'subjectId'> {
  /** Whether a fingerprint is that of this request, whichever key made it. */
  readonly isSame: (fingerprint: string) => boolean;
}

/** Describes a request; the fingerprint covers everything that the caller said but the key itself. */
export function keyedRequest(repositories: Repositories, key: string, operation: string, input: unknown): KeyedRequest {
  const { fingerprint, isFingerprintOf } = repositories.requests;
  const said = { operation, input };
  return { key, operation, fingerprint: fingerprint(said), isSame: (other) => isFingerprintOf(other, said) };
}

/** Where a key is claimed, what was claimed with it in one transaction is there too. */
export function claimedForNothing(): never {
  throw new Error('An idempotency key was claimed, but the record behind it is not in the store.');
}

/** What is known under the key: nothing, the record of the same request, or that it was another request. */
export async function earlierRequest(
  repositories: Repositories,
  request: KeyedRequest,
): Promise<{ subjectId: string } | { mismatch: InputFault } | undefined> {
  const earlier = await repositories.requests.find(request.key);
  if (!earlier) return undefined;
  if (earlier.operation === request.operation && request.isSame(earlier.fingerprint)) return earlier;
  return {
    mismatch: fault(
      'idempotencyKey',
      'This idempotency key was used for a request with other parameters. Use a new key for a new request.',
      'IDEMPOTENCY_MISMATCH',
    ),
  };
}
