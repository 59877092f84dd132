import { createCipheriv } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import type { Vendor } from '../../src/domain/vendor.ts';
import { createRegistry } from '../../src/vendors/registry.ts';
import type { Decoded, VendorAccount } from '../../src/vendors/vendor.ts';
import { gb18030, percentEncoded, rawForm } from '../support/charsets.ts';
import { PRINTED_PUSH } from '../support/winnerlook.ts';

const EMAY_KEY = '0123456789abcdef';
const CREDENTIALS: Readonly<Record<string, object>> = {
  WINNERLOOK: { appId: '402bf13d73b1424484280a3e9356055e', token: 'secret' },
  INTERLINE: { devid: 'd', authKey: 'k', appid: 'a' },
  EMAY: { appId: 'EUCP', secretKey: EMAY_KEY },
  KSYUN: { accessKey: 'AK', secretKey: 'SK' },
};

// 誠 ends in a backslash's byte in GBK; 镕 is GBK and not GB2312; the last needs four bytes of GB18030.
const WORDS = '您好，誠乗镕 a+b&c=d%20“引号”€';
const CALL = { ...JSON.parse(PRINTED_PUSH), recUrl: `http://vendor.example/${WORDS}` };
const INTERLINE = {
  devid: 'd',
  appid: 'a',
  taskid: 't1',
  caller: WORDS,
  rcaller: '17100000001',
  callee: '13900139000',
};
const REPORT = { appId: 'EUCP', voiceId: 'v1', customVoiceId: 'c1', mobile: '13800138000', state: '4', message: WORDS };
const RECEIPT = { CallId: 'c1', Status: 'FAIL', ErrCode: '999', ErrDesc: WORDS, Mobile: '13800138000' };

interface Case {
  readonly vendor: Vendor;
  readonly kind: string | undefined;
  readonly content: unknown;
  /** How the vendor's form holds it, where it has one. */
  readonly fields?: Readonly<Record<string, unknown>>;
}

const object = (vendor: Vendor, kind: string | undefined, content: Record<string, unknown>): Case => {
  return { vendor, kind, content, fields: content };
};

/** Every kind of push that every vendor has, with words in a field that is kept. */
const CASES: readonly Case[] = [
  object('WINNERLOOK', undefined, CALL),
  object('WINNERLOOK', 'notification', CALL),
  object('WINNERLOOK', 'sms', { smsContent: WORDS, callerNumber: '13800138000' }),
  object('WINNERLOOK', 'incoming-call', { callId: 'c1', callerNumber: WORDS }),
  object('INTERLINE', 'cdr', { ...INTERLINE, result: 'answered', beginTime: 1622020210, duration: 60 }),
  object('INTERLINE', 'start', { ...INTERLINE, callTime: 1622020210 }),
  object('INTERLINE', 'start', { ...INTERLINE, smsContent: WORDS }),
  object('INTERLINE', undefined, { ...INTERLINE, smsContent: WORDS }),
  { vendor: 'EMAY', kind: 'report', content: [REPORT], fields: { reports: JSON.stringify([REPORT]) } },
  { vendor: 'EMAY', kind: 'pulled', content: { code: 'SUCCESS', data: [REPORT, REPORT] } },
  { vendor: 'KSYUN', kind: undefined, content: [RECEIPT, RECEIPT] },
  { vendor: 'KSYUN', kind: undefined, content: RECEIPT },
];

const registry = createRegistry();

function decode({ vendor, kind }: Case, body: Buffer | string, headers: Record<string, string>): Decoded[] {
  const credentials = CREDENTIALS[vendor];
  const account = { id: 'acct_1', vendor, credentials } as unknown as VendorAccount<unknown>;
  return registry.get(vendor).callbacks.decode({ kind, headers, body: Buffer.from(body) }, account);
}

const report = (decoded: readonly Decoded[]) => decoded.map((item) => ('report' in item ? item.report : item));
const remarks = (decoded: readonly Decoded[]) => decoded.map((item) => (item.remarks ?? []).map(({ field }) => field));

describe.each(CASES.map((each) => [`${each.vendor} ${each.kind ?? ''}`, each] as const))(
  'a push of %s',
  (_title, each) => {
    const plain = decode(each, JSON.stringify(each.content), {});
    const json = JSON.stringify(each.content);
    const { fields } = each;

    /**
     * Decoded as the UTF-8 of the same words is; remarked on once, on its first item, where its charset was guessed.
     */
    const expectSame = (body: Buffer | string, headers: Record<string, string>, isGuessed: boolean) => {
      const decoded = decode(each, body, headers);
      expect(report(decoded)).toEqual(report(plain));
      expect(remarks(decoded)).toEqual(decoded.map((_item, index) => (isGuessed && index === 0 ? ['body'] : [])));
    };

    test('holds the words', () => {
      expect(JSON.stringify(report(plain))).toContain('誠乗镕');
      expect(remarks(plain).flat()).toEqual([]);
    });

    test.each(['GBK', '"gb2312"', 'GB18030', 'x-gbk', 'cp936'])(
      'is read as the charset %s that it declares',
      (charset) => {
        expectSame(gb18030(json), { 'content-type': `application/json; charset=${charset}` }, false);
        if (!fields) return;
        const headers = { 'content-type': `application/x-www-form-urlencoded;Charset=${charset}` };
        expectSame(percentEncoded(fields), headers, false);
        expectSame(rawForm(fields), headers, false);
      },
    );

    test('is read as GB18030 where it declares nothing, or nothing that is known, or something that is not so', () => {
      for (const charset of ['', ';charset=nonsense', ';charset=utf-8', ';charset=ISO-8859-1']) {
        const headers = { 'content-type': `text/plain${charset}` };
        expectSame(gb18030(json), headers, true);
        if (fields) expectSame(percentEncoded(fields), headers, true);
        if (fields) expectSame(rawForm(fields), headers, true);
      }
    });

    test('is read when it is packed, and when its charset shows by a mark', () => {
      const headers = { 'content-type': 'application/json; charset=gbk', 'content-encoding': 'gzip' };
      expectSame(gzipSync(gb18030(json)), headers, false);
      expectSame(`\uFEFF${json}`, {}, false);
      expectSame(Buffer.from(`\uFEFF${json}`, 'utf16le'), {}, false);
    });
  },
);

test('an encrypted page can hold any charset', () => {
  const page: Case = { vendor: 'EMAY', kind: 'report', content: [REPORT] };
  const seal = (bytes: Buffer) => {
    const cipher = createCipheriv('aes-128-ecb', EMAY_KEY, null);
    return Buffer.concat([cipher.update(gzipSync(bytes)), cipher.final()]);
  };
  const plain = decode(page, JSON.stringify(page.content), {});
  const sealed = seal(gb18030(JSON.stringify(page.content)));
  expect(decode(page, sealed, { 'content-type': 'text/plain;charset=gbk' })).toEqual(plain);
  const guessed = decode(page, sealed, {});
  expect([report(guessed), remarks(guessed)]).toEqual([report(plain), [['body']]]);
});
