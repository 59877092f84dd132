import { expect, test } from 'vitest';
import { DEFINITIONS, describedPlaces } from './schema-files.ts';

/** Every place of the contract that wants a description, and what stands there. */
const PLACES = DEFINITIONS.flatMap(({ file, definition }) =>
  describedPlaces(definition).map(({ place, description }) => ({ place: `${file}: ${place}`, description })),
);

test('every type, field, argument, input field and enum value is described', () => {
  expect(PLACES.length).toBeGreaterThan(200);
  expect(PLACES.filter(({ description }) => !description?.trim()).map(({ place }) => place)).toEqual([]);
});

test('every description is a sentence: it begins as one and ends as one', () => {
  const crooked = PLACES.filter(({ description }) => description && !/^[A-Z0-9a-z][\s\S]*[.:)]$/.test(description));
  expect(crooked.map(({ place, description }) => `${place}: ${description}`)).toEqual([]);
});
