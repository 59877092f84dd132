import type { BindingFilter, CallFilter, MessageFilter, Page, PageRequest } from '../lists.ts';
import type { Session } from '../session.ts';
import type { ListedTable } from './listed.ts';
import { listPage, type Narrowing } from './lists.ts';
import { numberHashes, referenceForms } from './records.ts';

/** The filters of all kinds of records; each kind's own has a part of these. */
type RecordFilter = Omit<BindingFilter & CallFilter & MessageFilter, 'statuses'> & {
  readonly statuses?: readonly string[] | undefined;
};

/** A sealed record as its table has it. */
export interface SealedRow {
  readonly id: string;
  readonly sealed: Uint8Array;
  readonly revision: number;
}

/** How the records of a table are listed. */
export function recordPages<Item>(
  session: Session,
  table: Exclude<ListedTable, 'deliveries'>,
  open: (row: SealedRow) => Item,
): (filter: RecordFilter, page: PageRequest) => Promise<Page<Item>> {
  return async (filter, request) => {
    const { items, more } = await listPage<SealedRow>(session.db, table, narrowingOf(filter, session), request);
    return { items: items.map(open), more };
  };
}

function narrowingOf(filter: RecordFilter, session: Session): Narrowing {
  const { accountIds, vendor, statuses, reference, bindingId, modes, kinds, number, ...times } = filter;
  const only = (value: string | undefined) => (value === undefined ? undefined : [value]);
  return {
    equal: {
      account_id: accountIds,
      vendor: only(vendor),
      status: statuses,
      reference: reference === undefined ? undefined : referenceForms(reference, session.vault),
      binding_id: only(bindingId),
      mode: modes,
      kind: kinds,
    },
    hashes: number === undefined ? undefined : numberHashes(session, number),
    ...times,
  };
}
