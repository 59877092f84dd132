import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { newId } from '../../src/application/records/new-id.ts';
import { correlationToken, ID_PREFIXES, type IdKind, idKind, idOfToken, makeId } from '../../src/domain/ids.ts';

const KINDS = Object.keys(ID_PREFIXES) as IdKind[];
const kind = fc.constantFrom(...KINDS);

describe('an id', () => {
  test.each(KINDS)('of a %s tells its kind by its prefix', (each) => {
    const id = newId(each);
    expect(id).toMatch(new RegExp(`^${ID_PREFIXES[each]}_[0-9a-f]{32}$`));
    expect(idKind(id)).toBe(each);
  });

  test('that an operator gave an account tells its kind too', () => {
    expect(idKind('acct_our_own-name')).toBe('account');
  });

  test.each(['', '_', 'bnd', 'bndx', 'calls', 'BND_1', 'xyz_1', ' bnd_1', '_bnd', 'constructor_1'])(
    'with none of our prefixes has no kind: “%s”',
    (text) => {
      expect(idKind(text)).toBeUndefined();
    },
  );

  test('made later sorts later', () => {
    const made = Array.from({ length: 10_000 }, () => newId('call'));
    expect(new Set(made).size).toBe(made.length);
    const outOfOrder = made.filter((id, at) => id < (made[at - 1] ?? ''));
    expect(outOfOrder.length, 'ids that sort before one that was made earlier').toBe(0);
  });

  test('has a prefix of its own for each kind', () => {
    expect(new Set(Object.values(ID_PREFIXES)).size).toBe(KINDS.length);
  });
});

describe('a correlation token', () => {
  test('leads back to its id', () => {
    fc.assert(
      fc.property(kind, fc.uuid(), (each, uuid) => {
        const id = makeId(each, uuid);
        expect(idOfToken(correlationToken(id))).toBe(id);
      }),
    );
  });

  test('fits the narrowest field that has to carry it', () => {
    fc.assert(
      fc.property(kind, fc.uuid(), (each, uuid) => {
        expect(correlationToken(makeId(each, uuid))).toMatch(/^[0-9a-zA-Z]{1,50}$/);
      }),
    );
  });

  test('leads back although a vendor put spaces around it', () => {
    const id = newId('binding');
    expect(idOfToken(` ${correlationToken(id)}\n`)).toBe(id);
  });

  test.each([
    undefined,
    '',
    'bnd',
    `bnd${'0'.repeat(31)}`,
    `bnd${'0'.repeat(33)}`,
    `xyz${'0'.repeat(32)}`,
    `BND${'0'.repeat(32)}`,
    `bnd_${'0'.repeat(32)}`,
    `bnd${'g'.repeat(32)}`,
    'an order of another system',
  ])('of another system is none of ours: %s', (token) => {
    expect(idOfToken(token)).toBeUndefined();
  });

  test('that leads to an id was made of that id', () => {
    const likely = fc
      .tuple(
        fc.constantFrom(...Object.values(ID_PREFIXES), 'x', ''),
        fc.string({ unit: fc.constantFrom(...'0af'), minLength: 31, maxLength: 33 }),
      )
      .map((parts) => parts.join(''));
    fc.assert(
      fc.property(fc.oneof(likely, fc.string()), (token) => {
        const id = idOfToken(token);
        if (id !== undefined) expect(correlationToken(id)).toBe(token.trim());
      }),
    );
  });
});
