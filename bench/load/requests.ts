import { setTimeout as delay } from 'node:timers/promises';
import { Client } from 'undici';
import { quantile } from '../figures.ts';
import { workFor } from '../processes/worker.ts';
import { watchCalls } from './watch.ts';

/** Requests over keep-alive connections, each of which has one under way at a time. */
export interface RequestsJob {
  readonly url: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  /** Sent in turn. `{{id}}` stands for a name that no other request has, `{{place}}` for its place, of eight digits. */
  readonly bodies: readonly string[];
  /** The first of the bodies to send, and what the names begin with. */
  readonly from: number;
  readonly prefix: string;
  readonly connections: number;
  /** Ends after so many seconds, or so many requests where that is given. */
  readonly seconds: number;
  readonly count?: number;
  /** Requests a second that are begun; left out: as many as are answered. */
  readonly rate?: number;
  /** What an answer must have in it to count. */
  readonly expected: string;
  /** The Authorization header of a subscriber that is to be told of each push; left out: there is none. */
  readonly watchedBy?: string;
}

export interface RequestsResult {
  readonly answered: number;
  readonly seconds: number;
  readonly rate: number;
  /** Milliseconds. */
  readonly p50: number;
  readonly p99: number;
  /** The same until the subscriber was told; undefined where there was none. */
  readonly visible: { readonly p50: number; readonly p99: number } | undefined;
  /** The names of the last requests that were answered, of each connection. */
  readonly last: readonly string[];
  /** How much of one processor this process took: near 1 it is what limits the rate. */
  readonly busy: number;
}

workFor<RequestsJob, RequestsResult>(async (job) => {
  const clients = Array.from({ length: job.connections }, () => new Client(job.url));
  using watch = job.watchedBy === undefined ? undefined : await watchCalls(job.url, job.watchedBy);
  for (let probe = 0; watch && watch.seen.size === 0; probe++) {
    // Until the first one is told, the subscription may not have begun.
    await send(clients[0] as Client, job, 0, `${job.prefix}probe-${probe}`);
    await delay(PROBE_MS);
  }
  const latencies: number[] = [];
  const sentAt = new Map<string, number>();
  const last: string[] = [];
  let begun = 0;
  const cpu = process.cpuUsage();
  const started = performance.now();
  const isOver = () =>
    job.count === undefined ? performance.now() - started >= job.seconds * 1_000 : begun >= job.count;
  await Promise.all(
    clients.map(async (client, place) => {
      while (!isOver()) {
        const at = begun++;
        const sent = await due(job.rate === undefined ? 0 : started + (at * 1_000) / job.rate);
        const name = `${job.prefix}${at}`;
        if (watch) sentAt.set(name, sent);
        await send(client, job, at, name);
        latencies.push(performance.now() - sent);
        last[place] = name;
      }
    }),
  );
  const seconds = (performance.now() - started) / 1_000;
  const { user, system } = process.cpuUsage(cpu);
  await watch?.until([...sentAt.keys()]);
  await Promise.all(clients.map((client) => client.destroy()));
  const visible = watch && [...sentAt].map(([name, sent]) => (watch.seen.get(name) ?? Number.NaN) - sent);
  return {
    answered: latencies.length,
    seconds,
    rate: latencies.length / seconds,
    ...percentiles(latencies),
    visible: visible && percentiles(visible),
    last: last.filter((name) => name !== undefined),
    busy: (user + system) / 1e6 / seconds,
  };
});

const PROBE_MS = 20;

const percentiles = (values: readonly number[]) => ({ p50: quantile(values, 0.5), p99: quantile(values, 0.99) });

/**
 * Waits until a moment; gives when the latency of what is sent then begins. Where the moment has passed, it began at that
 * moment: a request that had to wait for its connection waited because of the server.
 */
async function due(at: number): Promise<number> {
  const wait = at - performance.now();
  if (wait > 0) await delay(wait);
  return wait > 0 || at === 0 ? performance.now() : at;
}

function send(client: Client, job: RequestsJob, at: number, name: string): Promise<void> {
  const place = job.from + at;
  const body = job.bodies[place % job.bodies.length] ?? '';
  const filled = body.replaceAll('{{id}}', name).replaceAll('{{place}}', String(place).padStart(8, '0'));
  return post(client, job, filled).catch((error: NodeJS.ErrnoException) => {
    // A server may close a connection that was idle for its while at the moment that a request comes (RFC 9112, 9.5): on
    // a starved machine that is while one waits for its turn. Keys and names make a repetition harmless.
    if (error.code !== 'ECONNRESET' && error.code !== 'UND_ERR_SOCKET') throw error;
    return post(client, job, filled);
  });
}

/** Sends a body over a connection; rejects an answer that is not the one expected. */
function post(client: Client, { path, headers, expected }: RequestsJob, body: string): Promise<void> {
  return new Promise((resolve, reject) => {
    let status = 0;
    const chunks: Buffer[] = [];
    client.dispatch(
      { path, method: 'POST', headers: { ...headers }, body },
      {
        onRequestStart: () => undefined,
        onResponseStart: (_controller, statusCode) => {
          status = statusCode;
        },
        onResponseData: (_controller, chunk) => void chunks.push(chunk),
        onResponseEnd: () => {
          const text = chunks.length === 1 ? chunks[0] : Buffer.concat(chunks);
          if (status === 200 && text?.includes(expected)) resolve();
          else reject(new Error(`${path} was answered with ${status}: ${text?.toString('utf8').slice(0, 500)}`));
        },
        onResponseError: (_controller, error) => reject(error),
      },
    );
  });
}
