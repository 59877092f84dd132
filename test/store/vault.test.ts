import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createVault } from '../../src/store/vault.ts';

const vault = createVault(new Uint8Array(32).fill(7));
const otherVault = createVault(new Uint8Array(32).fill(8));
const NUMBER = '13800138000';

describe('a sealed value', () => {
  test('opens as it was, whatever its bytes and its context', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 5_000 }), fc.string({ unit: 'grapheme' }), (plain, context) => {
        expect(vault.open(vault.seal(plain, context), context).equals(plain)).toBe(true);
      }),
    );
  });

  test('opens as the text it was', () => {
    expect(vault.open(vault.seal('号码 13800138000 🙂', 'bnd_1'), 'bnd_1').toString()).toBe('号码 13800138000 🙂');
  });

  test('opens by a vault that was made anew under the same key, as after a restart', () => {
    const again = createVault(new Uint8Array(32).fill(7));
    expect(again.open(vault.seal(NUMBER, 'bnd_1'), 'bnd_1').toString()).toBe(NUMBER);
  });

  test('opens where it lies inside larger bytes, as a database driver hands it out', () => {
    const sealed = vault.seal(NUMBER, 'bnd_1');
    const larger = new Uint8Array(sealed.length + 20);
    larger.set(sealed, 13);
    expect(vault.open(larger.subarray(13, 13 + sealed.length), 'bnd_1').toString()).toBe(NUMBER);
  });

  test('is refused where any bit of any byte was changed', () => {
    const sealed = vault.seal(`{"numberA":"${NUMBER}"}`, 'bnd_1');
    for (let at = 0; at < sealed.length; at++) {
      for (let bit = 0; bit < 8; bit++) {
        const changed = Uint8Array.from(sealed);
        changed[at] = (changed[at] ?? 0) ^ (1 << bit);
        expect(() => vault.open(changed, 'bnd_1'), `bit ${bit} of byte ${at}`).toThrow();
      }
    }
  });

  test.each(['', '{}', NUMBER])('of “%s” is refused where bytes are missing or were added', (plain) => {
    const sealed = vault.seal(plain, 'bnd_1');
    const opened = Array.from(sealed.keys()).filter((length) => {
      try {
        vault.open(sealed.subarray(0, length), 'bnd_1');
        return true;
      } catch {
        return false;
      }
    });
    expect(opened, 'lengths at which it still opened').toEqual([]);
    expect(() => vault.open(Buffer.concat([sealed, Buffer.of(0)]), 'bnd_1')).toThrow();
  });

  test('is refused in another record’s place', () => {
    const sealed = vault.seal(NUMBER, 'bnd_1');
    for (const context of ['bnd_2', '', 'bnd_1 ', 'BND_1']) expect(() => vault.open(sealed, context)).toThrow();
  });

  test('is refused under another key, with a sentence that says what to do', () => {
    expect(() => otherVault.open(vault.seal(NUMBER, 'bnd_1'), 'bnd_1')).toThrow(
      /^bnd_1 was sealed under another key: .*DATA_KEY/,
    );
  });

  test('holds nothing of what it seals in clear, and is never twice the same', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 6 }), (plain) => {
        const [one, other] = [vault.seal(plain, 'bnd_1'), vault.seal(plain, 'bnd_1')];
        expect(Buffer.from(one).includes(plain)).toBe(false);
        expect(Buffer.from(one).equals(other)).toBe(false);
      }),
    );
    expect(Buffer.from(vault.seal(NUMBER.repeat(100), NUMBER)).includes(NUMBER)).toBe(false);
  });

  test('seals bytes as they are inside larger ones', () => {
    const larger = Buffer.from(`>>>${NUMBER}<<<`);
    expect(vault.open(vault.seal(larger.subarray(3, 14), 'x'), 'x').toString()).toBe(NUMBER);
  });
});

describe('a hash', () => {
  test('of a value is the same each time, and after a restart', () => {
    const again = createVault(new Uint8Array(32).fill(7));
    fc.assert(
      fc.property(fc.string(), (value) => {
        expect(again.hash(value)).toBe(vault.hash(value));
        expect(vault.hash(value)).toMatch(/^[0-9a-f]{32}$/);
      }),
    );
  });

  test('does not change from one version to the next, so that old records are found', () => {
    expect(vault.hash(NUMBER)).toBe('ad34870e2064627bc17f7de4b5fd94ea');
  });

  test('is another one under another key', () => {
    fc.assert(
      fc.property(fc.string(), (value) => {
        expect(otherVault.hash(value)).not.toBe(vault.hash(value));
      }),
    );
  });

  test('of ten thousand neighbouring numbers is ten thousand hashes', () => {
    const hashes = Array.from({ length: 10_000 }, (_, index) => vault.hash(String(13_800_000_000 + index)));
    expect(new Set(hashes).size).toBe(10_000);
  });
});

describe('a vault with previous keys', () => {
  const newer = createVault(new Uint8Array(32).fill(9), [new Uint8Array(32).fill(8), new Uint8Array(32).fill(7)]);

  test('opens what any of them sealed, and seals under the newest', () => {
    for (const older of [vault, otherVault]) {
      expect(newer.open(older.seal(NUMBER, 'bnd_1'), 'bnd_1').toString()).toBe(NUMBER);
      expect(() => older.open(newer.seal(NUMBER, 'bnd_1'), 'bnd_1')).toThrow(/DATA_KEY_PREVIOUS/);
    }
    const sealed = Buffer.from(newer.seal(NUMBER, 'bnd_1'));
    expect(sealed.subarray(0, newer.newest.length).equals(newer.newest)).toBe(true);
    expect(Buffer.from(vault.newest).equals(newer.newest)).toBe(false);
  });

  test('finds what was hashed under any of them, the newest first', () => {
    expect(newer.hashes(NUMBER)).toEqual([newer.hash(NUMBER), otherVault.hash(NUMBER), vault.hash(NUMBER)]);
    expect(vault.hashes(NUMBER)).toEqual([vault.hash(NUMBER)]);
  });

  test('hands on how hashes of given-up keys are compared, and not how to open what these sealed', () => {
    const alone = createVault(new Uint8Array(32).fill(9));
    const remembering = alone.withLookupKeys(newer.sealLookupKeys());
    expect(remembering.hashes(NUMBER)).toEqual(newer.hashes(NUMBER));
    expect(remembering.withLookupKeys(newer.sealLookupKeys()).hashes(NUMBER)).toEqual(newer.hashes(NUMBER));
    expect(() => remembering.open(vault.seal(NUMBER, 'bnd_1'), 'bnd_1')).toThrow(/another key/);
    // Handed on once more, at the next rotation.
    const next = createVault(new Uint8Array(32).fill(10), [new Uint8Array(32).fill(9)]);
    const knowing = next.withLookupKeys(newer.sealLookupKeys());
    const later = createVault(new Uint8Array(32).fill(10)).withLookupKeys(knowing.sealLookupKeys());
    expect(new Set(later.hashes(NUMBER))).toEqual(new Set([next.hash(NUMBER), ...newer.hashes(NUMBER)]));
  });
});
