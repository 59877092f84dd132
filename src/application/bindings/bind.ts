import type { Account } from '../../accounts/accounts.ts';
import { givenOptions, route } from '../../accounts/route.ts';
import type { Binding, BindingMode, BindingTerms } from '../../domain/binding.ts';
import { correlationToken } from '../../domain/ids.ts';
import { fault } from '../../domain/input-fault.ts';
import { FIRST_REVISION } from '../../domain/revision.ts';
import type { UnderWay } from '../../store/leases.ts';
import type { Term } from '../../store/process-lease.ts';
import type { BindOrder } from '../../vendors/vendor.ts';
import { audit } from '../commands/audit.ts';
import { type CommandResult, refusedInput } from '../commands/command-result.ts';
import { claimedForNothing, earlierRequest, type KeyedRequest, keyedRequest } from '../commands/idempotency.ts';
import { authorityFaults, type CommonInput, commonFaults, mayUse } from '../commands/validate-common.ts';
import { namesOfRequest } from '../records/lock-names.ts';
import { newId } from '../records/new-id.ts';
import type { Services } from '../services.ts';
import { orAbandon } from '../under-way/abandon.ts';
import type { Passage } from '../under-way/ask-once.ts';
import { carryOut, OPERATION_OF_MODE, resultOf } from './carry-out-bind.ts';
import { validateTerms } from './validate-bind.ts';
import { replacingFaults } from './within-authority.ts';

/**
 * Makes a binding. The intent is durable before the vendor hears of it, and the vendor hears of it once: a request
 * whose fate is unknown leaves a binding that is UNKNOWN.
 */
export async function bind(
  services: Pick<
    Services,
    'accounts' | 'store' | 'now' | 'log' | 'metrics' | 'actor' | 'keyOwner' | 'keyMismatches' | 'authority'
  >,
  mode: BindingMode,
  common: CommonInput,
  given: BindingTerms,
): Promise<CommandResult<Binding>> {
  const operationName = OPERATION_OF_MODE[mode];
  const notOwn = authorityFaults(services, common);
  if (notOwn.length > 0) return refusedInput(notOwn);
  const request = keyedRequest(services, common.idempotencyKey, operationName, { ...common, ...given });
  const earlier = await earlierBinding(services, request);
  if (earlier) return earlier;

  const { terms, faults } = validateTerms(given);
  faults.push(...commonFaults(common));
  if (faults.length > 0) return refusedInput(faults);

  const id = newId('binding');
  const group = terms.groupId === undefined ? undefined : await services.store.groups.find(terms.groupId);
  if (terms.groupId !== undefined && (!group || !mayUse(services, group))) {
    return refusedInput([fault('groupId', 'There is no such number group.', 'NOT_FOUND')]);
  }
  const order: BindOrder = {
    mode,
    terms,
    token: correlationToken(id),
    ...(group ? { vendorGroupId: group.vendorGroupId } : {}),
  };
  // A group is known only at its own account.
  const accountId = common.accountId ?? group?.accountId;
  const wanted = { accountId, options: givenOptions(terms, ['announcements']), order };
  const chosen = route(services.accounts, operationName, wanted);
  if ('faults' in chosen) return refusedInput(chosen.faults);

  const wantedAt = (account: Account) => newBinding(id, account, mode, common, terms, services.now());
  const taken = await replacingFaults(
    services,
    terms,
    chosen.candidates.map(({ account }) => wantedAt(account)),
  );
  if (taken.length > 0) return refusedInput(taken);
  const [{ account }] = chosen.candidates;
  const binding = wantedAt(account);
  const term = await services.store.lease.enter();
  const begun = { routed: accountId === undefined, withheld: terms.holder !== undefined };
  return orAbandon(services.store, term.holder, [id], async () => {
    const attempt = account.pace.takeNow() ? 'committed' : 'due';
    const intent = await recordIntent(services, request, binding, term, { ...begun, attempt });
    if (!intent) return (await earlierBinding(services, request)) ?? claimedForNothing();
    return carryOut(services, chosen.candidates, order, binding, { term, ids: [id], attempt: intent });
  });
}

async function earlierBinding(
  services: Pick<Services, 'store' | 'now' | 'keyMismatches'>,
  request: KeyedRequest,
): Promise<CommandResult<Binding> | undefined> {
  const earlier = await earlierRequest(services, request);
  if (!earlier) return undefined;
  if ('mismatch' in earlier) return refusedInput([earlier.mismatch]);
  const binding = await services.store.bindings.find(earlier.subjectId);
  return binding ? resultOf(binding) : undefined;
}

function newBinding(
  id: string,
  account: Account,
  mode: BindingMode,
  { reference, metadata }: CommonInput,
  { holder: _handedOnNeverStored, ...terms }: BindingTerms,
  now: number,
): Binding {
  return {
    id,
    accountId: account.id,
    vendor: account.vendor,
    mode,
    status: 'CREATING',
    ...(reference === undefined ? {} : { reference }),
    ...(metadata === undefined ? {} : { metadata }),
    terms,
    revision: FIRST_REVISION,
    createdAt: now,
    updatedAt: now,
  };
}

/**
 * Claims the key and writes the binding, in one transaction; undefined where another request has the key already. Says
 * whether the attempt stands there with it.
 */
function recordIntent(
  services: Pick<Services, 'store' | 'now' | 'actor'>,
  request: KeyedRequest,
  binding: Binding,
  { holder }: Term,
  { attempt, ...row }: Pick<UnderWay, 'routed' | 'withheld'> & Pick<Passage, 'attempt'>,
): Promise<Passage['attempt'] | undefined> {
  return services.store.transaction(async (tx) => {
    await tx.lock(namesOfRequest(request));
    if (!(await tx.requests.claim({ ...request, subjectId: binding.id }, binding.createdAt))) return undefined;
    const { id, accountId } = binding;
    await audit(tx, services, { action: 'BIND', operation: request.operation, accountId, subjectIds: [id] });
    await tx.bindings.insert(binding);
    await tx.events.append([{ topic: 'BINDING', record: binding, at: binding.createdAt, previousStatus: undefined }]);
    const isCommitted = attempt === 'committed' && (await tx.processes.isInForce(holder));
    const attemptedAt = isCommitted ? accountId : undefined;
    await tx.underWay.begin(holder, [{ subjectId: id, ...row, attemptedAt }]);
    return isCommitted ? 'committed' : 'due';
  });
}
