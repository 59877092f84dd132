import { pino } from 'pino';
import { startSandbox } from '../../src/sandbox/sandbox.ts';
import { quartilesOf } from '../figures.ts';
import type { Metered } from '../processes/metered.ts';
import { ACCOUNT, ask, startService } from '../processes/service.ts';
import type { Detail } from '../report/report.ts';
import { pushOf } from '../scale/pushes.ts';
import { seeded } from '../slices.ts';
import { temporaryFolder } from '../stores/folder.ts';
import { type Drawn, MUTATIONS, type Operation, QUERIES, simulatedId } from './operations.ts';

/** A filled database, for a service to be started over it. */
export interface Filled {
  readonly url: string;
  readonly callIds: readonly string[];
}

/** The ratio of the dearest operation, and that of each. */
export interface Flatness {
  readonly worst: number;
  readonly details: readonly Detail[];
}

/** A service over a filled database, and what is drawn from it. */
interface Sized {
  readonly server: Metered;
  draw(operation: Operation): Promise<Drawn>;
}

const SCOPES = 'voice:read voice:write voice:pii voice:admin';
const SEED = 16;
// Looked up beforehand, anywhere in the store.
const KNOWN = 60;
// What differs by more than this is measured again, and all of its samples count.
const DOUBTFUL = 1.2;

/** What every operation costs over a large store against a small one, through the API, in alternation. */
export async function measureFlatness(
  engine: string,
  stores: readonly [Filled, Filled],
  samples: number,
): Promise<Flatness> {
  await using cleaning = new AsyncDisposableStack();
  const folder = cleaning.use(await temporaryFolder());
  const sandbox = await startSandbox({
    publicUrl: () => 'http://127.0.0.1:9',
    folder: undefined,
    speed: Number.POSITIVE_INFINITY,
    log: pino({ level: 'silent' }),
  });
  cleaning.defer(() => sandbox.close());
  // The account of the stored calls is one at the simulated vendor.
  const accounts = sandbox.accounts.map((account) => ({
    ...account,
    id: account.vendor === ACCOUNT.vendor ? ACCOUNT.id : simulatedId(account.id),
    callback: ACCOUNT.callback,
  }));
  const counter = { count: 0 };
  const [small, large] = [await open(stores[0]), await open(stores[1])];
  async function open({ url, callIds }: Filled): Promise<Sized> {
    const server = await startService({ folder: folder.path, databaseUrl: url, accounts });
    cleaning.use(server);
    return { server, draw: await drawerOf(server.url, callIds, counter, FREE_NUMBERS.shift() ?? '') };
  }
  const details: Detail[] = [];
  for (const [field, operations] of Object.entries({ ...QUERIES, ...MUTATIONS })) {
    for (const [way, operation] of operations.entries()) {
      const value = await ratioOf(operation, small, large, samples);
      const about = operations.length === 1 ? field : `${field} (${way + 1})`;
      details.push({ about: `${engine}: ${about}, large ÷ small`, value, unit: '' });
    }
  }
  return { worst: Math.max(...details.map(({ value }) => value)), details };
}

async function ratioOf(operation: Operation, small: Sized, large: Sized, samples: number): Promise<number> {
  const times = { small: [] as number[], large: [] as number[] };
  const median = () => quartilesOf(times.large).median / quartilesOf(times.small).median;
  const measure = async (count: number, isKept: boolean) => {
    for (let sample = 0; sample < count; sample++) {
      const [first, second] = sample % 2 === 0 ? ([small, large] as const) : ([large, small] as const);
      const [one, other] = [await timeOf(operation, first), await timeOf(operation, second)];
      if (!isKept) continue;
      times.small.push(sample % 2 === 0 ? one : other);
      times.large.push(sample % 2 === 0 ? other : one);
    }
  };
  await measure(Math.ceil(samples / 8), false);
  await measure(samples, true);
  if (median() > DOUBTFUL) await measure(2 * samples, true);
  return median();
}

/** Milliseconds that one request takes. Throws where it is refused: the figure would be that of a refusal. */
async function timeOf(operation: Operation, { server, draw }: Sized): Promise<number> {
  const drawn = await draw(operation);
  const variables = operation.variables(drawn);
  const started = performance.now();
  const data = await ask<Record<string, Payload | null>>(server.url, operation.query, variables, SCOPES);
  const took = performance.now() - started;
  const [payload] = Object.values(data);
  if (payload?.userErrors?.length) throw new Error(`${operation.query}: ${JSON.stringify(payload.userErrors)}`);
  // A number of the pool is free again for the next.
  if (payload?.binding?.id && !operation.releases) await release(server.url, payload.binding.id);
  return took;
}

interface Payload {
  readonly binding?: { readonly id: string } | null;
  readonly numberGroup?: { readonly id: string } | null;
  readonly voiceMessages?: readonly { readonly id: string }[];
  readonly userErrors?: readonly object[];
}

const mutationOf = (name: string): Operation => {
  const [operation] = MUTATIONS[name] ?? [];
  if (!operation) throw new Error(`${name} is not in the list.`);
  return operation;
};

async function carryOut(url: string, name: string, drawn: Drawn, change: object = {}): Promise<Payload> {
  const operation = mutationOf(name);
  const { input } = operation.variables(drawn);
  const variables = { input: { ...(input as object), ...change } };
  const data = await ask<Record<string, Payload>>(url, operation.query, variables, SCOPES);
  const payload = data[name];
  if (!payload || payload.userErrors?.length) throw new Error(`${name}: ${JSON.stringify(payload)}`);
  return payload;
}

async function release(url: string, bindingId: string): Promise<void> {
  await carryOut(url, 'releaseBinding', { freshBindingId: bindingId } as Drawn);
}

type Known = Pick<Drawn, 'callId' | 'vendorCallId' | 'bindingId' | 'reference' | 'caller' | 'createdAt'>;

const KNOWN_QUERY = `query ($id: ID!) {
  call(id: $id) { vendorCallId reference caller createdAt binding { id } }
}`;

// Of the simulated vendor's pool, and none of those that requests draw.
const FREE_NUMBERS = ['17000000001', '17000000002', '17000000003', '17000000004'];
// As long as any run.
const HOUR_SECONDS = 3_600;

/** Draws records from anywhere in a store, the same in each run. */
async function drawerOf(
  url: string,
  callIds: readonly string[],
  counter: { count: number },
  numberX: string,
): Promise<(operation: Operation) => Promise<Drawn>> {
  const random = seeded(SEED);
  const known: Known[] = [];
  for (let drawn = 0; drawn < KNOWN; drawn++) {
    const id = callIds[Math.floor(random() * callIds.length)] ?? '';
    const { call } = await ask<{ call: Omit<Known, 'callId' | 'bindingId'> & { binding: { id: string } } }>(
      url,
      KNOWN_QUERY,
      { id },
      SCOPES,
    );
    known.push({ ...call, callId: id, bindingId: call.binding.id });
  }
  const next = (): Drawn => {
    const some = known[Math.floor(random() * known.length)] as Known;
    const none = { groupId: '', messageId: '', deliveryId: '', freshBindingId: '' };
    return { ...some, ...none, numberX, count: ++counter.count };
  };
  const group = await carryOut(url, 'upsertNumberGroup', next(), { groupId: undefined, accountId: ACCOUNT.id });
  const sent = await carryOut(url, 'sendVoiceNotification', next());
  await carryOut(url, 'createAxybBinding', next(), { numberX, autoAssignY: false, lifetimeSeconds: HOUR_SECONDS });
  const made = {
    groupId: group.numberGroup?.id ?? '',
    messageId: sent.voiceMessages?.[0]?.id ?? '',
    deliveryId: await pushOnce(url),
  };
  return async (operation) => {
    const drawn = { ...next(), ...made };
    if (!operation.releases) return drawn;
    const { binding } = await carryOut(url, 'createAxbBinding', { ...drawn, count: ++counter.count });
    return { ...drawn, freshBindingId: binding?.id ?? '' };
  };
}

/** Pushes the result of a call; gives the id of the delivery. */
async function pushOnce(url: string): Promise<string> {
  const response = await fetch(`${url}/callbacks/${ACCOUNT.id}/${ACCOUNT.callback.token}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: pushOf(`flat-${process.pid}-${Date.now()}`, 1) as BodyInit,
  });
  if (response.status !== 200) throw new Error(`The push was answered with ${response.status}.`);
  const query = '{ deliveries(first: 1) { nodes { id } } }';
  const { deliveries } = await ask<{ deliveries: { nodes: { id: string }[] } }>(url, query, {}, SCOPES);
  return deliveries.nodes[0]?.id ?? '';
}
