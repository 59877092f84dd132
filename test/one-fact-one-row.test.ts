import { execFile } from 'node:child_process';
import { cp, readFile, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { temporaryFolder } from './support/service.ts';

/** Where the columns of tables and the facts of records are declared, and how they can be absent there. */
const DECLARED = [
  {
    file: 'store/tables.ts',
    declaration: /^export interface (\w+(?:Table|Columns)) .*\{/gm,
    member: ': string | null;',
  },
  { file: 'domain/call.ts', declaration: /^export interface (CallFacts) \{/gm, member: '?: string;' },
  { file: 'domain/message.ts', declaration: /^export interface (MessageFacts) \{/gm, member: '?: string;' },
  { file: 'domain/sms.ts', declaration: /^export interface (SmsFacts) \{/gm, member: '?: string;' },
  { file: 'domain/binding.ts', declaration: /^export interface (BindingTerms) \{/gm, member: '?: string;' },
];

/** The interfaces that got one member more, and what the compiler says of each. */
let faults: ReadonlyMap<string, readonly string[]>;

beforeAll(async () => {
  await using folder = await temporaryFolder();
  const src = join(folder.path, 'src');
  await cp('src', src, { recursive: true });
  await symlink(join(process.cwd(), 'node_modules'), join(folder.path, 'node_modules'));
  const names: string[] = [];
  for (const { file, declaration, member } of DECLARED) {
    const text = await readFile(join(src, file), 'utf8');
    const changed = text.replace(declaration, (head, name: string) => {
      names.push(name);
      return `${head}\n  oneMoreIn${name}${member}`;
    });
    await writeFile(join(src, file), changed);
  }
  const config = { extends: join(process.cwd(), 'tsconfig.json'), include: ['src/store', 'src/domain'] };
  await writeFile(join(folder.path, 'tsconfig.json'), JSON.stringify(config));
  const compiler = join(process.cwd(), 'node_modules/typescript/bin/tsc');
  const said = await new Promise<string>((resolve) => {
    execFile(process.execPath, [compiler, '-p', folder.path, '--pretty', 'false'], (_error, stdout) => resolve(stdout));
  });
  const lines = said.split('\n');
  faults = new Map(names.map((name) => [name, lines.filter((line) => line.includes(`oneMoreIn${name}`))]));
}, 120_000);

test('a column that may be null, of any table, does not compile before every row of the table has it', () => {
  const tables = [...faults.keys()].filter((name) => /Table|Columns/.test(name));
  expect(tables.length).toBeGreaterThan(14);
  expect(tables.filter((name) => faults.get(name)?.length === 0)).toEqual([]);
});

test('a column of records that change does not compile either while only their insert has it', () => {
  for (const table of ['BindingsTable', 'CallsTable', 'MessagesTable']) {
    expect(faults.get(table), table).toHaveLength(2);
  }
});

test('a fact of a call, message, text or binding does not compile before the table of its facts has it', () => {
  for (const facts of ['CallFacts', 'MessageFacts', 'SmsFacts', 'BindingTerms']) {
    expect(faults.get(facts), facts).toHaveLength(1);
  }
});
