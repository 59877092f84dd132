import type { CommandResult } from '../../application/commands/command-result.ts';
import { refusedInput } from '../../application/commands/command-result.ts';
import type { Attempt } from '../../domain/attempt.ts';
import { type Caller, maySee, mayUse, type Owned } from '../../domain/caller.ts';
import { fault } from '../../domain/input-fault.ts';
import { parsePhoneNumber, readPhoneNumber } from '../../domain/phone-number.ts';
import type { Instant } from '../../domain/vendor.ts';
import type { Page, PageRequest } from '../../store/lists.ts';
import { type Connection, paged } from '../connection.ts';
import { badInput, forbidden } from '../errors.ts';

/** The part of a filter that all lists of records have, as the store takes it. */
export function recordFilter(
  caller: Caller,
  filter:
    | {
        readonly accountId?: string | null;
        readonly vendor?: string | null;
        readonly reference?: string | null;
        readonly number?: string | null;
        readonly created?: Span | null;
      }
    | null
    | undefined,
) {
  const { accountId, vendor, reference, number, created } = filter ?? {};
  // Who may not see numbers could otherwise find one out, by trying the few that its mask leaves.
  if (number !== null && number !== undefined && !caller.scopes.has('voice:pii'))
    throw forbidden('A filter by number needs a token with the scope voice:pii.');
  return {
    accountId: given(accountId),
    vendor: given(vendor),
    reference: given(reference),
    number: number === null || number === undefined ? undefined : readPhoneNumber(number),
    ...span(created),
  };
}

/** The part of a filter by a virtual number: it is no person's, so that it needs no further scope. */
export function virtualFilter(filter: { readonly virtualNumber?: string | null } | null | undefined) {
  const { virtualNumber } = filter ?? {};
  return {
    virtualNumber: virtualNumber === null || virtualNumber === undefined ? undefined : readPhoneNumber(virtualNumber),
  };
}

/**
 * One page of a list of records. A number that is none finds those that show it just so, as a vendor wrote it; where
 * none does, it is refused: an empty list would say that there was no call.
 */
export async function pagedRecords<Item>(
  filter: { readonly number?: string | null } | null | undefined,
  args: Parameters<typeof paged>[0],
  list: (page: PageRequest) => Promise<Page<Item>>,
): Promise<Connection<Item>> {
  const found = await paged(args, list);
  const { number } = filter ?? {};
  const isRefused = found.nodes.length === 0 && !args.after && !args.before;
  if (isRefused && number !== null && number !== undefined && parsePhoneNumber(number) === undefined) {
    throw badInput(
      'filter.number is no telephone number, and no record of this list shows it so. Give digits, with the area code or the country code where there is one.',
    );
  }
  return found;
}

interface Span {
  readonly from?: Date | null;
  readonly to?: Date | null;
}

/** A span of time as the store takes it. */
export function span(given: Span | null | undefined): {
  from: Instant | undefined;
  to: Instant | undefined;
} {
  return { from: given?.from?.getTime(), to: given?.to?.getTime() };
}

/** Null and undefined alike: the part was left out. */
export function given<T>(value: T | null | undefined): T | undefined {
  return value ?? undefined;
}

/** An object without the parts that were left out, null or undefined. */
export function withoutNulls<T extends object>(value: T): { [K in keyof T]?: NonNullable<T[K]> } {
  return Object.fromEntries(Object.entries(value).filter(([, part]) => part !== null && part !== undefined)) as {
    [K in keyof T]?: NonNullable<T[K]>;
  };
}

/** A command's result, as if the record were not there where the caller may not see it. */
export function visibleResult<Subject extends Owned>(
  caller: Caller,
  result: CommandResult<Subject>,
): CommandResult<Subject> {
  return !result.subject || maySee(caller, result.subject) ? result : noSuchRecord();
}

/** What is said of a record that is not there, or not for the caller. */
export const noSuchRecord = () => refusedInput([fault([], 'There is no such record.', 'NOT_FOUND')]);

/** The tries at accounts that the caller may see. */
export function visibleAttempts(caller: Caller, attempts: readonly Attempt[] | undefined): Attempt[] {
  return (attempts ?? []).filter(({ accountId }) => mayUse(caller, accountId));
}
