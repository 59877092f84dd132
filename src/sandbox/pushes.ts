import { setTimeout as delay } from 'node:timers/promises';
import { request as sendRequest } from 'undici';
import type { Instant } from '../domain/vendor.ts';
import type { OutgoingPush } from './exchange.ts';

/** A push that waits for its moment, in a form that can be kept across restarts. */
export interface WaitingPush {
  readonly at: Instant;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  /** In base64. */
  readonly body: string;
  readonly attempts: number;
}

/** What goes wrong with one push: it comes so much later, so often, or is held until another has overtaken it. */
export interface PushFault {
  readonly lateSeconds: number;
  readonly copies: number;
  /** The longest that it is held back for another, in seconds; undefined: it is not. */
  readonly overtakenWithin: number | undefined;
}

export interface PushOptions {
  /** Asked at the moment of each push. */
  readonly faultOf: () => PushFault;
  /** Called with all pushes that wait, after each change. */
  readonly save?: (waiting: readonly WaitingPush[]) => void;
  /** Told when a push was given up; the vendor never tries it again. */
  readonly onAbandoned?: (push: OutgoingPush, reason: string) => void;
}

/** The pushes of one simulated vendor that are under way. */
export interface Pushes {
  /** Pushes at the given time, or at once where it is past. */
  push(push: OutgoingPush, at: Instant): void;
  /** Resolves when no push is under way or waits. */
  settled(): Promise<void>;
  /** Ends all attempts; what was not delivered stays saved. */
  stop(): Promise<void>;
}

// The documents give no interval between attempts (Winnerlook 2.1.11 says only how many); short, so that a person sees
// it.
const RETRY_MS = 500;
const TIMEOUT_MS = 10_000;

/** Delivers pushes at their moments, each in its own time. */
export function createPushes({ faultOf, save, onAbandoned }: PushOptions): Pushes {
  const underWay = new Set<Promise<void>>();
  const waiting = new Set<WaitingPush>();
  const stopping = new AbortController();
  let delivered = Promise.withResolvers<void>();
  const pause = (milliseconds: number) =>
    milliseconds > 0
      ? delay(milliseconds, undefined, { signal: stopping.signal }).catch(() => undefined)
      : Promise.resolve();

  const carry = async (push: OutgoingPush, at: Instant): Promise<void> => {
    await pause(at - Date.now());
    const { lateSeconds, copies, overtakenWithin } = faultOf();
    await pause(lateSeconds * 1000);
    if (overtakenWithin !== undefined) await Promise.race([delivered.promise, pause(overtakenWithin * 1000)]);
    for (let copy = 0; copy < copies; copy++) await deliver(push, stopping.signal, onAbandoned);
    delivered.resolve();
    delivered = Promise.withResolvers();
  };

  return {
    push: (push, at) => {
      const entry = waitingPush(push, at);
      waiting.add(entry);
      save?.([...waiting]);
      const carrying = carry(push, at).finally(() => {
        underWay.delete(carrying);
        if (stopping.signal.aborted) return;
        waiting.delete(entry);
        save?.([...waiting]);
      });
      underWay.add(carrying);
    },
    settled: async () => {
      while (underWay.size > 0) await Promise.all(underWay);
    },
    stop: async () => {
      stopping.abort();
      await Promise.all(underWay);
    },
  };
}

function waitingPush({ url, headers, body, attempts }: OutgoingPush, at: Instant): WaitingPush {
  return { at, url, headers, body: Buffer.from(body).toString('base64'), attempts };
}

/** Pushes until it is acknowledged or the vendor's attempts are used up. */
async function deliver(push: OutgoingPush, stop: AbortSignal, abandoned: PushOptions['onAbandoned']): Promise<void> {
  let reason = '';
  for (let attempt = 1; attempt <= push.attempts && !stop.aborted; attempt++) {
    try {
      const answer = await sendRequest(push.url, {
        method: 'POST',
        headers: push.headers,
        body: push.body,
        signal: AbortSignal.any([stop, AbortSignal.timeout(TIMEOUT_MS)]),
      });
      const body = await answer.body.text();
      if (push.acknowledged(answer.statusCode, body)) return;
      reason = `answered ${answer.statusCode} ${body.slice(0, 100)}`;
    } catch (error) {
      reason = error instanceof Error ? error.message : String(error);
    }
    if (attempt < push.attempts) await delay(RETRY_MS, undefined, { signal: stop }).catch(() => undefined);
  }
  if (!stop.aborted) abandoned?.(push, reason);
}
