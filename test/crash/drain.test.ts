import { setTimeout as delay } from 'node:timers/promises';
import { expect, test } from 'vitest';
import WebSocket from 'ws';
import { WATCH_CALLS } from '../support/documents.ts';
import { temporaryFolder } from '../support/service.ts';
import { subscribe } from '../support/subscribe.ts';
import { until } from '../support/until.ts';
import { startWinnerlook, winnerlookAccount } from '../support/winnerlook.ts';
import { ask, listAll } from './ask.ts';
import { createChance } from './chance.ts';
import { SEND, startClients } from './clients.ts';
import { type Host, openHost } from './host.ts';
import { dialMany } from './points.ts';
import { hirePostman } from './postman.ts';
import { openSlowPeer } from './slow-peer.ts';
import { startVendors } from './vendors.ts';

const SERVICE_RESTART = 1012;
const WAIT_MS = 20_000;

/** Asks over a connection of its own; undefined where no server answers. */
const readiness = (url: string) =>
  fetch(`${url}/health/ready`, { headers: { connection: 'close' }, signal: AbortSignal.timeout(2_000) }).then(
    ({ status }) => status,
    () => undefined,
  );

/** The service over one simulated vendor, whose answers can be held back. */
async function openBench(env: Record<string, string> = {}) {
  const cleaning = new AsyncDisposableStack();
  const folder = cleaning.use(await temporaryFolder());
  const vendor = await startWinnerlook();
  cleaning.defer(() => vendor.close());
  const gate = { holds: undefined as Promise<void> | undefined };
  const peer = cleaning.use(await openSlowPeer(vendor.baseUrl, () => gate.holds));
  const host = cleaning.use(await openHost(folder.path, [winnerlookAccount(peer.baseUrl)], env));
  return { host, vendor, peer, gate, [Symbol.asyncDispose]: () => cleaning.disposeAsync() };
}

const notification = (idempotencyKey: string) => ({
  input: { idempotencyKey, accountId: 'acct_test', recipients: ['13800138000'], templateId: 'T1' },
});
interface Sent {
  readonly sendVoiceNotification: { readonly voiceMessages: readonly { id: string; status: string }[] };
}
const send = (host: Host, key: string) => ask<Sent>(host.url, SEND, notification(key));

test('after SIGTERM the service is unready first and still serves, then settles what is in flight and loses nothing', async () => {
  await using bench = await openBench({ SHUTDOWN_DELAY_SECONDS: '2' });
  const { host, vendor, peer, gate } = bench;
  await host.start();
  using watching = await subscribe(host.url, WATCH_CALLS);
  const answer = Promise.withResolvers<void>();
  gate.holds = answer.promise;
  const sending = send(host, 'in-flight');
  await until('the vendor to have carried it out', async () => peer.held === 1, WAIT_MS);

  expect(await readiness(host.url)).toBe(200);
  host.signal('SIGTERM');
  await until('the service to be unready', async () => (await readiness(host.url)) === 503, 5_000);
  const late = send(host, 'late');
  await until('the vendor to have carried out what was asked meanwhile', async () => peer.held === 2, WAIT_MS);
  expect((await watching.closed).code).toBe(SERVICE_RESTART);
  answer.resolve();

  for (const sent of [sending, late]) {
    expect((await sent).sendVoiceNotification.voiceMessages).toMatchObject([{ status: 'ACCEPTED' }]);
  }
  expect(await host.ended()).toBe(0);
  expect(vendor.recorded).toHaveLength(2);
  gate.holds = undefined;

  await host.start();
  expect((await send(host, 'in-flight')).sendVoiceNotification.voiceMessages).toMatchObject([{ status: 'ACCEPTED' }]);
  expect(vendor.recorded).toHaveLength(2);
});

test('pushes that were acknowledged while it drained are calls afterwards, each once', async () => {
  await using cleaning = new AsyncDisposableStack();
  const folder = cleaning.use(await temporaryFolder());
  const chance = createChance(1);
  const postman = hirePostman(chance, { carriers: 16, repeated: 0.1, shuffled: true });
  cleaning.defer(() => postman.stop());
  const vendors = cleaning.use(await startVendors({ post: postman.post }));
  const host = cleaning.use(await openHost(folder.path, vendors.accounts));
  await host.start();
  const clients = startClients(
    () => host.url,
    { binding: 1, notification: 1, batch: 0, pullEveryMs: 0 },
    vendors.handedOut,
  );
  await until('a binding', async () => vendors.bound.length > 0, WAIT_MS);
  dialMany(vendors, chance, 1_000);
  await until('pushes to be acknowledged', async () => postman.acknowledged.size > 200, WAIT_MS);

  host.signal('SIGTERM');
  expect(await host.ended()).toBe(0);
  await host.start();
  await clients.finish();
  await until('every push to be acknowledged', async () => postman.waiting === 0, WAIT_MS);
  expect(postman.acknowledged.size).toBe(1_000);
  const listed = () => listAll<{ vendorCallId: string }>(host.url, 'calls', 'vendorCallId');
  const calls = await until('the calls', async () => {
    const found = await listed();
    return found.length >= 1_000 ? found : undefined;
  });
  expect(calls.map(({ vendorCallId }) => vendorCallId).sort()).toEqual([...postman.acknowledged].sort());
  expect(host.fallen).toEqual([]);
});

test('after a second SIGTERM the service ends once, and with success', async () => {
  await using bench = await openBench();
  const { host, peer, gate } = bench;
  await host.start();
  const answer = Promise.withResolvers<void>();
  gate.holds = answer.promise;
  const sending = send(host, 'twice');
  await until('a request in flight', async () => peer.held === 1, WAIT_MS);
  host.signal('SIGTERM');
  await delay(50);
  host.signal('SIGTERM');
  host.signal('SIGINT');
  await delay(50);
  expect(host.process?.exitCode).toBeNull();
  answer.resolve();
  expect((await sending).sendVoiceNotification.voiceMessages).toMatchObject([{ status: 'ACCEPTED' }]);
  expect(await host.ended()).toBe(0);
});

test('with a vendor that never answers, the service ends within its grace, and the message is UNKNOWN afterwards', async () => {
  await using bench = await openBench({ SHUTDOWN_GRACE_SECONDS: '2' });
  const { host, vendor, peer, gate } = bench;
  await host.start();
  gate.holds = new Promise(() => undefined);
  const lost = send(host, 'never').then(
    () => 'answered',
    () => 'lost',
  );
  await until('a request in flight', async () => peer.held === 1, WAIT_MS);
  const told = performance.now();
  host.signal('SIGTERM');
  await host.ended();
  // A busy machine wakes a process late.
  expect(performance.now() - told).toBeLessThan(3_500);
  expect(await lost).toBe('lost');

  await host.start();
  expect((await send(host, 'never')).sendVoiceNotification.voiceMessages).toMatchObject([{ status: 'UNKNOWN' }]);
  expect(vendor.recorded).toHaveLength(1);
});

test('a subscriber that does not answer the closing of its socket does not delay the end', async () => {
  await using bench = await openBench({ SHUTDOWN_GRACE_SECONDS: '10' });
  const { host } = bench;
  await host.start();
  using frozen = openFrozenSocket(host.url);
  await frozen.opened;
  const told = performance.now();
  host.signal('SIGTERM');
  expect(await host.ended()).toBe(0);
  expect(performance.now() - told).toBeLessThan(6_000);
});

/** A socket whose other end has stopped reading: a phone in a tunnel. */
function openFrozenSocket(url: string): { opened: Promise<void> } & Disposable {
  const socket = new WebSocket(`${url.replace('http', 'ws')}/graphql`, 'graphql-transport-ws');
  const opened = new Promise<void>((resolve, reject) => {
    socket.once('open', () => {
      socket.send(JSON.stringify({ type: 'connection_init' }));
      socket.once('message', () => {
        socket.pause();
        resolve();
      });
    });
    socket.once('error', reject);
  });
  return { opened, [Symbol.dispose]: () => socket.terminate() };
}
