import { STATUS_OF_OUTCOME } from '../../src/domain/call.ts';
import { until } from '../support/until.ts';
import { listAll } from './ask.ts';
import { type Clients, repeatAll } from './clients.ts';
import { differences, type StatusOf, seenBy } from './differences.ts';
import type { Postman } from './postman.ts';
import type { Releaser } from './releaser.ts';
import type { Subscriber } from './subscriber.ts';
import type { Vendors } from './vendors.ts';

/** All that took part, once the load is over. */
export interface Scene {
  /** Of every process. */
  readonly urls: readonly [string, ...string[]];
  /** What processes printed that ended by themselves. */
  readonly fallen: readonly string[];
  readonly vendors: Vendors;
  readonly postman: Postman;
  readonly clients: Clients;
  readonly releaser: Releaser;
  readonly subscribers: readonly Subscriber[];
}

/** What was seen at the end, and each promise that was broken. */
export interface Findings {
  readonly figures: Readonly<Record<string, number>>;
  readonly violations: readonly string[];
}

interface BindingRecord extends StatusOf {
  readonly failure: { readonly code: string } | null;
  readonly numberA: string;
}

interface MessageRecord extends StatusOf {
  readonly recipient: string;
  readonly vendorMessageId: string | null;
  readonly outcome: string | null;
}

const WAIT_MS = 60_000;
// A list of violations is for a person to read.
const EXAMPLES = 5;

/** Looks at everything once the load is over and the service runs; nothing may be under way. */
export async function findings(scene: Scene): Promise<Findings> {
  const { urls, clients, vendors, postman, releaser } = scene;
  const [url] = urls;
  // Every request is repeated at the process after the one before.
  let turn = 0;
  const door = () => urls[turn++ % urls.length] ?? url;
  const violations: string[] = [];
  const claim = (promise: string, broken: readonly string[]) => {
    if (broken.length === 0) return;
    violations.push(`${promise}: ${broken.length} broken, as ${broken.slice(0, EXAMPLES).join(' | ')}`);
  };

  vendors.stopReports();
  await nothingUnderWay(url);
  const heard = vendors.requests;
  claim('the same key gives the same records', await repeatAll(door, clients.requests));
  claim('a repeated request reaches no vendor', vendors.requests > heard ? [`${vendors.requests - heard}`] : []);

  const notifications = new Set(vendors.notified);
  const expected = [...postman.acknowledged].filter((name) => !notifications.has(name));
  const calls = await listedCalls(url, expected.length);
  const times = new Map<string, number>();
  for (const { vendorCallId } of calls) times.set(vendorCallId, (times.get(vendorCallId) ?? 0) + 1);
  claim(
    'an acknowledged push is a call',
    expected.filter((name) => !times.has(name)),
  );
  claim(
    'a call is there once',
    [...times].filter(([, count]) => count > 1).map(([name]) => name),
  );
  claim('a call ends as it ended at the vendor', wrongEnds(calls, vendors.dialled));
  claim(
    'a call is linked to its binding',
    calls.filter(({ binding }) => binding === null).map(({ id }) => id),
  );
  claim(
    'nothing is executed twice',
    [...vendors.executions].filter(([, count]) => count > 1).map(([number]) => number),
  );

  const bindings = await listAll<BindingRecord>(url, 'bindings', 'id status numberA failure { code }');
  claim('a binding is honest about its fate', dishonestBindings(bindings, vendors.executions, releaser.released));
  claim('a binding that was released is gone at the vendor', stillThere(vendors, releaser.released));
  const messages = await listAll<MessageRecord>(url, 'voiceMessages', 'id status recipient vendorMessageId outcome');
  claim('a message is honest about its fate', dishonestMessages(messages, vendors.executions));
  const unreported = messages.filter(
    ({ vendorMessageId: name, outcome }) => name !== null && clients.pulled.has(name) && outcome === null,
  );
  claim(
    'a report that was pulled is applied',
    unreported.map(({ id }) => id),
  );
  claim(
    'every number of a request is in one record',
    missing(
      clients.requests.flatMap(({ numbers }) => numbers),
      [...bindings.map(({ numberA }) => numberA), ...messages.map(({ recipient }) => recipient)],
    ),
  );
  claim(
    'a subscriber misses, repeats and reorders nothing',
    await differences(urls, scene.subscribers, [...calls, ...bindings, ...messages]),
  );
  claim('no answer is an error', clients.faults);
  claim('no process ends by itself', scene.fallen);

  const count = <Item extends { status: string }>(items: readonly Item[], status: string) =>
    items.filter((item) => item.status === status).length;
  return {
    violations,
    figures: {
      'acknowledged pushes': postman.acknowledgements,
      'calls acknowledged': expected.length,
      calls: calls.length,
      requests: clients.requests.length,
      executions: [...vendors.executions.values()].reduce((sum, times_) => sum + times_, 0),
      'bindings active': count(bindings, 'ACTIVE'),
      'bindings unknown': count(bindings, 'UNKNOWN'),
      'bindings released': count(bindings, 'RELEASED'),
      'bindings failed': count(bindings, 'FAILED'),
      messages: messages.length,
      'messages delivered': count(messages, 'DELIVERED'),
      'messages failed': count(messages, 'FAILED'),
      'messages unknown': count(messages, 'UNKNOWN'),
      'reports handed out': vendors.handedOut.length,
      'events seen': scene.subscribers.reduce((sum, subscriber) => sum + seenBy(subscriber), 0),
    },
  };
}

/** Waits until what processes left that are gone is settled: within their lease, and the time to send it. */
async function nothingUnderWay(url: string): Promise<void> {
  const isUnderWay = ({ status }: StatusOf) => status === 'SUBMITTING' || status === 'CREATING';
  await until(
    'what is under way to be settled',
    async () => {
      const lists = ['bindings', 'voiceMessages'].map((list) => listAll<StatusOf>(url, list, 'id status'));
      // A connection that was cut is answered by an error once: that says nothing of what is under way.
      const listed = await Promise.allSettled(lists);
      return listed.every((list) => list.status === 'fulfilled' && !list.value.some(isUnderWay));
    },
    WAIT_MS,
    // The claims below name what is not.
  ).catch(() => undefined);
}

interface CallRecord extends StatusOf {
  readonly binding: { readonly id: string } | null;
  readonly vendorCallId: string;
}

/** All calls, once there are so many; what has come in is still being applied. */
async function listedCalls(url: string, expected: number): Promise<CallRecord[]> {
  const list = () => listAll<CallRecord>(url, 'calls', 'id status vendorCallId binding { id }');
  let calls = await list();
  await until(
    'the calls to be applied',
    async () => {
      if (calls.length < expected) calls = await list();
      return calls.length >= expected;
    },
    WAIT_MS,
  ).catch(() => undefined);
  return calls;
}

function wrongEnds(calls: readonly CallRecord[], dialled: Vendors['dialled']): string[] {
  return calls.flatMap(({ id, status, vendorCallId }) => {
    const outcome = dialled.get(vendorCallId);
    const right = outcome && STATUS_OF_OUTCOME[outcome];
    return status === right ? [] : [`${id} is ${status}, at the vendor ${outcome}`];
  });
}

function dishonestBindings(
  bindings: readonly BindingRecord[],
  executions: ReadonlyMap<string, number>,
  released: ReadonlySet<string>,
): string[] {
  return bindings.flatMap(({ id, status, numberA, failure }) => {
    const inForce = released.has(numberA) ? ['RELEASED'] : ['ACTIVE', 'UNKNOWN'];
    const allowed = executions.has(numberA) ? inForce : ['FAILED', 'UNKNOWN'];
    const isWell = ['ACTIVE', 'RELEASED'].includes(status);
    const honest = allowed.includes(status) && isWell === (failure === null);
    const told = `${status} (${failure?.code ?? 'no failure'})`;
    return honest ? [] : [`${id} is ${told}, executed ${executions.get(numberA) ?? 0} times`];
  });
}

/** Numbers whose binding the vendor would still connect. */
function stillThere({ bound, winnerlook }: Vendors, released: ReadonlySet<string>): string[] {
  return bound
    .filter(({ numberA }) => released.has(numberA))
    .filter(
      ({ numberA, numberX }) => winnerlook.dial({ from: numberA, to: numberX, outcome: 'BUSY', seconds: 0 }).routed,
    )
    .map(({ numberA }) => numberA);
}

function dishonestMessages(messages: readonly MessageRecord[], executions: ReadonlyMap<string, number>): string[] {
  return messages.flatMap(({ id, status, recipient, outcome }) => {
    const executed = executions.has(recipient);
    const ended = ['DELIVERED', 'FAILED', 'TIMED_OUT'].includes(status);
    const honest =
      status === 'UNKNOWN' ||
      (executed ? status === 'ACCEPTED' || (ended && outcome !== null) : status === 'FAILED' && outcome === null);
    return honest ? [] : [`${id} is ${status} (${outcome}), executed ${executions.get(recipient) ?? 0} times`];
  });
}

/** Numbers that are in no record, or in several. */
function missing(numbers: readonly string[], recorded: readonly string[]): string[] {
  const times = new Map<string, number>();
  for (const number of recorded) times.set(number, (times.get(number) ?? 0) + 1);
  return numbers.filter((number) => times.get(number) !== 1);
}
