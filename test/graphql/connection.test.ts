import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { connection, connectionResolvers, pageRequest } from '../../src/graphql/connection.ts';

const items = (...ids: string[]) => ids.map((id) => ({ id }));
const cursorOf = (id: string) => connectionResolvers.edges(page(id))[0]?.cursor ?? '';
const page = (...ids: string[]) => connection({ items: items(...ids), more: false }, pageRequest({ first: 10 }));

describe('the arguments of a list', () => {
  test.each([
    ['first alone', { first: 1 }, { limit: 1, direction: 'forward', beyondId: undefined }],
    [
      'first, nulls beside it',
      { first: 100, after: null, last: null, before: null },
      { limit: 100, direction: 'forward', beyondId: undefined },
    ],
    ['last alone', { last: 7 }, { limit: 7, direction: 'backward', beyondId: undefined }],
    ['first and after', { first: 5, after: cursorOf('bnd_1') }, { limit: 5, direction: 'forward', beyondId: 'bnd_1' }],
    ['last and before', { last: 5, before: cursorOf('bnd_1') }, { limit: 5, direction: 'backward', beyondId: 'bnd_1' }],
  ])('%s are a page', (_what, given, expected) => {
    expect(pageRequest(given)).toEqual(expected);
  });

  test.each([
    ['neither first nor last', {}, /first or last/],
    ['nulls only', { first: null, last: null }, /first or last/],
    ['both first and last', { first: 1, last: 1 }, /first or last/],
    ['none to be read', { first: 0 }, /first must be from 1 to 100/],
    ['too many', { first: 101 }, /first must be from 1 to 100/],
    ['too many backward', { last: 101 }, /last must be from 1 to 100/],
    ['less than none', { last: -1 }, /last must be from 1 to 100/],
    ['first with before', { first: 1, before: cursorOf('bnd_1') }, /before goes with last/],
    ['last with after', { last: 1, after: cursorOf('bnd_1') }, /after goes with first/],
    ['a cursor of the event log', { first: 1, after: Buffer.from('event:1').toString('base64url') }, /cursor/],
    ['an id in a cursor’s place', { first: 1, after: 'bnd_1' }, /cursor/],
  ])('%s are refused as the caller’s fault, with what to do', (_what, given, message) => {
    expect(() => pageRequest(given)).toThrow(
      expect.objectContaining({ message: expect.stringMatching(message), extensions: { code: 'BAD_USER_INPUT' } }),
    );
  });
});

describe('a page of a list', () => {
  test('has its records with their cursors, and tells where it begins and ends', () => {
    const shown = page('bnd_3', 'bnd_2', 'bnd_1');
    expect(connectionResolvers.nodes(shown)).toEqual(items('bnd_3', 'bnd_2', 'bnd_1'));
    const edges = connectionResolvers.edges(shown);
    expect(edges.map(({ node }) => node.id)).toEqual(['bnd_3', 'bnd_2', 'bnd_1']);
    expect(connectionResolvers.pageInfo(shown)).toMatchObject({
      startCursor: edges[0]?.cursor,
      endCursor: edges[2]?.cursor,
    });
  });

  test('without records has no cursors', () => {
    expect(connectionResolvers.pageInfo(page())).toEqual({
      hasNextPage: false,
      hasPreviousPage: false,
      startCursor: null,
      endCursor: null,
    });
  });

  test.each([
    ['the first of several', { first: 1 }, true, { hasNextPage: true, hasPreviousPage: false }],
    ['the only one', { first: 1 }, false, { hasNextPage: false, hasPreviousPage: false }],
    ['one in the middle', { first: 1, after: cursorOf('x') }, true, { hasNextPage: true, hasPreviousPage: true }],
    ['the last', { first: 1, after: cursorOf('x') }, false, { hasNextPage: false, hasPreviousPage: true }],
    ['the last, read backward', { last: 1 }, true, { hasNextPage: false, hasPreviousPage: true }],
    ['the only one, read backward', { last: 1 }, false, { hasNextPage: false, hasPreviousPage: false }],
    [
      'one in the middle, read backward',
      { last: 1, before: cursorOf('x') },
      true,
      { hasNextPage: true, hasPreviousPage: true },
    ],
    [
      'the first, read backward',
      { last: 1, before: cursorOf('x') },
      false,
      { hasNextPage: true, hasPreviousPage: false },
    ],
  ])('tells what lies beside it: %s', (_where, given, more, expected) => {
    expect(connection({ items: items('a'), more }, pageRequest(given))).toMatchObject(expected);
  });

  test('can be read on behind the cursor of any of its edges', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1, unit: 'grapheme' }), (id) => {
        const [edge] = connectionResolvers.edges(page(id));
        expect(pageRequest({ first: 1, after: edge?.cursor ?? null }).beyondId).toBe(id);
        expect(edge?.cursor).toMatch(/^[A-Za-z0-9_-]+$/);
      }),
    );
  });
});
