import { type Documents, pageVariables } from './documents.ts';
import { type ActivityRecords, LISTS, type ListName, type RecordsItem, type StatusRecord } from './records.ts';
import { Refused } from './refusals.ts';
import { ConnectionLost, type Transport } from './transport.ts';
import { unlessAborted } from './within.ts';

interface Page {
  // Texts have no status, which is not looked at here.
  readonly nodes: readonly StatusRecord[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
}

type Activity = { readonly cursor: string | null } & { readonly [List in ListName]?: Page | null };

// Of so many references at once: a page of orders is read in some round trips, and no caller's limit is met.
const AT_ONCE = 6;

/**
 * Reads all records under some references, each list page by page. The cursor is that of before the first page was
 * read, so that nothing falls between these records and what is watched from there.
 *
 * @throws Refused, or what the transport throws.
 */
export async function readRecords(
  transport: Transport,
  { read }: Documents,
  [first = '', ...others]: readonly string[],
  signal: AbortSignal,
): Promise<RecordsItem> {
  const readOne = async (reference: string) => {
    const lists: Record<ListName, StatusRecord[]> = { bindings: [], calls: [], voiceMessages: [], smsMessages: [] };
    let cursor: string | undefined;
    let after = new Map<ListName, string | null>(LISTS.map((list) => [list, null]));
    while (after.size > 0) {
      const request = { query: read, variables: pageVariables(reference, after) };
      const pages = pagesOf(await unlessAborted(signal, transport.query(request, signal)), [...after.keys()]);
      cursor ??= pages.cursor;
      after = new Map();
      for (const [list, { nodes, pageInfo }] of pages.lists) {
        lists[list].push(...nodes);
        if (pageInfo.hasNextPage) after.set(list, pageInfo.endCursor);
      }
    }
    return { cursor: cursor ?? '', activity: { reference, ...lists } };
  };
  const { cursor, activity } = await readOne(first);
  const activities: ActivityRecords[] = [activity];
  for (let at = 0; at < others.length; at += AT_ONCE) {
    const some = await Promise.all(others.slice(at, at + AT_ONCE).map(readOne));
    activities.push(...some.map((one) => one.activity));
  }
  return { kind: 'RECORDS', cursor, activities };
}

/** The lists that were asked for. What is missing of an answer is null, with the reason in its errors. */
function pagesOf({ data, errors = [] }: Awaited<ReturnType<Transport['query']>>, asked: readonly ListName[]) {
  const activity = (data as { voiceActivity?: Activity | null } | null | undefined)?.voiceActivity;
  const lists = new Map<ListName, Page>();
  for (const list of asked) {
    const page = activity?.[list];
    if (page) lists.set(list, page);
  }
  if (activity?.cursor && lists.size === asked.length) return { cursor: activity.cursor, lists };
  if (errors.length > 0) throw new Refused(errors);
  throw new ConnectionLost('The records were answered in part, and without a reason.');
}
