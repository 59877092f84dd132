import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { cp, mkdir, readdir, readFile, symlink, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { temporaryFolder } from '../support/service.ts';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));

/** What a copy of the project is made of, its tests and packages aside. */
const COPIED = [
  ...['src', 'schema', 'clients', 'examples'],
  ...['package.json', 'tsconfig.json', 'biome.json', '.gitignore', 'vitest.config.ts'],
];

/** A fenced block of a page. One with a path is a file, or for the language `diff` the edit of one. */
export interface Block {
  readonly language: string;
  readonly path: string | undefined;
  readonly text: string;
}

/** The fenced blocks of a page, in order. */
export async function readBlocks(page: string): Promise<readonly Block[]> {
  const text = await readFile(join(ROOT, page), 'utf8');
  return [...text.matchAll(/^```(\w+)(?: (\S+))?\n(.*?)^```$/gms)].map(([, language = '', path, body = '']) => ({
    language,
    path,
    text: body,
  }));
}

/** The only block in a language, or the one at that place among them. */
export function blockOf(blocks: readonly Block[], language: string, place = 0): string {
  const found = blocks.filter((block) => block.language === language)[place];
  if (!found) throw new Error(`The page has no block ${place} in ${language}.`);
  return found.text;
}

/** Does to a project what a page says: writes its files and makes its edits. */
export async function follow(blocks: readonly Block[], project: string): Promise<void> {
  for (const { language, path, text } of blocks) {
    if (path === undefined) continue;
    const target = join(project, path);
    if (language === 'diff') {
      await writeFile(target, edited(await readFile(target, 'utf8'), text, path));
    } else {
      await mkdir(dirname(target), { recursive: true });
      // The page may not overwrite anything: what is there already is changed by a diff only.
      await writeFile(target, text, { flag: 'wx' });
    }
  }
}

/** A text after a diff whose hunks are parted by `@@`. Each must fit in one place only. */
function edited(text: string, diff: string, path: string): string {
  return diff.split(/^@@.*\n/m).reduce((current, hunk) => {
    const lines = hunk.split('\n').slice(0, -1);
    const side = (other: string) =>
      lines.flatMap((line) => (line.startsWith(other) ? [] : [`${line.slice(1)}\n`])).join('');
    const parts = current.split(side('+'));
    if (parts.length !== 2) throw new Error(`A hunk of ${path} fits in ${parts.length - 1} places:\n${hunk}`);
    return parts.join(side('-'));
  }, text);
}

/**
 * The project without its history and data, in a folder that is gone when the test is over. Only `kept` tests come
 * along.
 */
export async function copyProject(kept: string): Promise<{ path: string } & AsyncDisposable> {
  const folder = await temporaryFolder();
  const { path } = folder;
  for (const part of COPIED) await cp(join(ROOT, part), join(path, part), { recursive: true });
  await cp(join(ROOT, 'test'), join(path, 'test'), {
    recursive: true,
    filter: (from) => !from.endsWith('.test.ts') || from.startsWith(join(ROOT, kept)),
  });
  // A folder of links and not a link to the folder, so that caches of tools that run in the copy go with the copy.
  await mkdir(join(path, 'node_modules'));
  for (const name of await readdir(join(ROOT, 'node_modules')))
    if (name === '.bin' || !name.startsWith('.'))
      await symlink(join(ROOT, 'node_modules', name), join(path, 'node_modules', name));
  return folder;
}

/** Every file of a project by its path, the packages' aside. */
export async function filesOf(project: string): Promise<ReadonlyMap<string, string>> {
  const entries = await readdir(project, { withFileTypes: true });
  const parts = entries.filter(({ name }) => name !== 'node_modules');
  const paths = await Promise.all(
    parts.map(async (part) => {
      if (part.isFile()) return [part.name];
      const inner = await readdir(join(project, part.name), { recursive: true, withFileTypes: true });
      return inner
        .filter((entry) => entry.isFile())
        .map((entry) => join(entry.parentPath, entry.name).slice(project.length + 1));
    }),
  );
  return new Map(
    await Promise.all(
      paths.flat().map(async (path) => [path, await readFile(join(project, path), 'utf8')] as [string, string]),
    ),
  );
}

/** How a tool ended, and everything that it printed. */
export interface Ended {
  readonly code: number | null;
  readonly printed: string;
}

/** Runs one of the project's own tools in a folder, as a person does there. */
export async function runTool(project: string, tool: string, ...args: string[]): Promise<Ended> {
  const { child, printed } = startNode(project, [join(project, 'node_modules', '.bin', tool), ...args]);
  await once(child, 'close');
  return { code: child.exitCode, printed: printed() };
}

/** Starts the service of a project; its address, once it listens. */
export async function startProject(
  project: string,
  settings: Record<string, string>,
): Promise<{ url: string } & AsyncDisposable> {
  const { child, printed } = startNode(project, ['src/bin/serve.ts'], {
    HOST: '127.0.0.1',
    PORT: '0',
    LOG_LEVEL: 'warn',
    ...settings,
  });
  const closed = once(child, 'close');
  const end = async () => {
    child.kill('SIGKILL');
    await closed;
  };
  for (;;) {
    const url = /API +(http:\/\/\S+)\/graphql/.exec(printed())?.[1];
    if (url) return { url, [Symbol.asyncDispose]: end };
    if (child.exitCode !== null) throw new Error(`The service ended with ${child.exitCode}:\n${printed()}`);
    await Promise.race([closed, once(child.stdout ?? child, 'data')]);
  }
}

function startNode(
  cwd: string,
  args: readonly string[],
  settings: Record<string, string> = {},
): { child: ChildProcess; printed: () => string } {
  // Nothing of the test's own process: tools behave differently where they believe to run inside a test.
  const { PATH = '', HOME = '' } = process.env;
  const env = { PATH, HOME, NO_COLOR: '1', NODE_DISABLE_COMPILE_CACHE: '1', ...settings };
  const child = spawn(process.execPath, args, { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] });
  let text = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (more: string) => {
      text += more;
    });
  }
  return { child, printed: () => text };
}
