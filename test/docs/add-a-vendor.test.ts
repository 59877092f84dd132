import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { assertCompositionSuccess, composeServices } from '@theguild/federation-composition';
import { parse } from 'graphql';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { RELEASE } from '../support/documents.ts';
import { until } from '../support/until.ts';
import {
  type Block,
  blockOf,
  copyProject,
  filesOf,
  follow,
  readBlocks,
  runTool,
  startProject,
} from './walk-through.ts';

// Type checking, a test run and a start of the service, each in a process of its own, on a busy machine with two cores.
const TIMEOUT_MS = 120_000;
const CONTRACT_TEST = 'test/contract/teahouse.test.ts';
const EDITED = ['src/config/accounts.ts', 'src/sandbox/registry.ts', 'src/vendors/registry.ts'];

describe('a project in which docs/add-a-vendor.md was followed to the letter', { timeout: TIMEOUT_MS }, () => {
  let blocks: readonly Block[];
  let project: { path: string } & AsyncDisposable;
  let before: ReadonlyMap<string, string>;
  beforeAll(async () => {
    blocks = await readBlocks('docs/add-a-vendor.md');
    project = await copyProject('test/contract');
    before = await filesOf(project.path);
    await follow(blocks, project.path);
  }, TIMEOUT_MS);
  afterAll(() => project?.[Symbol.asyncDispose]());

  test('differs only in the vendor’s own files and by a line in each registry and in the accounts schema', async () => {
    const after = await filesOf(project.path);
    const added = [...after.keys()].filter((path) => !before.has(path));
    const changed = [...before.keys()].filter((path) => after.get(path) !== before.get(path));

    const own = /^src\/(?:vendors|sandbox)\/teahouse\/[a-z-]+\.ts$/;
    expect(added.filter((path) => !own.test(path))).toEqual([CONTRACT_TEST]);
    expect(changed.sort()).toEqual(EDITED);
    const newLines = (path: string) => {
      const old = new Set(before.get(path)?.split('\n'));
      return after
        .get(path)
        ?.split('\n')
        .filter((line) => !old.has(line));
    };
    const grown = (path: string) =>
      (after.get(path)?.split('\n').length ?? 0) - (before.get(path)?.split('\n').length ?? 0);
    expect(newLines('src/config/accounts.ts')).toEqual([expect.stringMatching(/^ {2}TEAHOUSE: \{.*\},$/)]);
    expect(grown('src/config/accounts.ts')).toBe(1);
    for (const registry of ['src/vendors/registry.ts', 'src/sandbox/registry.ts']) {
      expect(newLines(registry)).toEqual([
        expect.stringMatching(/^import \{ \w*[tT]eahouse \} from '\.\/teahouse\/index\.ts';$/),
        expect.stringMatching(/^ {2}\w*[tT]eahouse\b.*,$/),
      ]);
      expect(grown(registry)).toBe(2);
    }
  });

  test('has no type error', async () => {
    expect(await runTool(project.path, 'tsc', '-p', '.')).toEqual({ code: 0, printed: '' });
  });

  test('keeps the style of the house', async () => {
    const written = blocks.flatMap(({ path }) => (path === undefined ? [] : [path]));
    const { code, printed } = await runTool(project.path, 'biome', 'ci', ...written);
    expect(code, printed).toBe(0);
  });

  test('passes the vendor’s contract test', async () => {
    expect(blockOf(blocks, 'sh')).toBe(`npx vitest run ${CONTRACT_TEST}\n`);
    const { code, printed } = await runTool(project.path, 'vitest', 'run', CONTRACT_TEST);
    expect(code, printed).toBe(0);
    // Far more than the page writes down: the suite’s own tests were run over the vendor.
    expect(Number(/Tests +(\d+) passed \(\1\)/.exec(printed)?.[1])).toBeGreaterThan(25);
  });

  test('serves the vendor like any other: accounts, enum, composition, a binding, a call, its release', async () => {
    const accounts = join(project.path, 'accounts.json');
    await writeFile(accounts, blockOf(blocks, 'json'));
    await using service = await startProject(project.path, {
      SANDBOX: 'on',
      DATABASE_URL: `file:${join(project.path, 'voice.db')}`,
      ACCOUNTS_FILE: accounts,
      TEAHOUSE_SECRET: 'secret',
    });
    const post = async <Answer>(path: string, body: string): Promise<Answer> => {
      const headers = { 'content-type': 'application/json' };
      const response = await fetch(`${service.url}/${path}`, { method: 'POST', headers, body });
      return (await response.json()) as Answer;
    };
    const query = async <Data>(document: string, variables = {}): Promise<Data> => {
      const answer = await post<{ data: Data }>('graphql', JSON.stringify({ query: document, variables }));
      expect(answer).not.toHaveProperty('errors');
      return answer.data;
    };

    const known = await query<{ _service: { sdl: string } }>(`{
      _service { sdl }
      accounts(vendor: TEAHOUSE) { id vendor }
      __type(name: "Vendor") { enumValues { name description } }
    }`);
    expect(known).toMatchObject({
      accounts: expect.arrayContaining([
        { id: 'acct_tea', vendor: 'TEAHOUSE' },
        { id: 'acct_sandbox_teahouse', vendor: 'TEAHOUSE' },
      ]),
      __type: {
        enumValues: expect.arrayContaining([
          { name: 'TEAHOUSE', description: 'Teahouse (茶馆通信): AXB bindings, voice notifications.' },
        ]),
      },
    });
    expect(known._service.sdl).toMatch(/extend enum Vendor \{\s*".+"\s*TEAHOUSE\s*\}/);
    const composed = composeServices([{ name: 'voice', typeDefs: parse(known._service.sdl), url: service.url }]);
    assertCompositionSuccess(composed);
    expect(composed.supergraphSdl).toMatch(/enum Vendor[^{]*\{[^}]*TEAHOUSE/);

    type Bound = { createAxbBinding: { binding: { id: string; numberX: string } } };
    const bound = await query<Bound>(blockOf(blocks, 'graphql'));
    expect(bound.createAxbBinding).toMatchObject({
      binding: { status: 'ACTIVE', vendor: 'TEAHOUSE', numberX: '16200000000' },
      userErrors: [],
    });

    const [, order = ''] = /-d '(.*)'/.exec(blockOf(blocks, 'sh', 1)) ?? [];
    expect(await post('sandbox/dial', order)).toMatchObject({ routed: true, callee: '13900139000' });

    type Seen = { calls: { nodes: { status: string }[] } };
    const seen = await until('the call’s end', async () => {
      const answer = await query<Seen>(blockOf(blocks, 'graphql', 1));
      return answer.calls.nodes[0]?.status === 'COMPLETED' && answer;
    });
    expect(seen).toMatchObject({
      calls: {
        nodes: [
          {
            caller: '13800138000',
            callee: '13900139000',
            numberX: '16200000000',
            durationSeconds: 30,
            binding: { vendor: 'TEAHOUSE' },
          },
        ],
      },
      vendors: expect.arrayContaining([
        {
          vendor: 'TEAHOUSE',
          name: 'Teahouse 茶馆通信',
          operations: ['CREATE_AXB_BINDING', 'RELEASE_BINDING', 'SEND_VOICE_NOTIFICATION'].map((operation) =>
            expect.objectContaining({ operation }),
          ),
        },
      ]),
    });

    const { id } = bound.createAxbBinding.binding;
    expect(await query(RELEASE, { id })).toMatchObject({ releaseBinding: { binding: { status: 'RELEASED' } } });
    expect(await post('sandbox/dial', order)).toMatchObject({ routed: false });
  });
});
