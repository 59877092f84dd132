import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { buildClientSchema, getIntrospectionQuery, type IntrospectionQuery, parse, validate } from 'graphql';
import { expect, test, vi } from 'vitest';
import { operationsFor } from '../../src/graphql/names/rename-operations.ts';
import { createSchema } from '../../src/graphql/schema.ts';
import { sandboxSchema } from '../../src/sandbox/api/resolvers.ts';
import { renameEverything } from '../graphql/names/rename-everything.ts';
import { BIND, type Bound, WATCH_BINDINGS } from '../support/documents.ts';
import { bearer, PRODUCTION } from '../support/production.ts';
import { startService, temporaryFolder } from '../support/service.ts';
import { sharedService } from '../support/shared.ts';
import { subscribe } from '../support/subscribe.ts';

// Vite would load graphql's ES module beside the CommonJS one that Node gives elsewhere.
vi.mock('graphql', async () => (await import('node:module')).createRequire(import.meta.url)('graphql'));

const { changes, setting } = renameEverything();
const schema = createSchema([sandboxSchema(() => undefined)], changes);
const service = sharedService({ GRAPHQL_NAMES: setting, AUTH_SECRET: PRODUCTION.AUTH_SECRET });
const EVERYTHING = 'voice:read voice:write voice:pii voice:admin';

/** A document by the contract's names, as it is sent to a service that has others. */
const outside = (text: string) => operationsFor(schema, text) ?? '';

/** Sends such a document with a token of these scopes. */
async function send<Data>(text: string, scope = EVERYTHING, variables: object = {}) {
  return service().query<Data>(outside(text), variables, await bearer({ scope }));
}

/** A new binding. */
async function bind(key: string): Promise<{ readonly id: string; readonly numberX: string }> {
  const input = { idempotencyKey: key, numberA: '13800138000', numberB: '13900139000' };
  const { data } = await send<Bound>(BIND, EVERYTHING, { input });
  if (!data.createAxbBinding.binding) throw new Error('It was not bound.');
  return data.createAxbBinding.binding;
}

test('the SDL that the service gives is the one that the command prints, and the schema that it shows', async () => {
  const { data } = await service().query<{ _service: { sdl: string } }>('{ _service { sdl } }');
  const command = promisify(execFile)(process.execPath, ['src/bin/schema.ts'], { env: { GRAPHQL_NAMES: setting } });
  expect((await command).stdout.trim()).toBe(data._service.sdl.trim());

  const shown = await service().query<IntrospectionQuery>(getIntrospectionQuery());
  const types = Object.keys(buildClientSchema(shown.data).getTypeMap());
  expect(types).toEqual(expect.arrayContaining(['TCall', 'TPhoneNumber', 'TVoiceUserError']));
  expect(types).not.toContain('Call');
});

test('entities, nodes and fragments go by the names outside, and by no others', async () => {
  const { id } = await bind('entities');
  const entities = (name: string) =>
    send(
      'query ($of: [_Any!]!) { _entities(representations: $of) { __typename ...on Binding { id mode } } }',
      undefined,
      {
        of: [{ __typename: name, id }],
      },
    );
  expect(await entities('TBinding')).toEqual({ data: { _entities: [{ __typename: 'TBinding', id, mode: 'AXB' }] } });
  const refused = await entities('Binding');
  expect(refused).toMatchObject({ data: { _entities: [null] }, errors: [{ extensions: { code: 'BAD_USER_INPUT' } }] });
  const node = await send(`{ node(id: "${id}") { __typename ...on Binding { id } } }`);
  expect(node).toEqual({ data: { node: { __typename: 'TBinding', id } } });
});

test('numbers are masked, and scopes asked for, under other names', async () => {
  const { id } = await bind('masked');
  const masked = await send(`{ binding(id: "${id}") { numberA } }`, 'voice:read');
  expect(masked).toEqual({ data: { binding: { numberA: '138****8000' } } });
  const refused = await send('{ deliveries(first: 1) { nodes { id } } }', 'voice:read');
  expect(refused.errors?.[0]).toMatchObject({
    message: 'qDeliveries needs a token with the scope voice:admin.',
    extensions: { code: 'FORBIDDEN' },
  });
});

test('what costs too much is refused, and the audit trail names fields as the outside does', async () => {
  const page = 'first: 100) { nodes { calls(first: 100) { nodes { id } } } }';
  const refused = await send(`{ a: bindings(${page} b: bindings(${page} c: bindings(${page} }`);
  expect(refused.errors?.[0]).toMatchObject({ extensions: { code: 'QUERY_TOO_EXPENSIVE' } });

  await send('mutation { refreshAccount(input: { accountId: "acct_sandbox_interline" }) { userErrors { code } } }');
  const trail = await send(
    '{ auditTrail(first: 1, filter: { actions: [REFRESH_ACCOUNT] }) { nodes { operation account { id } } } }',
  );
  expect(trail.data).toEqual({
    auditTrail: { nodes: [{ operation: 'mRefreshAccount', account: { id: 'acct_sandbox_interline' } }] },
  });
});

test('a subscription under another name delivers', async () => {
  const { authorization } = await bearer({ scope: EVERYTHING });
  using watched = await subscribe<{ binding: { id: string } }>(
    service().url,
    outside(WATCH_BINDINGS),
    {},
    { authorization },
  );
  const { id } = await bind('watched');
  expect((await watched.next()).binding.id).toBe(id);
});

test('what people are offered to try fits the names', async () => {
  const tour = (await (await fetch(`${service().url}/console/tour.json`)).json()) as { examples: object };
  const examples = Object.values(tour.examples) as string[];
  expect(examples.length).toBeGreaterThan(5);
  for (const example of examples) expect(validate(schema, parse(example))).toEqual([]);
  expect(service().output()).toContain('createAxbBinding: mCreateAxbBinding(input: ');
});

test('an example that asks for what is left out is not offered', async () => {
  await using folder = await temporaryFolder();
  await using without = await startService(folder.path, { GRAPHQL_NAMES: 'Mutation.sendVoiceNotification=' });
  const tour = (await (await fetch(`${without.url}/console/tour.json`)).json()) as { examples: object };
  expect(Object.keys(tour.examples)).toEqual(['watch', 'bind', 'dial', 'history', 'answer', 'release']);
});

test('a setting that cannot be used stops the start', async () => {
  await using folder = await temporaryFolder();
  const start = startService(folder.path, { GRAPHQL_NAMES: 'Acount=VoiceAccount' });
  await expect(start).rejects.toThrow('GRAPHQL_NAMES: “Acount=VoiceAccount”: there is no type Acount');
});
