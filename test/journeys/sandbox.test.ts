import { readFile } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import { encodeCursor } from '../../src/events/cursor.ts';
import {
  BIND,
  type Bound,
  CALLS,
  type CallChange,
  type CallList,
  RELEASE,
  WATCH_BINDINGS,
  WATCH_CALLS,
} from '../support/documents.ts';
import { bind, dial, post } from '../support/sandbox.ts';
import { startService, temporaryFolder } from '../support/service.ts';
import { subscribe } from '../support/subscribe.ts';
import { until } from '../support/until.ts';

test('a person binds two numbers, dials, watches the call live, releases, and nothing is routed any more', async () => {
  await using folder = await temporaryFolder();
  await using service = await startService(folder.path, { SANDBOX_SPEED: 'instant' });
  using calls = await subscribe<CallChange>(service.url, WATCH_CALLS);
  using bindings = await subscribe<{ status: string }>(service.url, WATCH_BINDINGS, {
    after: encodeCursor({ seq: 0 }),
  });

  const input = {
    idempotencyKey: 'order-42',
    numberA: '138 0013 8000',
    numberB: '+86 13900139000',
    reference: 'order-42',
    lifetimeSeconds: 3600,
  };
  const bound = await service.query<Bound>(BIND, { input });
  expect(bound.data.createAxbBinding).toMatchObject({
    binding: {
      status: 'ACTIVE',
      numberA: '13800138000',
      numberB: '13900139000',
      reference: 'order-42',
      account: { id: 'acct_sandbox_winnerlook' },
    },
    userErrors: [],
  });
  const binding = bound.data.createAxbBinding.binding;
  expect((await bindings.next()).status).toBe('CREATING');
  expect((await bindings.next()).status).toBe('ACTIVE');

  const dialled = await dial(service.url, {
    from: '13800138000',
    to: binding?.numberX,
    outcome: 'answered',
    seconds: 12,
  });
  expect(dialled.routed).toBe(true);
  const changes = [await calls.next(), await calls.next(), await calls.next()];
  expect(changes.map(({ previousStatus, status }) => [previousStatus, status])).toEqual([
    [null, 'INITIATED'],
    ['INITIATED', 'IN_PROGRESS'],
    ['IN_PROGRESS', 'COMPLETED'],
  ]);
  expect(changes.map(({ call }) => call.status)).toEqual(['INITIATED', 'IN_PROGRESS', 'COMPLETED']);

  const listed = await service.query<CallList>(CALLS, { filter: { bindingId: binding?.id } });
  expect(listed.data.calls.nodes).toMatchObject([
    {
      status: 'COMPLETED',
      outcome: 'ANSWERED',
      vendorCallId: dialled.callId,
      caller: '13800138000',
      callee: '13900139000',
      durationSeconds: 12,
      reference: 'order-42',
      binding: { id: binding?.id },
    },
  ]);

  const released = await service.query(RELEASE, { id: binding?.id });
  expect(released.data).toMatchObject({ releaseBinding: { binding: { status: 'RELEASED' }, userErrors: [] } });
  expect(await dial(service.url, { from: '13800138000', to: binding?.numberX })).toMatchObject({ routed: false });
  const again = await service.query(RELEASE, { id: binding?.id });
  expect(again.data).toMatchObject({ releaseBinding: { binding: { status: 'RELEASED' }, userErrors: [] } });
});

test('every end of a call has its status and outcome', async () => {
  await using folder = await temporaryFolder();
  await using service = await startService(folder.path, { SANDBOX_SPEED: 'instant' });
  using calls = await subscribe<CallChange & { call: { outcome: string } }>(
    service.url,
    WATCH_CALLS.replace('durationSeconds', 'outcome'),
  );
  const input = { idempotencyKey: 'k', numberA: '13800138000', numberB: '13900139000' };
  const { data } = await service.query<Bound>(BIND, { input });
  const to = data.createAxbBinding.binding?.numberX;

  const ends = {
    busy: ['BUSY', 'BUSY'],
    'no answer': ['NO_ANSWER', 'NO_ANSWER'],
    rejected: ['REJECTED', 'REJECTED'],
    'powered-off': ['UNREACHABLE', 'POWERED_OFF'],
    cancelled: ['CANCELED', 'CANCELED'],
    SUSPENDED_NUMBER: ['UNREACHABLE', 'SUSPENDED_NUMBER'],
    invalid_number: ['UNREACHABLE', 'INVALID_NUMBER'],
    blocked: ['FAILED', 'BLOCKED'],
  };
  for (const [outcome, expected] of Object.entries(ends)) {
    expect((await dial(service.url, { from: '13900139000', to, outcome })).routed).toBe(true);
    expect((await calls.next()).status).toBe('INITIATED');
    const { status, call } = await calls.next();
    expect([status, call.outcome]).toEqual(expected);
  }
});

test('the sandbox’s dial says what is wrong with an order', async () => {
  await using folder = await temporaryFolder();
  await using service = await startService(folder.path);
  const response = await fetch(`${service.url}/sandbox/dial`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: '{"from":"13800138000","outcome":"vanished"}',
  });
  expect(response.status).toBe(400);
  expect(await response.text()).toMatch(/to: .*outcome: .*ANSWERED/s);
});

const MINUTE = 60_000;

interface Times {
  readonly startedAt: string;
  readonly ringingAt: string | null;
  readonly answeredAt: string;
  readonly endedAt: string;
  readonly durationSeconds: number;
  readonly binding: { readonly createdAt: string };
}

const WATCH = `subscription { callStatusChanged { at status call {
  startedAt ringingAt answeredAt endedAt durationSeconds binding { createdAt }
} } }`;

describe('a call in the sandbox', () => {
  test.each([
    ['acct_sandbox_winnerlook', '17000000042', []],
    ['acct_sandbox_interline', '17100000042', ['INITIATED']],
  ])(
    'takes its time at %s, and is reported when the real vendor reports it',
    { timeout: MINUTE },
    async (id, x, early) => {
      await using folder = await temporaryFolder();
      await using service = await startService(folder.path, { SANDBOX_SPEED: '18' });
      const to = await bind(service, id, x);
      using calls = await subscribe<{ at: string; status: string; call: Times }>(service.url, WATCH);
      const began = Date.now();
      const dialled = await dial(service.url, { from: '13800138000', to, seconds: 30 });
      expect(dialled).toMatchObject({ routed: true, ringSeconds: 6, talkSeconds: 30, takesSeconds: 2 });

      const told: { at: string; status: string; call: Times }[] = [];
      while (told.at(-1)?.status !== 'COMPLETED') told.push(await calls.next());
      const over = began + (dialled.takesSeconds ?? 0) * 1000;
      expect(told.filter(({ at }) => Date.parse(at) < over).map(({ status }) => status)).toEqual(early);

      const { call } = told.at(-1) ?? { call: undefined };
      const { startedAt = '', ringingAt, answeredAt = '', endedAt = '', durationSeconds } = call ?? {};
      const order = [call?.binding.createdAt ?? '', startedAt, ringingAt ?? startedAt, answeredAt, endedAt];
      expect(order.map(Date.parse)).toEqual(order.map(Date.parse).toSorted((a, b) => a - b));
      expect([durationSeconds, Date.parse(endedAt) - Date.parse(answeredAt)]).toEqual([30, 30_000]);
    },
  );

  test('goes on when the process is killed in the middle of it', { timeout: MINUTE }, async () => {
    await using folder = await temporaryFolder();
    const speed = { SANDBOX_SPEED: '9' };
    const first = await startService(folder.path, speed);
    const to = await bind(first, 'acct_sandbox_interline', '17100000042');
    using watched = await subscribe<{ status: string }>(first.url, WATCH);
    const { callId } = await dial(first.url, { from: '13800138000', to, seconds: 30 });
    expect((await watched.next()).status).toBe('INITIATED');
    await first.stop('SIGKILL');

    await using second = await startService(folder.path, { ...speed, PORT: new URL(first.url).port });
    const ended = await until(
      'the end of the call',
      async () => {
        const { data } = await second.query<CallList>(CALLS, { filter: { statuses: ['COMPLETED'] } });
        return data.calls.nodes[0];
      },
      MINUTE / 2,
    );
    expect(ended).toMatchObject({ vendorCallId: callId, durationSeconds: 30 });
  });

  test('is over at once where that is asked for', { timeout: MINUTE }, async () => {
    await using folder = await temporaryFolder();
    await using service = await startService(folder.path, { SANDBOX_SPEED: 'instant' });
    const to = await bind(service, 'acct_sandbox_interline', '17100000042');
    expect(await dial(service.url, { from: '13800138000', to, seconds: 86_400 })).toMatchObject({ takesSeconds: 0 });
    await until('the end', async () => {
      const { data } = await service.query<CallList>(CALLS, { filter: { statuses: ['COMPLETED'] } });
      return data.calls.nodes[0];
    });
  });

  test('of a voice message is reported when it is over: pushed, or there to be pulled', {
    timeout: MINUTE,
  }, async () => {
    await using folder = await temporaryFolder();
    await using service = await startService(folder.path, { SANDBOX_SPEED: '10' });
    const send = async (input: object): Promise<string> => {
      const { data } = await service.query<{ sendVoiceNotification: { voiceMessages: { id: string }[] } }>(
        'mutation ($input: SendVoiceNotificationInput!) { sendVoiceNotification(input: $input) { voiceMessages { id } } }',
        { input: { recipients: ['13700137000'], ...input } },
      );
      return data.sendVoiceNotification.voiceMessages[0]?.id ?? '';
    };
    const pushed = await send({
      idempotencyKey: '1',
      accountId: 'acct_sandbox_ksyun',
      templateId: '1002',
      templateParameters: [],
    });
    const pulled = await send({ idempotencyKey: '2', accountId: 'acct_sandbox_emay_notification', text: '您好' });
    const began = Date.now();
    for (const messageId of [pushed, pulled]) {
      expect(await post(service.url, 'report', { messageId, seconds: 20 })).toEqual({ reported: true });
    }
    const statusOf = async (id: string) => {
      await service.query(
        'mutation { pullReports(input: { accountId: "acct_sandbox_emay_notification" }) { received } }',
      );
      const { data } = await service.query<{ voiceMessage: { status: string } }>(
        'query ($id: ID!) { voiceMessage(id: $id) { status } }',
        { id },
      );
      return data.voiceMessage.status;
    };
    for (const id of [pulled, pushed]) {
      await until('the report', async () => (await statusOf(id)) === 'DELIVERED', MINUTE / 2);
      // Twenty seconds of talk, and at least six of ringing.
      expect(Date.now() - began).toBeGreaterThanOrEqual(2_600);
    }
  });
});

/** Runs a command of curl's as it is written, without a shell: its address and its body. */
async function runCurl(command: string): Promise<unknown> {
  const [, address = '', body = ''] = /curl -s (\S+) [\s\S]*?-d '(.*)'/.exec(command) ?? [];
  const answer = await fetch(address, { method: 'POST', headers: { 'content-type': 'application/json' }, body });
  return answer.json();
}

test('the command that is printed at the start works as it is printed, at each start', {
  timeout: MINUTE,
}, async () => {
  await using folder = await temporaryFolder();
  for (let start = 1; start <= 2; start++) {
    await using service = await startService(folder.path, { SANDBOX_SPEED: 'instant' });
    const command = await until('the command', async () => /^curl[\s\S]*}'$/m.exec(service.output())?.[0]);
    expect(await runCurl(command)).toMatchObject({
      data: {
        createAxbBinding: { binding: { status: 'ACTIVE', failure: null } },
        sandboxDial: { routed: true },
      },
    });
  }
});

test('the commands of the README’s tour work as they are printed', { timeout: MINUTE }, async () => {
  await using folder = await temporaryFolder();
  await using service = await startService(folder.path);
  const readme = await readFile(new URL('../../README.md', import.meta.url), 'utf8');
  const commands = readme.match(/curl -s [\s\S]*?}'$/gm) ?? [];
  const answers: unknown[] = [];
  for (const command of commands)
    answers.push(await runCurl(command.replace('http://127.0.0.1:4000', () => service.url)));
  expect(answers).toMatchObject([
    { data: { createAxbBinding: { binding: { status: 'ACTIVE' }, userErrors: [] } } },
    { routed: true, takesSeconds: 6 },
  ]);
});
