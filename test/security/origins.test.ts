import { describe, expect, test } from 'vitest';
import { createOrigins } from '../../src/http/graphql/origins.ts';
import { startService, temporaryFolder } from '../support/service.ts';
import { upgradeStatus } from '../support/socket.ts';

const APP = 'https://app.example.com';
const STRANGER = 'https://stranger.example.net';

async function withService(env: Record<string, string>, ask: (url: string) => Promise<void>): Promise<void> {
  await using folder = await temporaryFolder();
  await using service = await startService(folder.path, env);
  await ask(service.url);
}

const preflight = (url: string, origin: string) =>
  fetch(`${url}/graphql`, {
    method: 'OPTIONS',
    headers: { origin, 'access-control-request-method': 'POST', 'access-control-request-headers': 'content-type' },
  });
const post = (url: string, headers: Record<string, string>, query = '{ __typename }') =>
  fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify({ query }),
  });

test('pages of an allowed origin get CORS headers, others do not', () =>
  withService({ CORS_ORIGINS: `https://other.example.com, ${APP}` }, async (url) => {
    const asked = await preflight(url, APP);
    expect(asked.status).toBe(204);
    expect(Object.fromEntries(asked.headers)).toMatchObject({
      'access-control-allow-origin': APP,
      'access-control-allow-headers': expect.stringContaining('authorization'),
      vary: expect.stringMatching(/origin/i),
    });
    const answer = await post(url, { origin: APP });
    expect(answer.headers.get('access-control-allow-origin')).toBe(APP);
    // Of a refusal the page has to see the reason, too.
    const refused = await post(url, { origin: APP }, '{ nothing }');
    expect([refused.status, refused.headers.get('access-control-allow-origin')]).toEqual([400, APP]);

    for (const { headers } of [await preflight(url, STRANGER), await post(url, { origin: STRANGER })])
      expect(headers.get('access-control-allow-origin')).toBeNull();
    expect((await preflight(url, STRANGER)).ok).toBe(false);
  }));

test('without the setting no answer says anything of origins', () =>
  withService({}, async (url) => {
    for (const { headers } of [await preflight(url, APP), await post(url, { origin: APP })])
      expect([...headers.keys()].filter((name) => name.startsWith('access-control'))).toEqual([]);
  }));

test('a request that a page can send without a preflight is refused', () =>
  withService({}, async (url) => {
    const query = '{ accounts { id } }';
    const forms = ['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x'];
    for (const type of forms) {
      const { status } = await post(url, { 'content-type': type }, query);
      expect([400, 415], type).toContain(status);
    }
    const address = `${url}/graphql?query=${encodeURIComponent(query)}`;
    expect((await fetch(address)).status).toBe(400);
    expect((await fetch(address, { headers: { 'apollo-require-preflight': 'true' } })).status).toBe(200);
  }));

describe('a socket is opened', () => {
  const SECRET = { kind: 'secret', secret: 'x' } as const;
  const PUBLIC = 'https://voice.example.com';
  const HOST = '127.0.0.1:4000';
  test.each([
    ['by a program, which has no origin', undefined, [], undefined, true],
    ['by a page of the service itself', `http://${HOST}`, [], undefined, true],
    ['by a page of the service’s public address', PUBLIC, [APP], SECRET, true],
    ['by a page of an allowed origin', APP, [APP], SECRET, true],
    ['by no other page where origins are listed', STRANGER, [APP], SECRET, false],
    ['by any page where tokens are asked for, which it has none of but its own', STRANGER, [], SECRET, true],
    ['where none are asked for, by a page of the same machine', 'http://localhost:5173', [], undefined, true],
    ['where none are asked for, by no other page', STRANGER, [], undefined, false],
    ['where none are asked for, by no page without an origin to its name', 'null', [], undefined, false],
    [
      'where none are asked for, by no page that only sounds like one',
      'http://localhost.example.net',
      [],
      undefined,
      false,
    ],
  ])('%s', (_who, origin, allowed, auth, may) => {
    const origins = createOrigins({ origins: { allowed: new Set(allowed) }, publicUrl: `${PUBLIC}/voice`, auth });
    expect(origins.mayOpenSocket(origin, HOST)).toBe(may);
  });

  test('by no other page: the upgrade is refused', () =>
    withService({ CORS_ORIGINS: APP }, async (url) => {
      expect(await upgradeStatus(url, { origin: STRANGER })).toBe(403);
      for (const origin of [APP, url]) expect(await upgradeStatus(url, { origin })).toBe(101);
    }));
});
