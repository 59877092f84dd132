import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { CALLS, type CallList } from '../support/documents.ts';
import { bind, dial, post } from '../support/sandbox.ts';
import { type RunningService, startService, temporaryFolder } from '../support/service.ts';
import { until } from '../support/until.ts';

const MINUTE = 60_000;

describe('/sandbox/fault', () => {
  test('lets reports come late, twice and out of order, and the call is the same', { timeout: MINUTE }, async () => {
    await using folder = await temporaryFolder();
    await using service = await startService(folder.path, { SANDBOX_SPEED: 'instant' });
    const to = await bind(service, 'acct_sandbox_interline', '17100000042');
    const deliveries = async () => {
      const { data } = await service.query<{ deliveries: { nodes: { kind: string; receivedAt: string }[] } }>(
        '{ deliveries(first: 50) { nodes { kind receivedAt } } }',
      );
      return data.deliveries.nodes.map(({ kind }) => kind).toReversed();
    };
    const ended = async (count: number) => {
      await until('the deliveries', async () => (await deliveries()).length === count);
      const { data } = await service.query<CallList>(CALLS, { filter: {} });
      return data.calls.nodes.map(({ status }) => status);
    };
    await post(service.url, 'fault', { vendor: 'INTERLINE', fault: 'doubled', times: 2 });
    await dial(service.url, { from: '13800138000', to });
    expect(await ended(4)).toEqual(['COMPLETED']);

    await post(service.url, 'fault', { vendor: 'interline', fault: 'REORDERED' });
    await dial(service.url, { from: '13800138000', to });
    expect(await ended(6)).toEqual(['COMPLETED', 'COMPLETED']);
    expect((await deliveries()).slice(4), 'the end has overtaken the start').toEqual(['cdr', 'start']);

    await post(service.url, 'fault', { vendor: 'INTERLINE', fault: 'LATE', seconds: 1, times: 2 });
    const began = Date.now();
    await dial(service.url, { from: '13800138000', to });
    expect(await ended(8)).toEqual(['COMPLETED', 'COMPLETED', 'COMPLETED']);
    expect(Date.now() - began).toBeGreaterThanOrEqual(1_000);
    expect(await (await fetch(`${service.url}/sandbox/fault`)).json()).toMatchObject({ standing: [] });
  });

  test('lists what stands and what there is, and takes it away by id, by vendor, or all', async () => {
    await using folder = await temporaryFolder();
    await using service = await startService(folder.path);
    const ask = async (query = '', method = 'GET') =>
      (await (await fetch(`${service.url}/sandbox/fault${query}`, { method })).json()) as {
        standing: { id: string; vendor: string }[];
        vendors: { vendor: string; faults: string[]; codes: { code: string }[] }[];
        cleared: number;
      };
    const made: unknown[] = [];
    for (const vendor of ['EMAY', 'EMAY', 'KSYUN', 'KSYUN'])
      made.push(await post(service.url, 'fault', { vendor, fault: 'answer lost', when: 'before', times: 'always' }));
    expect(made[0]).toEqual({
      id: expect.any(String),
      vendor: 'EMAY',
      fault: 'ANSWER_LOST',
      when: 'BEFORE',
      how: 'RESET',
      times: 'ALWAYS',
      left: 'ALWAYS',
    });
    const { standing, vendors } = await ask();
    expect(standing).toEqual(made);
    expect(vendors).toHaveLength(5);
    expect(vendors[0]).toMatchObject({ faults: expect.arrayContaining(['REFUSED']), codes: expect.any(Array) });
    expect(await ask(`?id=${standing[2]?.id}`, 'DELETE')).toEqual({ cleared: 1 });
    expect(await ask('?vendor=emay', 'DELETE')).toEqual({ cleared: 2 });
    expect(await ask('', 'DELETE')).toEqual({ cleared: 1 });
    expect((await ask()).standing).toEqual([]);
  });
});

describe('a request for a fault', () => {
  let folder: Awaited<ReturnType<typeof temporaryFolder>>;
  let service: RunningService;
  beforeAll(async () => {
    folder = await temporaryFolder();
    service = await startService(folder.path);
  });
  afterAll(async () => {
    await service[Symbol.asyncDispose]();
    await folder[Symbol.asyncDispose]();
  });

  test.each([
    ['nothing', {}, /fault: .*ANSWER_LOST/],
    ['a list', [], /body: /],
    ['a word', 'LATE', /body: |could not be read/],
    ['no vendor', { fault: 'DOUBLED' }, /vendor: /],
    ['an unknown vendor', { vendor: 'ACME', fault: 'DOUBLED' }, /vendor: must be one of .*KSYUN/],
    ['an unknown fault', { vendor: 'EMAY', fault: 'SLOW' }, /fault: .*LATE/],
    ['a fault that this vendor cannot have', { vendor: 'JUMDATA', fault: 'LATE' }, /fault: JUMDATA has .*REFUSED/],
    ['no code', { vendor: 'EMAY', fault: 'REFUSED' }, /code: /],
    ['a code that is not in the document', { vendor: 'JUMDATA', fault: 'REFUSED', code: 1 }, /code: JUMDATA.*603/],
    ['a field of another fault', { vendor: 'EMAY', fault: 'LATE', code: 'ERROR_SIGN' }, /code/],
    ['no times', { vendor: 'EMAY', fault: 'LATE', times: 0 }, /times: /],
    ['a time that is none', { vendor: 'EMAY', fault: 'LATE', seconds: '5' }, /seconds: /],
  ])('says what is wrong with %s', async (_what, body, words) => {
    const response = await fetch(`${service.url}/sandbox/fault`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    expect(response.status).toBe(400);
    expect(((await response.json()) as { error: string }).error).toMatch(words);
  });
});

test('pages of the allowed origins may use the sandbox’s addresses from a browser, and no others', async () => {
  await using folder = await temporaryFolder();
  await using service = await startService(folder.path, { CORS_ORIGINS: 'https://app.example.com' });
  for (const [origin, allowed] of [
    ['https://app.example.com', 'https://app.example.com'],
    ['https://other.example.com', null],
  ] as const) {
    const headers = { origin, 'access-control-request-method': 'DELETE' };
    const asked = await fetch(`${service.url}/sandbox/fault`, { method: 'OPTIONS', headers });
    expect([asked.status, asked.headers.get('access-control-allow-origin')]).toEqual([allowed ? 204 : 404, allowed]);
    if (allowed) expect(asked.headers.get('access-control-allow-methods')).toContain('DELETE');
    const answer = await fetch(`${service.url}/sandbox/fault`, { headers: { origin } });
    expect([answer.status, answer.headers.get('access-control-allow-origin')]).toEqual([200, allowed]);
  }
});
