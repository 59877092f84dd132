import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { accountsSchema } from '../../src/config/accounts.ts';
import { createMetrics } from '../../src/metrics/metrics.ts';
import { createRegistry } from '../../src/vendors/registry.ts';

const root = new URL('../../', import.meta.url);
const read = (path: string) => readFileSync(new URL(path, root), 'utf8');
const page = read('docs/security.md');
const operate = read('docs/operate.md');

/** Every setting that the process reads, from the schemas of `src/config/`. */
const SETTINGS = readdirSync(new URL('src/config/', root))
  // Its keys in capitals are the vendors.
  .filter((name) => name !== 'accounts.ts')
  .flatMap((name) =>
    [...read(`src/config/${name}`).matchAll(/^ {2}([A-Z][A-Z_]+):/gm)].map(([, setting = '']) => setting),
  );

/** Names in capitals that are no settings. */
const OTHERS = [
  'AUTHENTICATION_UNAVAILABLE',
  'CALLBACK_TOKEN',
  'CALLBACK_TOKEN_BEFORE',
  'NOT_FOUND',
  'IDEMPOTENCY_MISMATCH',
];

describe('docs/security.md', () => {
  test('names no setting that does not exist', () => {
    const named = [...page.matchAll(/`([A-Z]+(?:_[A-Z]+)+)`/g)].map(([, name = '']) => name);
    expect(named.length).toBeGreaterThan(8);
    expect(named.filter((name) => !SETTINGS.includes(name) && !OTHERS.includes(name))).toEqual([]);
  });

  test('names no metric that does not exist', async () => {
    const metrics = await createMetrics().registry.getMetricsAsJSON();
    const named = [...page.matchAll(/`(voice_[a-z_]+)`/g)].map(([, name = '']) => name);
    const known = [...metrics.map(({ name }) => name), 'voice_accounts'];
    expect(named.filter((name) => !known.includes(name))).toEqual([]);
  });

  test('says of every vendor what its pushes prove', () => {
    const table = page.slice(page.indexOf('## Callbacks'), page.indexOf('## Rotation'));
    for (const { vendor } of createRegistry().modules) expect(table.toUpperCase()).toContain(`| ${vendor} |`);
  });

  test('shows a callback that is accepted while its token is being changed', () => {
    const [, text = ''] = /```json\n([\s\S]*?)```/.exec(page) ?? [];
    const account = {
      id: 'acct_1',
      vendor: 'KSYUN',
      credentials: { accessKey: 'a', secretKey: 's' },
      ...(JSON.parse(text) as object),
    };
    const env = { CALLBACK_TOKEN: 'the-new-one', CALLBACK_TOKEN_BEFORE: 'the-old-one' };
    expect(accountsSchema(env).parse([account])).toMatchObject([
      { callback: { token: 'the-new-one', previousToken: 'the-old-one' } },
    ]);
  });
});

test('docs/operate.md names every setting, whichever file reads it', () => {
  expect(SETTINGS).toContain('TRUSTED_PROXIES');
  expect(SETTINGS.filter((name) => !operate.includes(`| \`${name}\` |`))).toEqual([]);
});
