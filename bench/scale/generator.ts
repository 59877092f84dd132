import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { parentPort } from 'node:worker_threads';
import { Client } from 'undici';
import { encodeCursor } from '../../src/events/cursor.ts';
import { type Subscription, subscribe } from '../../test/support/subscribe.ts';
import type { Job, JobResult } from './load.ts';
import { pushOf } from './pushes.ts';
import { CALLBACK_PATH } from './setup.ts';

// A thread of its own, so that what measures does not wait for what it measures.
const HEADERS = { 'content-type': 'application/json' };
const LATEST_MS = 20_000;

parentPort?.on('message', (job: Job) => {
  const done = job.kind === 'flood' ? flood(job) : follow(job);
  done.then(
    (result) => parentPort?.postMessage(result),
    (error: unknown) => parentPort?.postMessage({ failure: String(error) }),
  );
});

async function pushTo(client: Client, callId: string, place: number): Promise<boolean> {
  const { statusCode, body } = await client.request({
    path: CALLBACK_PATH,
    method: 'POST',
    headers: HEADERS,
    body: pushOf(callId, place),
  });
  await body.dump();
  return statusCode === 200;
}

/** Pushes over every connection, the next as soon as the last is acknowledged. */
async function flood({ urls, connections, milliseconds, bindings }: Job): Promise<JobResult> {
  const clients = Array.from({ length: connections }, (_, place) => new Client(urls[place % urls.length] ?? ''));
  let acknowledged = 0;
  let refused = 0;
  const started = performance.now();
  await Promise.all(
    clients.map(async (client) => {
      while (performance.now() - started < milliseconds) {
        if (await pushTo(client, randomUUID(), Math.floor(Math.random() * bindings))) acknowledged++;
        else refused++;
      }
    }),
  );
  const took = performance.now() - started;
  await Promise.all(clients.map((client) => client.close()));
  return { acknowledged, refused, took, latencies: [] };
}

const WATCH = `subscription ($after: Cursor) { callStatusChanged(after: $after) { status call { vendorCallId } } }`;

interface Change {
  readonly status: string;
  readonly call: { readonly vendorCallId: string };
}

/**
 * Pushes at a steady rate, and takes the time from each push to the event of its end, at a subscriber of each process.
 */
async function follow({ urls, connections, milliseconds, bindings, rate, after }: Job): Promise<JobResult> {
  // Behind what is there by now: nothing can be missed while the subscription is set up.
  const watching = await Promise.all(
    urls.map((url) => subscribe<Change>(url, WATCH, { after: encodeCursor({ seq: after }) })),
  );
  const clients = Array.from({ length: connections }, (_, place) => new Client(urls[place % urls.length] ?? ''));
  const sent = new Map<string, number>();
  const total = Math.round((milliseconds * rate) / 1_000);
  const arrivals = watching.map((subscription) => timesOf(subscription, sent, total));

  let refused = 0;
  const started = performance.now();
  const pushes: Promise<void>[] = [];
  for (let count = 0; count < total; count++) {
    const due = started + (count * 1_000) / rate;
    const wait = due - performance.now();
    if (wait > 0) await delay(wait);
    const callId = randomUUID();
    const client = clients[count % clients.length];
    if (!client) break;
    sent.set(callId, performance.now());
    pushes.push(
      pushTo(client, callId, Math.floor(Math.random() * bindings)).then((isTaken) => {
        if (!isTaken) refused++;
      }),
    );
  }
  await Promise.all(pushes);
  const took = performance.now() - started;
  const latencies = await Promise.race([Promise.all(arrivals), delay(LATEST_MS, undefined)]);
  for (const subscription of watching) subscription[Symbol.dispose]();
  await Promise.all(clients.map((client) => client.close()));
  if (!latencies) throw new Error(`Not all of ${total} events came within ${LATEST_MS} ms of the last push.`);
  return { acknowledged: total - refused, refused, took, latencies: latencies.flat() };
}

async function timesOf(
  subscription: Subscription<Change>,
  sent: ReadonlyMap<string, number>,
  total: number,
): Promise<number[]> {
  const times: number[] = [];
  while (times.length < total) {
    const { status, call } = await subscription.next();
    const at = sent.get(call.vendorCallId);
    if (status === 'COMPLETED' && at !== undefined) times.push(performance.now() - at);
  }
  return times;
}
