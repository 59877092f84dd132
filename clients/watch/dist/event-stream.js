import { ConnectionLost } from './transport.js';
import { within } from './within.js';
/**
 * The answers in a stream of Server-Sent Events, as graphql-sse and Hive Gateway write it (distinct connections): an
 * event `next` for each, and `complete` at the end.
 *
 * @param silentMs How long nothing may come, not even a comment that keeps the connection open.
 * @throws ConnectionLost where the stream ends without `complete`, or nothing comes for too long.
 */
export async function* answersIn(body, silentMs) {
    const reader = body.getReader();
    const decoder = new TextDecoder();
    let text = '';
    try {
        for (;;) {
            const { done, value } = await within(silentMs, reader.read());
            if (done)
                throw new ConnectionLost('The stream ended without being completed.');
            text += decoder.decode(value, { stream: true });
            const blocks = text.split(/\r?\n\r?\n/);
            text = blocks.pop() ?? '';
            for (const block of blocks) {
                const { event, data } = fieldsOf(block);
                if (event === 'complete')
                    return;
                if (event === 'next' && data)
                    yield JSON.parse(data);
            }
        }
    }
    finally {
        // Ends the connection as well. Where that has ended by itself, there is nothing to cancel.
        reader.cancel().catch(() => undefined);
    }
}
/** The fields of one event (WHATWG HTML, 9.2.6); lines of data are joined. A line ends at no other separator of Unicode. */
function fieldsOf(block) {
    let event = 'message';
    const data = [];
    for (const line of block.split(/\r?\n/)) {
        const [, name, value = ''] = /^([^:]+)(?:: ?(.*))?$/s.exec(line) ?? [];
        if (name === 'event')
            event = value;
        if (name === 'data')
            data.push(value);
    }
    return { event, data: data.join('\n') };
}
