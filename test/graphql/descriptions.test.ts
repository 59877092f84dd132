import { Kind, visit } from 'graphql';
import { expect, test } from 'vitest';
import { DEFINITIONS } from './schema-files.ts';

const DESCRIBED = new Set<string>([
  Kind.OBJECT_TYPE_DEFINITION,
  Kind.INTERFACE_TYPE_DEFINITION,
  Kind.UNION_TYPE_DEFINITION,
  Kind.ENUM_TYPE_DEFINITION,
  Kind.SCALAR_TYPE_DEFINITION,
  Kind.INPUT_OBJECT_TYPE_DEFINITION,
  Kind.DIRECTIVE_DEFINITION,
  Kind.FIELD_DEFINITION,
  // Arguments and input fields alike.
  Kind.INPUT_VALUE_DEFINITION,
  Kind.ENUM_VALUE_DEFINITION,
]);

/** Every place of the contract that wants a description, and what stands there. */
const PLACES = DEFINITIONS.flatMap(({ file, definition }) => {
  const places: { place: string; description: string | undefined }[] = [];
  const path: string[] = [];
  visit(definition, {
    enter: (node) => {
      if (!('name' in node) || !node.name) return;
      path.push(node.name.value);
      if (!DESCRIBED.has(node.kind)) return;
      const description = 'description' in node ? node.description?.value : undefined;
      places.push({ place: `${file}: ${path.join('.')}`, description });
    },
    leave: (node) => {
      if ('name' in node && node.name) path.pop();
    },
  });
  return places;
});

test('every type, field, argument, input field and enum value is described', () => {
  expect(PLACES.length).toBeGreaterThan(200);
  expect(PLACES.filter(({ description }) => !description?.trim()).map(({ place }) => place)).toEqual([]);
});

test('every description is a sentence: it begins as one and ends as one', () => {
  const crooked = PLACES.filter(({ description }) => description && !/^[A-Z0-9a-z][\s\S]*[.:)]$/.test(description));
  expect(crooked.map(({ place, description }) => `${place}: ${description}`)).toEqual([]);
});
