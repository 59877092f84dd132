import type { AddressInfo } from 'node:net';
import fastify from 'fastify';
import type { Binding } from '../../src/domain/binding.ts';
import type { Call } from '../../src/domain/call.ts';
import type { Caller } from '../../src/domain/caller.ts';
import { maskPhoneNumber } from '../../src/domain/phone-number.ts';
import type { OperationName } from '../graphql/operations.ts';
import { listening } from '../processes/peer.ts';
import { openStorePeer } from './over-store.ts';

/** The limit: what a handler costs that knows the three answers by heart, over the same store, without GraphQL. */
const { services, callerOf } = await openStorePeer();
const { store, accounts } = services;

type Show = (number: string | undefined) => string | null;

const time = (at: number | undefined) => (at === undefined ? null : new Date(at).toISOString());
const seconds = (value: number | undefined) => (value === undefined ? null : Math.round(value));
const shown =
  ({ scopes }: Caller): Show =>
  (number) => {
    if (number === undefined) return null;
    return scopes.has('voice:pii') ? number : maskPhoneNumber(number);
  };

const bindingOf = ({ id, mode, status, reference, terms, createdAt }: Binding, show: Show) => ({
  id,
  mode,
  status,
  reference: reference ?? null,
  numberA: show(terms.numberA),
  numberB: show(terms.numberB),
  createdAt: time(createdAt),
});

async function page(after: string | undefined, show: Show): Promise<object> {
  const beyondId = after && Buffer.from(after, 'base64url').toString('utf8').slice('edge:'.length);
  const { items, more } = await store.calls.page({}, { limit: 20, direction: 'forward', beyondId });
  const ids = new Set(items.flatMap(({ bindingId }) => (bindingId === undefined ? [] : [bindingId])));
  const bindings = new Map((await store.bindings.findMany([...ids])).map((binding) => [binding.id, binding]));
  const nodes = items.map((call) => {
    const binding = bindings.get(call.bindingId ?? '');
    const account = accounts.find(call.accountId);
    return {
      id: call.id,
      status: call.status,
      outcome: call.outcome ?? null,
      vendor: call.vendor,
      vendorCallId: call.vendorCallId,
      reference: call.reference ?? null,
      caller: show(call.caller),
      callee: show(call.callee),
      startedAt: time(call.startedAt),
      answeredAt: time(call.answeredAt),
      endedAt: time(call.endedAt),
      durationSeconds: seconds(call.seconds),
      binding: binding ? bindingOf(binding, show) : null,
      account: account ? { id: account.id, vendor: account.vendor } : null,
    };
  });
  const last = items.at(-1);
  const endCursor = last ? Buffer.from(`edge:${last.id}`).toString('base64url') : null;
  return { calls: { nodes, pageInfo: { hasNextPage: more, endCursor } } };
}

async function one(id: string, show: Show): Promise<object> {
  const call = await store.calls.find(id);
  if (!call) return { call: null };
  const { status, caller, callee, startedAt } = call;
  const durationSeconds = seconds(call.seconds);
  return {
    call: { id, status, caller: show(caller), callee: show(callee), startedAt: time(startedAt), durationSeconds },
  };
}

async function entities(representations: readonly { readonly id: string }[], show: Show): Promise<object> {
  const ids = representations.map(({ id }) => id);
  const calls = new Map((await store.calls.findMany(ids)).map((call) => [call.id, call]));
  const entity = ({ id, status, outcome, caller, callee, startedAt, endedAt, seconds: talked }: Call) => ({
    id,
    status,
    outcome: outcome ?? null,
    caller: show(caller),
    callee: show(callee),
    startedAt: time(startedAt),
    endedAt: time(endedAt),
    durationSeconds: seconds(talked),
  });
  return {
    _entities: ids.map((id) => {
      const call = calls.get(id);
      return call ? entity(call) : null;
    }),
  };
}

interface Body {
  readonly operationName: OperationName;
  readonly variables: { after?: string; id?: string; representations?: readonly { id: string }[] };
}

const ANSWERS: Record<OperationName, (variables: Body['variables'], show: Show) => Promise<object>> = {
  Q1: ({ after }, show) => page(after, show),
  Q2: ({ id = '' }, show) => one(id, show),
  Q3: ({ representations = [] }, show) => entities(representations, show),
};

const app = fastify();
app.post<{ Body: Body }>('/', async ({ body, headers }) => {
  const show = shown(callerOf(headers.authorization));
  return { data: await ANSWERS[body.operationName](body.variables, show) };
});
await app.listen({ port: 0, host: '127.0.0.1' });
listening(app.server.address() as AddressInfo);
