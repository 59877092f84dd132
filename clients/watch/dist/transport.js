/** There is no answer, or no more of one; in some cases the server says when to try again. */
export class ConnectionLost extends Error {
    name = 'ConnectionLost';
    /** Not sooner than after so many milliseconds. */
    retryAfterMs;
    constructor(message, { retryAfterMs = 0, cause } = {}) {
        super(message, { cause });
        this.retryAfterMs = retryAfterMs;
    }
}
