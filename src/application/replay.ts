import type { Delivery } from '../domain/delivery.ts';
import { fault } from '../domain/input-fault.ts';
import { audit } from './audit.ts';
import { type CommandResult, refusedInput } from './command.ts';
import type { House } from './house.ts';
import { applyBatch } from './news/apply-deliveries.ts';

/** Applies an inbox item again, whatever became of it before. What it says a second time changes nothing. */
export async function replay(house: House, deliveryId: string): Promise<CommandResult<Delivery>> {
  const delivery = await house.store.deliveries.find(deliveryId);
  if (!delivery || !house.accounts.find(delivery.accountId)) {
    return refusedInput([fault('deliveryId', 'There is no such delivery.', 'NOT_FOUND')]);
  }
  if (delivery.erasedAt !== undefined) {
    const message = 'A number was erased from this delivery. What is left of it is not what came, and is not applied.';
    return refusedInput([fault('deliveryId', message, 'CONFLICT')]);
  }
  const { accountId } = delivery;
  const deed = { action: 'REPLAY', operation: 'replayDelivery', accountId, subjectIds: [deliveryId] } as const;
  await audit(house.store, house, deed);
  await applyBatch(house, [delivery], 'EACH');
  return { subject: await house.store.deliveries.find(deliveryId), errors: [] };
}
