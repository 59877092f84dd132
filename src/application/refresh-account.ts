import type { AccountState } from '../domain/account.ts';
import { fault } from '../domain/input-fault.ts';
import type { AccountReply } from '../vendors/vendor.ts';
import type { Account } from './accounts.ts';
import { audit } from './audit.ts';
import { type CommandResult, errorOfFailure, refusedInput } from './command.ts';
import type { House } from './house.ts';
import { sendToVendor } from './send-to-vendor.ts';

/** Asks the vendor how an account stands and what is left on it, and remembers it. */
export async function refreshAccount(house: House, accountId: string): Promise<CommandResult<Account>> {
  const account = house.accounts.find(accountId);
  if (!account) return refusedInput([fault('accountId', 'There is no account of this id.', 'NOT_FOUND')]);
  const operation = account.module.operations.refreshAccount;
  if (!operation) {
    return refusedInput([fault('accountId', `${account.vendor} does not tell how an account stands.`, 'UNSUPPORTED')]);
  }
  await audit(house.store, house, { action: 'REFRESH_ACCOUNT', operation: 'refreshAccount', accountId });
  const outcome = await sendToVendor(house, account, 'refreshAccount', operation, {});
  if (outcome.kind !== 'Accepted') {
    return { subject: account, errors: [errorOfFailure(outcome.failure, account.vendor)] };
  }
  await remember(house, account, outcome.reply);
  return { subject: account, errors: [] };
}

async function remember(house: House, account: Account, reply: AccountReply): Promise<void> {
  const now = house.now();
  const { id, vendor } = account;
  await house.store.transaction(async (tx) => {
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
      updatedAt: now,
    };
    await tx.accountStates.save(after);
    account.standing.told(after);
    if (before && before.status === after.status && before.balance === after.balance) return;
    await tx.events.append([{ topic: 'ACCOUNT', record: after, at: now, previousStatus: before?.status }]);
  });
}

/** Recalls what vendors told of the accounts before, and hears of what they tell other processes from now on. */
export async function recallAccounts({ accounts, store, events }: House): Promise<void> {
  const tell = (state: AccountState) => accounts.find(state.id)?.standing.told(state);
  events.watch((batch) => {
    for (const event of batch) if (event.topic === 'ACCOUNT') tell(event.record);
  });
  for (const state of await store.accountStates.findMany(accounts.all.map(({ id }) => id))) tell(state);
}
