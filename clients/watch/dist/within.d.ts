/** The result, or ConnectionLost where it takes longer. What made it goes on: end that by a signal. */
export declare function within<Result>(ms: number, result: Promise<Result>): Promise<Result>;
/** The result, or ConnectionLost as soon as the signal is aborted: also where the result never comes. */
export declare function unlessAborted<Result>(signal: AbortSignal, result: Promise<Result>): Promise<Result>;
