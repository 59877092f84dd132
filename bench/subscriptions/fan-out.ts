import { setTimeout as delay } from 'node:timers/promises';
import { quartilesOf } from '../figures.ts';
import type { Metered } from '../processes/metered.ts';
import { TWICE_TOLD } from '../processes/service.ts';
import type { Detail } from '../report/report.ts';
import { inSlices, ratios } from '../slices.ts';
import { OVER, WATCH } from './pushes.ts';
import { type Run, trigger } from './servers.ts';

/** What a slice of one server came to. */
interface Slice {
  /** Microseconds of the server's processor time for one message. */
  readonly cpu: number;
  /** Messages a second. */
  readonly rate: number;
}

export interface FanOut {
  readonly toBare: readonly number[];
  readonly toStock: readonly number[];
  readonly details: readonly Detail[];
}

const NAMES = ['service', 'stock', 'bare'] as const;
// So many messages a slice that processor time is counted in tenths of a second.
const MESSAGES = 20_000;
const SETTLED_MS = 300;

let publications = 0;

/** One event after another to subscribers that all want every call of one account. */
export async function measureFanOut(run: Run, count: number): Promise<FanOut> {
  const { servers, subscribers } = run;
  const variables = Array.from({ length: count }, () => ({ filter: { accountId: TWICE_TOLD.id } }));
  const { authorization } = run;
  for (const name of NAMES) {
    await subscribers.run({ kind: 'open', name, url: servers[name].url, authorization, query: WATCH, variables });
  }
  // What one push makes of events is the service's own affair: the peers then publish as many, as long.
  const { messages, sample } = await firstPush(run, count);
  const events = messages / count;
  if (!Number.isInteger(events)) throw new Error(`${messages} messages came to ${count} subscribers.`);
  const triggers = {
    service: OVER,
    stock: { path: '/', body: JSON.stringify({ events }) },
    bare: { path: '/', body: JSON.stringify({ events, frame: sample }) },
  };
  const pushes = run.quick ? 2 : Math.ceil(MESSAGES / count / events);
  const come = { service: messages, stock: 0, bare: 0 };
  const slice = (name: (typeof NAMES)[number]) => async (): Promise<Slice> => {
    const server: Metered = servers[name];
    const before = await server.usage();
    const started = performance.now();
    for (let push = 0; push < pushes; push++) {
      await trigger(run, server, triggers[name], { prefix: `fan-out-${++publications}-`, count: 1 });
      come[name] += events * count;
      await subscribers.run({ kind: 'await', name, messages: come[name] });
    }
    const seconds = (performance.now() - started) / 1_000;
    const after = await server.usage();
    const sent = pushes * events * count;
    return { cpu: (after.cpu - before.cpu) / sent, rate: sent / seconds };
  };
  const { service, stock, bare } = await inSlices(run.rounds, {
    service: slice('service'),
    stock: slice('stock'),
    bare: slice('bare'),
  });
  for (const name of NAMES) await subscribers.run({ kind: 'close', name });
  const cpu = (each: Slice) => each.cpu;
  const detail = (name: string, slices: readonly Slice[]): Detail[] => [
    { about: `fan-out to ${count}, ${name}`, value: quartilesOf(slices.map(cpu)).median, unit: 'µs a message' },
    {
      about: `fan-out to ${count}, ${name}: rate`,
      value: quartilesOf(slices.map(({ rate }) => rate)).median,
      unit: 'messages a second',
    },
  ];
  return {
    toBare: ratios(bare, service, cpu),
    toStock: ratios(stock, service, cpu),
    details: [...detail('service', service), ...detail('graphql-ws', stock), ...detail('bare ws.send', bare)],
  };
}

/** Pushes once and waits until no more messages come. */
async function firstPush(run: Run, count: number): Promise<{ messages: number; sample: string }> {
  const { servers, subscribers } = run;
  await delay(SETTLED_MS);
  await trigger(run, servers.service, OVER, { prefix: `first-${++publications}-`, count: 1 });
  let { messages, sample } = await subscribers.run({ kind: 'await', name: 'service', messages: count });
  for (;;) {
    await delay(SETTLED_MS);
    const now = await subscribers.run({ kind: 'count', name: 'service' });
    if (now.messages === messages) return { messages, sample };
    ({ messages, sample } = now);
  }
}
