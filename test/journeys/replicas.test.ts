import { expect, test } from 'vitest';
import { encodeCursor } from '../../src/events/cursor.ts';
import { BIND, type Bound, CALLS, type CallChange, type CallList, WATCH_CALLS } from '../support/documents.ts';
import { startService, temporaryFolder } from '../support/service.ts';
import { subscribe } from '../support/subscribe.ts';
import { until } from '../support/until.ts';
import { PRINTED_PUSH, push, startWinnerlook, TOKEN, winnerlookAccount } from '../support/winnerlook.ts';

const SANDBOX = { SANDBOX: 'true' };
const START = { after: encodeCursor({ seq: 0 }) };
const CUSTOMER = { appId: '402bf13d73b1424484280a3e9356055e', token: 'secret' };
const callNamed = (name: string) => PRINTED_PUSH.replace('17090892ea7c49418bffb0732237a03e', name);

/** Two processes of the service on one database. */
async function openTwo(account: object) {
  const folder = await temporaryFolder();
  const [one, other] = [
    await startService(folder.path, SANDBOX, [account]),
    await startService(folder.path, SANDBOX, [account]),
  ];
  return {
    one,
    other,
    [Symbol.asyncDispose]: async () => {
      await Promise.all([one, other].map((service) => service[Symbol.asyncDispose]()));
      await folder[Symbol.asyncDispose]();
    },
  };
}

test('subscribers of both processes see the events of both, in one order; after kill -9 of one they resume at the other', async () => {
  await using two = await openTwo(winnerlookAccount('http://127.0.0.1:9', { credentials: CUSTOMER }));
  const PUSHES = 20;
  using here = await subscribe<CallChange>(two.one.url, WATCH_CALLS, START);
  using there = await subscribe<CallChange>(two.other.url, WATCH_CALLS, START);
  const names = Array.from({ length: PUSHES }, (_, index) => `call-${index}`);
  await Promise.all(names.map((name, index) => push([two.one, two.other][index % 2]?.url ?? '', callNamed(name))));
  const orders: CallChange[][] = [[], []];
  for (let count = 0; count < PUSHES * 2; count++) {
    orders[0]?.push(await here.next());
    orders[1]?.push(await there.next());
  }
  const [seenHere = [], seenThere = []] = orders;
  expect(seenThere.map(({ cursor }) => cursor)).toEqual(seenHere.map(({ cursor }) => cursor));
  expect(new Set(seenHere.map(({ call }) => call.vendorCallId))).toEqual(new Set(names));

  expect((await push(two.one.url, callNamed('the last'))).status).toBe(200);
  await two.one.stop('SIGKILL');
  const { cursor } = seenHere.at(-1) ?? { cursor: '' };
  using resumed = await subscribe<CallChange>(two.other.url, WATCH_CALLS, { after: cursor });
  await push(two.other.url, callNamed('one more'));
  const after: CallChange[] = [];
  while (after.filter(({ call }) => call.vendorCallId === 'one more').length < 2) after.push(await resumed.next());
  // Of what was acknowledged before, only what the first process had no time to apply comes later.
  expect(after.map(({ call }) => call.vendorCallId).filter((name) => names.includes(name))).toEqual([]);
});

test('one call that is pushed to both at once, again and again, is one call with one course', async () => {
  await using two = await openTwo(winnerlookAccount('http://127.0.0.1:9', { credentials: CUSTOMER }));
  using watching = await subscribe<CallChange>(two.other.url, WATCH_CALLS, START);
  const answers = await Promise.all(
    Array.from({ length: 20 }, (_, index) => push([two.one, two.other][index % 2]?.url ?? '', PRINTED_PUSH)),
  );
  expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
  const seen = [await watching.next(), await watching.next()];
  expect(seen.map(({ status }) => status)).toEqual(['INITIATED', 'UNKNOWN']);
  await until('all pushes to be applied', async () => {
    const { data } = await two.one.query<{ deliveries: { nodes: { state: string }[] } }>(
      '{ deliveries(first: 100) { nodes { state } } }',
    );
    return data.deliveries.nodes.filter(({ state }) => state === 'APPLIED').length === 20;
  });
  expect((await two.one.query<CallList>(CALLS)).data.calls.nodes).toHaveLength(1);
  expect(watching.received).toHaveLength(2);
});

test('requests with one key, made of both at once, reach the vendor once', async () => {
  const vendor = await startWinnerlook();
  await using two = await openTwo(winnerlookAccount(vendor.baseUrl, { callback: { token: TOKEN } }));
  const input = { accountId: 'acct_test', numberA: '13800138000', numberB: '13900139000', numberX: '17664870250' };
  const made = await Promise.all(
    Array.from({ length: 40 }, (_, index) =>
      [two.one, two.other][index % 2]?.query<Bound>(BIND, { input: { idempotencyKey: 'once', ...input } }),
    ),
  );
  expect(new Set(made.map((answer) => answer?.data.createAxbBinding.binding?.id)).size).toBe(1);
  expect(vendor.recorded).toHaveLength(1);
  await vendor.close();
});
