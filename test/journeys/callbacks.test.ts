import { describe, expect, test } from 'vitest';
import { encodeCursor } from '../../src/events/cursor.ts';
import { CALLS, type CallChange, type CallList, WATCH_CALLS } from '../support/documents.ts';
import { type RunningService, startService, temporaryFolder } from '../support/service.ts';
import { sharedService } from '../support/shared.ts';
import { subscribe } from '../support/subscribe.ts';
import { until } from '../support/until.ts';
import { PRINTED_PUSH, push, TOKEN, winnerlookAccount } from '../support/winnerlook.ts';

const SANDBOX = { SANDBOX: 'true' };
const account = winnerlookAccount('http://127.0.0.1:9', {
  credentials: { appId: '402bf13d73b1424484280a3e9356055e', token: 'secret' },
});
const ACK = {
  status: 200,
  body: '{"resultCode":"200","resultMsg":"success"}',
  contentType: 'application/json; charset=utf-8',
};

// Before the first event: a subscription that begins here cannot miss what is pushed while it is set up.
const START = encodeCursor({ seq: 0 });

const calls = async (service: RunningService) => (await service.query<CallList>(CALLS)).data.calls.nodes;

test('the push printed in the vendor’s document is acknowledged and becomes a call with the right times', async () => {
  await using folder = await temporaryFolder();
  await using service = await startService(folder.path, SANDBOX, [account]);

  expect(await push(service.url, PRINTED_PUSH)).toEqual(ACK);

  const [call] = await until('the call', async () => ((await calls(service)).length > 0 ? calls(service) : undefined));
  expect(call).toMatchObject({
    vendorCallId: '17090892ea7c49418bffb0732237a03e',
    // State 0 with no second of conversation proves none.
    status: 'UNKNOWN',
    outcome: 'UNKNOWN',
    caller: '18362970769',
    callee: '15556428812',
    numberX: '18362970769',
    startedAt: '2017-09-08T08:15:12.000Z',
    callerAnsweredAt: '2017-09-08T08:15:26.000Z',
    answeredAt: '2017-09-08T08:15:48.000Z',
    endedAt: '2017-09-08T08:15:48.000Z',
    callerDurationSeconds: 22,
    durationSeconds: 0,
    billedSeconds: 0,
    vendorCode: '0/0',
    binding: null,
  });
});

test('a push that comes ten times changes nothing after the first', async () => {
  await using folder = await temporaryFolder();
  await using service = await startService(folder.path, SANDBOX, [account]);
  using watching = await subscribe<CallChange>(service.url, WATCH_CALLS, { after: START });

  const answers = await Promise.all(Array.from({ length: 10 }, () => push(service.url, PRINTED_PUSH)));
  expect(answers).toEqual(answers.map(() => ACK));
  const other = PRINTED_PUSH.replace('17090892ea7c49418bffb0732237a03e', 'another');
  await push(service.url, other);

  const seen = [await watching.next(), await watching.next(), await watching.next(), await watching.next()];
  expect(seen.map(({ call, status }) => [call.vendorCallId.length, status])).toEqual([
    [32, 'INITIATED'],
    [32, 'UNKNOWN'],
    [7, 'INITIATED'],
    [7, 'UNKNOWN'],
  ]);
  expect(await calls(service)).toHaveLength(2);
});

test('bytes that cannot be read are acknowledged all the same, because they are kept', async () => {
  await using folder = await temporaryFolder();
  await using service = await startService(folder.path, { ...SANDBOX, LOG_LEVEL: 'info' }, [account]);
  for (const body of [
    '',
    'not json',
    '{"accountId":1}',
    '\u0000\u0001',
    PRINTED_PUSH.replace('402bf13d', '00000000'),
  ]) {
    expect(await push(service.url, body)).toEqual(ACK);
  }
  await push(service.url, PRINTED_PUSH);
  await until('the readable push', async () => (await calls(service)).length === 1);
  const metrics = await (await fetch(`${service.url}/metrics`)).text();
  expect(metrics).toContain('voice_deliveries_total{account="acct_test",state="FAILED"} 5');
  expect(metrics).toContain('voice_deliveries_total{account="acct_test",state="APPLIED"} 1');
});

test('a push with odd fields becomes its call, and an operator sees what was left out of it', async () => {
  await using folder = await temporaryFolder();
  await using service = await startService(folder.path, SANDBOX, [account]);
  const odd = JSON.stringify({
    ...JSON.parse(PRINTED_PUSH),
    calleeAnsweredTime: 'null',
    endTime: '2017-09-08T08:15:48.000Z',
    startCallTime: 'yesterday',
    duration: '30 秒',
    callerDuration: -1,
    callId: 1,
    callerState: '0',
  }).replace('"callId":1', '"callId":12345678901234567890');
  expect(await push(service.url, odd)).toEqual(ACK);
  expect(await push(service.url, odd.replace('67890,', '67891,'))).toEqual(ACK);

  const seen = await until('both calls', async () => (await calls(service)).length === 2 && calls(service));
  expect(seen.map(({ vendorCallId }) => vendorCallId).sort()).toEqual(['12345678901234567890', '12345678901234567891']);
  expect(seen[0]).toMatchObject({
    status: 'COMPLETED',
    startedAt: null,
    answeredAt: null,
    endedAt: '2017-09-08T08:15:48.000Z',
    billedSeconds: 30,
    callerDurationSeconds: null,
  });

  const listed = await service.query<{ deliveries: { nodes: unknown[] } }>(
    '{ deliveries(first: 1) { nodes { state reason remarks { field message } } } }',
  );
  expect(listed.data.deliveries.nodes).toEqual([
    {
      state: 'APPLIED',
      reason: null,
      remarks: [
        { field: 'startCallTime', message: 'It is no time, so it was left out.' },
        { field: 'callerDuration', message: 'It is negative, so it was left out.' },
      ],
    },
  ]);
  const metrics = await (await fetch(`${service.url}/metrics`)).text();
  expect(metrics).toContain('voice_delivery_remarks_total{vendor="WINNERLOOK",field="callerDuration"} 2');
});

test('very many reports in one push are all there after kill -9 while they are applied, and it is settled once', async () => {
  await using folder = await temporaryFolder();
  const ksyun = {
    id: 'acct_test',
    vendor: 'KSYUN',
    baseUrl: 'http://127.0.0.1:9',
    credentials: { accessKey: 'AKxxx', secretKey: 'SKxxx' },
    callback: { token: TOKEN },
  };
  const reports = Array.from({ length: 2_001 }, (_, place) => ({ CallId: `c${place}`, Status: 'SUCCESS' }));
  {
    await using service = await startService(folder.path, SANDBOX, [ksyun]);
    expect((await push(service.url, JSON.stringify(reports))).status).toBe(200);
    await service.stop('SIGKILL');
  }
  await using service = await startService(folder.path, SANDBOX, [ksyun]);
  const settled = await until(
    'the push',
    async () => {
      const { data } = await service.query<{ deliveries: { nodes: { state: string }[] } }>(
        '{ deliveries(first: 10) { nodes { state reason } } }',
      );
      return data.deliveries.nodes.every(({ state }) => state !== 'RECEIVED') && data.deliveries.nodes;
    },
    60_000,
  );
  expect(settled).toEqual([{ state: 'UNMATCHED', reason: 'It waits for a message that is not known (yet): 2001.' }]);
}, 120_000);

describe('an address that is not valid', () => {
  const running = sharedService(SANDBOX, [account]);

  test.each([
    ['another token', `acct_test/${TOKEN}x`, 404],
    ['an account that does not exist', `acct_none/${TOKEN}`, 404],
    ['a kind that the vendor does not have', `acct_test/${TOKEN}/nonsense`, 404],
    ['no token', 'acct_test', 404],
  ])('a push to %s is not found', async (_title, path, status) => {
    const service = running();
    expect((await push(service.url, PRINTED_PUSH, path)).status).toBe(status);
    expect(await calls(service)).toEqual([]);
  });
});

test('an oversized push is refused with 413', async () => {
  await using folder = await temporaryFolder();
  await using service = await startService(folder.path, SANDBOX, [account]);
  const huge = `{"accountId":"${'x'.repeat(2 * 1024 * 1024)}"}`;
  expect((await push(service.url, huge)).status).toBe(413);
  expect((await push(service.url, PRINTED_PUSH)).status).toBe(200);
});

test('what was acknowledged is there after kill -9, and a subscriber resumes exactly where it was', async () => {
  await using folder = await temporaryFolder();
  const named = (name: string) => PRINTED_PUSH.replace('17090892ea7c49418bffb0732237a03e', name);
  let cursor: string;
  {
    await using service = await startService(folder.path, SANDBOX, [account]);
    using watching = await subscribe<CallChange>(service.url, WATCH_CALLS, { after: START });
    await push(service.url, named('call-1'));
    await watching.next();
    ({ cursor } = await watching.next());
    const acknowledged = await Promise.all(
      ['call-2', 'call-3', 'call-4'].map((name) => push(service.url, named(name))),
    );
    await service.stop('SIGKILL');
    expect(acknowledged).toEqual([ACK, ACK, ACK]);
  }
  await using service = await startService(folder.path, SANDBOX, [account]);
  using watching = await subscribe<CallChange>(service.url, WATCH_CALLS, { after: cursor });
  await push(service.url, named('call-5'));

  const missed = [];
  for (let count = 0; count < 8; count++) missed.push(await watching.next());
  expect(missed.map(({ call, status }) => `${call.vendorCallId} ${status}`).sort()).toEqual(
    ['call-2', 'call-3', 'call-4', 'call-5'].flatMap((name) => [`${name} INITIATED`, `${name} UNKNOWN`]),
  );
  // Where others work on the same database, what was left behind may come after what is new; a call's course does not.
  const latest = missed.filter(({ call }) => call.vendorCallId === 'call-5');
  expect(latest.map(({ status }) => status)).toEqual(['INITIATED', 'UNKNOWN']);
  expect(new Set(missed.map((change) => change.cursor)).size).toBe(8);
  expect(await calls(service)).toHaveLength(5);
});
