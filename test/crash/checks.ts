import { STATUS_OF_OUTCOME } from '../../src/domain/call.ts';
import { until } from '../support/until.ts';
import { listAll } from './ask.ts';
import { repeatAll } from './clients.ts';
import type { World } from './points.ts';
import { createSubscriber, firstDifference, type Subscriber, type Topic } from './subscriber.ts';
import type { Vendors } from './vendors.ts';

/** What was seen at the end, and each promise that was broken. */
export interface Findings {
  readonly figures: Readonly<Record<string, number>>;
  readonly violations: readonly string[];
}

interface StatusOf {
  readonly id: string;
  readonly status: string;
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
// Two subscriptions that are alike through so many looks have both come to the end.
const STILL_POLLS = 30;

/** Looks at everything once the load is over and the service runs; nothing may be under way. */
export async function findings(world: World): Promise<Findings> {
  const { host, clients, vendors, postman, releaser } = world;
  const violations: string[] = [];
  const claim = (promise: string, broken: readonly string[]) => {
    if (broken.length === 0) return;
    violations.push(`${promise}: ${broken.length} broken, as ${broken.slice(0, EXAMPLES).join(' | ')}`);
  };

  vendors.stopReports();
  const heard = vendors.requests;
  claim('the same key gives the same records', await repeatAll(host.url, clients.requests));
  claim('a repeated request reaches no vendor', vendors.requests > heard ? [`${vendors.requests - heard}`] : []);

  const notifications = new Set(vendors.notified);
  const expected = [...postman.acknowledged].filter((name) => !notifications.has(name));
  const calls = await listedCalls(host.url, expected.length);
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

  const bindings = await listAll<BindingRecord>(host.url, 'bindings', 'id status numberA failure { code }');
  claim('a binding is honest about its fate', dishonestBindings(bindings, vendors.executions, releaser.released));
  claim('a binding that was released is gone at the vendor', stillThere(vendors, releaser.released));
  const messages = await listAll<MessageRecord>(
    host.url,
    'voiceMessages',
    'id status recipient vendorMessageId outcome',
  );
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
  const differences = await differencesOfSubscriber(world, [...calls, ...bindings, ...messages]);
  claim('a subscriber misses, repeats and reorders nothing', differences);
  claim('no answer is an error', clients.faults);
  claim('no process ends by itself', host.fallen);

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
      'events seen': seenBy(world.subscriber),
    },
  };
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
    const honest = allowed.includes(status) && ['ACTIVE', 'RELEASED'].includes(status) === (failure === null);
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

/** Compares what the resuming subscriber saw with a subscription that begins at the beginning. */
async function differencesOfSubscriber({ host, subscriber }: World, records: readonly StatusOf[]): Promise<string[]> {
  const fresh = createSubscriber();
  // Once more from its last cursor: who fell behind under the load was cut off.
  await subscriber.disconnect();
  await subscriber.connect(host.url);
  await fresh.connect(host.url);
  const before = seenBy(subscriber);
  let alike = 0;
  await until(
    'both subscriptions to stand still at the same place',
    async () => {
      alike = fresh.fresh === before + subscriber.fresh ? alike + 1 : 0;
      return alike === STILL_POLLS;
    },
    WAIT_MS,
  ).catch(() => undefined);
  await Promise.all([fresh.disconnect(), subscriber.disconnect()]);
  const parted = (Object.keys(fresh.seen) as Topic[]).flatMap((topic) => {
    const difference = firstDifference(subscriber.seen[topic], fresh.seen[topic]);
    return difference === undefined ? [] : [`${topic} ${difference}`];
  });
  const last = new Map(Object.values(fresh.seen).flatMap((lines) => lines.map(endOf)));
  const untold = records.filter(({ id, status }) => last.get(id) !== status);
  return [...parted, ...untold.map(({ id, status }) => `${id} is ${status}, told ${last.get(id)}`)];
}

const seenBy = ({ seen }: Subscriber) => Object.values(seen).reduce((sum, { length }) => sum + length, 0);

/** The record of a line, and the status that it had then. */
function endOf(line: string): [id: string, status: string] {
  const [, id = '', , status = ''] = line.split(' ');
  return [id, status];
}
