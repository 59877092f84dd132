import { beforeAll, expect, test } from 'vitest';
import { BIND, CALLS, WATCH_CALLS } from '../support/documents.ts';
import { ACCOUNT, bearer, PRODUCTION } from '../support/production.ts';
import { spawnService } from '../support/service.ts';
import { sharedService } from '../support/shared.ts';
import { subscribe } from '../support/subscribe.ts';
import { until } from '../support/until.ts';
import { PRINTED_PUSH, push } from '../support/winnerlook.ts';

const READ = { scope: 'voice:read' };

const running = sharedService(PRODUCTION, [ACCOUNT]);
beforeAll(async () => {
  const service = running();
  await push(service.url, PRINTED_PUSH);
  const headers = await bearer(READ);
  await until('the call', async () => {
    const { data } = await service.query<{ calls: { nodes: object[] } }>(CALLS, {}, headers);
    return data.calls.nodes.length > 0;
  });
});

test('outside the sandbox the process refuses to start, and names everything that is missing at once', async () => {
  const started = spawnService({ SANDBOX: 'false', PORT: '0' });
  const code = await new Promise((resolve) => started.process.on('exit', resolve));
  expect(code).not.toBe(0);
  for (const name of ['ACCOUNTS_FILE', 'AUTH_JWKS_URL', 'AUTH_SECRET', 'DATA_KEY'])
    expect(started.output()).toContain(name);
});

test('a request without a token, or with a forged or expired one, is refused', async () => {
  const service = running();
  expect((await service.query(CALLS)).errors?.[0]?.extensions.code).toBe('UNAUTHENTICATED');
  for (const headers of [
    await bearer(READ, '5m', 'another secret of thirty-two bytes!!'),
    await bearer(READ, 1_000_000),
    { authorization: 'Basic eA==' },
  ]) {
    const answer = await service.query(CALLS, {}, headers);
    expect(answer.data).toBeUndefined();
    expect(answer.errors?.[0]?.extensions.code).toBe('UNAUTHENTICATED');
  }
});

test('a scope that is missing is named, and numbers are masked without voice:pii', async () => {
  const service = running();
  const input = { idempotencyKey: 'k', numberA: '13800138000', numberB: '13900139000' };
  const refused = await service.query(BIND, { input }, await bearer(READ));
  expect(refused.errors?.[0]).toMatchObject({
    extensions: { code: 'FORBIDDEN' },
    message: expect.stringContaining('voice:write'),
  });

  // In the document's own sample the caller's number stands where the virtual one should.
  const numbers = { calls: { nodes: [{ caller: '183****0769', callee: '155****8812', numberX: null }] } };
  expect((await service.query(CALLS, {}, await bearer(READ))).data).toMatchObject(numbers);
  const seeing = await service.query(CALLS, {}, await bearer({ scope: 'voice:read voice:pii' }));
  expect(seeing.data).toMatchObject({ calls: { nodes: [{ caller: '18362970769', callee: '15556428812' }] } });
});

test('a person’s number that a push calls X is masked, and finds nothing as a virtual one', async () => {
  const service = running();
  const document = `{
    calls(first: 9) { nodes { numberX unprovenNumber } }
    found: calls(first: 9, filter: { virtualNumber: "18362970769" }) { nodes { id } }
    bound: bindings(first: 9, filter: { virtualNumber: "18362970769" }) { nodes { id } }
    texts: smsMessages(first: 9, filter: { virtualNumber: "18362970769" }) { nodes { id } }
  }`;
  const none = { found: { nodes: [] }, bound: { nodes: [] }, texts: { nodes: [] } };
  const { data } = await service.query(document, {}, await bearer(READ));
  expect(data).toEqual({ calls: { nodes: [{ numberX: null, unprovenNumber: '183****0769' }] }, ...none });
  const seeing = await service.query(document, {}, await bearer({ scope: 'voice:read voice:pii' }));
  const whole = { numberX: '18362970769', unprovenNumber: '18362970769' };
  expect(seeing.data).toEqual({ calls: { nodes: [whole] }, ...none });
});

test('an account that a token is not for answers as if it were not there', async () => {
  const service = running();
  const mine = await bearer({ ...READ, voice_accounts: ['acct_other'] });
  const answer = await service.query(
    '{ calls(first: 1) { nodes { id } } filtered: calls(first: 1, filter: { accountId: "acct_test" }) { nodes { id } } accounts { id } account(id: "acct_test") { id } }',
    {},
    mine,
  );
  expect(answer).toEqual({ data: { calls: { nodes: [] }, filtered: { nodes: [] }, accounts: [], account: null } });
});

test('a socket is accepted with a token of connection_init only, and closed when that expires', async () => {
  const service = running();
  await expect(subscribe(service.url, WATCH_CALLS, {}, { authorization: 'Bearer forged' })).rejects.toThrow('4403');

  const expiry = Math.floor(Date.now() / 1000) + 2;
  using watching = await subscribe(service.url, WATCH_CALLS, {}, await bearer(READ, expiry));
  const { code } = await watching.closed;
  expect(code).toBe(4403);
  expect(Math.abs(Date.now() - expiry * 1000)).toBeLessThan(1_000);
});

test('GraphiQL and introspection are off outside the sandbox, and the sandbox’s mutation is not there', async () => {
  const service = running();
  expect((await fetch(service.url)).status).toBe(404);
  expect((await fetch(`${service.url}/sandbox/dial`, { method: 'POST' })).status).toBe(404);
  const { errors } = await service.query('{ __schema { types { name } } }', {}, await bearer(READ));
  expect(errors?.[0]?.extensions.code).toBe('GRAPHQL_VALIDATION_FAILED');
  const dial = await service.query('mutation { sandboxDial(input: { from: "1", to: "2" }) { routed } }');
  expect(dial.errors?.[0]?.extensions.code).toBe('GRAPHQL_VALIDATION_FAILED');
});
