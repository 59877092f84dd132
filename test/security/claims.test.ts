import { SignJWT } from 'jose';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { WATCH_CALLS } from '../support/documents.ts';
import { ACCOUNT, PRODUCTION } from '../support/production.ts';
import { type RunningService, startService, temporaryFolder } from '../support/service.ts';
import { subscribe } from '../support/subscribe.ts';

const IN_AN_HOUR = () => Math.floor(Date.now() / 1_000) + 3_600;

/** The header of a token that is signed as it should be and has exactly these claims. */
async function headerOf(claims: object, header: object = {}): Promise<{ authorization: string }> {
  const token = await new SignJWT({ ...claims })
    .setProtectedHeader({ alg: 'HS256', ...header })
    .sign(new TextEncoder().encode(PRODUCTION.AUTH_SECRET));
  return { authorization: `Bearer ${token}` };
}

const GOOD = () => ({ sub: 'dispatch', exp: IN_AN_HOUR(), scope: 'voice:read voice:admin' });

/** Values that no claim of ours may have, whatever type it is of. */
const ODD = [null, true, '', { a: 1 }, [['x']], [null], [{ id: 'acct_1' }], 'x'.repeat(2_000)];

const ODD_CLAIMS: readonly (readonly [claim: string, values: readonly unknown[]])[] = [
  ['sub', [...ODD, 7, ['dispatch']]],
  ['exp', [...ODD, '1799999999', [1]]],
  ['scope', [null, true, 7, { a: 1 }, ['voice:read']]],
  ['voice_accounts', [null, true, '', 7, 'acct_1', { a: 1 }, [null], [7], [['acct_1']], ['']]],
  [
    'voice_references',
    [null, true, 7, { a: 1 }, [null], [7], [['order-1']], [''], ['x'.repeat(65)], 'x'.repeat(2_000)],
  ],
  ['voice_application', [...ODD, 7]],
  ['azp', [...ODD, 7]],
  ['client_id', [...ODD, 7]],
];

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let service: RunningService;

beforeAll(async () => {
  folder = await temporaryFolder();
  service = await startService(folder.path, PRODUCTION, [ACCOUNT]);
});

afterAll(async () => {
  await service[Symbol.asyncDispose]();
  await folder[Symbol.asyncDispose]();
});

test.each(ODD_CLAIMS)(
  'a token whose claim %s has a form that is not read is refused at every door',
  async (claim, values) => {
    for (const value of values) {
      const header = await headerOf({ ...GOOD(), [claim]: value });
      const title = `${claim}: ${JSON.stringify(value).slice(0, 40)}`;
      const response = await fetch(`${service.url}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...header },
        body: '{"query":"{ accounts { id } }"}',
      });
      expect(response.status, title).toBe(401);
      expect(await response.json(), title).toMatchObject({ errors: [{ extensions: { code: 'UNAUTHENTICATED' } }] });
      expect((await fetch(`${service.url}/metrics`, { headers: header })).status, title).toBe(401);
    }
    const header = await headerOf({ ...GOOD(), [claim]: values[0] });
    await expect(subscribe(service.url, WATCH_CALLS, {}, header)).rejects.toThrow('4403');
    expect(service.output()).not.toMatch(/"level":(50|60)/);
  },
);

test.each([
  ['without the claims that may be left out', {}],
  ['with an application of its own', { voice_application: 'dispatch-app', azp: 'portal', client_id: 'portal' }],
  ['with scopes that more than one space stands between', { scope: ' voice:read   voice:pii ' }],
  ['with a fraction of a second in its expiry', { exp: IN_AN_HOUR() + 0.5 }],
])('a token is accepted %s', async (_title, claims) => {
  const { data, errors } = await service.query<{ accounts: object[] }>(
    '{ accounts { id } }',
    {},
    await headerOf({ ...GOOD(), ...claims }),
  );
  expect(errors).toBeUndefined();
  expect(data.accounts).toHaveLength(1);
});

test('an empty list of accounts means no account', async () => {
  const header = await headerOf({ ...GOOD(), voice_accounts: [] });
  expect(await service.query('{ accounts { id } }', {}, header)).toEqual({ data: { accounts: [] } });
});

test.each([[[]], [''], ['  ']])('an empty list of references (%j) means nothing at all', async (voice_references) => {
  const header = await headerOf({ ...GOOD(), voice_references });
  const everything = '{ accounts { id } calls(first: 1) { nodes { id } } deliveries(first: 1) { nodes { id } } }';
  expect(await service.query(everything, {}, header)).toEqual({
    data: { accounts: [], calls: { nodes: [] }, deliveries: { nodes: [] } },
  });
});

test.each([[7], [null], [['JWT']], [{ a: 1 }], ['logout+jwt']])(
  'a token whose header has the type %j is refused',
  async (typ) => {
    const header = await headerOf(GOOD(), { typ });
    const { errors } = await service.query('{ accounts { id } }', {}, header);
    expect(errors?.[0]?.extensions.code).toBe('UNAUTHENTICATED');
    expect(service.output()).not.toMatch(/"level":(50|60)/);
  },
);
