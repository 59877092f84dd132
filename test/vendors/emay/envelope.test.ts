import { createCipheriv, createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { openEnvelope } from '../../../src/vendors/emay/envelope.ts';

const KEYS = ['0123456789abcdef', '0123456789abcdef01234567', '0123456789abcdef0123456789abcdef'];
const KEY = '0123456789abcdef';

function encrypt(bytes: Buffer, key = KEY): Buffer {
  const cipher = createCipheriv(`aes-${key.length * 8}-ecb`, Buffer.from(key), null);
  return Buffer.concat([cipher.update(bytes), cipher.final()]);
}

const page = { code: 'SUCCESS', data: [{ message: '成功' }] };
const packed = gzipSync(JSON.stringify(page));

describe('an encrypted push', () => {
  test.each(KEYS)('is opened with the secretKey %s', (key) => {
    expect(openEnvelope(encrypt(packed, key), key)).toEqual({ json: page });
  });

  test('that other tools made is opened', () => {
    // printf '[1]' | gzip -n -9 | openssl enc -aes-128-ecb -K 30313233343536373839616263646566
    const body = Buffer.from('ms90Q+Aem74R07hPeGqcJq+O0FTsJqEu+Ue+Ot0mvlc=', 'base64');
    expect(openEnvelope(body, KEY)).toEqual({ json: [1] });
  });

  test.each([
    ['encrypted with another key', encrypt(packed, 'fedcba9876543210'), KEY, /decrypt/],
    ['cut short before anything can be unpacked', encrypt(packed).subarray(0, 15), KEY, /no AES blocks/],
    ['empty', Buffer.alloc(0), KEY, /no AES blocks/],
    ['for a secretKey of an impossible length', encrypt(packed), 'short', /5 bytes/],
    ['encrypted and not packed', encrypt(Buffer.from(JSON.stringify(page))), KEY, /Z_DATA_ERROR/],
    ['packed nonsense', encrypt(gzipSync('<html>')), KEY, /no JSON/],
  ])('%s says why it cannot be opened', (_title, body, key, reason) => {
    expect(openEnvelope(body, key)).toEqual({ unreadable: expect.stringMatching(reason) });
  });

  test.each([
    ['cut off in its last block', (bytes: Buffer) => encrypt(bytes).subarray(0, -1)],
    ['cut off between two blocks', (bytes: Buffer) => encrypt(bytes).subarray(0, -32)],
    ['of a stream that was cut off before', (bytes: Buffer) => encrypt(bytes.subarray(0, -9))],
  ])('%s gives what can be unpacked, and says that it breaks off', (_title, cut) => {
    // Random enough not to be packed away.
    const reports = Array.from({ length: 50 }, (_, index) => ({
      voiceId: createHash('md5').update(`${index}`).digest('hex'),
    }));
    const opened = openEnvelope(cut(gzipSync(JSON.stringify({ code: 'SUCCESS', data: reports }))), KEY);
    if ('unreadable' in opened) throw new Error(opened.unreadable);
    expect(opened.broken).toMatch(/breaks off/);
    const whole = opened.json as { data: unknown } | readonly unknown[];
    const read = Array.isArray(whole) ? whole : (whole as { data: readonly unknown[] }).data;
    expect(read.length).toBeGreaterThan(45);
    expect(read).toEqual(reports.slice(0, read.length));
  });

  test('that would unpack to more than 4 MB is not unpacked', () => {
    const bomb = encrypt(gzipSync(Buffer.alloc(4 * 1024 * 1024 + 1, ' ')));
    expect(openEnvelope(bomb, KEY)).toEqual({ unreadable: expect.stringContaining('ERR_BUFFER_TOO_LARGE') });
  });

  test('never shows the secretKey', () => {
    const secretKey = 'a-secret-of-another-length';
    expect(JSON.stringify(openEnvelope(encrypt(packed), secretKey))).not.toContain(secretKey);
  });
});
