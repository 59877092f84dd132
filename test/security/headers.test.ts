import { expect, test } from 'vitest';
import { ACCOUNT, bearer, PRODUCTION } from '../support/production.ts';
import { type RunningService, startService, temporaryFolder } from '../support/service.ts';
import { sharedService } from '../support/shared.ts';

/** One request to each kind of address, well meant and not. */
const REQUESTS: readonly (readonly [what: string, path: string, init?: RequestInit])[] = [
  ['a query', '/graphql', json('{"query":"{__typename}"}')],
  ['a query that is none', '/graphql', json('{"query":"{"}')],
  ['a body that is no JSON', '/graphql', json('{')],
  ['a body that is too large', '/graphql', json(`{"query":"${'x'.repeat(2 * 1024 * 1024)}"}`)],
  ['a content type of no use', '/graphql', { method: 'POST', headers: { 'content-type': 'text/csv' }, body: 'a' }],
  ['a method that /graphql has not', '/graphql', { method: 'PUT' }],
  ['the figures without a token', '/metrics'],
  ['liveness', '/health/live'],
  ['readiness', '/health/ready'],
  ['nothing', '/nothing'],
  ['a path that cannot be decoded', '/%E0%A4%A'],
  ['an address that is too long', `/callbacks/acct_test/${'x'.repeat(2_000)}`, { method: 'POST' }],
  ['the sandbox', '/sandbox/dial', json('{}')],
  ['the console', '/'],
  ['a callback by GET', '/callbacks/acct_test/token'],
  ['a callback of no account', '/callbacks/acct_test/token', { method: 'POST' }],
];

function json(body: string): RequestInit {
  return { method: 'POST', headers: { 'content-type': 'application/json' }, body };
}

const running = sharedService(PRODUCTION, [ACCOUNT]);
const ask = (service: RunningService, path: string, init: RequestInit = {}) => fetch(`${service.url}${path}`, init);

test('every answer forbids framing, sniffing, referring and keeping, and tells nothing of what serves it', async () => {
  const service = running();
  for (const [what, path, init] of REQUESTS) {
    const answer = await ask(service, path, init);
    const body = await answer.text();
    expect(Object.fromEntries(answer.headers), what).toMatchObject({
      'content-security-policy': expect.stringMatching(/default-src 'none';.*frame-ancestors 'none'/),
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'DENY',
      'referrer-policy': 'no-referrer',
      'cache-control': 'no-store',
    });
    for (const name of ['server', 'x-powered-by', 'strict-transport-security', 'access-control-allow-origin'])
      expect(answer.headers.has(name), `${what}: ${name}`).toBe(false);
    expect(answer.status, what).toBeLessThan(500);
    expect(body, what).not.toMatch(/node_modules|\bat .*\.[jt]s:\d|fastify|apollo|FST_|v?\d+\.\d+\.\d+/i);
  }
});

test('what cannot be taken is refused in one clear sentence', async () => {
  const service = running();
  const refused = ['nothing', 'the sandbox', 'the console', 'a callback of no account', 'a callback by GET'];
  for (const [what, path, init] of REQUESTS.filter(([name]) => refused.includes(name))) {
    const answer = await ask(service, path, init);
    expect(answer.status, what).toBe(404);
    expect(await answer.json(), what).toEqual({ error: 'There is nothing at this address, or not by this method.' });
  }
});

test.each([
  ['https://voice.example.com', 'max-age=63072000'],
  ['http://voice.example.com', null],
])('browsers are told to insist on TLS only where the service is reached over it: %s', async (publicUrl, expected) => {
  await using folder = await temporaryFolder();
  const settings = { ...PRODUCTION, PUBLIC_URL: publicUrl, LOG_LEVEL: 'info' };
  await using service = await startService(folder.path, settings, [ACCOUNT]);
  const listening = /listening at (http:[^"]+)/.exec(service.output())?.[1];
  expect((await fetch(`${listening}/health/live`)).headers.get('strict-transport-security')).toBe(expected);
  expect(service.output().includes('PUBLIC_URL is plain http')).toBe(expected === null);
});

test('the probes say yes or no, and nothing else', async () => {
  const service = running();
  expect(await (await ask(service, '/health/live')).json()).toEqual({ status: 'live' });
  expect(await (await ask(service, '/health/ready')).json()).toEqual({ status: 'ready' });
});

test('the metrics are served for the operator’s token or METRICS_TOKEN, and for no other', async () => {
  await using folder = await temporaryFolder();
  const METRICS_TOKEN = 'a-token-for-the-figures-alone';
  await using service = await startService(folder.path, { ...PRODUCTION, METRICS_TOKEN }, [ACCOUNT]);
  const status = async (headers: HeadersInit) => (await ask(service, '/metrics', { headers })).status;
  expect(await status({ authorization: `Bearer ${METRICS_TOKEN}` })).toBe(200);
  expect(await status(await bearer({ scope: 'voice:read voice:admin' }))).toBe(200);
  expect(await status(await bearer({ scope: 'voice:read voice:write voice:pii' }))).toBe(403);
  expect(await status(await bearer({ scope: 'voice:admin' }, 1_000_000))).toBe(401);
  for (const authorization of ['', 'Bearer ', `Bearer ${METRICS_TOKEN}x`, METRICS_TOKEN, 'Basic eDp5'])
    expect(await status(authorization === '' ? {} : { authorization }), authorization).toBe(401);
});

test('the metrics are public where METRICS_PUBLIC is on, and in the sandbox', async () => {
  await using folder = await temporaryFolder();
  await using other = await temporaryFolder();
  await using open = await startService(folder.path, { ...PRODUCTION, METRICS_PUBLIC: 'on' }, [ACCOUNT]);
  await using sandbox = await startService(other.path);
  for (const service of [open, sandbox]) {
    const answer = await ask(service, '/metrics');
    expect(answer.status).toBe(200);
    expect(await answer.text()).toContain('voice_vendor_requests_total');
  }
});
