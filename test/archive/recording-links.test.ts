import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { recordingLinks } from '../../src/archive/recording-links.ts';
import type { RecordingVariant } from '../../src/domain/recording.ts';
import { NEW_YEAR } from '../support/records.ts';

const KEY = new Uint8Array(32).fill(1);
const ID = 'msg_00000000000000000000000000000001';
const links = recordingLinks([KEY], () => 'https://voice.example.com', 300);

const given = (url: string) => {
  const { searchParams } = new URL(url);
  return { expires: searchParams.get('expires') ?? '', signature: searchParams.get('signature') ?? '' };
};
const issued = (variant: RecordingVariant = 'recording') => given(links.issue(ID, variant, NEW_YEAR).url);

describe('the address of a recording', () => {
  test('leads to the service, says when it ends, and is good until then', () => {
    const { url, expiresAt } = links.issue(ID, 'recording', NEW_YEAR + 1);
    expect(url).toMatch(/^https:\/\/voice\.example\.com\/recordings\/msg_0+1\?expires=1767225901&signature=[\w-]{43}$/);
    expect(expiresAt).toBe(1_767_225_901_000);
    expect(links.check(ID, 'recording', given(url), NEW_YEAR)).toBe('good');
    expect(links.check(ID, 'recording', given(url), expiresAt - 1)).toBe('good');
    expect(links.check(ID, 'recording', given(url), expiresAt)).toBe('expired');
  });

  test('is good at every process with the same key, and at none with another', () => {
    const replica = recordingLinks([KEY], () => 'https://elsewhere.example.com', 60);
    expect(replica.check(ID, 'recording', issued(), NEW_YEAR)).toBe('good');
    const stranger = recordingLinks([new Uint8Array(32).fill(2)], () => '', 300);
    expect(stranger.check(ID, 'recording', issued(), NEW_YEAR)).toBe('forged');
  });

  test.each([
    ['another record', 'msg_00000000000000000000000000000002', 'recording', {}],
    ['the voice reply', ID, 'voice-reply', {}],
    ['a later end', ID, 'recording', { expires: '1767225999' }],
    ['the same end, written otherwise', ID, 'recording', { expires: '01767225900' }],
    ['no end', ID, 'recording', { expires: '' }],
    ['no signature', ID, 'recording', { signature: '' }],
  ] as const)('is not good for %s', (_what, id, variant, changes) => {
    expect(links.check(id, variant, { ...issued(), ...changes }, NEW_YEAR)).toBe('forged');
  });

  test('is not good with any other signature, not even one that decodes to the same bytes', () => {
    const good = issued();
    const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_='.split('');
    fc.assert(
      fc.property(fc.nat(42), fc.constantFrom(...letters), (place, letter) => {
        const signature = good.signature.slice(0, place) + letter + good.signature.slice(place + 1);
        const verdict = links.check(ID, 'recording', { ...good, signature }, NEW_YEAR);
        expect(verdict).toBe(signature === good.signature ? 'good' : 'forged');
      }),
    );
    expect(links.check(ID, 'recording', { ...good, signature: `${good.signature}=` }, NEW_YEAR)).toBe('forged');
  });

  test('that was forged cannot be told from an expired one without the key', () => {
    const late = NEW_YEAR + 301_000;
    expect(links.check(ID, 'recording', { ...issued(), expires: '1' }, late)).toBe('forged');
  });
});
