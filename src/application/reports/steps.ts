import type { Delivery } from '../../domain/delivery.ts';
import type { Decoded, Report } from '../../vendors/vendor.ts';
import { chunksBy } from './chunks.ts';
import { remarkedOn } from './delivery-remarks.ts';

/** What is applied of a delivery at a time: all of it as a rule, a part where it holds very many reports. */
export interface Step {
  readonly delivery: Delivery;
  readonly reports: readonly Report[];
  /**
   * In the last step of a delivery, which settles it. What was applied before a crash is applied again, and changes
   * nothing.
   */
  readonly end?: End;
}

/** What a delivery is settled by, besides what it waits for. */
export interface End {
  readonly unreadable: readonly string[];
  readonly remarked: ReturnType<typeof remarkedOn>;
  readonly isOnlyStep: boolean;
}

/** The steps of a delivery, with at most so many reports in each. */
export function stepsOf(delivery: Delivery, items: readonly Decoded[], mostReports: number): Step[] {
  const reports = reportsIn(items);
  if (reports.length <= mostReports) return [{ delivery, reports, end: endOf(items, true) }];
  const parts = chunksBy(reports, () => 1, mostReports);
  return parts.map((part, index) => ({
    delivery,
    reports: part,
    ...(index === parts.length - 1 ? { end: endOf(items, false) } : {}),
  }));
}

export function endOf(items: readonly Decoded[], isOnlyStep: boolean): End {
  const unreadable = items.flatMap((item) => ('unreadable' in item ? [item.unreadable] : []));
  return { unreadable, remarked: remarkedOn(items), isOnlyStep };
}

/** What was read of a delivery. */
export function reportsIn(items: readonly Decoded[]): Report[] {
  return items.flatMap((item) => ('report' in item ? [item.report] : []));
}
