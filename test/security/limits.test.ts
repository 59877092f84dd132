import * as fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { REFUSALS } from '../../src/graphql/limits/refusal.ts';
import { BIND } from '../support/documents.ts';
import { type RunningService, startService, temporaryFolder } from '../support/service.ts';
import { openSocket, type TestSocket } from '../support/socket.ts';
import { anyDocument } from './any-document.ts';
import { REFUSED } from './refused.ts';

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let service: RunningService;
let socket: TestSocket;
beforeAll(async () => {
  folder = await temporaryFolder();
  service = await startService(folder.path, { CONSOLE: 'off' });
  socket = await openSocket(service.url);
  // Something for lists to hold.
  const input = { numberA: '13800138000', numberB: '13900139000' };
  for (const idempotencyKey of ['bound-1', 'bound-2'])
    await service.query(BIND, { input: { ...input, idempotencyKey } });
});
afterAll(async () => {
  socket[Symbol.dispose]();
  await service[Symbol.asyncDispose]();
  await folder[Symbol.asyncDispose]();
});

const overHttp = async (payload: object) => {
  const response = await fetch(`${service.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(payload),
  });
  const { data, errors } = (await response.json()) as Awaited<ReturnType<TestSocket['ask']>>;
  return { status: response.status, data, errors };
};

describe('over HTTP and over WebSocket alike', () => {
  test.each(REFUSED)('$what: refused', async ({ query, variables, operationName, code, words }) => {
    const payload = { query, ...(variables ? { variables } : {}), ...(operationName ? { operationName } : {}) };
    const http = await overHttp(payload);
    const { data, errors } = await socket.ask(payload);
    expect(http.status).toBe(400);
    for (const answer of [http, { data, errors }]) {
      expect(answer.data ?? null).toBeNull();
      expect(answer.errors?.map(({ extensions }) => extensions.code)).toContain(code);
      expect(answer.errors?.map(({ message }) => message).join()).toMatch(words);
      expect(JSON.stringify(answer)).not.toMatch(/Did you mean|stack|node_modules/);
    }
    // What we say ourselves, we say in the same words.
    if (code in REFUSALS) expect(errors).toEqual(http.errors);
  });

  test('a document under all limits is answered, and answered the same', async () => {
    await fc.assert(
      fc.asyncProperty(anyDocument, async ({ query, variables }) => {
        const { status, ...http } = await overHttp({ query, variables });
        expect(http.errors, query).toBeUndefined();
        expect(status).toBe(200);
        expect(await socket.ask({ query, variables })).toEqual({ data: http.data });
      }),
      { numRuns: 60 },
    );
  });
});

test('a refused send asks no vendor, and one below the limit is carried out', async () => {
  const document = (count: number) =>
    `mutation { ${Array.from(
      { length: count },
      (_, index) =>
        `s${index}: sendVoiceNotification(input: { idempotencyKey: "k${index}", accountId: "acct_sandbox_winnerlook", recipients: ["1380013800${index}"], templateId: "T1" }) { voiceMessages { status } }`,
    ).join(' ')} }`;
  const messages = '{ voiceMessages(first: 100) { nodes { id } } }';
  expect((await overHttp({ query: document(11) })).errors?.[0]?.extensions.code).toBe('TOO_MANY_VENDOR_MUTATIONS');
  expect((await overHttp({ query: messages })).data).toEqual({ voiceMessages: { nodes: [] } });
  expect(Object.values((await overHttp({ query: document(10) })).data as object)).toHaveLength(10);
  expect((await overHttp({ query: messages })).data).toMatchObject({ voiceMessages: { nodes: { length: 10 } } });
});

test('several operations in one request are refused, and none is carried out', async () => {
  const operation = { query: '{ accounts { id } }' };
  expect(await overHttp([operation, operation])).toMatchObject({
    status: 400,
    data: undefined,
    errors: [{ extensions: { code: 'BATCHING_NOT_SUPPORTED' }, message: expect.stringMatching(/each by itself/) }],
  });
});

test('a request that is too large is refused before it is read', async () => {
  const answer = await overHttp({ query: '{ accounts { id } }', variables: { filler: 'x'.repeat(1024 * 1024) } });
  expect(answer).toMatchObject({
    status: 413,
    errors: [{ extensions: { code: 'REQUEST_TOO_LARGE', limit: 1024 * 1024 } }],
  });
});

test('a body that cannot be read is refused in the shape of GraphQL', async () => {
  const post = async (type: string, body: string) => {
    const response = await fetch(`${service.url}/graphql`, { method: 'POST', headers: { 'content-type': type }, body });
    return { status: response.status, ...((await response.json()) as object) };
  };
  const errors = [{ extensions: { code: 'BAD_REQUEST' } }];
  expect(await post('application/json', '{')).toMatchObject({ status: 400, errors });
  expect(await post('application/xml', '<query/>')).toMatchObject({ status: 415, errors });
});
