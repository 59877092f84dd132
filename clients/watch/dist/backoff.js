/**
 * Doubles up to a bound, and draws each wait from its upper half: after a router's restart its clients do not come
 * back in one moment.
 */
export function createBackoff({ firstMs = 250, longestMs = 15_000, random = Math.random }) {
    let full = firstMs;
    return {
        next: () => {
            const wait = Math.min(full, longestMs);
            full = Math.min(full * 2, longestMs);
            return wait / 2 + (random() * wait) / 2;
        },
        reset: () => {
            full = firstMs;
        },
    };
}
/** Waits; shorter, where the signal ends it. */
export function pause(ms, signal) {
    return new Promise((resolve) => {
        if (signal.aborted)
            return resolve();
        const done = () => {
            clearTimeout(timer);
            signal.removeEventListener('abort', done);
            resolve();
        };
        const timer = setTimeout(done, ms);
        signal.addEventListener('abort', done);
    });
}
