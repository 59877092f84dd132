import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { buildSchema, isEnumType, parse, validate } from 'graphql';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { accountsSchema } from '../../src/config/accounts.ts';
import { documentSettings } from '../../src/config/documents.ts';
import { limitSettings } from '../../src/config/limits.ts';
import { nameSettings } from '../../src/config/names.ts';
import { originSettings } from '../../src/config/origins.ts';
import { routerSettings } from '../../src/config/routers.ts';
import { ERROR_CODES } from '../../src/domain/error-code.ts';
import { REFUSALS } from '../../src/graphql/limits/refusal.ts';
import { createMetrics } from '../../src/metrics/metrics.ts';

const root = new URL('../../', import.meta.url);
const read = (path: string) => readFileSync(new URL(path, root), 'utf8');
const PAGES = ['README.md', ...readdirSync(new URL('docs/', root)).map((name) => `docs/${name}`)].filter((path) =>
  path.endsWith('.md'),
);

/** What stands in a page's code blocks of one language. */
const blocks = (page: string, language: string): string[] =>
  [...read(page).matchAll(new RegExp(`^\`\`\`${language}\\n([\\s\\S]*?)^\`\`\`$`, 'gm'))].map(([, text = '']) => text);

/** The sandbox's schema, of the files that it is made of. */
const schema = buildSchema(
  [
    ...readdirSync(new URL('schema/', root)).map((name) => `schema/${name}`),
    'src/graphql/federation-types.graphql',
    'src/sandbox/api/sandbox.graphql',
  ]
    .map(read)
    .join('\n'),
  { assumeValidSDL: true },
);

/** The anchor of a heading, as GitHub makes it. */
const anchorOf = (heading: string): string =>
  heading
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}\s_-]/gu, '')
    .trim()
    .replaceAll(' ', '-');

describe.each(PAGES)('%s', (page) => {
  test('leads only to files and headings that exist', () => {
    const links = [...read(page).matchAll(/\]\((?!https?:|mailto:)([^)\s]+)\)/g)].map(([, link = '']) => link);
    const broken = links.filter((link) => {
      const [path = '', anchor] = link.split('#');
      const target = new URL(path, new URL(page, root));
      if (!existsSync(target)) return true;
      if (anchor === undefined) return false;
      const text = path === '' ? read(page) : readFileSync(target, 'utf8');
      return ![...text.matchAll(/^#+ (.+)$/gm)].some(([, heading = '']) => anchorOf(heading) === anchor);
    });
    expect(broken, `${page} links to what is not there`).toEqual([]);
  });

  test('asks only for what the schema has', () => {
    // A subgraph's own schema, and what a router asks it, are no documents of ours.
    const documents = blocks(page, 'graphql').filter((text) => !/^extend schema|\border\(/.test(text.trim()));
    const faults = documents.flatMap((text) => validate(schema, parse(text)).map(({ message }) => message));
    const others = blocks(page, 'graphql').length - documents.length;
    expect(faults).toEqual([]);
    expect(others).toBe(page === 'docs/platform.md' ? 2 : 0);
  });
});

test('the pages of docs/ have no line longer than 120 characters', () => {
  const long = PAGES.filter((page) => page.startsWith('docs/')).flatMap((page) =>
    read(page)
      .split('\n')
      .flatMap((line, index) => (line.length > 120 ? [`${page}:${index + 1}`] : [])),
  );
  expect(long).toEqual([]);
});

describe('docs/operate.md', () => {
  const page = read('docs/operate.md');

  test('names every setting that src/config/config.ts reads', () => {
    const schema = /const environment = z\.object\(\{\n([\s\S]*?)\n\}\);/.exec(read('src/config/config.ts'))?.[1] ?? '';
    const settings = [...schema.matchAll(/^ {2}([A-Z_]+):/gm)].map(([, name = '']) => name);
    expect(settings.length, 'the environment schema of src/config/config.ts was not found').toBeGreaterThan(10);
    const others = Object.keys({
      ...limitSettings,
      ...documentSettings,
      ...originSettings,
      ...routerSettings,
      ...nameSettings,
    });
    const missing = [...settings, ...others].filter((name) => !page.includes(`| \`${name}\` |`));
    expect(missing, 'these settings are not in the table of docs/operate.md').toEqual([]);
  });

  test('gives the default of every limit', () => {
    const rows = [...page.matchAll(/^\| `(LIMIT_[A-Z_]+)` \| (\d+) \|/gm)].map(([, name, value]) => [
      name,
      Number(value),
    ]);
    expect(Object.fromEntries(rows)).toEqual(z.object(limitSettings).parse({}));
  });

  test('shows an accounts file that is accepted, with an account of every vendor', () => {
    const [text = ''] = blocks('docs/operate.md', 'json');
    const names = [...text.matchAll(/"env": "([A-Z_]+)"/g)].map(([, name = '']) => name);
    const accounts = accountsSchema(Object.fromEntries(names.map((name) => [name, 'a-secret']))).parse(
      JSON.parse(text),
    );
    const vendors = schema.getType('Vendor');
    const known = isEnumType(vendors) ? vendors.getValues().map(({ name }) => name) : [];
    expect(accounts.map(({ vendor }) => vendor).sort()).toEqual([...known].sort());
  });

  test('names every metric of our own', async () => {
    const metrics = await createMetrics().registry.getMetricsAsJSON();
    const own = metrics.map(({ name }) => name).filter((name) => name.startsWith('voice_'));
    expect(own.length).toBeGreaterThan(0);
    expect(own.filter((name) => !page.includes(`| \`${name}\` |`))).toEqual([]);
  });
});

test('docs/front-ends.md has the whole catalogue of errors, and says rightly which can be tried again', () => {
  const page = read('docs/front-ends.md');
  const rows = [...page.matchAll(/^\| `([A-Z_]+)` \| (yes|no) \|/gm)].map(([, code, retryable]) => [code, retryable]);
  const catalogue = Object.entries(ERROR_CODES).map(([code, { retryable }]) => [code, retryable ? 'yes' : 'no']);
  expect(rows).toEqual(catalogue);
});

test('docs/front-ends.md names every code with which a request is refused', () => {
  const page = read('docs/front-ends.md');
  expect(Object.keys(REFUSALS).filter((code) => !page.includes(`| \`${code}\` |`))).toEqual([]);
});
