import type { BindingFilter, CallFilter, MessageFilter, Page, PageRequest, Under, UnderFilter } from '../lists.ts';
import type { Session } from '../session.ts';
import type { ListedTable } from './listed.ts';
import { listPage, listPages, type Narrowing } from './lists.ts';
import { numberHashes, referenceForms } from './records.ts';
import type { SealedRow } from './sealed-row.ts';

/** The filters of all kinds of records; each kind's own has a part of these. */
type RecordFilter = Omit<BindingFilter & CallFilter & MessageFilter, 'statuses'> & {
  readonly statuses?: readonly string[] | undefined;
};

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

/** The columns by which records are listed under something: the same names as in a filter. */
const COLUMN_OF = { accountId: 'account_id', bindingId: 'binding_id', reference: 'reference' } as const;

/** How the records of a table are listed under several things at once. */
export function recordPagesUnder<Item>(
  session: Session,
  table: Exclude<ListedTable, 'deliveries'>,
  open: (row: SealedRow) => Item,
): (under: Under, filter: UnderFilter, page: PageRequest) => Promise<ReadonlyMap<string, Page<Item>>> {
  return async ({ by, values }, filter, request) => {
    const formsOf = (value: string) => (by === 'reference' ? referenceForms(value, session.vault) : [value]);
    const lists = new Map(values.flatMap((value) => formsOf(value).map((form) => [form, value])));
    const narrowing = narrowingOf(filter, session);
    const column = COLUMN_OF[by] as 'id';
    const pages = await listPages<SealedRow>(session.db, table, column, lists, narrowing, request);
    return new Map([...pages].map(([value, { items, more }]) => [value, { items: items.map(open), more }]));
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
