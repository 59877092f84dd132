import type { Metrics } from '../../metrics/metrics.ts';

/**
 * Metrics for the work in a transaction, which may be run again, or in vain: what it counts is told to the real ones by
 * `count`, once it is committed.
 */
export function countLater(metrics: Metrics): { readonly metrics: Metrics; count(): void } {
  const later: (() => void)[] = [];
  return {
    metrics: {
      ...metrics,
      delivery: (account, state) => void later.push(() => metrics.delivery(account, state)),
      remark: (vendor, field, count) => void later.push(() => metrics.remark(vendor, field, count)),
      unknownCode: (vendor, code) => void later.push(() => metrics.unknownCode(vendor, code)),
    },
    count: () => {
      for (const tell of later) tell();
    },
  };
}
