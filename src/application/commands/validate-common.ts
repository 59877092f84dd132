import type { Owned } from '../../domain/caller.ts';
import { fault, type InputFault } from '../../domain/input-fault.ts';
import type { Services } from '../services.ts';

/** What every binding and sending input carries besides its subject. */
export interface CommonInput {
  readonly idempotencyKey: string;
  readonly accountId?: string | undefined;
  readonly reference?: string | undefined;
  readonly metadata?: Record<string, unknown> | undefined;
}

/**
 * The fault of an input that names no reference to which its caller's authority is limited. It is looked for before
 * anything else: nothing of what others have is to be told by another fault.
 */
export function authorityFaults({ authority }: Pick<Services, 'authority'>, { reference }: CommonInput): InputFault[] {
  if (!authority || (reference !== undefined && authority.references.has(reference))) return [];
  return [fault('reference', 'This token is limited to some references: give one of them.')];
}

/** Whether the caller may name a record in an input; one that it may not is as if it were not there. */
export function mayUse(
  { accounts, authority }: Pick<Services, 'accounts' | 'authority'>,
  record: Owned & { accountId: string },
): boolean {
  return accounts.find(record.accountId) !== undefined && (!authority || authority.maySee(record));
}

const LONGEST_KEY = 255;
const LONGEST_REFERENCE = 64;
// Metadata is stored with the record and with each of its events.
const LARGEST_METADATA_BYTES = 4_096;

/** Faults of the common part of an input. */
export function commonFaults({ idempotencyKey, reference, metadata }: CommonInput): InputFault[] {
  const faults: InputFault[] = [];
  if (idempotencyKey.length < 1 || idempotencyKey.length > LONGEST_KEY) {
    faults.push(fault('idempotencyKey', `An idempotency key has 1 to ${LONGEST_KEY} characters.`));
  }
  if (reference !== undefined && (reference.length < 1 || reference.length > LONGEST_REFERENCE)) {
    faults.push(fault('reference', `A reference has 1 to ${LONGEST_REFERENCE} characters.`));
  }
  if (metadata !== undefined && Buffer.byteLength(JSON.stringify(metadata)) > LARGEST_METADATA_BYTES) {
    faults.push(fault('metadata', `Metadata holds at most ${LARGEST_METADATA_BYTES} bytes of JSON.`));
  }
  return faults;
}
