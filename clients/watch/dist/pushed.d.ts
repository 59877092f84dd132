/** What a source pushes to. */
export interface Sink<Item> {
    next(item: Item): void;
    error(reason: unknown): void;
    complete(): void;
}
/** What a source pushes, to be taken one by one. `start` returns how to stop it; it is stopped when the iteration ends. */
export declare function pushed<Item>(start: (sink: Sink<Item>) => () => void, signal: AbortSignal): AsyncGenerator<Item, void, void>;
