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
  const leaving = new AbortController();
  const items: WatchItem[] = [];
  const watch = async () => {
    const backoff = { firstMs: 20, longestMs: 200 };
    for await (const item of watchVoiceActivity({ backoff, ...options, signal: leaving.signal })) items.push(item);
  };
  const ended = watch().catch((reason: unknown) => reason);
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
