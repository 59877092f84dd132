import type { Account } from '../../accounts/accounts.ts';
import { callVendor } from '../../accounts/call-vendor.ts';
import { attemptOf } from '../../domain/attempt.ts';
import type { Binding } from '../../domain/binding.ts';
import { correlationToken } from '../../domain/ids.ts';
import type { BindOrder } from '../../vendors/vendor.ts';
import { changeBinding } from '../records/change-binding.ts';
import type { Services } from '../services.ts';
import { OPERATION_OF_MODE, recordOutcome, tried } from './carry-out-bind.ts';

/** Whether the account's vendor knows a request for a binding again, and does not carry it out twice. */
export function isRepeatable({ module }: Account): boolean {
  return Object.values(OPERATION_OF_MODE).some((name) => module.operations[name]?.repeatable);
}

/**
 * Asks again for a binding whose fate is unknown, where that cannot make a second one. Only an acceptance settles it: a
 * refusal of the repetition proves nothing about the first time.
 */
export async function repeatBind(
  services: Pick<Services, 'accounts' | 'store' | 'now' | 'log' | 'metrics'>,
  binding: Binding,
): Promise<void> {
  const account = services.accounts.find(binding.accountId);
  const operation = account?.module.operations[OPERATION_OF_MODE[binding.mode]];
  if (!account || !operation?.repeatable) return;
  const { mode, terms, id } = binding;
  const order: BindOrder = { mode, terms, token: correlationToken(id) };
  const outcome = await callVendor(services, account, OPERATION_OF_MODE[mode], operation, order);
  const attempt = attemptOf(account.id, outcome, services.now());
  if (outcome.kind === 'Accepted') await recordOutcome(services, binding, outcome, attempt);
  else {
    await services.store.transaction((tx) =>
      changeBinding(tx, id, services.now(), (current) => tried(current, attempt)),
    );
  }
}
