import { describe, expect, test } from 'vitest';
import { ConfigError, readConfig } from '../../src/config/config.ts';
import { limitSettings } from '../../src/config/limits.ts';
import { filesOfTest } from '../support/files.ts';

const { path, write } = filesOfTest();

/** What is wrong with the settings, all of it. */
function faultsOf(env: NodeJS.ProcessEnv): readonly string[] {
  try {
    readConfig(env);
  } catch (error) {
    if (error instanceof ConfigError) return error.faults;
    throw error;
  }
  return [];
}

describe('a limit', () => {
  test('is what it is set to, and cannot be changed afterwards', () => {
    const { limits } = readConfig({ LIMIT_DEPTH: '7', LIMIT_OPERATION_SECONDS: '2.5' });
    expect(limits).toMatchObject({ depth: 7, operationSeconds: 2.5, cost: readConfig({}).limits.cost });
    expect(Object.isFrozen(limits)).toBe(true);
  });

  test.each(Object.keys(limitSettings))('%s is a number above zero, and any other value is named', (name) => {
    for (const value of ['0', '-1', 'many', 'Infinity'])
      expect(faultsOf({ [name]: value }), value).toEqual([expect.stringMatching(new RegExp(`^${name}: \\w`))]);
  });
});

describe('origins', () => {
  test('are read from a list with commas', () => {
    const { origins } = readConfig({ CORS_ORIGINS: 'https://a.example, http://localhost:5173' });
    expect([...origins.allowed]).toEqual(['https://a.example', 'http://localhost:5173']);
    expect(readConfig({}).origins.allowed.size).toBe(0);
  });

  test.each(['*', 'a.example', 'https://a.example/', 'https://a.example/app', 'null', 'https://a.example,'])(
    'are not what this is: %s',
    (value) => expect(faultsOf({ CORS_ORIGINS: value })).toEqual([expect.stringMatching(/^CORS_ORIGINS: must be/)]),
  );
});

describe('trusted documents', () => {
  const manifest = (operations: unknown, version = 1) => ({
    format: 'apollo-persisted-query-manifest',
    version,
    operations,
  });

  test('are off without a file, can be asked for with one, and are the only ones where that is said', async () => {
    const path = await write({ a: '{ __typename }' });
    const modeOf = (env: NodeJS.ProcessEnv) => readConfig(env).trustedDocuments.mode;
    expect(modeOf({})).toBe('off');
    expect(modeOf({ TRUSTED_DOCUMENTS: 'off' })).toBe('off');
    expect(modeOf({ TRUSTED_DOCUMENTS_FILE: path })).toBe('allow');
    expect(modeOf({ TRUSTED_DOCUMENTS_FILE: path, TRUSTED_DOCUMENTS: 'only' })).toBe('only');
    const off = readConfig({ TRUSTED_DOCUMENTS_FILE: path, TRUSTED_DOCUMENTS: 'off' }).trustedDocuments;
    expect([off.mode, off.documents.size]).toEqual(['off', 0]);
  });

  test('cannot be asked for without their file', () => {
    for (const mode of ['allow', 'only'])
      expect(faultsOf({ TRUSTED_DOCUMENTS: mode })).toEqual([
        expect.stringMatching(/^TRUSTED_DOCUMENTS_FILE is missing/),
      ]);
    expect(faultsOf({ TRUSTED_DOCUMENTS: 'some' })).toEqual([expect.stringMatching(/^TRUSTED_DOCUMENTS: /)]);
  });

  test('have ids of any kind, also such as name what every object has', async () => {
    const content = { constructor: '{ a }', toString: '{ b }', 'sha256:x': '{ c }', operations: '{ d }' };
    const { documents } = readConfig({ TRUSTED_DOCUMENTS_FILE: await write(content) }).trustedDocuments;
    expect(Object.fromEntries(documents)).toEqual({
      constructor: '{ a }',
      toString: '{ b }',
      x: '{ c }',
      operations: '{ d }',
    });
  });

  test.each([
    ['what is no JSON', '{', /TRUSTED_DOCUMENTS_FILE: .* is not JSON/],
    ['a list', ['{ a }'], /file: /],
    ['a text', '"{ a }"', /file: /],
    ['a map of something else', { a: { body: '{ a }' } }, /a: /],
    ['an empty document', { a: '' }, /a: /],
    ['another version', manifest([], 2), /version: is not 1/],
    ['a manifest without operations', manifest(undefined), /operations: /],
    ['an operation without a text', manifest([{ id: 'a' }]), /operations.0.body: /],
    ['one id for two documents', { a: '{ a }', 'sha256:a': '{ b }' }, /sha256:a stands for two different documents/],
  ])('are not read from %s', async (_what, content, fault) => {
    const path = await write(content);
    expect(faultsOf({ TRUSTED_DOCUMENTS_FILE: path })).toEqual([expect.stringMatching(fault)]);
    expect(faultsOf({ TRUSTED_DOCUMENTS_FILE: path })[0]).toContain(path);
  });

  test('are reported as missing where their file is not there', () => {
    expect(faultsOf({ TRUSTED_DOCUMENTS_FILE: path('none.json') })).toEqual([
      expect.stringMatching(/cannot be read \(ENOENT\)/),
    ]);
  });
});
