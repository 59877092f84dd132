import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { encodeCursor } from '../../src/events/cursor.ts';
import { CUSTOMERS } from '../../src/sandbox/emay/customers.ts';
import { emaySimulator } from '../../src/sandbox/emay/index.ts';
import { type RunningSimulator, startSimulator } from '../../src/sandbox/server.ts';
import { type RunningService, startService, temporaryFolder } from '../support/service.ts';
import { shared } from '../support/shared.ts';
import { subscribe } from '../support/subscribe.ts';
import { until } from '../support/until.ts';
import { push, startWinnerlook, TOKEN, winnerlookAccount } from '../support/winnerlook.ts';

const SEND = `mutation ($input: SendVoiceNotificationInput!) {
  sendVoiceNotification(input: $input) {
    voiceMessages { id status recipient vendorMessageId account { id } failure { code } }
    userErrors { code field vendor { code } }
  }
}`;
const WATCH = `subscription ($after: Cursor) {
  voiceMessageStatusChanged(after: $after) { previousStatus status voiceMessage { id recipient keysPressed hasVoiceReply } }
}`;
const START = { after: encodeCursor({ seq: 0 }) };
const SANDBOX = { SANDBOX: 'true' };

interface Sent {
  readonly sendVoiceNotification: {
    readonly voiceMessages: readonly {
      id: string;
      status: string;
      recipient: string;
      vendorMessageId: string;
      account: { id: string };
    }[];
    readonly userErrors: readonly { code: string; field: string[] }[];
  };
}
interface Change {
  readonly previousStatus: string | null;
  readonly status: string;
  readonly voiceMessage: { id: string; recipient: string; keysPressed: string | null; hasVoiceReply: boolean };
}

let keys = 0;
const send = async (service: RunningService, input: object) =>
  (await service.query<Sent>(SEND, { input: { idempotencyKey: `send-${++keys}`, ...input } })).data
    .sendVoiceNotification;

/** The service with one Emay account for notifications, at a simulated vendor inside this test. */
async function openEmay(account: object = {}) {
  const folder = await temporaryFolder();
  const vendor = await startSimulator(emaySimulator, { callbackUrl: () => 'http://127.0.0.1:9/' });
  const [{ appId, secretKey } = { appId: '', secretKey: '' }] = CUSTOMERS;
  const accounts = [
    {
      id: 'acct_test',
      vendor: 'EMAY',
      baseUrl: vendor.baseUrl,
      credentials: { appId, secretKey },
      services: ['notification'],
      callback: { token: TOKEN },
      priority: 1,
      ...account,
    },
  ];
  const service = await startService(folder.path, SANDBOX, accounts);
  return {
    service,
    vendor: vendor as RunningSimulator,
    [Symbol.asyncDispose]: async () => {
      await service[Symbol.asyncDispose]();
      await vendor.close();
      await folder[Symbol.asyncDispose]();
    },
  };
}

/** What the vendor was asked to send; the service asks it for reports on its own. */
const sends = ({ recorded }: RunningSimulator) => recorded.filter(({ request }) => request.path === '/voice/send');

const numbers = (count: number) => Array.from({ length: count }, (_, index) => `138${String(index).padStart(8, '0')}`);

describe('at one account', () => {
  const running = shared(openEmay);

  test('500 recipients go to a vendor with batches in one request, each a message of its own; one bad number fails alone', async () => {
    const bench = running();
    const before = sends(bench.vendor).length;
    const recipients = numbers(500);
    recipients[7] = 'not a number';
    recipients[8] = recipients[6] ?? '';
    const { voiceMessages, userErrors } = await send(bench.service, { recipients, text: '您好' });
    expect(voiceMessages).toHaveLength(500);
    expect(voiceMessages.filter(({ status }) => status === 'ACCEPTED')).toHaveLength(498);
    expect(new Set(voiceMessages.map(({ vendorMessageId }) => vendorMessageId)).size).toBe(499);
    expect(userErrors).toMatchObject([
      { code: 'INVALID_NUMBER', field: ['input', 'recipients', '7'] },
      { code: 'CONFLICT', field: ['input', 'recipients', '8'] },
    ]);
    expect(sends(bench.vendor)).toHaveLength(before + 1);
  });

  test.each([
    ['none at all', []],
    ['501', numbers(501)],
    ['only bad ones', ['x', 'y']],
  ])(
    'recipients that cannot be sent to (%s) are refused, the vendor is not asked and the key stays free',
    async (title, recipients) => {
      const bench = running();
      const before = sends(bench.vendor).length;
      const refused = await send(bench.service, { idempotencyKey: title, recipients, text: '您好' });
      expect(refused.voiceMessages).toEqual([]);
      expect(refused.userErrors.length).toBeGreaterThan(0);
      expect(sends(bench.vendor)).toHaveLength(before);
      expect(
        (await send(bench.service, { idempotencyKey: title, recipients: numbers(1), text: '您好' })).userErrors,
      ).toEqual([]);
    },
  );

  test('the same key sends once, and gives the same messages', async () => {
    const bench = running();
    const before = sends(bench.vendor).length;
    const input = { idempotencyKey: 'once', recipients: numbers(3), text: '您好' };
    const all = await Promise.all(Array.from({ length: 20 }, () => send(bench.service, input)));
    const ids = all.map(({ voiceMessages }) => voiceMessages.map(({ id }) => id).join());
    expect(new Set(ids).size).toBe(1);
    expect(sends(bench.vendor)).toHaveLength(before + 1);
  });
});

test('a report that is pulled tells the end of a message, with its keys and voice reply; pulled again, nothing is new', async () => {
  await using bench = await openEmay();
  const { voiceMessages } = await send(bench.service, {
    recipients: numbers(1),
    text: '您好',
    voiceReplyPrompt: '请留言',
  });
  const [message] = voiceMessages;
  bench.vendor.report({
    messageId: message?.vendorMessageId ?? '',
    outcome: 'ANSWERED',
    seconds: 9,
    keys: '12',
    voiceReply: Buffer.from('hi'),
  });
  const pull = 'mutation { pullReports(input: { accountId: "acct_test" }) { received userErrors { code } } }';
  expect((await bench.service.query(pull)).data).toEqual({ pullReports: { received: 1, userErrors: [] } });
  expect((await bench.service.query(pull)).data).toEqual({ pullReports: { received: 0, userErrors: [] } });

  using watching = await subscribe<Change>(bench.service.url, WATCH, START);
  const changes = [await watching.next(), await watching.next(), await watching.next()];
  expect(changes.map(({ status }) => status)).toEqual(['SUBMITTING', 'ACCEPTED', 'DELIVERED']);
  expect(changes[2]?.voiceMessage).toMatchObject({ id: message?.id, keysPressed: '12', hasVoiceReply: true });
});

test('a vendor that takes one recipient at a time is asked at the account’s pace', async () => {
  await using folder = await temporaryFolder();
  const vendor = await startWinnerlook();
  await using service = await startService(folder.path, SANDBOX, [
    winnerlookAccount(vendor.baseUrl, { limits: { requestsPerSecond: 20 } }),
  ]);
  const started = performance.now();
  const { voiceMessages } = await send(service, { accountId: 'acct_test', recipients: numbers(11), templateId: 'T1' });
  expect(voiceMessages.map(({ status }) => status)).toEqual(Array(11).fill('ACCEPTED'));
  expect(performance.now() - started).toBeGreaterThan(10 * 50 * 0.95);
  expect(vendor.recorded).toHaveLength(11);
  await vendor.close();
});

test('a report that comes before the vendor’s answer waits, and is applied as soon as the message has its name', async () => {
  await using folder = await temporaryFolder();
  const vendor = await startWinnerlook();
  await using service = await startService(folder.path, SANDBOX, [winnerlookAccount(vendor.baseUrl)]);
  const result = (callId: string) =>
    JSON.stringify({
      accountId: '936fdf9f5572456fa4b7a795cb037879',
      callId,
      callerNumber: '02160000001',
      calleeNumber: '13800000000',
      callerState: '0',
      calleeState: '2',
      startCallTime: '2026-03-01 10:00:00',
      endTime: '2026-03-01 10:00:05',
    });
  const unknown = await push(service.url, result('nobody'), `acct_test/${TOKEN}/notification`);
  expect(unknown.status).toBe(200);
  const reply = {
    status: 200,
    contentType: 'application/json',
    body: '{"result":"000000","message":"Ok","callId":"early"}',
  };
  await push(service.url, result('early'), `acct_test/${TOKEN}/notification`);
  const metrics = async () => (await fetch(`${service.url}/metrics`)).text();
  await until('two unmatched reports', async () => (await metrics()).includes('state="UNMATCHED"} 2'));

  vendor.inject({ kind: 'reply', when: 'before', reply });
  const { voiceMessages } = await send(service, {
    accountId: 'acct_test',
    recipients: ['13800000000'],
    templateId: 'T1',
  });
  expect(voiceMessages).toMatchObject([{ status: 'FAILED', vendorMessageId: 'early' }]);
  expect(await metrics()).toContain('state="APPLIED"} 1');
  await vendor.close();
});

test('without an account, the most preferred that can do it is chosen: by priority, then health, then balance', async () => {
  await using low = await openEmay({ priority: -1 });
  const byDefault = await send(low.service, { recipients: numbers(1), text: '您好' });
  expect(byDefault.voiceMessages[0]?.account.id).toBe('acct_sandbox_emay_notification');

  await using high = await openEmay({ priority: 5 });
  const chosen = async () =>
    (await send(high.service, { recipients: numbers(1), text: '您好' })).voiceMessages[0]?.account.id;
  expect(await chosen()).toBe('acct_test');
  await high.vendor.close();
  // Its vendor is gone, which proves that nothing was sent: another account steps in, each time and then at once.
  for (let count = 0; count < 12; count++) expect(await chosen()).toBe('acct_sandbox_emay_notification');
  const { data } = await high.service.query('{ account(id: "acct_test") { health } }');
  expect(data).toEqual({ account: { health: 'UNHEALTHY' } });
});

test('names, id-card numbers and verification codes go to the vendor and nowhere else', async () => {
  await using folder = await temporaryFolder();
  const vendor = await startWinnerlook();
  await using service = await startService(folder.path, { ...SANDBOX, LOG_LEVEL: 'trace' }, [
    winnerlookAccount(vendor.baseUrl),
  ]);
  const secrets = { name: '欧阳锋', idNumber: '110101199003074514', code: '935172' };
  const bound = await service.query(
    'mutation ($input: CreateAxBindingInput!) { createAxBinding(input: $input) { binding { id status } userErrors { code message } } }',
    {
      input: {
        idempotencyKey: 'ax',
        accountId: 'acct_test',
        numberA: '13800138000',
        holder: { name: secrets.name, idNumber: secrets.idNumber },
      },
    },
  );
  expect(bound.data).toMatchObject({ createAxBinding: { binding: { status: 'ACTIVE' } } });
  expect(vendor.recorded[0]?.request.body).toContain(secrets.name);
  const coded = await service.query(
    'mutation ($input: SendVerificationCodeInput!) { sendVerificationCode(input: $input) { voiceMessages { status } userErrors { code } } }',
    {
      input: {
        idempotencyKey: 'vc',
        accountId: 'acct_sandbox_emay_verification',
        recipient: '13800138000',
        code: secrets.code,
      },
    },
  );
  expect(coded.data).toMatchObject({ sendVerificationCode: { voiceMessages: [{ status: 'ACCEPTED' }] } });

  const stored = await Promise.all(
    (await readdir(folder.path))
      .filter((name) => name.startsWith('voice.db'))
      .map((name) => readFile(join(folder.path, name))),
  );
  for (const secret of Object.values(secrets)) {
    expect(service.output()).not.toContain(secret);
    expect(JSON.stringify([bound, coded])).not.toContain(secret);
    for (const bytes of stored) expect(bytes.includes(secret)).toBe(false);
  }
  for (const bytes of stored) expect(bytes.includes('13800138000')).toBe(false);
  await vendor.close();
});
