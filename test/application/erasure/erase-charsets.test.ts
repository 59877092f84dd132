import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { eraseNumber } from '../../../src/application/erasure/erase-number.ts';
import { gb18030, percentEncoded, rawForm, WRITERS } from '../../support/charsets.ts';
import { openServices, type TestServices } from '../../support/services.ts';

const GONE = '15556428812';
const WORDS = '请致电15556428812，誠乗镕😀谢谢';
const FIELDS = { accountId: 'app', smsContent: WORDS, callerNumber: GONE, calleeNumber: '18362970769' };
const ALL = { limit: 100, direction: 'forward' } as const;

const openWinnerlook = () =>
  openServices([
    { id: 'acct_1', vendor: 'WINNERLOOK', baseUrl: 'http://127.0.0.1:9', credentials: { appId: 'app', token: 's' } },
  ]);

/** Takes a push in, erases the number and gives the delivery as it stands then. */
async function erased({ services }: TestServices, body: Buffer, headers: Record<string, string>) {
  await services.inbox.accept({ accountId: 'acct_1', vendor: 'WINNERLOOK', kind: 'sms', headers, body });
  await services.inbox.settled();
  const actor = { subject: 'privacy-desk', clientId: undefined };
  const order = { number: GONE, releaseBindings: false, dryRun: false };
  const result = await eraseNumber({ ...services, actor }, order, undefined);
  const [delivery] = (await services.store.deliveries.page({}, ALL)).items;
  return { result, delivery };
}

const typed = (charset: string) => ({ 'content-type': `application/json;charset=${charset}` });
const json = JSON.stringify(FIELDS);

type Sent = readonly [title: string, body: Buffer, headers: Record<string, string>, charset: string];

describe('a number leaves a delivery, and its other text stays in the charset in which it came:', () => {
  test.each<Sent>([
    ...Object.entries(WRITERS).map(([charset, write]): Sent => [charset, write(json), typed(charset), charset]),
    ['GB18030 that nothing declares', gb18030(json), {}, 'gbk'],
    ['GB18030 that is declared to be UTF-8', gb18030(json), typed('utf-8'), 'gbk'],
    ['UTF-16 with a mark', Buffer.from(`\uFEFF${json}`, 'utf16le'), {}, 'utf-16le'],
    ['a form in GBK', rawForm(FIELDS), { 'content-type': 'application/x-www-form-urlencoded;charset=gbk' }, 'gbk'],
    ['gzip', gzipSync(gb18030(json)), { ...typed('gbk'), 'content-encoding': 'gzip' }, 'gbk'],
  ])('%s', async (_title, body, headers, charset) => {
    await using bench = await openWinnerlook();
    const { result, delivery } = await erased(bench, body, headers);
    expect(result).toMatchObject({ complete: true, errors: [] });
    expect(delivery?.erasedAt).toBeDefined();
    const text = new TextDecoder(charset).decode(delivery?.body);
    expect(text).not.toContain(GONE);
    expect(text).toContain('请致电****，誠乗镕😀谢谢');
    expect(text).toContain('18362970769');
  });
});

test('a number leaves a form whose escapes are GBK, and what is damaged, and their other bytes stay', async () => {
  for (const [body, kept] of [
    [Buffer.from(percentEncoded(FIELDS)), /smsContent=%C7%EB%D6%C2%B5%E7\*{4}%A3%AC/],
    [Buffer.concat([Buffer.from(`{"smsContent":"${GONE}`), Buffer.from([0xff, 0x22, 0x7d])]), /"\*{4}\xFF"/],
    [Buffer.concat([Buffer.from(`no JSON ${GONE} `), Buffer.from([0xc4, 0xff])]), /no JSON \*{4} \xC4\xFF/],
  ] as const) {
    await using bench = await openWinnerlook();
    const { delivery } = await erased(bench, body, {});
    expect(delivery?.body.toString('latin1')).toMatch(kept);
    expect(delivery?.body.includes(GONE)).toBe(false);
  }
});

test('bytes that only look like a text in GB18030 are not said to be free of the number', async () => {
  await using bench = await openWinnerlook();
  const { result } = await erased(bench, gb18030('没有可读的内容'), {});
  expect(result.kept).toContainEqual(expect.objectContaining({ what: 'deliveries', count: 1 }));
});
