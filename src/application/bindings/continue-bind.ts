import { continuedRoute, givenOptions, notAsked } from '../../accounts/route.ts';
import type { Binding } from '../../domain/binding.ts';
import { correlationToken } from '../../domain/ids.ts';
import { rejected } from '../../domain/outcome.ts';
import type { Term } from '../../store/process-lease.ts';
import type { BindOrder } from '../../vendors/vendor.ts';
import type { Services } from '../services.ts';
import { carryOut, OPERATION_OF_MODE, recordOutcome } from './carry-out-bind.ts';

/**
 * Goes on with a binding that another process began, and for which no vendor was asked at its account. Where none can
 * be asked any more it has failed, and nothing was done.
 */
export async function continueBind(
  services: Pick<Services, 'accounts' | 'store' | 'now' | 'log' | 'metrics'>,
  binding: Binding,
  routed: boolean,
  term: Term,
): Promise<void> {
  const { mode, terms, id, accountId, attempts = [] } = binding;
  const group = terms.groupId === undefined ? undefined : await services.store.groups.find(terms.groupId);
  const order: BindOrder = {
    mode,
    terms,
    token: correlationToken(id),
    ...(group ? { vendorGroupId: group.vendorGroupId } : {}),
  };
  const wanted = { accountId, options: givenOptions(terms, ['announcements']), order };
  // A group is known only at its own account.
  const pinned = !routed || group !== undefined;
  const chosen = continuedRoute(services.accounts, OPERATION_OF_MODE[mode], wanted, attempts, pinned);
  if ('faults' in chosen)
    await recordOutcome(services, binding, rejected(notAsked(chosen.faults)), undefined, term.holder);
  else await carryOut(services, chosen.candidates, order, binding, { term, ids: [id], attempt: 'due' });
}
