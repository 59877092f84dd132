import { SignJWT } from 'jose';
import { expect, test } from 'vitest';
import { WATCH_CALLS } from '../support/documents.ts';
import { openKeyServer } from '../support/key-server.ts';
import { ACCOUNT, PRODUCTION } from '../support/production.ts';
import { type RunningService, startService, temporaryFolder } from '../support/service.ts';
import { subscribe } from '../support/subscribe.ts';
import { until } from '../support/until.ts';

const { DATA_KEY } = PRODUCTION;
const SEEN = 'seen';

/** What becomes of a request with such a header: the code of its error, or that it was answered. */
async function outcome(service: RunningService, headers: Record<string, string>): Promise<string> {
  const { errors } = await service.query('{ accounts { id } }', {}, headers);
  return errors?.[0]?.extensions.code ?? SEEN;
}

test('after a rotation tokens of the new key are taken without a restart, those of the old one no more', async () => {
  await using keys = await openKeyServer();
  await using folder = await temporaryFolder();
  await using service = await startService(folder.path, { DATA_KEY, ...keys.settings }, [ACCOUNT]);
  const old = await (await keys.rotate()).bearer();
  expect(await outcome(service, old)).toBe(SEEN);

  const fresh = await (await keys.rotate()).bearer();
  // A set that was fetched a moment ago is not fetched again at once.
  await until('the new key', async () => (await outcome(service, fresh)) === SEEN);
  expect(await outcome(service, old)).toBe('UNAUTHENTICATED');
  expect(await outcome(service, fresh)).toBe(SEEN);
});

test('a flood of tokens that name unknown keys does not fetch the key set each time', async () => {
  await using keys = await openKeyServer();
  await using folder = await temporaryFolder();
  await using service = await startService(folder.path, { DATA_KEY, ...keys.settings }, [ACCOUNT]);
  const key = await keys.rotate();
  expect(await outcome(service, await key.bearer())).toBe(SEEN);
  const before = keys.fetched();
  const began = performance.now();
  // At once, and one after the other.
  const forged = (name: string) => key.bearer({}, { kid: name }).then((headers) => outcome(service, headers));
  const flood = await Promise.all(Array.from({ length: 100 }, (_, index) => forged(`nobody-${index}`)));
  for (let count = 0; count < 30; count++) flood.push(await forged(`no-one-${count}`));
  expect(new Set(flood)).toEqual(new Set(['UNAUTHENTICATED']));
  // Once in five seconds.
  expect(keys.fetched() - before).toBeLessThanOrEqual(Math.ceil((performance.now() - began) / 5_000));
});

test.each([
  ['is not there at all', undefined],
  ['is down', { status: 503, body: 'down' }],
  ['answers with something else', { status: 200, body: '<html>' }],
  ['answers with no keys', { status: 200, body: '{"keys":7}' }],
])('while the key set %s, no token is called bad, and tokens are accepted once it is back', async (_how, answer) => {
  await using keys = await openKeyServer();
  await using folder = await temporaryFolder();
  const headers = await (await keys.rotate()).bearer();
  const settings = answer ? keys.settings : { ...keys.settings, AUTH_JWKS_URL: 'http://127.0.0.1:9/jwks' };
  keys.answer(answer);
  await using service = await startService(folder.path, { DATA_KEY, ...settings }, [ACCOUNT]);

  const response = await fetch(`${service.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: '{"query":"{ accounts { id } }"}',
  });
  expect(response.status).toBe(503);
  expect(await response.json()).toEqual({
    errors: [{ message: expect.stringMatching(/Try again/), extensions: { code: 'AUTHENTICATION_UNAVAILABLE' } }],
  });
  // 1013 is one after which clients of graphql-ws connect again by themselves.
  await expect(subscribe(service.url, WATCH_CALLS, {}, headers)).rejects.toThrow('1013');
  expect((await fetch(`${service.url}/metrics`, { headers })).status).toBe(503);
  await until('the log line', async () => service.output().includes('the key set could not be fetched'));
  expect(await outcome(service, {})).toBe('UNAUTHENTICATED');
  if (!answer) return;
  keys.answer(undefined);
  await until('the keys', async () => (await outcome(service, headers)) === SEEN);
});

test('a token is taken from a key pair’s algorithms only, for its issuer and audience, and as an access token', async () => {
  await using keys = await openKeyServer();
  await using folder = await temporaryFolder();
  await using service = await startService(folder.path, { DATA_KEY, ...keys.settings }, [ACCOUNT]);
  const key = await keys.rotate();
  for (const typ of [undefined, 'JWT', 'at+jwt', 'application/at+jwt'])
    expect(await outcome(service, await key.bearer({}, typ ? { typ } : {})), String(typ)).toBe(SEEN);

  const publicKey = await (await fetch(keys.settings.AUTH_JWKS_URL)).text();
  const confused = await new SignJWT({ scope: 'voice:read', iss: 'https://id.example', aud: 'voice', sub: 'dispatch' })
    .setProtectedHeader({ alg: 'HS256', kid: 'key-1' })
    .setExpirationTime('5m')
    .sign(new TextEncoder().encode(publicKey));
  const [, payload] = (await key.bearer()).authorization.split('.');
  const none = `${Buffer.from('{"alg":"none"}').toString('base64url')}.${payload}.`;
  const refused = {
    'another issuer': await key.bearer({ iss: 'https://evil.example' }),
    'another audience': await key.bearer({ aud: 'billing' }),
    'no subject': await key.bearer({ sub: undefined }),
    'not valid yet': await key.bearer({ nbf: Math.floor(Date.now() / 1000) + 60 }),
    'a logout': await key.bearer({}, { typ: 'logout+jwt' }),
    'a proof of possession': await key.bearer({}, { typ: 'dpop+jwt' }),
    'a shared secret made of the public key': { authorization: `Bearer ${confused}` },
    'no signature': { authorization: `Bearer ${none}` },
    'no bearer': { authorization: 'Basic eDp5' },
    nonsense: { authorization: `Bearer ${'a.'.repeat(1_000)}` },
  };
  for (const [what, headers] of Object.entries(refused))
    expect(await outcome(service, headers), what).toBe('UNAUTHENTICATED');
});

test('a token of a secret is refused where its header names an unknown extension, and where it has expired', async () => {
  await using folder = await temporaryFolder();
  await using service = await startService(folder.path, PRODUCTION, [ACCOUNT]);
  const sign = async (header: object, expires: number) => {
    const claims = { scope: 'voice:read', sub: 'dispatch', exp: Math.floor(Date.now() / 1000) + expires };
    const signed = new SignJWT(claims).setProtectedHeader({ alg: 'HS256', ...header });
    const secret = new TextEncoder().encode(PRODUCTION.AUTH_SECRET);
    return { authorization: `Bearer ${await signed.sign(secret, { crit: { 'x-limits': true } })}` };
  };
  expect(await outcome(service, await sign({}, 60))).toBe(SEEN);
  expect(await outcome(service, await sign({ crit: ['x-limits'], 'x-limits': 1 }, 60))).toBe('UNAUTHENTICATED');
  expect(await outcome(service, await sign({}, -30))).toBe('UNAUTHENTICATED');
  expect(await outcome(service, await sign({ alg: 'HS512' }, 60))).toBe('UNAUTHENTICATED');
});

test('a socket’s token is that of connection_init, or else of the header it was opened with', async () => {
  await using keys = await openKeyServer();
  await using folder = await temporaryFolder();
  await using service = await startService(folder.path, { DATA_KEY, ...keys.settings }, [ACCOUNT]);
  const key = await keys.rotate();
  const { authorization } = await key.bearer();
  using _accepted = await subscribe(service.url, WATCH_CALLS, {}, { authorization });
  using _byHeader = await subscribe(service.url, WATCH_CALLS, {}, {}, { authorization });
  await expect(
    subscribe(service.url, WATCH_CALLS, {}, { authorization: 'Bearer x' }, { authorization }),
  ).rejects.toThrow('4403');
});
