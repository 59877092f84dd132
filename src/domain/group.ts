import type { Failure } from './outcome.ts';
import type { Revised } from './revision.ts';
import type { Instant, Vendor } from './vendor.ts';

export type NumberGroupStatus = 'SAVING' | 'ACTIVE' | 'FAILED' | 'UNKNOWN';

/** The group G of an AXG binding. */
export interface NumberGroup extends Revised {
  readonly id: string;
  readonly accountId: string;
  readonly vendor: Vendor;
  readonly status: NumberGroupStatus;
  readonly numbers: readonly string[];
  readonly vendorGroupId: string;
  readonly reference?: string;
  readonly metadata?: Record<string, unknown>;
  readonly createdAt: Instant;
  readonly updatedAt: Instant;
  readonly failure?: Failure;
}

/**
 * The vendor's name for a group, made of ours: 31 characters of [A-Za-z0-9_], because Winnerlook's two tables say “at
 * most 32” and “less than 32” (2.1.10). The two digits left out are the UUID's version and variant, alike in all ids.
 */
export function vendorGroupId(id: string): string {
  const hex = id.slice(id.indexOf('_') + 1);
  return `g${hex.slice(0, 12)}${hex.slice(13, 16)}${hex.slice(17)}`;
}
