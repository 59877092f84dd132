import { pageVariables } from './documents.js';
import { LISTS } from './records.js';
import { Refused } from './refusals.js';
import { ConnectionLost } from './transport.js';
import { unlessAborted } from './within.js';
// Of so many references at once: a page of orders is read in some round trips, and no caller's limit is met.
const AT_ONCE = 6;
/**
 * Reads all records under some references, each list page by page. The cursor is that of before the first page was
 * read, so that nothing falls between these records and what is watched from there.
 *
 * @throws Refused, or what the transport throws.
 */
export async function readRecords(transport, { read }, [first = '', ...others], signal) {
    const readOne = async (reference) => {
        const lists = { bindings: [], calls: [], voiceMessages: [], smsMessages: [] };
        let cursor;
        let after = new Map(LISTS.map((list) => [list, null]));
        while (after.size > 0) {
            const request = { query: read, variables: pageVariables(reference, after) };
            const pages = pagesOf(await unlessAborted(signal, transport.query(request, signal)), [...after.keys()]);
            cursor ??= pages.cursor;
            after = new Map();
            for (const [list, { nodes, pageInfo }] of pages.lists) {
                lists[list].push(...nodes);
                if (pageInfo.hasNextPage)
                    after.set(list, pageInfo.endCursor);
            }
        }
        return { cursor: cursor ?? '', activity: { reference, ...lists } };
    };
    const { cursor, activity } = await readOne(first);
    const activities = [activity];
    for (let at = 0; at < others.length; at += AT_ONCE) {
        const some = await Promise.all(others.slice(at, at + AT_ONCE).map(readOne));
        activities.push(...some.map((one) => one.activity));
    }
    return { kind: 'RECORDS', cursor, activities };
}
/** The lists that were asked for. What is missing of an answer is null, with the reason in its errors. */
function pagesOf({ data, errors = [] }, asked) {
    const activity = data?.voiceActivity;
    const lists = new Map();
    for (const list of asked) {
        const page = activity?.[list];
        if (page)
            lists.set(list, page);
    }
    if (activity?.cursor && lists.size === asked.length)
        return { cursor: activity.cursor, lists };
    if (errors.length > 0)
        throw new Refused(errors);
    throw new ConnectionLost('The records were answered in part, and without a reason.');
}
