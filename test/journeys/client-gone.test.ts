import { fork } from 'node:child_process';
import { once } from 'node:events';
import { request } from 'node:http';
import { expect, test } from 'vitest';
import { openSlowPeer } from '../crash/slow-peer.ts';
import type { Told } from '../support/counted-api.ts';
import { bearer, PRODUCTION } from '../support/production.ts';
import { startService, temporaryFolder } from '../support/service.ts';
import { until } from '../support/until.ts';
import { startWinnerlook, TOKEN, winnerlookAccount } from '../support/winnerlook.ts';

/** Begins a request and gives how to leave before its answer. */
function begin(url: string, query: string, more: Record<string, string> = {}) {
  const asked = request(`${url}/graphql`, { method: 'POST', headers: { 'content-type': 'application/json', ...more } });
  asked.on('error', () => undefined);
  asked.end(JSON.stringify({ query }));
  return { leave: () => asked.destroy(), closed: new Promise<void>((resolve) => asked.once('close', resolve)) };
}

/** The API in a process of its own, whose reads of calls wait for `release` and are counted. */
async function openCounted() {
  const child = fork('test/support/counted-api.ts', { stdio: 'inherit' });
  const told: Told[] = [];
  child.on('message', (message) => told.push(message as Told));
  const tells = <Key extends string>(key: Key) =>
    until(`what the process tells of ${key}`, async () => told.find((each) => key in each), 30_000);
  return {
    url: ((await tells('url')) as { url: string }).url,
    gone: () => tells('gone'),
    release: async () => {
      child.send('release');
      await tells('settled');
    },
    reads: () => told.filter((each) => 'reads' in each).length,
    [Symbol.asyncDispose]: async () => {
      const ended = once(child, 'exit');
      child.disconnect();
      await ended;
    },
  };
}

// A list of calls, and below each of them the calls of its account: a second read, which needs the first.
const NESTED = '{ calls(first: 1) { nodes { account { calls(first: 1) { nodes { id } } } } } }';

test('a client that stays has all of it read', async () => {
  await using api = await openCounted();
  const answering = fetch(`${api.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query: NESTED }),
  });
  await until('the first read', async () => api.reads() === 1);
  await api.release();
  const id = expect.stringMatching(/^call_/);
  expect(await (await answering).json()).toEqual({
    data: { calls: { nodes: [{ account: { calls: { nodes: [{ id }] } } }] } },
  });
  expect(api.reads()).toBe(2);
});

test('a client that goes away costs no read beyond the one that is under way', async () => {
  await using api = await openCounted();
  const { leave } = begin(api.url, NESTED);
  await until('the first read', async () => api.reads() === 1);
  leave();
  await api.gone();
  await api.release();
  expect(api.reads()).toBe(1);
});

test('a send that was begun is finished and recorded though its client has gone, and the one behind it is not begun', async () => {
  const held = Promise.withResolvers<void>();
  const vendor = await startWinnerlook();
  await using line = await openSlowPeer(vendor.baseUrl, () => held.promise);
  await using folder = await temporaryFolder();
  // What one caller has under way tells when the service has noticed that the client is gone.
  const settings = { SANDBOX: 'on', AUTH_SECRET: PRODUCTION.AUTH_SECRET, LIMIT_OPERATIONS_PER_CALLER: '1' };
  const headers = await bearer({ scope: 'voice:read voice:write' });
  await using service = await startService(folder.path, settings, [
    winnerlookAccount(line.baseUrl, { id: 'acct_one', callback: { token: TOKEN }, timeouts: { total: 20_000 } }),
  ]);
  const bind = (name: string) =>
    `${name}: createAxbBinding(input: { idempotencyKey: "${name}", accountId: "acct_one", reference: "${name}", numberA: "13800138000", numberB: "13900139000" }) { binding { id } userErrors { code } }`;
  const { leave, closed } = begin(service.url, `mutation { ${bind('first')} ${bind('second')} }`, headers);
  await until('the request at the vendor', async () => line.held === 1);
  leave();
  await closed;
  await until('the end of the request', async () => !(await service.query('{ __typename }', {}, headers)).errors);
  held.resolve();

  const statusOf = async (reference: string) => {
    const query =
      'query ($reference: String!) { bindings(first: 1, filter: { reference: $reference, accountId: "acct_one" }) { nodes { status } } }';
    const { data } = await service.query<{ bindings: { nodes: { status: string }[] } }>(query, { reference }, headers);
    return data.bindings.nodes[0]?.status;
  };
  await until('the binding', async () => (await statusOf('first')) === 'ACTIVE');
  expect(await service.stop()).toBe(0);
  expect(vendor.recorded).toHaveLength(1);
  await vendor.close();
});
