import { expect, test } from 'vitest';
import { encodeCursor } from '../../src/events/cursor.ts';
import { bearer } from '../support/production.ts';
import { dial } from '../support/sandbox.ts';
import { startService, temporaryFolder } from '../support/service.ts';
import { sharedService } from '../support/shared.ts';
import { subscribe } from '../support/subscribe.ts';

interface Change {
  readonly __typename: string;
  readonly cursor: string;
  readonly at: string;
  readonly status?: string;
  readonly binding?: Subject;
  readonly call?: Subject;
  readonly voiceMessage?: Subject;
  readonly smsMessage?: Subject;
}

interface Subject {
  readonly id: string;
  readonly reference: string;
  readonly revision: number;
}

const WATCH = `subscription ($references: [String!]!, $after: Cursor) {
  voiceActivityChanged(references: $references, after: $after) {
    __typename
    ... on VoiceChange { cursor at }
    ... on BindingStatusChange { status binding { id reference revision } }
    ... on CallStatusChange { call { id reference revision } }
    ... on VoiceMessageStatusChange { voiceMessage { id reference revision } }
    ... on SmsReceived { smsMessage { id reference revision } }
  }
}`;
const BEGINNING = encodeCursor({ seq: 0 });
const subjectOf = ({ binding, call, voiceMessage, smsMessage }: Change) =>
  binding ?? call ?? voiceMessage ?? smsMessage;

const running = sharedService({ SANDBOX_SPEED: 'instant' });

let sent = 0;

/** Binds, sends and dials under a reference. */
async function orderOf(reference: string) {
  const { url, query } = running();
  const terms =
    'numberA: "13800138000", numberB: "13900139000", areaCode: "010", maxCallSeconds: 600, lifetimeSeconds: 3600';
  const made = await query<{ bind: { binding: { id: string; numberX: string } } }>(
    `mutation ($r: String!, $k: String!, $s: String!, $to: PhoneNumber!) {
      bind: createAxbBinding(input: { idempotencyKey: $k, reference: $r, ${terms}, sms: DELIVER_AND_REPORT,
        announcements: { whenBCalls: "1" } }) { __typename binding { id numberX } ... on VoicePayload { userErrors { message } } }
      send: sendVoiceNotification(input: { idempotencyKey: $s, reference: $r, recipients: [$to], text: "您的订单已送达" }) {
        __typename ... on VoiceMessagesPayload { voiceMessages { id } } userErrors { message }
      }
    }`,
    // Vendors refuse a second call to a number within a minute.
    { r: reference, k: `${reference}-bind`, s: `${reference}-send`, to: `1370013${7000 + sent++}` },
  );
  expect(made.errors).toBeUndefined();
  expect(made.data).toMatchObject({
    bind: { __typename: 'CreateAxbBindingPayload', userErrors: [] },
    send: { __typename: 'SendVoiceNotificationPayload', userErrors: [] },
  });
  const { binding } = made.data.bind;
  const dialled = await dial(url, { from: '13800138000', to: binding.numberX, outcome: 'answered', seconds: 2 });
  expect(dialled.routed).toBe(true);
  return binding;
}

/** The changes until a call and the message are over. */
async function untilOver(watching: { next(): Promise<Change> }): Promise<Change[]> {
  const seen: Change[] = [];
  const calls = () => seen.filter(({ __typename }) => __typename === 'CallStatusChange').length;
  while (calls() < 3 || !seen.some(({ __typename }) => __typename === 'VoiceMessageStatusChange')) {
    seen.push(await watching.next());
  }
  return seen;
}

test('one subscription tells of all that happens under some references, in order, and goes on behind any of its cursors', async () => {
  using watching = await subscribe<Change>(running().url, WATCH, {
    references: ['order-1', 'order-2'],
    after: BEGINNING,
  });
  await orderOf('order-other');
  await orderOf('order-1');
  const seen = await untilOver(watching);
  expect(new Set(seen.map((change) => subjectOf(change)?.reference))).toEqual(new Set(['order-1']));
  expect(new Set(seen.map(({ __typename }) => __typename))).toEqual(
    new Set(['BindingStatusChange', 'CallStatusChange', 'VoiceMessageStatusChange']),
  );
  const revisions = Map.groupBy(seen, (change) => subjectOf(change)?.id);
  for (const changes of revisions.values()) {
    const told = changes.map((change) => subjectOf(change)?.revision ?? 0);
    expect(told).toEqual([...new Set(told)].sort((a, b) => a - b));
  }
  for (const place of [0, Math.floor(seen.length / 2)]) {
    const after = seen[place]?.cursor;
    using resumed = await subscribe<Change>(running().url, WATCH, { references: ['order-1'], after });
    for (const change of seen.slice(place + 1)) expect(await resumed.next()).toEqual(change);
  }
});

test.each([
  ['no reference', [], undefined, 'Give 1 to 100 references'],
  [
    'too many references',
    Array.from({ length: 101 }, (_, place) => `r-${place}`),
    undefined,
    'Give 1 to 100 references',
  ],
  ['a cursor of somewhere else', ['order-1'], 'nonsense', 'not a cursor'],
])('a subscription with %s is refused in clear words', async (_what, references, after, words) => {
  using refused = await subscribe<Change>(running().url, WATCH, { references, after });
  await expect.poll(() => refused.failure).toBeDefined();
  expect(JSON.stringify(refused.failure)).toContain(words);
});

test('what happened under a reference is asked for by it, with what each binding was made with', async () => {
  const binding = await orderOf('order-asked');
  const { data, errors } = await running().query(
    `{ voiceActivity(reference: "order-asked") {
      reference
      bindings(first: 5) { nodes { id revision options {
        areaCode lifetimeSeconds maxCallSeconds showCallerToA announcements { whenACalls whenBCalls } sms replacesNumberA
      } } }
      voiceMessages(first: 5) { nodes { reference } }
    }
    nothing: voiceActivity(reference: "order-unknown") { calls(first: 1) { nodes { id } } }
    smsMessage(id: "sms_0") { id }
    account(id: "acct_sandbox_emay_sms") { revision services balanceUnit }
    vendors { vendor operations { operation service } } }`,
  );
  expect(errors).toBeUndefined();
  expect(data).toMatchObject({
    voiceActivity: {
      reference: 'order-asked',
      bindings: {
        nodes: [
          {
            id: binding.id,
            options: {
              areaCode: '010',
              lifetimeSeconds: 3600,
              maxCallSeconds: 600,
              showCallerToA: null,
              announcements: { whenACalls: null, whenBCalls: '1' },
              sms: 'DELIVER_AND_REPORT',
              replacesNumberA: null,
            },
          },
        ],
      },
      voiceMessages: { nodes: [{ reference: 'order-asked' }] },
    },
    nothing: { calls: { nodes: [] } },
    smsMessage: null,
    vendors: expect.arrayContaining([
      {
        vendor: 'EMAY',
        operations: expect.arrayContaining([{ operation: 'SEND_VERIFICATION_CODE', service: 'VERIFICATION' }]),
      },
    ]),
  });
});

test('accounts say what their balances count, and count what their vendor tells of them', async () => {
  const ask = (id: string) =>
    running().query<{ refreshAccount: { account: { revision: number; balanceUnit: string } } }>(
      `mutation { refreshAccount(input: { accountId: "${id}" }) { account { revision balance balanceUnit } userErrors { message } } }`,
    );
  using watching = await subscribe<{ account: { revision: number } }>(
    running().url,
    'subscription { accountStatusChanged { account { revision balance balanceUnit } } }',
  );
  const [first, second] = [await ask('acct_sandbox_interline'), await ask('acct_sandbox_interline')];
  expect(first.data.refreshAccount.account).toMatchObject({ balanceUnit: 'CNY', revision: 1 });
  expect(second.data.refreshAccount.account.revision).toBe(2);
  expect(await watching.next()).toMatchObject({ account: { balanceUnit: 'CNY', revision: 1 } });
});

test('a delivery and a line of the audit trail are nodes, for voice:admin alone', async () => {
  await using folder = await temporaryFolder();
  const secret = 'a secret of more than thirty-two bytes!!';
  await using service = await startService(folder.path, {
    SANDBOX: 'true',
    SANDBOX_SPEED: 'instant',
    AUTH_SECRET: secret,
  });
  const admin = await bearer({ scope: 'voice:read voice:write voice:admin' }, '5m', secret);
  const bound = await service.query<{ createAxbBinding: { binding: { numberX: string } } }>(
    `mutation { createAxbBinding(input: { idempotencyKey: "k", numberA: "13800138000", numberB: "13900139000" }) { binding { numberA numberX } } }`,
    {},
    await bearer({ scope: 'voice:read voice:write' }, '5m', secret),
  );
  await dial(service.url, {
    from: '13800138000',
    to: bound.data.createAxbBinding.binding.numberX,
    outcome: 'answered',
  });
  const LISTS = '{ deliveries(first: 1) { nodes { id } } auditTrail(first: 1) { nodes { id } } }';
  interface Lists {
    deliveries: { nodes: { id: string }[] };
    auditTrail: { nodes: { id: string }[] };
  }
  await expect
    .poll(async () => (await service.query<Lists>(LISTS, {}, admin)).data.deliveries.nodes.length)
    .toBeGreaterThan(0);
  const { data } = await service.query<Lists>(LISTS, {}, admin);
  const [delivery, line] = [data.deliveries.nodes[0]?.id, data.auditTrail.nodes[0]?.id];
  const NODES = `{ delivery: node(id: "${delivery}") { __typename id ... on VendorDelivery { kind } }
    line: node(id: "${line}") { __typename id ... on AuditEntry { action } } }`;
  expect(await service.query(NODES, {}, admin)).toMatchObject({
    data: {
      delivery: { __typename: 'VendorDelivery', id: delivery },
      line: { __typename: 'AuditEntry', id: line, action: 'BIND' },
    },
  });
  const reader = await bearer({ scope: 'voice:read voice:pii' }, '5m', secret);
  expect(await service.query(NODES, {}, reader)).toEqual({ data: { delivery: null, line: null } });
  for (const narrowed of [{ voice_accounts: ['acct_other'] }, { voice_references: ['order-42'] }]) {
    const elsewhere = await bearer({ scope: 'voice:read voice:admin', ...narrowed }, '5m', secret);
    expect(await service.query(NODES, {}, elsewhere)).toEqual({ data: { delivery: null, line: null } });
  }
});
