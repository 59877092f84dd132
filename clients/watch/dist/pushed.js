import { ConnectionLost } from './transport.js';
// Of a slow consumer so many items wait in memory. Beyond it the source is left, and resumed later from the cursor.
const MOST_WAITING = 1_000;
/** What a source pushes, to be taken one by one. `start` returns how to stop it; it is stopped when the iteration ends. */
export async function* pushed(start, signal) {
    const waiting = [];
    let ending;
    let wake = () => { };
    const end = (how) => {
        ending ??= how;
        wake();
    };
    const stop = start({
        next: (item) => {
            if (ending)
                return;
            if (waiting.length >= MOST_WAITING) {
                return end({ reason: new ConnectionLost('Items came faster than they were taken.') });
            }
            waiting.push(item);
            wake();
        },
        error: (reason) => end({ reason }),
        complete: () => end({}),
    });
    const abort = () => end({});
    signal.addEventListener('abort', abort);
    if (signal.aborted)
        abort();
    try {
        for (;;) {
            if (signal.aborted)
                return;
            if (waiting.length > 0) {
                yield waiting.shift();
            }
            else if (ending) {
                if ('reason' in ending)
                    throw ending.reason;
                return;
            }
            else {
                await new Promise((resolve) => {
                    wake = resolve;
                });
            }
        }
    }
    finally {
        signal.removeEventListener('abort', abort);
        stop();
    }
}
