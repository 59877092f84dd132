import type { News } from '../../vendors/vendor.ts';

/** Something that a vendor told about an account of it. */
export interface Told {
  readonly accountId: string;
  readonly news: News;
}

/** One name for what an account's vendor calls by an id. */
export const nameAt = (accountId: string, vendorId: string): string => JSON.stringify([accountId, vendorId]);

/** What vendors call things in news, by account. */
export function vendorIdsIn(
  told: readonly Told[],
  idOf: (news: News) => string | undefined,
): Map<string, readonly string[]> {
  const named = Map.groupBy(
    told.filter(({ news }) => idOf(news) !== undefined),
    ({ accountId }) => accountId,
  );
  return new Map(
    [...named].map(([accountId, all]) => [accountId, [...new Set(all.flatMap(({ news }) => idOf(news) ?? []))]]),
  );
}
