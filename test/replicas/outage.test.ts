import { setTimeout as delay } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { encodeCursor } from '../../src/events/cursor.ts';
import { ask } from '../crash/ask.ts';
import { SEND } from '../crash/clients.ts';
import { openHost } from '../crash/host.ts';
import { openSlowPeer } from '../crash/slow-peer.ts';
import { startVendors } from '../crash/vendors.ts';
import { BIND, WATCH_CALLS } from '../support/documents.ts';
import { startPostgres } from '../support/postgres-server.ts';
import { temporaryFolder } from '../support/service.ts';
import { subscribe } from '../support/subscribe.ts';
import { until } from '../support/until.ts';
import { PRINTED_PUSH, push } from '../support/winnerlook.ts';

const TIMEOUT_MS = 120_000;
const WAIT_MS = 30_000;
const AWAY_MS = 500;

/** One process over a database server of its own, behind vendors whose answers can be held back. */
async function openBench() {
  const cleaning = new AsyncDisposableStack();
  const folder = cleaning.use(await temporaryFolder());
  const server = cleaning.use(await startPostgres());
  const vendors = cleaning.use(await startVendors({ post: () => undefined }));
  let held: PromiseWithResolvers<void> | undefined;
  const hold = () => held?.promise;
  const lines = [
    cleaning.use(await openSlowPeer(vendors.winnerlook.baseUrl, hold)),
    cleaning.use(await openSlowPeer(vendors.emay.baseUrl, hold)),
  ];
  const accounts = vendors.accounts.map((account, index) => ({ ...account, baseUrl: lines[index]?.baseUrl }));
  const host = cleaning.use(await openHost(folder.path, accounts, { DATABASE_URL: server.url }));
  await host.start();
  return {
    host,
    vendors,
    server,
    /** From now on vendors do what they are asked to, and their answers stay on the way. */
    holdAnswers: () => {
      held = Promise.withResolvers();
    },
    /** Lets the database crash once the vendors have done it; their answers arrive before it is back. */
    crashOnce: async (isDone: () => boolean) => {
      await until('the vendors to have carried it out', async () => isDone(), WAIT_MS);
      await server.crash();
      held?.resolve();
      held = undefined;
      await delay(AWAY_MS);
      await server.start();
    },
    [Symbol.asyncDispose]: () => cleaning.disposeAsync(),
  };
}

test(
  'a subscription that needs the database while it is away ends with a code after which its client connects again',
  async () => {
    await using bench = await openBench();
    const { host, server } = bench;
    await server.crash();
    for (const variables of [{}, { after: encodeCursor({ seq: 0 }) }]) {
      using watching = await subscribe(host.url, WATCH_CALLS, variables);
      // Try Again Later, in the registry of RFC 6455's codes: clients of graphql-ws connect again by themselves.
      expect(await watching.closed).toMatchObject({ code: 1013 });
      expect(watching.received).toEqual([]);
    }
    await server.start();
    await until(
      'a subscription that is served',
      async () => {
        using watching = await subscribe(host.url, WATCH_CALLS);
        const answered = await Promise.race([watching.closed.then(() => false), delay(AWAY_MS).then(() => true)]);
        return answered;
      },
      WAIT_MS,
    );
  },
  TIMEOUT_MS,
);

test(
  'while the database is away callers are told so, and afterwards the same process goes on',
  async () => {
    await using bench = await openBench();
    const { host, server } = bench;
    const count = '{ calls(first: 1) { nodes { id } } }';
    const pushed = () => push(host.url, PRINTED_PUSH);
    await server.crash();
    await expect(ask(host.url, count)).rejects.toThrow(/SERVICE_UNAVAILABLE/);
    expect(await pushed()).toMatchObject({ status: 503, body: 'The push could not be stored. Push it again.' });
    await server.start();
    await until('the next push to be stored', async () => (await pushed()).status === 200, WAIT_MS);
    expect(await ask(host.url, count)).toMatchObject({ calls: { nodes: expect.any(Array) } });
    expect(host.fallen).toEqual([]);
  },
  TIMEOUT_MS,
);

interface Bound {
  readonly createAxbBinding: { readonly binding: { readonly status: string } };
}
interface Sent {
  readonly sendVoiceNotification: { readonly voiceMessages: readonly { id: string; status: string }[] };
}

test(
  'what a vendor answers while the database is away is written down when it is back, and the caller gets it',
  async () => {
    await using bench = await openBench();
    const { host, vendors } = bench;
    bench.holdAnswers();
    const numbers = { numberA: '13800138000', numberB: '13900139000' };
    const binding = ask<Bound>(host.url, BIND, { input: { idempotencyKey: 'b', accountId: 'acct_test', ...numbers } });
    const recipients = ['13800138001', '13800138002'];
    const input = { idempotencyKey: 'm', accountId: 'acct_emay', recipients, text: '您好' };
    const messages = ask<Sent>(host.url, SEND, { input });
    await bench.crashOnce(() => vendors.executions.size === 3);
    expect((await binding).createAxbBinding.binding).toMatchObject({ status: 'ACTIVE' });
    const { voiceMessages } = (await messages).sendVoiceNotification;
    expect(voiceMessages.map(({ status }) => status)).toEqual(['ACCEPTED', 'ACCEPTED']);
    expect([...vendors.executions.values()]).toEqual([1, 1, 1]);
  },
  TIMEOUT_MS,
);

test(
  'reports that are handed out while the database is away are applied when it is back: no vendor hands them out twice',
  async () => {
    await using bench = await openBench();
    const { host, vendors } = bench;
    const input = { idempotencyKey: 'm', accountId: 'acct_emay', recipients: ['13800138001'], text: '您好' };
    await ask<Sent>(host.url, SEND, { input });
    const [messageId = ''] = vendors.spoken;
    bench.holdAnswers();
    vendors.emay.report({ messageId, outcome: 'ANSWERED', seconds: 5 });
    const pull = 'mutation { pullReports(input: { accountId: "acct_emay" }) { received } }';
    const pulling = ask<{ pullReports: { received: number } }>(host.url, pull);
    await bench.crashOnce(() => vendors.handedOut.length > 0);
    await pulling;
    expect(vendors.handedOut).toEqual([messageId]);
    const list = '{ voiceMessages(first: 10) { nodes { status } } }';
    await until(
      'the report to be applied',
      async () => {
        const { voiceMessages } = await ask<{ voiceMessages: { nodes: { status: string }[] } }>(host.url, list);
        return voiceMessages.nodes[0]?.status === 'DELIVERED';
      },
      WAIT_MS,
    );
  },
  TIMEOUT_MS,
);
