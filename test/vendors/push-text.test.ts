import { deflateRawSync, deflateSync, gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { declaredCharset, encodeLike, readBytes } from '../../src/vendors/charset.ts';
import { readFields } from '../../src/vendors/push-text.ts';
import { gb18030, percentEncoded, rawForm, WRITERS } from '../support/charsets.ts';

const push = (body: string | Buffer, contentType?: string, more: Record<string, string> = {}) => ({
  headers: { ...(contentType === undefined ? {} : { 'content-type': contentType }), ...more },
  body: Buffer.from(body),
});
const said = (body: string | Buffer, contentType?: string, more?: Record<string, string>) => {
  const read = readFields(push(body, contentType, more));
  return 'unreadable' in read
    ? read
    : { content: read.fields.content, remarks: read.remarks.map(({ message }) => message) };
};

describe('a charset', () => {
  test.each([
    ['application/json; charset=GBK', 'gbk'],
    ['application/json;charset="gb2312"', 'gbk'],
    ["text/plain; Charset='GB18030'", 'gb18030'],
    ['application/json; charset = x-gbk ', 'gbk'],
    ['text/plain;charset=cp936', 'gbk'],
    ['text/plain;charset=MS936', 'gbk'],
    ['text/plain;charset=windows-936', 'gbk'],
    ['text/plain;charset=EUC_CN', 'gbk'],
    ['text/plain;charset=GB18030-2022', 'gb18030'],
    ['text/plain;charset=UTF8', 'utf-8'],
    ['text/plain;charset=utf_8', 'utf-8'],
    ['json;charset=gbk', 'gbk'],
    ['charset=gbk', 'gbk'],
    ['application/json,application/json;charset=gbk', 'gbk'],
    ['application/json;charset=gbk,application/json;charset=GB2312', 'gbk'],
    ['application/json;charset=gbk,application/json;charset=utf-8', 'unknown'],
    ['application/json;charset=nonsense', 'unknown'],
    ['application/json;charset=', undefined],
    ['application/json', undefined],
    ['text/plain;mycharset=gbk', undefined],
    ['', undefined],
    [undefined, undefined],
  ])('is found in %s', (contentType, charset) => {
    expect(declaredCharset(contentType)).toBe(charset);
  });

  test.each(Object.keys(WRITERS))('brings any text through in JSON and in forms: %s', (charset) => {
    const write = WRITERS[charset] ?? Buffer.from;
    const inGbk = (text: string) => charset !== 'gbk' || [...text].every((each) => gb18030(each).length <= 2);
    // U+E5E5 and U+FEFF have no bytes of their own in GB18030 as the Encoding Standard has it, or are marks.
    const text = fc
      .string({ unit: 'grapheme' })
      .filter((each) => !/[\uE000-\uF8FF\uFEFF\uFFFD]/.test(each) && inGbk(each));
    fc.assert(
      fc.property(text, (content) => {
        const type = `text/plain; charset=${charset}`;
        const json = write(JSON.stringify({ content }));
        expect(said(json, type)).toEqual({ content, remarks: [] });
        expect(encodeLike(JSON.stringify({ content }), json, charset).equals(json)).toBe(true);
        if (charset.startsWith('utf-16')) return;
        expect(said(percentEncoded({ content }, write), type)).toEqual({ content, remarks: [] });
        expect(said(rawForm({ content }, write), type)).toEqual({ content, remarks: [] });
      }),
    );
  });

  test.each([
    ['GB18030', gb18030('{"content":"您好，世界"}'), undefined, /declares no charset.*read as gb18030/],
    ['GB18030 in a form', percentEncoded({ content: '您好，世界' }), undefined, /declares no charset.*read as gb18030/],
    ['GB18030, declared UTF-8', gb18030('{"content":"您好，世界"}'), 'a/b;charset=utf-8', /not in utf-8.*gb18030/],
    [
      'GB18030, declared Latin-1',
      gb18030('{"content":"您好，世界"}'),
      'a/b;charset=iso-8859-1',
      /windows-1252.*gb18030/,
    ],
    ['UTF-8, declared GBK', '{"content":"您好，世界"}', 'a/b;charset=gbk', /not in gbk.*utf-8/],
    ['UTF-8, declared Latin-1', '{"content":"您好，世界"}', 'a/b;charset=latin1', /windows-1252.*utf-8/],
    [
      'a name that is not known',
      '{"content":"您好，世界"}',
      'a/b;charset=nonsense',
      /not name exactly one known charset/,
    ],
    ['UTF-8 with its mark, declared GBK', '\uFEFF{"content":"您好，世界"}', 'a/b;charset=gbk', /mark of utf-8/],
    ['UTF-16 that says nothing', Buffer.from('{"content":"您好，世界"}', 'utf16le'), undefined, /read as utf-16le/],
  ])('that is not what is said is found out, and remarked on: %s', (_title, body, contentType, remark) => {
    expect(said(body, contentType)).toEqual({ content: '您好，世界', remarks: [expect.stringMatching(remark)] });
  });

  test.each([
    ['UTF-8', Buffer.from('\uFEFF{"content":"您好"}')],
    ['UTF-16, little end first', Buffer.from('\uFEFF{"content":"您好"}', 'utf16le')],
    ['UTF-16, big end first', Buffer.from('\uFEFF{"content":"您好"}', 'utf16le').swap16()],
    ['GB18030', Buffer.concat([Buffer.from([0x84, 0x31, 0x95, 0x33]), gb18030('{"content":"您好"}')])],
  ])('is told by a byte order mark: %s', (_title, body) => {
    expect(said(body)).toEqual({ content: '您好', remarks: [] });
  });

  test('of plain ASCII is never remarked on where it is known', () => {
    for (const type of [undefined, 'a/b;charset=gbk', 'a/b;charset=us-ascii', 'a/b;charset=utf-16']) {
      const { remarks } = said('{"content":"ok"}', type) as { remarks: string[] };
      expect(remarks, type).toEqual([]);
    }
  });

  test('keeps the JSON around a text whole: a second byte can be a quote’s escape', () => {
    // In GBK 誠 and 乗 end in the byte of a backslash.
    expect(said(gb18030('{"content":"誠乗"}'), 'a/b;charset=gbk')).toEqual({ content: '誠乗', remarks: [] });
  });
});

describe('what is lost', () => {
  test.each([
    ['bytes of no charset', Buffer.from([...Buffer.from('{"content":"a'), 0xff, ...Buffer.from('b"}')]), 'a\uFFFDb'],
    [
      'a character cut in half',
      Buffer.concat([Buffer.from('{"content":"您好您').subarray(0, -1), Buffer.from('"}')]),
      '您好\uFFFD',
    ],
    ['what was lost before it came', '{"content":"您\uFFFD"}', '您\uFFFD'],
    ['what was lost before, escaped', '{"content":"a\\uFFFD"}', 'a\uFFFD'],
    ['bytes of no charset in a form', 'content=a%FFb', 'a\uFFFDb'],
    ['what was lost before, in a form', 'content=a%EF%BF%BDb', 'a\uFFFDb'],
    ['half a character at the end of a field', 'content=a%C4&x=y', 'a\uFFFD'],
  ])('is remarked on, and the rest is read: %s', (_title, body, content) => {
    expect(said(body)).toEqual({ content, remarks: [expect.stringContaining('U+FFFD')] });
  });

  test('leaves no remark that repeats what came', () => {
    for (const body of [gb18030('{"content":"13800138000您"}'), '{"content":"13800138000\uFFFD"}']) {
      expect(JSON.stringify(said(body, 'text/13800138000;charset=13800138000'))).toMatch(/"remarks":\["[^"]*"/);
      const { remarks } = said(body, 'text/13800138000;charset=13800138000') as { remarks: string[] };
      expect(remarks.join()).not.toContain('13800138000');
    }
  });
});

describe('a content encoding', () => {
  const body = gb18030('{"content":"您好，世界"}');
  test.each([
    ['gzip', gzipSync(body)],
    ['x-gzip', gzipSync(body)],
    ['deflate', deflateSync(body)],
    ['Deflate', deflateRawSync(body)],
    ['identity', body],
    ['', body],
    ['gzip, GZIP', gzipSync(gzipSync(body))],
  ])('is undone: %s', (coding, packed) => {
    expect(said(packed, 'a/b;charset=gbk', { 'content-encoding': coding })).toEqual({
      content: '您好，世界',
      remarks: [],
    });
  });

  test.each(['gzip', 'br', 'zstd', 'deflate', 'aws-chunked'])(
    'that the bytes do not have is remarked on: %s',
    (coding) => {
      const read = said(body, 'a/b;charset=gbk', { 'content-encoding': coding });
      expect(read).toEqual({ content: '您好，世界', remarks: [expect.stringMatching(/read as it came/)] });
    },
  );

  test('that unpacks to more than the limit is not undone', () => {
    const bomb = gzipSync(Buffer.alloc(5 * 1024 * 1024, '['));
    expect(said(bomb, undefined, { 'content-encoding': 'gzip' })).toEqual({
      unreadable: 'The body unpacks to more than 4194304 bytes.',
    });
  });
});

test('any bytes are read, and quickly', () => {
  fc.assert(
    fc.property(
      fc.uint8Array({ maxLength: 300 }),
      fc.constantFrom(undefined, 'gbk', 'utf-16be', 'unknown'),
      (bytes, charset) => {
        const { text, isWhole, remark } = readBytes(Buffer.from(bytes), charset);
        expect(isWhole || remark !== undefined).toBe(true);
        expect(text.includes('\uFFFD') && remark === undefined).toBe(false);
      },
    ),
  );
  const began = performance.now();
  for (const filling of [0xff, 0x81, 0xe4, 0x26, 0x25]) readFields(push(Buffer.alloc(1024 * 1024, filling)));
  expect(performance.now() - began).toBeLessThan(10_000);
});
