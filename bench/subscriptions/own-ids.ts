import { quartilesOf } from '../figures.ts';
import type { Metered } from '../processes/metered.ts';
import { ask } from '../processes/service.ts';
import type { Detail } from '../report/report.ts';
import { inSlices, ratios } from '../slices.ts';
import { BEGUN, OVER, WATCH } from './pushes.ts';
import { type Run, trigger } from './servers.ts';

// At once, so that what a push costs by itself, which is taken off, is little.
const CONNECTIONS = 16;
const CONCERNED = 0.15;
// Where every event visits every subscriber, more would take minutes.
const MOST_CONCERNED = 300;
// A difference of two measurements can come out as nothing: a message costs more than that.
const LEAST_US = 1;

let uses = 0;

/** Subscribers with one call's id each, of which every event concerns one: without what the event itself costs. */
export async function measureOwnIds(run: Run, count: number): Promise<{ toStock: number[]; details: Detail[] }> {
  const { servers, subscribers, authorization, rounds } = run;
  const concerned = Math.max(1, Math.min(MOST_CONCERNED, Math.floor(count * CONCERNED)));
  const use = `own-${++uses}-`;
  const known = concerned * (rounds + 1);
  // Each slice ends calls of its own; the other subscribers wait for calls that never come.
  const ids = await beginCalls(run, use, known);
  const strangers = Array.from({ length: Math.max(0, count - known) }, (_, place) => nameOf(place));
  const variables = [...ids.service, ...strangers].map((id) => ({ filter: { ids: [id] } }));
  for (const name of ['service', 'stock'] as const) {
    await subscribers.run({ kind: 'open', name, url: servers[name].url, authorization, query: WATCH, variables });
  }
  const come = { service: 0, stock: 0 };
  // Of a call that has begun, one push tells that it was answered and is over.
  let events = 1;
  const spent = async (server: Metered, work: () => Promise<void>) => {
    const before = await server.usage();
    await work();
    const after = await server.usage();
    return after.cpu - before.cpu;
  };
  const arrive = async (name: 'service' | 'stock') => {
    come[name] += concerned * events;
    await subscribers.run({ kind: 'await', name, messages: come[name] });
  };
  const service = async (round: number): Promise<number> => {
    const job = { prefix: `${use}${round}-`, count: concerned, connections: CONNECTIONS };
    const watched = await spent(servers.service, async () => {
      await trigger(run, servers.service, OVER, job);
      if (round === 0) events = await eventsOf(run, concerned);
      await arrive('service');
    });
    const alone = await spent(servers.alone, async () => {
      await trigger(run, servers.alone, OVER, job);
      await allOver(servers.alone.url, job.prefix, concerned);
    });
    return Math.max(LEAST_US, (watched - alone) / (concerned * events));
  };
  const stock = async (round: number): Promise<number> => {
    const publish = (wanted: readonly string[]) => () =>
      run.load
        .run({
          url: servers.stock.url,
          path: '/',
          headers: { 'content-type': 'application/json' },
          bodies: wanted.map((id) => JSON.stringify({ id, events })),
          from: 0,
          prefix: '',
          count: concerned,
          seconds: 0,
          connections: CONNECTIONS,
          expected: '',
        })
        .then(() => undefined);
    const watched = await spent(servers.stock, async () => {
      await publish(ids.service.slice(round * concerned, (round + 1) * concerned))();
      await arrive('stock');
    });
    const alone = await spent(servers.stock, publish(['call_nobody']));
    return Math.max(LEAST_US, (watched - alone) / (concerned * events));
  };
  const measured = await inSlices(rounds, { service, stock });
  for (const name of ['service', 'stock'] as const) await subscribers.run({ kind: 'close', name });
  const detail = (name: string, values: readonly number[]): Detail => ({
    about: `${count} with ids of their own, ${name}, without ingest`,
    value: quartilesOf(values).median,
    unit: 'µs a message',
  });
  return {
    toStock: ratios(measured.stock, measured.service, (cpu) => cpu),
    details: [detail('service', measured.service), detail('graphql-ws', measured.stock)],
  };
}

const nameOf = (place: number) => `call_${String(place).padStart(32, '0')}`;

/** Lets calls begin at the service that is watched and at the one that is not; gives their ids at the first. */
async function beginCalls(run: Run, use: string, count: number): Promise<{ service: string[] }> {
  const perRound = count / (run.rounds + 1);
  for (const server of [run.servers.service, run.servers.alone]) {
    for (let round = 0; round <= run.rounds; round++) {
      await trigger(run, server, BEGUN, { prefix: `${use}${round}-`, count: perRound, connections: CONNECTIONS });
    }
  }
  const names = Array.from({ length: run.rounds + 1 }, (_, round) => namesOf(`${use}${round}-`, perRound)).flat();
  const calls = await callsOf(run.servers.service.url, names, (call) => call !== null);
  await callsOf(run.servers.alone.url, names, (call) => call !== null);
  return { service: calls.map((call) => call?.id ?? '') };
}

const namesOf = (prefix: string, count: number) => Array.from({ length: count }, (_, place) => `${prefix}${place}`);

type Found = { readonly id: string; readonly status: string } | null;

const CALLS = 'query ($r: [_Any!]!) { _entities(representations: $r) { ... on Call { id status } } }';
const AT_ONCE = 50;
const LATEST_MS = 60_000;

/** The calls of these names, once all of them are as they are to be. */
async function callsOf(url: string, names: readonly string[], isReady: (call: Found) => boolean): Promise<Found[]> {
  const found: Found[] = [];
  const latest = performance.now() + LATEST_MS;
  while (found.length < names.length) {
    const r = names
      .slice(found.length, found.length + AT_ONCE)
      .map((vendorCallId) => ({ __typename: 'Call', vendor: 'INTERLINE', vendorCallId }));
    const { _entities } = await ask<{ _entities: Found[] }>(url, CALLS, { r }, 'voice:read');
    if (_entities.every(isReady)) found.push(..._entities);
    else if (performance.now() > latest) throw new Error(`${names[found.length]} is not as it is to be.`);
  }
  return found;
}

/** Waits until the last calls of a slice are over. */
async function allOver(url: string, prefix: string, count: number): Promise<void> {
  await callsOf(url, namesOf(prefix, count).slice(-CONNECTIONS), (call) => call?.status === 'COMPLETED');
}

/** How many events the pushes of the first slice came to, for each. */
async function eventsOf({ subscribers, servers }: Run, concerned: number): Promise<number> {
  await subscribers.run({ kind: 'await', name: 'service', messages: concerned });
  await allOver(servers.service.url, `own-${uses}-0-`, concerned);
  let before = -1;
  for (;;) {
    const { messages } = await subscribers.run({ kind: 'count', name: 'service' });
    if (messages === before) return messages / concerned;
    before = messages;
    await new Promise((resolve) => setTimeout(resolve, 300));
  }
}
