import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { RELEASE } from '../support/documents.ts';
import { ACCOUNT, bearer, PRODUCTION } from '../support/production.ts';
import { ROADS, type Watching } from '../support/roads.ts';
import { startRouter, type TestRouter } from '../support/router.ts';
import { bind, dial } from '../support/sandbox.ts';
import { type RunningService, startService, temporaryFolder } from '../support/service.ts';
import { until } from '../support/until.ts';
import { PRINTED_PUSH, push } from '../support/winnerlook.ts';

const WATCH = 'subscription ($after: Cursor) { callStatusChanged(after: $after) { cursor call { vendorCallId } } }';
const UNDER_WAY = new Set(['INITIATED', 'RINGING', 'IN_PROGRESS']);
const READ = { scope: 'voice:read' };

interface Change {
  readonly cursor: string;
  readonly status: string;
  readonly call: { readonly vendorCallId: string };
}

interface Nested {
  readonly call: { readonly binding: { readonly id: string; readonly status: string } };
}

let router: TestRouter;
let folder: Awaited<ReturnType<typeof temporaryFolder>>;

const start = (settings: Record<string, string> = {}, path = folder.path): Promise<RunningService> =>
  startService(path, { ...PRODUCTION, ROUTER_CALLBACK_URLS: router.callbackUrl, ...settings }, [ACCOUNT]);

/** A service of its own, for a test that sets or ends it. */
const startAlone = (settings?: Record<string, string>) => inFolder((path) => start(settings, path));

/** One with simulated vendors, whose calls take two seconds. */
const startSandbox = () =>
  inFolder((path) => startService(path, { SANDBOX_SPEED: '18', ROUTER_CALLBACK_URLS: router.callbackUrl }));

async function inFolder(open: (path: string) => Promise<RunningService>) {
  const own = await temporaryFolder();
  const service = await open(own.path);
  return {
    ...service,
    [Symbol.asyncDispose]: async () => {
      await service[Symbol.asyncDispose]();
      await own[Symbol.asyncDispose]();
    },
  };
}

let calls = 0;

/** Has the vendor tell of a new call; gives the vendor's id for it. */
async function aCall(service: RunningService): Promise<string> {
  const id = `call-${++calls}`;
  await push(service.url, PRINTED_PUSH.replace('17090892ea7c49418bffb0732237a03e', id));
  return id;
}

/** All changes until the last one of a call. */
async function untilAll(watching: Watching<Change>, vendorCallId: string | undefined): Promise<Change[]> {
  const changes: Change[] = [];
  for (;;) {
    const change = await watching.next();
    changes.push(change);
    if (change.call.vendorCallId === vendorCallId && !UNDER_WAY.has(change.status)) return changes;
  }
}

/** How many subscriptions a service follows, as its figures say. */
async function followed(service: RunningService): Promise<number> {
  const text = await (
    await fetch(`${service.url}/metrics`, { headers: await bearer({ scope: 'voice:admin' }) })
  ).text();
  return Number(/^voice_subscriptions (\d+)/m.exec(text)?.[1]);
}

describe.each(ROADS)('a subscription over %s', (_name, subscribe) => {
  let service: RunningService;

  beforeAll(async () => {
    router = await startRouter();
    folder = await temporaryFolder();
    service = await start();
  });

  afterAll(async () => {
    await service[Symbol.asyncDispose]();
    await folder[Symbol.asyncDispose]();
    await router[Symbol.asyncDispose]();
  });

  test('gives events in order, and after a cursor what was missed first', async () => {
    const headers = await bearer(READ);
    const { url } = service;
    using watching = await subscribe<Change>({ url, query: WATCH, headers }, router);
    const ids = [await aCall(service), await aCall(service), await aCall(service)];
    const changes = await untilAll(watching, ids.at(-1));
    expect([...new Set(changes.map(({ call }) => call.vendorCallId))]).toEqual(ids);
    expect(new Set(changes.map(({ cursor }) => cursor)).size).toBe(changes.length);

    const variables = { after: changes[0]?.cursor };
    using resumed = await subscribe<Change>({ url, query: WATCH, variables, headers }, router);
    expect(await untilAll(resumed, ids.at(-1))).toEqual(changes.slice(1));
    const later = await aCall(service);
    const live = await untilAll(resumed, later);
    const cursors = [...changes, ...live].map(({ cursor }) => cursor);
    expect(new Set(cursors).size).toBe(cursors.length);
  });

  test.each([
    ['without a token', WATCH, {}, undefined, 'UNAUTHENTICATED'],
    ['with a token that is none', WATCH, {}, { authorization: 'Bearer none' }, /UNAUTHENTICATED|CUT/],
    ['without the scope', WATCH, {}, { scope: 'voice:write' }, 'FORBIDDEN'],
    ['with a cursor that is none', WATCH, { after: 'none' }, READ, /CURSOR_INVALID|BAD_USER_INPUT/],
    ['that the schema does not have', 'subscription { nothing }', {}, READ, 'GRAPHQL_VALIDATION_FAILED'],
    ['that cannot be read', 'subscription {', {}, READ, 'GRAPHQL_PARSE_FAILED'],
    [
      'that is too deep',
      `subscription { callStatusChanged { call { ${'binding { account { '.repeat(6)} id ${'} }'.repeat(6)} } } }`,
      {},
      READ,
      /QUERY_TOO_DEEP|GRAPHQL_VALIDATION_FAILED/,
    ],
    [
      'that costs too much',
      'subscription { callStatusChanged { call { binding { a: calls(first: 100) { nodes { binding { calls(first: 100) { nodes { id } } } } } } } } }',
      {},
      READ,
      'QUERY_TOO_EXPENSIVE',
    ],
  ])('is refused %s', async (_what, query, variables, claims, code) => {
    const headers = claims && 'authorization' in claims ? claims : claims && (await bearer(claims));
    const refused = subscribe({ url: service.url, query, variables, ...(headers ? { headers } : {}) }, router);
    const ending = await refused.then(
      ({ over }) => over,
      () => 'CUT',
    );
    if (typeof code === 'string') expect(ending).toBe(code);
    else expect(ending).toMatch(code);
  });

  test('shows each event with other records as they are then', async () => {
    await using sandbox = await startSandbox();
    await bind(sandbox, 'acct_sandbox_interline', '17100000042');
    const query = 'subscription { callStatusChanged { call { status binding { id status } } } }';
    using watching = await subscribe<Nested>({ url: sandbox.url, query }, router);
    expect(await dial(sandbox.url, { from: '13800138000', to: '17100000042' })).toMatchObject({ routed: true });
    const { call } = await watching.next();
    expect(call.binding.status).toBe('ACTIVE');
    await sandbox.query(RELEASE, { id: call.binding.id });
    await until('the event after the release', async () => (await watching.next()).call.binding.status === 'RELEASED');
  });

  test('ends within a second when its token expires', async () => {
    const headers = await bearer(READ, Math.floor(Date.now() / 1_000) + 2);
    using watching = await subscribe({ url: service.url, query: WATCH, headers }, router);
    const expiresAt = (Math.floor(Date.now() / 1_000) + 2) * 1_000;
    expect(await watching.over).toBe('UNAUTHENTICATED');
    expect(Date.now()).toBeLessThan(expiresAt + 1_000);
  });

  test('counts for its caller until it is left', async () => {
    await using own = await startAlone({ LIMIT_SUBSCRIPTIONS_PER_CALLER: '2' });
    const asked = { url: own.url, query: WATCH, headers: await bearer(READ) };
    using _first = await subscribe(asked, router);
    using second = await subscribe<Change>(asked, router);
    await until('two subscriptions', async () => (await followed(own)) === 2);

    using third = await subscribe(asked, router);
    expect(await third.over).toBe('TOO_MANY_SUBSCRIPTIONS');

    second[Symbol.dispose]();
    // A router that was left says so when it is next sent something.
    await aCall(own);
    await until('the first alone', async () => (await followed(own)) === 1);
    using fourth = await subscribe<Change>(asked, router);
    const id = await aCall(own);
    expect((await fourth.next()).call.vendorCallId).toBe(id);
  });

  test('is told to connect again when the service ends, which does not wait for it', async () => {
    await using own = await startAlone();
    const asked = { url: own.url, query: WATCH, headers: await bearer(READ) };
    using watching = await subscribe<Change>(asked, router);
    await until('the subscription', async () => (await followed(own)) === 1);
    const ended = own.stop();
    expect(await watching.over).toBe('SERVICE_RESTARTING');
    expect(await ended).toBe(0);
  });

  test('is cut off when it takes nothing while events come, and not before', async () => {
    await using own = await startAlone();
    const headers = await bearer(READ);
    // Some 20 kB an event, so that what the system keeps for a reader is soon full.
    const wide = Array.from(
      { length: 40 },
      (_, index) =>
        `c${index}: call { id vendorCallId status outcome startedAt endedAt answeredAt createdAt updatedAt vendorText vendorCode }`,
    );
    const query = `subscription { callStatusChanged { cursor ${wide.join(' ')} } }`;
    using watching = await subscribe<Change>({ url: own.url, query, headers }, router);
    await aCall(own);
    await watching.next();
    watching.pause();
    for (let burst = 0; burst < 8; burst++) await Promise.all(Array.from({ length: 50 }, () => aCall(own)));
    await until('the end of the subscription', async () => (await followed(own)) === 0, 20_000);
    watching.resume();
    expect(await watching.over).toMatch(/^(SUBSCRIBER_TOO_SLOW|CUT)$/);
  });
});
