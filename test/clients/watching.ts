import { type WatchItem, type WatchOptions, watchVoiceActivity } from '../../clients/watch/dist/index.js';
import type { RunningService } from '../support/service.ts';
import { until } from '../support/until.ts';

/** A watch whose items are taken one by one. */
export interface Watching extends AsyncDisposable {
  readonly items: readonly WatchItem[];
  /** The item at a place; waits for it. */
  item(at: number): Promise<WatchItem>;
  /** Why it ended; waits for that. Undefined where it ended in peace. */
  readonly ended: Promise<unknown>;
}

export function startWatching(options: Omit<WatchOptions, 'signal'>): Watching {
  const backoff = { firstMs: 20, longestMs: 200 };
  return takeAll((signal) => watchVoiceActivity({ backoff, ...options, signal }));
}

/** Takes the items of a watch as they come. */
export function takeAll(watch: (signal: AbortSignal) => AsyncIterable<WatchItem>): Watching {
  const leaving = new AbortController();
  const items: WatchItem[] = [];
  const take = async () => {
    for await (const item of watch(leaving.signal)) items.push(item);
  };
  const ended = take().catch((reason: unknown) => reason);
  return {
    items,
    ended,
    item: (at) =>
      Promise.race([until(`item ${at}`, async () => items[at], 25_000), ended.then((why) => Promise.reject(why))]),
    [Symbol.asyncDispose]: async () => {
      leaving.abort();
      await ended;
    },
  };
}

/** Binds as tokens expire, and while the watch connects again; gives the bindings in order. */
export async function bindAsTokensExpire(
  asked: () => number,
  bind: (key: string) => Promise<string>,
): Promise<string[]> {
  const bound: string[] = [];
  for (let expired = 0; expired < 3; expired++) {
    const before = asked();
    bound.push(await bind(`${expired}`));
    await until('the next token', async () => asked() > before);
    bound.push(await bind(`${expired} later`));
  }
  return bound;
}

/** The records that changed, in order. */
export const changedIn = (items: readonly WatchItem[]): readonly string[] =>
  items.flatMap((item) => (item.kind === 'CHANGE' ? [item.record.id] : []));

const BIND = `mutation ($key: String!, $reference: String!) { createAxbBinding(input: {
  idempotencyKey: $key, numberA: "13800138000", numberB: "13900139000", reference: $reference, lifetimeSeconds: 3600
}) { binding { id } userErrors { message } } }`;

/** Binds two people under a reference; gives the binding's id. */
export async function bindUnder(
  service: Pick<RunningService, 'query'>,
  reference: string,
  key: string,
  headers: Record<string, string> = {},
): Promise<string> {
  const { data, errors } = await service.query<{ createAxbBinding: { binding: { id: string } } }>(
    BIND,
    { key, reference },
    headers,
  );
  if (errors) throw new Error(JSON.stringify(errors));
  return data.createAxbBinding.binding.id;
}
