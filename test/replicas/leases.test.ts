import { expect, test } from 'vitest';
import { LEASE_MS } from '../../src/application/jobs.ts';
import { encodeCursor } from '../../src/events/cursor.ts';
import { ask } from '../crash/ask.ts';
import { createChance } from '../crash/chance.ts';
import { SEND } from '../crash/clients.ts';
import { openSlowPeer } from '../crash/slow-peer.ts';
import { startVendors } from '../crash/vendors.ts';
import { BIND, type Bound, WATCH_BINDINGS } from '../support/documents.ts';
import { openDatabase } from '../support/postgres.ts';
import { temporaryFolder } from '../support/service.ts';
import { subscribe } from '../support/subscribe.ts';
import { until } from '../support/until.ts';
import { startCluster } from './cluster.ts';

const TIMEOUT_MS = 180_000;
const WAIT_MS = 30_000;
// A process that is woken late asks late.
const SLACK_MS = 8_000;

/** Three processes on a database of the test's own, and a line to Emay on which answers can be held back. */
async function openBench() {
  const cleaning = new AsyncDisposableStack();
  const folder = cleaning.use(await temporaryFolder());
  const database = cleaning.use(await openDatabase());
  const vendors = cleaning.use(await startVendors({ post: () => undefined }));
  const gate = { holds: undefined as Promise<void> | undefined };
  const line = cleaning.use(await openSlowPeer(vendors.emay.baseUrl, () => gate.holds));
  const [winnerlook = {}, emay = {}] = vendors.accounts;
  const accounts = [winnerlook, { ...emay, baseUrl: line.baseUrl }];
  const cluster = cleaning.use(await startCluster(folder.path, accounts, database.url, createChance(1)));
  return { cluster, vendors, gate, [Symbol.asyncDispose]: () => cleaning.disposeAsync() };
}

interface Pulled {
  readonly pullReports: { readonly received: number; readonly userErrors: readonly { code: string }[] };
}
const pull = async (url: string) =>
  (
    await ask<Pulled>(
      url,
      'mutation { pullReports(input: { accountId: "acct_emay" }) { received userErrors { code } } }',
    )
  ).pullReports;

test(
  'reports are pulled by one process at a time; where it is killed, another one does so within the lease',
  async () => {
    await using bench = await openBench();
    const { vendors, gate } = bench;
    const { hosts, urls } = bench.cluster;
    const input = { idempotencyKey: 'm', accountId: 'acct_emay', recipients: ['13800138001'], text: '您好' };
    await ask(urls[0], SEND, { input });
    const [messageId = ''] = vendors.spoken;

    const released = Promise.withResolvers<void>();
    gate.holds = released.promise;
    const refused = new Set<string>();
    const asked = urls.map(async (url) => {
      const { userErrors } = await pull(url);
      if (userErrors.some(({ code }) => code === 'CONFLICT')) refused.add(url);
    });
    await until('two of three to be refused', async () => refused.size === 2, WAIT_MS);
    const heard = vendors.heard.emay;
    expect((await Promise.all([...refused].map(pull))).map(({ userErrors }) => userErrors[0]?.code)).toEqual([
      'CONFLICT',
      'CONFLICT',
    ]);
    expect(vendors.heard.emay).toBe(heard);

    const killed = performance.now();
    hosts.find(({ url }) => !refused.has(url))?.kill();
    await Promise.allSettled(asked);
    gate.holds = undefined;
    released.resolve();
    vendors.emay.report({ messageId, outcome: 'ANSWERED', seconds: 5 });
    const [next = ''] = refused;
    await until(
      'another process to pull the report',
      async () => (await pull(next)).userErrors.length === 0 || vendors.handedOut.length > 0,
      LEASE_MS + SLACK_MS,
    );
    expect(performance.now() - killed).toBeLessThan(LEASE_MS + SLACK_MS);
    await until('the report to be handed out', async () => vendors.handedOut.length > 0, WAIT_MS);
    await until(
      'the report to be applied',
      async () => {
        const list = '{ voiceMessages(first: 10) { nodes { status } } }';
        const { voiceMessages } = await ask<{ voiceMessages: { nodes: { status: string }[] } }>(next, list);
        return voiceMessages.nodes[0]?.status === 'DELIVERED';
      },
      WAIT_MS,
    );
    expect(vendors.handedOut).toEqual([messageId]);
  },
  TIMEOUT_MS,
);

test(
  'a binding expires once, whichever of three processes sees to it, and also where one of them is killed',
  async () => {
    await using bench = await openBench();
    const { hosts, urls } = bench.cluster;
    const after = encodeCursor({ seq: 0 });
    using subscriptions = new DisposableStack();
    const watch = async (url: string) =>
      subscriptions.use(await subscribe<BindingChange>(url, WATCH_BINDINGS, { after }));
    const watching = await Promise.all(urls.map(watch));
    const bind = async (count: number) => {
      const [numberA, numberB] = [`1380013800${count}`, `1390013900${count}`];
      const input = { idempotencyKey: `b${count}`, accountId: 'acct_test', numberA, numberB, lifetimeSeconds: 2 };
      const answer = await ask<Bound>(urls[count % urls.length] ?? urls[0], BIND, { input });
      return answer.createAxbBinding.binding?.id ?? '';
    };
    const ids = await Promise.all([0, 1, 2, 3, 4, 5].map(bind));
    hosts.at(-1)?.kill();
    const living = watching.slice(0, -1);
    const expired = (id: string) =>
      living.every(({ received }) => received.some(({ status, binding }) => status === 'EXPIRED' && binding.id === id));
    await until('the bindings to expire', async () => ids.every(expired), WAIT_MS + LEASE_MS);
    // Once one that was made later has expired too, the earlier ones were looked at again.
    const last = await bind(6);
    await until('one more to expire', async () => expired(last), WAIT_MS + LEASE_MS);
    for (const { received } of living) {
      const times = received.filter(({ status }) => status === 'EXPIRED').map(({ binding }) => binding.id);
      expect(times.toSorted()).toEqual([...ids, last].toSorted());
    }
  },
  TIMEOUT_MS,
);

interface BindingChange {
  readonly status: string;
  readonly binding: { readonly id: string };
}

test(
  'three processes that start at once on an empty database are all ready, and one that comes later is too',
  async () => {
    await using bench = await openBench();
    const { hosts, urls } = bench.cluster;
    const readiness = await Promise.all(urls.map((url) => fetch(`${url}/health/ready`)));
    expect(readiness.map(({ status }) => status)).toEqual([200, 200, 200]);
    hosts[0].kill();
    await hosts[0].ended();
    await hosts[0].start();
    expect((await fetch(`${urls[0]}/health/ready`)).status).toBe(200);
    expect(bench.cluster.fallen).toEqual([]);
  },
  TIMEOUT_MS,
);
