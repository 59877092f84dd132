import type { Binding } from '../../domain/binding.ts';
import { namesToLookUnder } from '../../domain/place.ts';
import type { StoredRequest } from '../../store/keyed-requests.ts';
import type { Report } from '../../vendors/vendor.ts';

/*
 * What transactions hold each other off by, where one looks for a record that another may be about to write. A record
 * that is there is locked as it is read; these names stand for what is not there yet.
 */

const nameOf = (kind: string, accountId: string, value: string | undefined): string[] =>
  value === undefined ? [] : [`${kind}:${accountId}:${value}`];

/** By which a report finds its record, or makes one: the vendor's names of calls and messages. */
export function namesOfReport(accountId: string, report: Report): string[] {
  if (report.type === 'message') return namesOfMessage(accountId, report.vendorMessageId ?? report.token);
  return report.type === 'call' ? nameOf('call', accountId, report.vendorCallId) : [];
}

/**
 * By which calls and texts find their binding. Shared among reports: the calls of one X do not wait for each other, but
 * for a binding that is about to be known by that X, and it for them.
 */
export function bindingNamesOfReport(accountId: string, report: Report): string[] {
  if (report.type === 'message') return [];
  const numberX = report.type === 'call' ? report.facts.numberX : report.numberX;
  return [...nameOf('binding', accountId, report.vendorBindingId), ...nameOf('x', accountId, numberX)];
}

/**
 * By which calls that came before their binding wait for it, and by which two bindings do not replace each other: what
 * a binding takes, and what it replaces, always has one of these names in common with what it contends with.
 */
export function namesOfBinding(
  accountId: string,
  { mode, terms, vendorBindingId }: Pick<Binding, 'mode' | 'terms'> & { vendorBindingId?: string | undefined },
): string[] {
  const places = namesToLookUnder({ mode, terms });
  return [
    ...nameOf('binding', accountId, vendorBindingId),
    ...[terms.numberX, terms.numberY].flatMap((number) => nameOf('x', accountId, number)),
    ...places.flatMap((place) => nameOf('place', accountId, place)),
  ];
}

/** By which reports that came before their message wait for it. */
export function namesOfMessage(accountId: string, vendorMessageId: string | undefined): string[] {
  return nameOf('message', accountId, vendorMessageId);
}

/** By which two requests under one key do not both make a record, whatever key their hashes are made with. */
export function namesOfRequest({ key, owner }: Pick<StoredRequest, 'key' | 'owner'>): string[] {
  // A key that was stored without an owner is never made any more: two applications need not wait for each other.
  return [`request:${JSON.stringify([owner.application, key])}`];
}

/** By which two requests to call one number do not both take its last call. */
export function namesOfRecipients(accountId: string, numbers: readonly string[]): string[] {
  return numbers.flatMap((number) => nameOf('recipient', accountId, number));
}
