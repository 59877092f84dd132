import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { SignJWT } from 'jose';
import { describe, expect, test } from 'vitest';
import { BIND, WATCH_BINDINGS } from '../support/documents.ts';
import {
  type GraphQLAnswer,
  type RunningService,
  spawnService,
  startService,
  temporaryFolder,
} from '../support/service.ts';
import { openSocket } from '../support/socket.ts';
import { until } from '../support/until.ts';

const ACCOUNTS = 'query Accounts { accounts { id } }';
const BY_ID = 'query ById($id: ID!) { account(id: $id) { id } }';
const ID = 'a'.repeat(64);
const OTHER = 'b'.repeat(64);
const UNKNOWN = 'c'.repeat(64);

const SHAPES = {
  'Apollo’s manifest': {
    format: 'apollo-persisted-query-manifest',
    version: 1,
    operations: [
      { id: ID, name: 'Accounts', type: 'query', body: ACCOUNTS },
      { id: OTHER, name: 'ById', type: 'query', body: BY_ID },
    ],
  },
  'a map of ids to documents': { [ID]: ACCOUNTS, [`sha256:${OTHER}`]: BY_ID },
};

interface Asking {
  readonly service: RunningService;
  /** Asks over both transports, checks that they answer the same, and gives that answer. */
  ask(payload: object, scope?: string): Promise<GraphQLAnswer<unknown>>;
}

const SECRET = 'a secret of at least thirty-two bytes';
const tokenOf = async (scope: string) => ({
  authorization: `Bearer ${await new SignJWT({ scope })
    .setProtectedHeader({ alg: 'HS256' })
    .setSubject('app')
    .setExpirationTime('5m')
    .sign(new TextEncoder().encode(SECRET))}`,
});

async function withDocuments(
  file: object,
  env: Record<string, string>,
  check: (asking: Asking) => Promise<void>,
): Promise<void> {
  await using folder = await temporaryFolder();
  const path = join(folder.path, 'documents.json');
  await writeFile(path, JSON.stringify(file));
  await using service = await startService(folder.path, { TRUSTED_DOCUMENTS_FILE: path, AUTH_SECRET: SECRET, ...env });
  const ask: Asking['ask'] = async (payload, scope = 'voice:read') => {
    const headers = await tokenOf(scope);
    const response = await fetch(`${service.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify(payload),
    });
    const http = (await response.json()) as GraphQLAnswer<unknown>;
    using socket = await openSocket(service.url, { parameters: headers });
    // graphql-transport-ws wants the field.
    expect(await socket.ask({ query: '', ...payload })).toEqual(http);
    return http;
  };
  await check({ service, ask });
}

const codesOf = ({ errors }: GraphQLAnswer<unknown>) => errors?.map(({ extensions }) => extensions.code);
const persisted = (sha256Hash: string) => ({ extensions: { persistedQuery: { version: 1, sha256Hash } } });

describe.each(Object.entries(SHAPES))('a file that is %s', (_shape, file) => {
  test('is asked by id in each way that clients have, beside other documents', () =>
    withDocuments(file, {}, async ({ ask, service }) => {
      const accounts = { data: { accounts: expect.arrayContaining([{ id: 'acct_sandbox_winnerlook' }]) } };
      for (const id of [ID, `sha256:${ID}`]) {
        expect(await ask({ documentId: id })).toEqual(accounts);
        expect(await ask({ extensions: { documentId: id } })).toEqual(accounts);
        expect(await ask(persisted(id))).toEqual(accounts);
      }
      const variables = { id: 'acct_sandbox_ksyun' };
      expect(await ask({ documentId: OTHER, variables })).toEqual({ data: { account: variables } });
      expect(await ask({ query: '{ vendors { vendor } }' })).toHaveProperty('data.vendors');

      expect(codesOf(await ask({ documentId: UNKNOWN }))).toEqual(['DOCUMENT_NOT_FOUND']);
      expect(codesOf(await ask(persisted(UNKNOWN)))).toEqual(['DOCUMENT_NOT_FOUND']);
      // A document cannot be added by sending it with an id.
      expect(await ask({ ...persisted(UNKNOWN), query: ACCOUNTS })).toEqual(accounts);
      expect(codesOf(await ask(persisted(UNKNOWN)))).toEqual(['DOCUMENT_NOT_FOUND']);

      const headers = { 'apollo-require-preflight': '1', ...(await tokenOf('voice:read')) };
      const get = async (search: string) => (await fetch(`${service.url}/graphql?${search}`, { headers })).json();
      expect(await get(`documentId=${ID}`)).toEqual(accounts);
      expect(await get(`extensions=${encodeURIComponent(JSON.stringify(persisted(ID).extensions))}`)).toEqual(accounts);
      expect(await get(`documentId=${UNKNOWN}`)).toMatchObject({
        errors: [{ extensions: { code: 'DOCUMENT_NOT_FOUND' } }],
      });
    }));
});

describe('where only trusted documents are answered', () => {
  const only = { TRUSTED_DOCUMENTS: 'only' };

  test('nothing else is, whatever it asks for and whatever id stands beside it', () =>
    withDocuments(SHAPES['Apollo’s manifest'], only, async ({ ask, service }) => {
      expect(await ask({ documentId: ID })).toHaveProperty('data.accounts');
      const refused = [
        { query: ACCOUNTS },
        { query: '{ __typename }' },
        { query: '{ __schema { types { name } } }' },
        { query: 'mutation { releaseBinding(input: { bindingId: "bnd_1" }) { binding { id } } }' },
        { query: '{ not graphql' },
        { query: '' },
      ];
      for (const payload of refused)
        for (const scope of ['voice:read', 'voice:read voice:admin'])
          expect(codesOf(await ask(payload, scope)), payload.query).toEqual(['DOCUMENT_NOT_TRUSTED']);
      expect(codesOf(await ask({ documentId: UNKNOWN, query: ACCOUNTS }))).toEqual(['DOCUMENT_NOT_FOUND']);
      const headers = { 'apollo-require-preflight': '1', ...(await tokenOf('voice:read')) };
      const got = await fetch(`${service.url}/graphql?query=${encodeURIComponent(ACCOUNTS)}`, { headers });
      expect(codesOf((await got.json()) as GraphQLAnswer<unknown>)).toEqual(['DOCUMENT_NOT_TRUSTED']);
    }));

  test('the schema is shown to who has voice:admin, so that the supergraph can be composed, and nothing with it', () =>
    withDocuments(SHAPES['Apollo’s manifest'], only, async ({ ask }) => {
      const service = { query: 'query SubgraphIntrospectQuery { _service { sdl } }' };
      expect(await ask(service, 'voice:admin')).toMatchObject({
        data: { _service: { sdl: expect.stringContaining('type Binding') } },
      });
      expect(codesOf(await ask(service, 'voice:read'))).toEqual(['DOCUMENT_NOT_TRUSTED']);
      for (const query of [
        '{ _service { sdl } accounts { id } }',
        '{ _service { sdl } ...A } fragment A on Query { accounts { id } }',
        'query A { _service { sdl } } query B { accounts { id } }',
      ])
        expect(codesOf(await ask({ query, operationName: 'B' }, 'voice:admin voice:read'))).toEqual([
          'DOCUMENT_NOT_TRUSTED',
        ]);
    }));

  test('a subscription is watched by its id', () =>
    withDocuments({ watch: WATCH_BINDINGS, bind: BIND }, only, async ({ service, ask }) => {
      using socket = await openSocket(service.url, { parameters: await tokenOf('voice:read') });
      let seen: GraphQLAnswer<unknown> | undefined;
      void socket.ask({ query: '', documentId: 'watch' }).then((answer) => {
        seen = answer;
      });
      let bound = 0;
      await until('a binding to be seen', async () => {
        const input = { idempotencyKey: `k${bound++}`, numberA: '13800138000', numberB: '13900139000' };
        await ask({ documentId: 'bind', variables: { input } }, 'voice:read voice:write');
        return seen;
      });
      expect(seen).toHaveProperty('data.bindingStatusChanged');
    }));
});

test('where there are none, an id alone has clients of persisted queries send the text from then on', () =>
  withDocuments({}, { TRUSTED_DOCUMENTS: 'off' }, async ({ ask }) => {
    expect(codesOf(await ask(persisted(ID)))).toEqual(['PERSISTED_QUERY_NOT_SUPPORTED']);
    expect(await ask({ ...persisted(ID), query: ACCOUNTS })).toHaveProperty('data.accounts');
    expect(codesOf(await ask(persisted(ID)))).toEqual(['PERSISTED_QUERY_NOT_SUPPORTED']);
  }));

test('a file with documents that could not be answered stops the start, and every one of them is named', async () => {
  await using folder = await temporaryFolder();
  const file = join(folder.path, 'documents.json');
  await writeFile(
    file,
    JSON.stringify({
      fine: ACCOUNTS,
      unparsed: '{ accounts {',
      unknown: '{ acounts { id } }',
      introspecting: '{ __schema { types { name } } }',
      deep: `{ ${'account(id: "x") { calls(first: 1) { nodes { '.repeat(5)} id ${'} } }'.repeat(5)} }`,
      expensive: '{ bindings(first: 100) { nodes { calls(first: 100) { nodes { id } } } } }',
    }),
  );
  const { process: started, output } = spawnService({ PORT: '0', CONSOLE: 'off', TRUSTED_DOCUMENTS_FILE: file });
  const [code] = await once(started, 'exit');
  expect(code).toBe(78);
  for (const id of ['unparsed', 'unknown', 'introspecting', 'deep', 'expensive'])
    expect(output()).toContain(`${file}: ${id}: `);
  expect(output()).not.toContain('fine');
});
