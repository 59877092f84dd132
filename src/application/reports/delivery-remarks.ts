import type { Remark } from '../../domain/delivery.ts';
import type { Metrics } from '../../metrics/metrics.ts';
import type { Decoded, VendorModule } from '../../vendors/vendor.ts';

// All fields of the largest table, and what may be said of the whole beside them.
const MOST_REMARKS = 20;
const LONGEST_MESSAGE = 300;

/** A remark, and on how many reports of a delivery it was made. */
interface Remarked extends Remark {
  readonly count: number;
}

/** What was odd about the reports of a delivery, alike remarks together. */
export function remarkedOn(items: readonly Decoded[]): Remarked[] {
  const byWords = new Map<string, Remarked>();
  for (const { remarks = [] } of items) {
    for (const { field, message } of remarks) {
      const words = JSON.stringify([field, message]);
      byWords.set(words, { field, message, count: (byWords.get(words)?.count ?? 0) + 1 });
    }
  }
  return [...byWords.values()];
}

/** Remarks as they are kept: no more than a person reads, whatever the delivery held. */
export function deliveryRemarks(remarked: readonly Remarked[]): Remark[] {
  const kept = remarked.slice(0, MOST_REMARKS).map(({ field, message, count }) => ({
    field,
    message: count > 1 ? `${cut(message)} (${count} reports)` : cut(message),
  }));
  const left = remarked.length - kept.length;
  return left > 0 ? [...kept, { field: 'body', message: `And so for ${left} more.` }] : kept;
}

const cut = (message: string) =>
  message.length > LONGEST_MESSAGE ? `${message.slice(0, LONGEST_MESSAGE)} …` : message;

/** Counts remarks by field. A field that no table of the vendor has is not named: a sender could make names up. */
export function countRemarks(
  metrics: Metrics,
  { vendor, callbacks }: Pick<VendorModule, 'vendor' | 'callbacks'>,
  remarked: readonly Remarked[],
): void {
  if (remarked.length === 0) return;
  const known = new Set(['body', ...Object.values(callbacks.tables).flatMap(({ names }) => names)]);
  for (const { field, count } of remarked) metrics.remark(vendor, known.has(field) ? field : 'others', count);
}
