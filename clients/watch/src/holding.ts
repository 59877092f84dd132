import { type ActivityRecords, LISTS, type ListName, type WatchedRecord, type WatchItem } from './records.ts';

/** What is known under each reference. */
export type Activities = ReadonlyMap<string, ActivityRecords>;

// A page shows fewer. What is beyond it is read by a list.
const MOST_IN_A_LIST = 500;

/** What is known after one more item: new objects where something changed, and the same ones elsewhere. */
export function withItem(activities: Activities, item: WatchItem): Activities {
  if (item.kind === 'RECORDS') return new Map(item.activities.map((each) => [each.reference, newestOf(each)]));
  const reference = item.record.reference ?? '';
  const known = activities.get(reference) ?? nothingUnder(reference);
  return new Map(activities).set(reference, { ...known, [item.list]: withRecord(known[item.list], item.record) });
}

export const nothingUnder = (reference: string): ActivityRecords => {
  return { reference, bindings: [], calls: [], voiceMessages: [], smsMessages: [] };
};

function newestOf(records: ActivityRecords): ActivityRecords {
  const lists = LISTS.map((list): [ListName, readonly WatchedRecord[]] => [
    list,
    records[list].slice(0, MOST_IN_A_LIST),
  ]);
  return { ...records, ...(Object.fromEntries(lists) as Omit<ActivityRecords, 'reference'>) };
}

/** A list with a record: in its place, where an older copy is there; as the newest otherwise. */
function withRecord(list: readonly WatchedRecord[], record: WatchedRecord): readonly WatchedRecord[] {
  const place = list.findIndex(({ id }) => id === record.id);
  if (place === -1) return [record, ...list].slice(0, MOST_IN_A_LIST);
  const isOlder = (list[place]?.revision ?? 0) >= record.revision;
  return isOlder ? list : list.map((each, at) => (at === place ? record : each));
}
