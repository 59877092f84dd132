import type { Binding } from '../domain/binding.ts';
import type { Instant } from '../domain/vendor.ts';
import type { ForgettingRepository } from './forgetting-repository.ts';
import type { BindingFilter, ListsUnder, Page, PageRequest } from './lists.ts';

/** Bindings, and by what they are found. */
export interface BindingRepository extends ForgettingRepository<Binding>, ListsUnder<Binding> {
  insert(binding: Binding): Promise<void>;
  update(binding: Binding): Promise<void>;
  find(id: string): Promise<Binding | undefined>;
  findMany(ids: readonly string[]): Promise<Binding[]>;
  /** Newest first. */
  findByVendorId(vendorBindingId: string): Promise<Binding[]>;
  findByVendorIds(vendorBindingIds: readonly string[], accountId: string): Promise<Binding[]>;
  /**
   * Bindings of an account in which the number occurs, newest first, at most `limit`; only those in which one of the
   * others occurs beside it, where those are given.
   */
  findByNumber(accountId: string, number: string, limit: number, beside?: readonly string[]): Promise<Binding[]>;
  /**
   * Bindings of an account that may be in force, or are about to be, and hold one of these names (domain/place.ts) or
   * are known to the vendor by the id; those asked for last come first. Not locked: who changes one reads it anew.
   */
  findHolding(accountId: string, names: readonly string[], vendorBindingId: string | undefined): Promise<Binding[]>;
  /** Those in force, or being released, whose time has come; the earliest first. */
  findExpired(now: Instant, limit: number): Promise<Binding[]>;
  page(filter: BindingFilter, page: PageRequest): Promise<Page<Binding>>;
}
