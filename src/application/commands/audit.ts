import type { AuditAction, AuditEntry } from '../../domain/audit.ts';
import type { Repositories } from '../../store/store.ts';
import { newId } from '../records/new-id.ts';
import type { Services } from '../services.ts';

/** The action of a caller and its object; the actor and the time are added. */
export interface NewAuditEntry {
  readonly action: AuditAction;
  readonly operation: string;
  readonly accountId?: string | undefined;
  readonly subjectIds?: readonly string[];
  /** How many records it is about, where these are more than are named. */
  readonly count?: number;
}

/**
 * Writes deeds into the audit trail: in the transaction that does them, or before they are done, so that nothing is
 * done that could not be written down. What the service does by itself, without a caller, is not in the trail.
 */
export async function audit(
  { audit: trail }: Pick<Repositories, 'audit'>,
  { actor, now }: Pick<Services, 'now' | 'actor'>,
  ...entries: readonly NewAuditEntry[]
): Promise<void> {
  if (!actor) return;
  await trail.append(
    entries.map(({ action, operation, accountId, subjectIds = [], count = subjectIds.length }): AuditEntry => {
      return { id: newId('audit'), at: now(), ...actor, action, operation, accountId, subjectIds, count };
    }),
  );
}
