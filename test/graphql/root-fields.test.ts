import { expect, test } from 'vitest';
import { refuseEmptySubscription } from '../../src/graphql/root-fields.ts';

const TOKENS = 2_000;

test('a document of many directives is looked at in a time that does not grow with their square', () => {
  const directives = '@include(if: true) '.repeat(50_000);
  const began = performance.now();
  expect(refuseEmptySubscription(`{ __typename ${directives} }`, TOKENS)).toBeUndefined();
  expect(refuseEmptySubscription(`subscription { a ${directives} }`, TOKENS)).toBeUndefined();
  // Milliseconds; it was half a minute with one expression for both words.
  expect(performance.now() - began).toBeLessThan(2_000);
});

test('a circle of fragments is left to the validation', () => {
  const circle =
    'subscription { ...A } fragment A on Subscription { ...B @skip(if: false) } fragment B on Subscription { ...A }';
  expect(refuseEmptySubscription(circle, TOKENS)).toBeUndefined();
});

test.each([
  ['subscription { a @skip(if: true) b }', undefined],
  ['query Q { a } subscription S { b @skip(if: true) }', 'BAD_USER_INPUT'],
  ['query Q { a @skip(if: true) } subscription S { b }', undefined],
  ['{ subscription @include(if: false) }', undefined],
])('only a subscription without a root field is refused: %s', (text, code) => {
  expect(refuseEmptySubscription(text, TOKENS)?.extensions.code).toBe(code);
});
