import { fault, type InputFault } from '../domain/input-fault.ts';
import type { Repositories, StoredRequest } from '../store/store.ts';

/** A request under an idempotency key: the same key and input always give the same record. */
export type KeyedRequest = Omit<StoredRequest, 'subjectId'>;

/** Describes a request; the fingerprint covers everything that the caller said but the key itself. */
export function keyedRequest(repositories: Repositories, key: string, operation: string, input: unknown): KeyedRequest {
  return { key, operation, fingerprint: repositories.requests.fingerprint({ operation, input }) };
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
  if (earlier.operation === request.operation && earlier.fingerprint === request.fingerprint) return earlier;
  return {
    mismatch: fault(
      'idempotencyKey',
      'This idempotency key was used for a request with other parameters. Use a new key for a new request.',
      'IDEMPOTENCY_MISMATCH',
    ),
  };
}
