import { readdirSync, readFileSync } from 'node:fs';
import { parse } from 'graphql';
import { expect, test } from 'vitest';
import { supergraphOf } from '../../examples/supergraph/compose.ts';
import { withoutAccess } from '../../examples/supergraph/without-access.ts';

const sdl = readdirSync('schema')
  .sort()
  .map((name) => readFileSync(`schema/${name}`, 'utf8'))
  .join('\n');
const compose = (text: string) => supergraphOf([{ name: 'voice', url: 'http://127.0.0.1/graphql', sdl: text }]);

test('the SDL without the rules of access composes to a supergraph that has none, and has all else', () => {
  const whole = compose(sdl);
  const stripped = compose(withoutAccess(sdl));

  expect(whole).toContain('@authenticated');
  expect(whole).toContain('@requiresScopes');
  expect(stripped).not.toMatch(/authenticated|requiresScopes/);
  const rest = (text: string) =>
    parse(text).definitions.flatMap((one) => ('name' in one && one.name ? [`${one.kind} ${one.name.value}`] : []));
  const gone = rest(whole).filter((name) => !rest(stripped).includes(name));
  expect(gone.sort()).toEqual([
    'DirectiveDefinition authenticated',
    'DirectiveDefinition requiresScopes',
    'ScalarTypeDefinition requiresScopes__Scope',
  ]);
});
