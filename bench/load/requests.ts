import { setTimeout as delay } from 'node:timers/promises';
import { Client } from 'undici';
import { quantile } from '../figures.ts';
import { workFor } from '../processes/worker.ts';

/** Requests over keep-alive connections, each of which has one under way at a time. */
export interface RequestsJob {
  readonly url: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  /** Sent in turn. `{{id}}` stands for a name that no other request has. */
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
}

export interface RequestsResult {
  readonly answered: number;
  readonly seconds: number;
  readonly rate: number;
  /** Milliseconds. */
  readonly p50: number;
  readonly p99: number;
  /** The names of the last requests that were answered, of each connection. */
  readonly last: readonly string[];
  /** How much of one processor this process took: near 1 it is what limits the rate. */
  readonly busy: number;
}

workFor<RequestsJob, RequestsResult>(async (job) => {
  const clients = Array.from({ length: job.connections }, () => new Client(job.url));
  const latencies: number[] = [];
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
        const planned = job.rate === undefined ? undefined : started + (at * 1_000) / job.rate;
        if (planned !== undefined) await due(planned);
        const name = `${job.prefix}${at}`;
        const body = (job.bodies[(job.from + at) % job.bodies.length] ?? '').replaceAll('{{id}}', name);
        // From when it was due: one that had to wait for a connection waited because of the server.
        const sent = planned ?? performance.now();
        await post(client, job, body);
        latencies.push(performance.now() - sent);
        last[place] = name;
      }
    }),
  );
  const seconds = (performance.now() - started) / 1_000;
  const { user, system } = process.cpuUsage(cpu);
  await Promise.all(clients.map((client) => client.destroy()));
  return {
    answered: latencies.length,
    seconds,
    rate: latencies.length / seconds,
    p50: quantile(latencies, 0.5),
    p99: quantile(latencies, 0.99),
    last: last.filter((name) => name !== undefined),
    busy: (user + system) / 1e6 / seconds,
  };
});

async function due(at: number): Promise<void> {
  const wait = at - performance.now();
  if (wait > 0) await delay(wait);
}

/** Sends a request over a connection; rejects an answer that is not the one expected. */
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
