import { LISTS } from './records.js';
import { Refused } from './refusals.js';
import { ConnectionLost } from './transport.js';
/**
 * The change in an answer; undefined where it is of a kind that this client does not know yet.
 *
 * @throws Refused where there are errors in its place, which is how routers report a loss behind them.
 */
export function changeOf({ data, errors = [] }) {
    const change = data?.voiceActivityChanged;
    if (!change) {
        if (errors.length > 0)
            throw new Refused(errors);
        throw new ConnectionLost('An item came without its data, and without a reason.');
    }
    const { cursor, at } = change;
    const list = LISTS.find((name) => change[name]);
    const record = list && change[list];
    if (!list || !record)
        return undefined;
    const previousStatus = change[`${list}Before`] ?? null;
    const status = change[`${list}After`] ?? null;
    return { kind: 'CHANGE', list, cursor, at, previousStatus, status, record };
}
