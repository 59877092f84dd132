import { fault, type InputFault } from '../domain/input-fault.ts';
import type { Instant } from '../domain/vendor.ts';
import type { Operation, OperationName, VendorOperations } from '../vendors/vendor.ts';
import type { Account, AccountDirectory } from './accounts.ts';

/** The account that carries a request and its vendor's operation for it, or why there is none. */
export type Route<Name extends OperationName> =
  | { readonly account: Account; readonly operation: NonNullable<VendorOperations<unknown>[Name]> }
  | { readonly faults: readonly InputFault[] };

/** A request in search of an account. */
export interface Wanted<Order> {
  /** The account that was named; left out: any that can do all that is asked. */
  readonly accountId: string | undefined;
  /** Paths of the options that were given. */
  readonly options: readonly string[];
  readonly order: Order;
  /** Faults that concern only a part of the request and do not speak against an account. */
  readonly tolerates?: (fault: InputFault) => boolean;
}

/**
 * Finds the account for a request: the one that was named, or the most preferred that can do all that was asked.
 * Preferred is by priority, then health, then balance.
 */
export function route<Name extends OperationName, Order>(
  directory: AccountDirectory,
  name: Name,
  { accountId, options, order, tolerates = () => false }: Wanted<Order>,
  now: Instant,
): Route<Name> {
  const named = accountId === undefined ? undefined : directory.find(accountId);
  if (accountId !== undefined && !named) {
    return { faults: [fault('accountId', `There is no account “${accountId}”.`, 'NOT_FOUND')] };
  }
  let firstFaults: readonly InputFault[] | undefined;
  for (const account of named ? [named] : directory.all.toSorted(byPreference(now))) {
    const operation = account.module.operations[name] as Operation<unknown, Order, unknown> | undefined;
    if (!operation || !hasService(account, operation)) continue;
    const checked = (operation.check?.(order) ?? []).filter((found) => !tolerates(found));
    const faults = [...optionFaults(operation, account, options), ...checked];
    if (faults.length === 0) return { account, operation: operation as NonNullable<VendorOperations<unknown>[Name]> };
    firstFaults ??= faults;
  }
  if (firstFaults) return { faults: firstFaults };
  const message = named
    ? `The account “${named.id}” at ${named.vendor} cannot do this (${name}).`
    : `No account can do this (${name}).`;
  return { faults: [fault(named ? 'accountId' : [], message, 'UNSUPPORTED')] };
}

function byPreference(now: Instant): (a: Account, b: Account) => number {
  const health = ({ standing }: Account) => Number(standing.isHealthy(now));
  // A balance that nobody asked for may be anything: below any that is known, above one that is used up.
  const balance = ({ standing }: Account) => standing.balance ?? Number.MIN_VALUE;
  return (a, b) => b.config.priority - a.config.priority || health(b) - health(a) || compare(balance(b), balance(a));
}

const compare = (a: number, b: number): number => (a === b ? 0 : a < b ? -1 : 1);

/** Whether the account was bought for what the operation needs. */
function hasService({ atVendor }: Account, { service }: { service?: string }): boolean {
  return service === undefined || atVendor.services === undefined || atVendor.services.includes(service);
}

/** An option that the vendor lacks is never dropped silently; one that it insists on is asked for by name. */
function optionFaults(
  operation: { readonly options: Readonly<Record<string, string | undefined>> },
  { vendor }: Account,
  options: readonly string[],
): InputFault[] {
  const unsupported = options
    .filter((option) => operation.options[option] === undefined)
    .map((option) => fault(option, `${vendor} has no such option for this operation.`, 'UNSUPPORTED'));
  const missing = Object.entries(operation.options)
    .filter(([option, need]) => need === 'required' && !options.includes(option))
    .map(([option]) => fault(option, `${vendor} needs this for the operation.`));
  return [...unsupported, ...missing];
}

/** The paths of the options that an input gives: its own fields, and those inside `nested` ones. */
export function givenOptions(input: object, nested: readonly string[] = []): string[] {
  return Object.entries(input).flatMap(([name, value]) => {
    if (value === undefined || value === null) return [];
    return nested.includes(name) ? givenOptions(value as object).map((inner) => `${name}.${inner}`) : [name];
  });
}
