import type { Delivery } from '../../domain/delivery.ts';
import { fault } from '../../domain/input-fault.ts';
import { audit } from '../commands/audit.ts';
import { type CommandResult, refusedInput } from '../commands/command-result.ts';
import { applyBatch } from '../reports/apply-deliveries.ts';
import type { Services } from '../services.ts';

/** Applies an inbox item again, whatever became of it before. What it says a second time changes nothing. */
export async function replay(
  services: Pick<Services, 'accounts' | 'store' | 'now' | 'log' | 'metrics'>,
  deliveryId: string,
): Promise<CommandResult<Delivery>> {
  const delivery = await services.store.deliveries.find(deliveryId);
  if (!delivery || !services.accounts.find(delivery.accountId)) {
    return refusedInput([fault('deliveryId', 'There is no such delivery.', 'NOT_FOUND')]);
  }
  if (delivery.erasedAt !== undefined) {
    const message = 'A number was erased from this delivery. What is left of it is not what came, and is not applied.';
    return refusedInput([fault('deliveryId', message, 'CONFLICT')]);
  }
  const { accountId } = delivery;
  const entry = { action: 'REPLAY', operation: 'replayDelivery', accountId, subjectIds: [deliveryId] } as const;
  await audit(services.store, services, entry);
  await applyBatch(services, [delivery], 'EACH');
  return { subject: await services.store.deliveries.find(deliveryId), errors: [] };
}
