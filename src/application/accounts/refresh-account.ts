import type { Account } from '../../accounts/accounts.ts';
import { callVendor } from '../../accounts/call-vendor.ts';
import type { AccountState } from '../../domain/account.ts';
import { fault } from '../../domain/input-fault.ts';
import { nextRevision } from '../../domain/revision.ts';
import type { AccountReply } from '../../vendors/vendor.ts';
import { audit } from '../commands/audit.ts';
import { type CommandResult, errorOfFailure, refusedInput } from '../commands/command-result.ts';
import type { Services } from '../services.ts';

/** Asks the vendor how an account stands and what is left on it, and remembers it. */
export async function refreshAccount(
  services: Pick<Services, 'accounts' | 'store' | 'now' | 'log' | 'metrics' | 'gone'>,
  accountId: string,
): Promise<CommandResult<Account>> {
  const account = services.accounts.find(accountId);
  if (!account) return refusedInput([fault('accountId', 'There is no account of this id.', 'NOT_FOUND')]);
  const operation = account.module.operations.refreshAccount;
  if (!operation) {
    return refusedInput([fault('accountId', `${account.vendor} does not tell how an account stands.`, 'UNSUPPORTED')]);
  }
  await audit(services.store, services, { action: 'REFRESH_ACCOUNT', operation: 'refreshAccount', accountId });
  const outcome = await callVendor(services, account, 'refreshAccount', operation, {}, services.gone);
  if (outcome.kind !== 'Accepted') {
    return { subject: account, errors: [errorOfFailure(outcome.failure, account.vendor)] };
  }
  await remember(services, account, outcome.reply);
  return { subject: account, errors: [] };
}

async function remember(
  services: Pick<Services, 'store' | 'now'>,
  account: Account,
  reply: AccountReply,
): Promise<void> {
  const now = services.now();
  const { id, vendor } = account;
  await services.store.transaction(async (tx) => {
    await tx.lock([`account:${id}`]);
    const before = await tx.accountStates.find(id);
    const { state: status = 'UNKNOWN', ...told } = reply;
    const after: AccountState = {
      id,
      accountId: id,
      vendor,
      status,
      ...told,
      createdAt: before?.createdAt ?? now,
      revision: nextRevision(before),
      updatedAt: now,
    };
    await tx.accountStates.save(after);
    account.standing.told(after);
    if (before && before.status === after.status && before.balance === after.balance) return;
    await tx.events.append([{ topic: 'ACCOUNT', record: after, at: now, previousStatus: before?.status }]);
  });
}

/** Recalls what vendors told of the accounts before, and hears of what they tell other processes from now on. */
export async function recallAccounts({
  accounts,
  store,
  events,
}: Pick<Services, 'accounts' | 'store' | 'events'>): Promise<void> {
  const tell = (state: AccountState) => accounts.find(state.id)?.standing.told(state);
  events.watch((batch) => {
    for (const event of batch) if (event.topic === 'ACCOUNT') tell(event.record);
  });
  for (const state of await store.accountStates.findMany(accounts.all.map(({ id }) => id))) tell(state);
}
