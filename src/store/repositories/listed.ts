import { ID_PREFIXES } from '../../domain/ids.ts';

/** The tables that lists are read from. */
export type ListedTable = 'bindings' | 'calls' | 'messages' | 'sms' | 'number_groups' | 'deliveries';

/** How a table is listed. */
interface Listed {
  /** What its ids begin with. */
  readonly prefix: string;
  /** The column of the time at which a record was made. */
  readonly madeAt: string;
  /**
   * The columns of its indexes that end with the id, the most telling first. A list is read along the first one of
   * which the filter names every column: each value by itself, because a search for several does not come in the order
   * of ids.
   */
  readonly leads: readonly (readonly string[])[];
}

/** Stands for the index of numbers, among the columns that can lead. */
export const NUMBER = 'number';

const RECORD = [['reference'], [NUMBER], ['account_id', 'status'], ['account_id'], ['status'], ['vendor']];

function listed(kind: keyof typeof ID_PREFIXES, leads: Listed['leads'], madeAt = 'created_at'): Listed {
  return { prefix: `${ID_PREFIXES[kind]}_`, madeAt, leads };
}

export const LISTED: Readonly<Record<ListedTable, Listed>> = {
  bindings: listed('binding', RECORD),
  calls: listed('call', [['binding_id'], ...RECORD]),
  messages: listed('message', RECORD),
  sms: listed('sms', [['binding_id'], ['reference'], [NUMBER], ['account_id'], ['vendor']]),
  number_groups: listed('group', [['reference'], [NUMBER], ['account_id'], ['status']]),
  deliveries: listed('delivery', [['account_id', 'state'], ['account_id'], ['state']], 'received_at'),
};

/** Between which ids the records of a table lie: a number that occurs in a million calls may occur in two bindings. */
export function idsOf(table: ListedTable): { readonly above: string; readonly below: string } {
  const { prefix } = LISTED[table];
  // Of the characters that ids are made of none comes after z.
  return { above: prefix, below: `${prefix}~` };
}
