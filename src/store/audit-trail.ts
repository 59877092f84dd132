import type { AuditAction, AuditEntry } from '../domain/audit.ts';
import type { Instant } from '../domain/vendor.ts';
import type { Page, PageRequest } from './lists.ts';

export interface AuditFilter {
  readonly accountIds?: readonly string[] | undefined;
  readonly actions?: readonly AuditAction[] | undefined;
  /** The caller. */
  readonly subject?: string | undefined;
  /** A record that it is about. */
  readonly subjectId?: string | undefined;
  readonly from?: Instant | undefined;
  readonly to?: Instant | undefined;
}

export interface AuditRepository {
  append(entries: readonly AuditEntry[]): Promise<void>;
  findMany(ids: readonly string[]): Promise<AuditEntry[]>;
  page(filter: AuditFilter, page: PageRequest): Promise<Page<AuditEntry>>;
  /** Removes lines that are older; gives how many. The engine refuses where they are younger than the law allows. */
  purge(before: Instant, limit: number): Promise<number>;
}
