import type { CommandResult } from '../../application/command.ts';
import { refusedInput } from '../../application/command.ts';
import type { Attempt } from '../../domain/attempt.ts';
import { fault } from '../../domain/input-fault.ts';
import { readPhoneNumber } from '../../domain/phone-number.ts';
import type { Instant } from '../../domain/vendor.ts';
import { type Caller, maySee } from '../caller.ts';
import { forbidden } from '../errors.ts';

/** The accounts that a list is narrowed to: those that the caller may see, and the one that was asked for. */
export function visibleAccounts(caller: Caller, accountId: string | null | undefined): readonly string[] | undefined {
  if (!accountId) return caller.accounts && [...caller.accounts];
  return maySee(caller, { accountId }) ? [accountId] : [];
}

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
  if (number && !caller.scopes.has('voice:pii'))
    throw forbidden('A filter by number needs a token with the scope voice:pii.');
  return {
    accountIds: visibleAccounts(caller, accountId),
    vendor: given(vendor),
    reference: given(reference),
    number: number ? readPhoneNumber(number) : undefined,
    ...span(created),
  };
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
export function visibleResult<Subject extends { accountId: string }>(
  caller: Caller,
  result: CommandResult<Subject>,
): CommandResult<Subject> {
  return !result.subject || maySee(caller, result.subject) ? result : noSuchRecord();
}

/** What is said of a record that is not there, or not for the caller. */
export const noSuchRecord = () => refusedInput([fault([], 'There is no such record.', 'NOT_FOUND')]);

/** The tries at accounts that the caller may see. */
export function visibleAttempts(caller: Caller, attempts: readonly Attempt[] | undefined): Attempt[] {
  return (attempts ?? []).filter((attempt) => maySee(caller, attempt));
}
