import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { FILES, proseOf, root, type SourceFile } from './support/source-files.ts';

const SELF_WRITTEN = FILES.filter(({ path }) => path !== 'graphql/generated.ts');
const VENDORS = readdirSync(new URL('vendors/', root), { withFileTypes: true }).flatMap((entry) =>
  entry.isDirectory() ? [entry.name] : [],
);
/** The lines of files that a rule forbids, for a person to go to. */
const offences = (files: readonly SourceFile[], of: (file: SourceFile) => string, forbidden: RegExp) =>
  files.flatMap((file) =>
    of(file)
      .split('\n')
      .flatMap((line, index) => (forbidden.test(line) ? [`src/${file.path}:${index + 1}`] : [])),
  );

test('the sources and what they import are found', () => {
  expect(FILES.length).toBeGreaterThan(80);
  expect(VENDORS).toContain('winnerlook');
  const bind = FILES.find(({ path }) => path === 'application/bindings/bind.ts');
  expect(bind?.imports).toEqual(
    expect.arrayContaining(['domain/binding.ts', 'vendors/vendor.ts', 'application/services.ts']),
  );
  const own = new Set(FILES.map(({ path }) => path));
  const lost = FILES.flatMap(({ path, imports }) =>
    imports.filter((name) => name.endsWith('.ts') && !own.has(name)).map((name) => `${path} → ${name}`),
  );
  expect(lost).toEqual([]);
});

describe('the domain', () => {
  test('imports nothing outside itself', () => {
    const domain = FILES.filter(({ path }) => path.startsWith('domain/'));
    expect(domain.length).toBeGreaterThan(10);
    const outside = domain.flatMap(({ path, imports }) =>
      imports.filter((name) => !name.startsWith('domain/')).map((name) => `${path} → ${name}`),
    );
    expect(outside).toEqual([]);
  });

  test('reads no clock and draws no random number', () => {
    const domain = FILES.filter(({ path }) => path.startsWith('domain/'));
    expect(offences(domain, ({ code }) => code, /Date\.now|new Date\(\)|Math\.random|process\.|performance\./)).toEqual(
      [],
    );
  });
});

describe('a vendor’s folder', () => {
  const REGISTRIES = ['vendors/registry.ts', 'sandbox/registry.ts'];

  test('is imported by itself, its simulator and the registries only', () => {
    const strangers = FILES.filter(({ path }) => !REGISTRIES.includes(path)).flatMap(({ path, imports }) =>
      imports.flatMap((name) => {
        const folder = /^(?:vendors|sandbox)\/([^/]+)\//.exec(name)?.[1];
        const vendor = VENDORS.find((known) => known === folder);
        const isOwn =
          vendor !== undefined && (path.startsWith(`vendors/${vendor}/`) || path.startsWith(`sandbox/${vendor}/`));
        return vendor === undefined || isOwn ? [] : [`${path} → ${name}`];
      }),
    );
    expect(strangers).toEqual([]);
  });

  test('never imports its own simulator', () => {
    const leaning = FILES.filter(({ path }) => path.startsWith('vendors/')).flatMap(({ path, imports }) =>
      imports.filter((name) => name.startsWith('sandbox/')).map((name) => `${path} → ${name}`),
    );
    expect(leaning).toEqual([]);
  });

  test('has an adapter and a simulator', () => {
    const simulators = readdirSync(new URL('sandbox/', root), { withFileTypes: true }).flatMap((entry) =>
      // What people and front ends reach of the sandbox lies beside the simulators.
      entry.isDirectory() && entry.name !== 'api' ? [entry.name] : [],
    );
    expect(simulators.sort()).toEqual(VENDORS.toSorted());
  });

  test('is known by name to the registries and the accounts’ variants only', () => {
    const names = new RegExp(VENDORS.join('|'), 'i');
    const elsewhere = SELF_WRITTEN.filter(
      ({ path }) =>
        !/^(?:vendors|sandbox)\/[^/]+\//.test(path) && !REGISTRIES.includes(path) && path !== 'config/accounts.ts',
    );
    const inCode = ({ text }: SourceFile) =>
      text.replace(/\/\*[\s\S]*?\*\/|\/\/.*/g, (part) => part.replace(/[^\n]/g, ''));
    expect(offences(elsewhere, inCode, names)).toEqual([]);
  });
});

test('a use case declares the services that it needs', () => {
  // These two hand the services on: to use cases on a caller's behalf, and to jobs.
  const handOn = ['application/use-cases.ts', 'application/jobs.ts'];
  const useCases = FILES.filter(({ path }) => path.startsWith('application/') && !handOn.includes(path));
  expect(offences(useCases, ({ code }) => code, /[:<] ?Services\b(?!,)/)).toEqual([]);
  expect(offences(useCases, ({ code }) => code, /Pick<Services, /).length).toBeGreaterThan(80);
});

describe('GraphQL and HTTP', () => {
  const doors = FILES.filter(({ path }) => /^(?:graphql|http)\//.test(path));

  test('hold no store: they read through the caller’s reads, and change through use cases', () => {
    expect(doors.length).toBeGreaterThan(50);
    const imported = doors.flatMap(({ path, imports }) =>
      // The shape of a page is no way to the records in it.
      imports.filter((name) => /^store\/(?!lists\.ts)/.test(name)).map((name) => `${path} → ${name}`),
    );
    expect(imported).toEqual([]);
    expect(offences(doors, ({ code }) => code, /\.store\b|\{[^}]*\bstore\b[^}]*\}: \w*Services/)).toEqual([]);
  });

  test('are given only the services that they name, because all of them include the store', () => {
    expect(offences(doors, ({ code }) => code, /(?<!Pick<)\bServices\b(?!,| \})/)).toEqual([]);
  });
});

describe('the code', () => {
  test('has no type any', () => {
    expect(offences(SELF_WRITTEN, ({ code }) => code, /(?<!\.)\bany\b/)).toEqual([]);
  });

  test('does not write to the console', () => {
    expect(offences(SELF_WRITTEN, ({ code }) => code, /\bconsole\./)).toEqual([]);
  });

  test('has no TODO', () => {
    expect(offences(SELF_WRITTEN, ({ text }) => text, /\b(?:TODO|FIXME|XXX|HACK)\b/)).toEqual([]);
  });

  test('silences no check', () => {
    expect(offences(SELF_WRITTEN, ({ text }) => text, /@ts-(?:ignore|nocheck|expect-error)|biome-ignore/)).toEqual([]);
  });

  test('has no file above 250 lines, and half of its files are below 100', () => {
    // A table of codes is as long as the vendor's own.
    const lines = SELF_WRITTEN.filter(({ path }) => !/codes\.ts$/.test(path)).map(({ path, text }) => ({
      path,
      count: text.trimEnd().split('\n').length,
    }));
    expect(lines.filter(({ count }) => count > 250).map(({ path, count }) => `src/${path}: ${count}`)).toEqual([]);
    const median = lines.map(({ count }) => count).sort((a, b) => a - b)[Math.floor(lines.length / 2)];
    expect(median).toBeLessThan(100);
  });
});

test('no comment has a line longer than 120 characters', () => {
  expect(offences(SELF_WRITTEN, ({ comments }) => comments, /.{121}/)).toEqual([]);
});

describe('the words name subjects of the field, not people', () => {
  const PEOPLE = /(?<!“)\b(?:nobody|somebody|someone|anybody|anyone|everybody|whoever|whomever)\b/i;
  const project = new URL('../', root);
  const under = (folder: string) =>
    readdirSync(new URL(folder, project), { recursive: true, encoding: 'utf8' }).map((path) => `${folder}${path}`);
  /** Each line with such a word, in the part of each file that a reader reads as prose. */
  const spoken = (paths: readonly string[], prose: (text: string) => string = (text) => text) =>
    paths.flatMap((path) =>
      prose(readFileSync(new URL(path, project), 'utf8'))
        .split('\n')
        .flatMap((line, index) => (PEOPLE.test(line) ? [`${path}:${index + 1}`] : [])),
    );

  test.each(['src/', 'test/', 'bench/'])('in comments, titles and messages under %s', (folder) => {
    // This file holds the words.
    const files = under(folder).filter((path) => /\.[jt]s$/.test(path) && path !== 'test/house-rules.test.ts');
    expect(files.length).toBeGreaterThan(5);
    expect(spoken(files, proseOf)).toEqual([]);
  });

  test('in the pages', () => {
    const pages = [...readdirSync(project), ...under('docs/')].filter((path) => path.endsWith('.md'));
    expect(pages).toContain('docs/decisions/outcome.md');
    // A name in code marks is not prose.
    expect(spoken(pages, (text) => text.replace(/"[^" \n]*"/g, ''))).toEqual([]);
  });
});
