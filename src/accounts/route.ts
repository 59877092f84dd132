import type { Attempt } from '../domain/attempt.ts';
import { ERROR_CODES } from '../domain/error-code.ts';
import { fault, type InputFault } from '../domain/input-fault.ts';
import type { Failure, Outcome } from '../domain/outcome.ts';
import type { Operation, OperationName, VendorOperations } from '../vendors/vendor.ts';
import type { Account, AccountDirectory } from './accounts.ts';

/** An account that can carry a request, and its vendor's operation for it. */
export interface Candidate<Name extends OperationName> {
  readonly account: Account;
  readonly operation: NonNullable<VendorOperations<unknown>[Name]>;
}

/** The accounts that can carry a request, the preferred one first, or why there is none. */
export type Route<Name extends OperationName> =
  | { readonly candidates: readonly [Candidate<Name>, ...Candidate<Name>[]] }
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
 * Finds the accounts for a request: the one that was named, or all that can do all that was asked, the preferred ones
 * first: by priority, then health, then balance.
 */
export function route<Name extends OperationName, Order>(
  directory: AccountDirectory,
  name: Name,
  { accountId, options, order, tolerates = () => false }: Wanted<Order>,
): Route<Name> {
  const named = accountId === undefined ? undefined : directory.find(accountId);
  if (accountId !== undefined && !named) {
    return { faults: [fault('accountId', 'There is no account of this id.', 'NOT_FOUND')] };
  }
  const candidates: Candidate<Name>[] = [];
  let firstFaults: readonly InputFault[] | undefined;
  for (const account of named ? [named] : directory.all.toSorted(byPreference)) {
    const operation = account.module.operations[name] as Operation<unknown, Order, unknown> | undefined;
    if (!operation || !hasService(account, operation)) continue;
    const checked = (operation.check?.(order) ?? []).filter((found) => !tolerates(found));
    const faults = [...optionFaults(operation, account, options), ...checked];
    if (faults.length > 0) firstFaults ??= faults;
    else candidates.push({ account, operation: operation as Candidate<Name>['operation'] });
  }
  const [first, ...others] = candidates;
  if (first) return { candidates: [first, ...others] };
  if (firstFaults) return { faults: firstFaults };
  const message = named
    ? `The account “${named.id}” at ${named.vendor} cannot do this (${name}).`
    : `No account can do this (${name}).`;
  return { faults: [fault(named ? 'accountId' : [], message, 'UNSUPPORTED')] };
}

function byPreference(a: Account, b: Account): number {
  const health = ({ standing }: Account) => (standing.health === 'UNHEALTHY' ? 0 : 1);
  // A balance that was never asked for may be anything: below any that is known, above one that is used up.
  const balance = ({ standing }: Account) => standing.balance ?? Number.MIN_VALUE;
  return b.config.priority - a.config.priority || health(b) - health(a) || compare(balance(a), balance(b));
}

/** The larger first. */
const compare = (a: number, b: number): number => (a === b ? 0 : a > b ? -1 : 1);

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

/**
 * The accounts that can go on with a request that another process began: the one that it is at, and, unless that one
 * was asked for by name, those that were not tried yet.
 */
export function continuedRoute<Name extends OperationName, Order>(
  directory: AccountDirectory,
  name: Name,
  wanted: Wanted<Order>,
  attempts: readonly Attempt[],
  pinned: boolean,
): Route<Name> {
  const here = route(directory, name, wanted);
  if ('faults' in here || pinned) return here;
  const all = route(directory, name, { ...wanted, accountId: undefined });
  const tried = new Set([wanted.accountId, ...attempts.map(({ accountId }) => accountId)]);
  const others = 'faults' in all ? [] : all.candidates.filter(({ account }) => !tried.has(account.id));
  return { candidates: [here.candidates[0], ...others] };
}

/** Why a request that another process began has failed, where no account can be asked any more. Nothing was done. */
export function notAsked([first]: readonly InputFault[]): Failure {
  const reason = first?.message ?? 'No account can do this.';
  const message = `The process ended before it asked the vendor, and it cannot be done now: ${reason}`;
  return { code: first?.code ?? 'UNSUPPORTED', message };
}

/**
 * Whether a request may be tried again at another account: the vendor's code, or a connection that never stood, proves
 * that nothing was executed, and another account could cure it. An open fate is never tried elsewhere.
 */
export function anotherCouldDo(outcome: Outcome<unknown>): boolean {
  return outcome.kind === 'Rejected' && ERROR_CODES[outcome.failure.code].elsewhere;
}
