/** How long to wait before another try. */
export interface Backoff {
    /** The milliseconds to wait now; the next time it is twice as much, up to the bound. */
    next(): number;
    reset(): void;
}
export interface BackoffOptions {
    /** About the first wait, in milliseconds. 250 without it. */
    readonly firstMs?: number;
    /** The longest wait, in milliseconds. 15 000 without it. */
    readonly longestMs?: number;
    /** From 0 to below 1. */
    readonly random?: () => number;
}
/**
 * Doubles up to a bound, and draws each wait from its upper half: after a router's restart its clients do not come
 * back in one moment.
 */
export declare function createBackoff({ firstMs, longestMs, random }: BackoffOptions): Backoff;
/** Waits; shorter, where the signal ends it. */
export declare function pause(ms: number, signal: AbortSignal): Promise<void>;
