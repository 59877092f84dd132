import type { Report } from '../../vendors/vendor.ts';

/** Something that a vendor told about an account of it. */
export interface AccountReport {
  readonly accountId: string;
  readonly report: Report;
}

/** One name for what an account's vendor calls by an id. */
export const nameAt = (accountId: string, vendorId: string): string => JSON.stringify([accountId, vendorId]);

/** The vendors' ids in reports, by account. */
export function vendorIdsIn(
  told: readonly AccountReport[],
  idOf: (report: Report) => string | undefined,
): Map<string, readonly string[]> {
  const named = Map.groupBy(
    told.filter(({ report }) => idOf(report) !== undefined),
    ({ accountId }) => accountId,
  );
  return new Map(
    [...named].map(([accountId, all]) => [accountId, [...new Set(all.flatMap(({ report }) => idOf(report) ?? []))]]),
  );
}
