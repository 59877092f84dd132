import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { SignJWT } from 'jose';
import { expect, test } from 'vitest';
import { BIND, CALLS, RELEASE, WATCH_CALLS } from '../support/documents.ts';
import { type RunningService, startService, temporaryFolder } from '../support/service.ts';
import { subscribe } from '../support/subscribe.ts';
import { until } from '../support/until.ts';
import { PRINTED_PUSH, push, startWinnerlook, winnerlookAccount } from '../support/winnerlook.ts';

const SECRET = 'a secret of at least thirty-two bytes';
const KEY = Buffer.alloc(32, 7).toString('base64');
const NUMBERS = { numberA: '13800138000', numberB: '13900139000' };
const ALL_SCOPES = 'voice:read voice:write voice:admin voice:pii';

const TRAIL = `query Trail($filter: AuditFilter) {
  auditTrail(first: 100, filter: $filter) {
    nodes { id at subject client action operation account { id } subjectIds count }
  }
}`;

interface Line {
  readonly subject: string | null;
  readonly client: string | null;
  readonly action: string;
  readonly operation: string;
  readonly account: { id: string } | null;
  readonly subjectIds: string[];
  readonly count: number;
}

const bearer = async (subject: string, claims: object = { scope: ALL_SCOPES }) => {
  const token = new SignJWT({ azp: 'dispatch-app', ...claims }).setProtectedHeader({ alg: 'HS256' });
  const signed = await token.setSubject(subject).setExpirationTime('5m').sign(new TextEncoder().encode(SECRET));
  return { authorization: `Bearer ${signed}` };
};

async function open() {
  const vendor = await startWinnerlook();
  const folder = await temporaryFolder();
  const accounts = ['acct_test', 'acct_other'].map((id) => winnerlookAccount(vendor.baseUrl, { id }));
  const service = await startService(folder.path, { AUTH_SECRET: SECRET, DATA_KEY: KEY }, accounts);
  return {
    service,
    vendor,
    /** The same database by another hand. */
    database: () => new DatabaseSync(join(folder.path, 'voice.db'), { timeout: 5_000 }),
    [Symbol.asyncDispose]: async () => {
      await service[Symbol.asyncDispose]();
      await vendor.close();
      await folder[Symbol.asyncDispose]();
    },
  };
}

async function trail(service: RunningService, filter: object = {}, claims?: object): Promise<Line[]> {
  const headers = await bearer('auditor', claims ?? { scope: 'voice:admin voice:read' });
  const { data, errors } = await service.query<{ auditTrail: { nodes: Line[] } }>(TRAIL, { filter }, headers);
  expect(errors).toBeUndefined();
  return data.auditTrail.nodes;
}

const metricsOf = async (service: RunningService) =>
  (await fetch(`${service.url}/metrics`, { headers: await bearer('operator') })).text();

const bind = async (service: RunningService, idempotencyKey: string, accountId = 'acct_test') =>
  service.query<{ createAxbBinding: { binding: { id: string } | null; userErrors: { message: string }[] } }>(
    BIND,
    { input: { idempotencyKey, accountId, ...NUMBERS } },
    await bearer('dispatch'),
  );

test('the trail names each action and each reveal of numbers, with the records’ ids and no number', async () => {
  await using bench = await open();
  const { service } = bench;
  const id = (await bind(service, 'one')).data.createAxbBinding.binding?.id ?? '';
  await bind(service, 'one');
  await service.query(RELEASE, { id }, await bearer('dispatch'));
  const read = '{ mine: bindings(first: 9) { nodes { a: numberA status } } }';
  await service.query(read, {}, await bearer('support'));
  await service.query(read, {}, await bearer('masked', { scope: 'voice:read' }));
  await service.query('{ bindings(first: 9) { nodes { id status } } }', {}, await bearer('support'));

  const lines = await trail(service);
  const about = { account: { id: 'acct_test' }, subjectIds: [id], count: 1, client: 'dispatch-app' };
  expect(lines).toMatchObject([
    { subject: 'support', action: 'REVEAL_NUMBERS', operation: 'bindings', ...about },
    { subject: 'dispatch', action: 'RELEASE', operation: 'releaseBinding', ...about },
    // The second time nothing was asked of the vendor, but the numbers were shown.
    { subject: 'dispatch', action: 'REVEAL_NUMBERS', operation: 'createAxbBinding', ...about },
    { subject: 'dispatch', action: 'REVEAL_NUMBERS', operation: 'createAxbBinding', ...about },
    { subject: 'dispatch', action: 'BIND', operation: 'createAxbBinding', ...about },
  ]);
  // Whole ones: in the hexadecimal digits of an id anything occurs.
  expect(JSON.stringify(lines)).not.toMatch(/(?<![0-9a-f])1[38]\d{9}(?![0-9a-f])/);
  expect(await trail(service, { subject: 'support', subjectId: id })).toHaveLength(1);
  expect(await trail(service, { actions: ['BIND'], accountId: 'acct_test' })).toHaveLength(1);
  expect(await trail(service, { at: { to: '2020-01-01T00:00:00Z' } })).toEqual([]);
});

test('views of raw deliveries, replays and refreshes are in the trail', async () => {
  await using bench = await open();
  const { service } = bench;
  await push(service.url, PRINTED_PUSH);
  const inbox = '{ deliveries(first: 1) { nodes { id body } } }';
  const { data } = await service.query<{ deliveries: { nodes: { id: string }[] } }>(inbox, {}, await bearer('op'));
  const deliveryId = data.deliveries.nodes[0]?.id;
  await service.query(inbox, {}, await bearer('blind', { scope: 'voice:read voice:admin' }));
  const replay = 'mutation ($id: ID!) { replayDelivery(input: { deliveryId: $id }) { userErrors { code } } }';
  await service.query(replay, { id: deliveryId }, await bearer('op'));
  expect(await trail(service)).toMatchObject([
    { action: 'REPLAY', subject: 'op', subjectIds: [deliveryId] },
    { action: 'READ_DELIVERIES', subject: 'op', operation: 'deliveries', subjectIds: [deliveryId] },
  ]);
});

test('a token that is limited to accounts sees only the lines about those', async () => {
  await using bench = await open();
  const { service } = bench;
  await bind(service, 'mine');
  await bind(service, 'other', 'acct_other');
  const narrowed = { scope: 'voice:admin voice:read', voice_accounts: ['acct_other'] };
  const lines = await trail(service, { actions: ['BIND'] }, narrowed);
  expect(lines.map(({ account }) => account?.id)).toEqual(['acct_other']);
  expect(await trail(service, { accountId: 'acct_test' }, narrowed)).toEqual([]);
  const refused = await service.query(TRAIL, {}, await bearer('reader', { scope: 'voice:read voice:pii' }));
  expect(refused.errors?.[0]?.extensions.code).toBe('FORBIDDEN');
});

test('an operation that cannot be audited is neither carried out nor answered, over HTTP and over a socket', async () => {
  await using bench = await open();
  const { service, vendor, database } = bench;
  const id = (await bind(service, 'before')).data.createAxbBinding.binding?.id ?? '';
  using hand = database();
  hand.exec(`create trigger full before insert on audit begin select raise(abort, 'no room'); end`);
  const asked = vendor.recorded.length;

  expect((await bind(service, 'lost')).errors?.[0]?.extensions.code).toBe('INTERNAL_SERVER_ERROR');
  await service.query(RELEASE, { id }, await bearer('dispatch'));
  expect(vendor.recorded.length).toBe(asked);
  const everything = await service.query<{ bindings: { nodes: { id: string; status: string }[] } }>(
    '{ bindings(first: 9) { nodes { id status } } }',
    {},
    await bearer('support'),
  );
  expect(everything.data.bindings.nodes).toEqual([{ id, status: 'ACTIVE' }]);

  const read = '{ bindings(first: 9) { nodes { numberA } } }';
  const refused = await service.query(read, {}, await bearer('support'));
  expect(refused).toEqual({ errors: [{ message: expect.any(String), extensions: { code: 'AUDIT_UNAVAILABLE' } }] });
  using socket = await subscribe(service.url, read, {}, await bearer('support'));
  await expect(socket.next()).rejects.toThrow('AUDIT_UNAVAILABLE');
  expect(JSON.stringify(socket.received)).not.toContain('138');
  // Who sees masks needs no line.
  const masked = await service.query(read, {}, await bearer('masked', { scope: 'voice:read' }));
  expect(masked.data).toEqual({ bindings: { nodes: [{ numberA: '138****8000' }] } });

  hand.exec('drop trigger full');
  expect((await bind(service, 'lost')).data.createAxbBinding.userErrors).toEqual([]);
  expect((await service.query(read, {}, await bearer('support'))).errors).toBeUndefined();
});

test('the database refuses to change lines of the trail, and to remove young ones', async () => {
  await using bench = await open();
  await bind(bench.service, 'one');
  using hand = bench.database();
  expect(() => hand.exec('delete from audit')).toThrow('append-only');
  expect(() => hand.exec('update audit set at = 0')).toThrow('append-only');
  expect(() => hand.exec(`update audit set action = 'SEND'`)).toThrow('append-only');
  expect((await trail(bench.service)).length).toBe(2);
});

test('a subscription that shows numbers is in the trail from its first item on, once for many', async () => {
  await using bench = await open();
  const { service } = bench;
  const document = WATCH_CALLS.replace('vendorCallId', 'vendorCallId caller callee');
  {
    using watching = await subscribe(service.url, document, {}, await bearer('support'));
    // The subscription stands once the process counts it.
    await until('the subscription', async () => (await metricsOf(service)).includes('voice_subscriptions 1'));
    for (const call of ['1', '2', '3'])
      await push(
        service.url,
        PRINTED_PUSH.replace(/1709\w+/, call).replace(/402bf13d\w+/, '936fdf9f5572456fa4b7a795cb037879'),
      );
    for (let item = 0; item < 6; item++) await watching.next();
    expect(await trail(service, { actions: ['REVEAL_NUMBERS'] })).toMatchObject([
      { subject: 'support', operation: 'callStatusChanged', count: 1 },
    ]);
  }
  // What came after that is written when it ends.
  const lines = await until('the rest', async () => {
    const found = await trail(service, { actions: ['REVEAL_NUMBERS'] });
    return found.length === 2 && found;
  });
  const { data } = await service.query<{ calls: { nodes: { id: string }[] } }>(CALLS, {}, await bearer('auditor'));
  expect(new Set(lines.flatMap(({ subjectIds }) => subjectIds))).toEqual(new Set(data.calls.nodes.map(({ id }) => id)));
});
