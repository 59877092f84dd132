import { type DocumentNode, type EnumTypeExtensionNode, Kind, parse, print } from 'graphql';
import { expect, test } from 'vitest';
import { vendorExtensions } from '../../src/graphql/vendor-enum.ts';

const CONTRACT = parse(
  'enum Vendor { "The first." FIRST } extend enum Vendor { "The second." SECOND } enum Other { THIRD }',
);
const FIRST = { vendor: 'FIRST', description: 'The first.' };
const SECOND = { vendor: 'SECOND', description: 'The second.' };

test('a vendor that the contract lists, in the enum or in an extension of it, is not added again', () => {
  expect(vendorExtensions(CONTRACT, [FIRST, SECOND])).toEqual([]);
});

test('vendors that the contract does not list are added with their descriptions', () => {
  const third = { vendor: 'THIRD', description: 'A name that another enum has.' };
  const fourth = { vendor: 'FOURTH', description: 'Says “您好”, "hello" and """goodbye""" \\ over\ntwo lines.' };

  const extensions = vendorExtensions(CONTRACT, [FIRST, third, SECOND, fourth]);

  // As another team reads it: out of the printed SDL.
  const sdl: DocumentNode = parse(extensions.map(print).join('\n'));
  expect(sdl.definitions).toHaveLength(1);
  const [extension] = sdl.definitions as readonly EnumTypeExtensionNode[];
  expect(extension).toMatchObject({ kind: Kind.ENUM_TYPE_EXTENSION, name: { value: 'Vendor' } });
  expect(extension?.values?.map(({ name, description }) => [name.value, description?.value])).toEqual([
    ['THIRD', third.description],
    ['FOURTH', fourth.description],
  ]);
});
