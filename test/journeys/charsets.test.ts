import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { gb18030, percentEncoded, rawForm } from '../support/charsets.ts';
import { rawRequest, sendRaw } from '../support/raw.ts';
import { type RunningService, startService, temporaryFolder } from '../support/service.ts';
import { until } from '../support/until.ts';
import { TOKEN, winnerlookAccount } from '../support/winnerlook.ts';

const APP = '402bf13d73b1424484280a3e9356055e';
const INTERLINE = { devid: 'd', authKey: 'k', appid: 'a' };
const ACCOUNTS = [
  winnerlookAccount('http://127.0.0.1:9', { credentials: { appId: APP, token: 'secret' } }),
  {
    ...{ id: 'acct_texts', vendor: 'INTERLINE', baseUrl: 'http://127.0.0.1:9', credentials: INTERLINE },
    callback: { token: TOKEN },
  },
];
const WORDS = '您好，验证码誠乗镕：“8848”😀';
const JSON_GBK = 'Content-Type: application/json; charset=GBK';
const FORM_GBK = 'Content-Type: application/x-www-form-urlencoded;charset="gb18030"';

const winnerlook = (text: string) => ({ accountId: APP, callerNumber: '13800138000', smsContent: text });
const interline = (text: string) => ({
  ...{ devid: 'd', appid: 'a', taskid: text, caller: '13800138000', rcaller: '17100000001', callee: '13900139000' },
  ...{ callTime: 1622020210, smsContent: text },
});

type Writing = readonly [lines: readonly string[], write: (fields: object) => Buffer | string];

/** The ways in which a text that is not UTF-8 comes in. */
const WRITINGS: readonly Writing[] = [
  [[JSON_GBK], (fields) => gb18030(JSON.stringify(fields))],
  [['Content-Type: application/json'], (fields) => gb18030(JSON.stringify(fields))],
  [[], (fields) => gb18030(JSON.stringify(fields))],
  [['Content-Type: application/json;charset=utf-8'], (fields) => gb18030(JSON.stringify(fields))],
  [[JSON_GBK, 'Content-Encoding: gzip'], (fields) => gzipSync(gb18030(JSON.stringify(fields)))],
  [[FORM_GBK], (fields) => percentEncoded({ ...fields })],
  [['Content-Type: application/x-www-form-urlencoded'], (fields) => percentEncoded({ ...fields })],
  [[FORM_GBK], (fields) => rawForm({ ...fields })],
  [['Content-Type: application/json'], (fields) => Buffer.from(`\uFEFF${JSON.stringify(fields)}`, 'utf16le')],
];

async function texts(service: RunningService): Promise<string[]> {
  const { data } = await service.query<{ smsMessages: { nodes: { content: string }[] } }>(
    '{ smsMessages(first: 100) { nodes { content } } }',
  );
  return data.smsMessages.nodes.map(({ content }) => content);
}

test('a text is stored as it was written, whatever the charset in which its push came', async () => {
  await using folder = await temporaryFolder();
  await using service = await startService(folder.path, { SANDBOX: 'true' }, ACCOUNTS);
  const expected: string[] = [];
  for (const [index, [lines, write]] of WRITINGS.entries()) {
    for (const [path, fields] of [
      [`/callbacks/acct_test/${TOKEN}/sms`, winnerlook],
      [`/callbacks/acct_texts/${TOKEN}/start`, interline],
    ] as const) {
      const text = `${WORDS}${index}${path.length}`;
      expected.push(text);
      expect((await sendRaw(service.url, rawRequest(`POST ${path}`, lines, write(fields(text))))).status).toBe(200);
    }
  }
  await until('all texts', async () => (await texts(service)).length === expected.length);
  expect((await texts(service)).sort()).toEqual(expected.sort());
});

const JSON_TYPE = 'Content-Type: application/json';
const dial = '{"from":"13800138000","to":"17100000001","outcome":"é"}';
const query = (text: string) => JSON.stringify({ query: `{ node(id: "${text}") { id } }` });

/** What people's programs send that is not UTF-8: title, request line, headers, body, status. */
const REFUSED: readonly (readonly [string, string, string[], string | Buffer, number])[] = [
  ['GBK at /graphql', 'POST /graphql', [JSON_TYPE], gb18030(query('您')), 400],
  ['half a character at /graphql', 'POST /graphql', [JSON_TYPE], Buffer.from(query('您')).fill(0x20, 23, 24), 400],
  [
    'GBK that is declared at /graphql',
    'POST /graphql',
    ['Content-Type: application/json;charset=gbk'],
    gb18030(query('您')),
    415,
  ],
  [
    'another charset that is declared at /graphql',
    'POST /graphql',
    ['Content-Type: application/json; charset="iso-8859-1"'],
    query('a'),
    415,
  ],
  [
    'a charset of no known name at /graphql',
    'POST /graphql',
    ['Content-Type: application/json; charset=x'],
    query('a'),
    415,
  ],
  ['a packed body at /graphql', 'POST /graphql', [JSON_TYPE, 'Content-Encoding: gzip'], gzipSync(query('a')), 415],
  ['GBK at /sandbox/dial', 'POST /sandbox/dial', [JSON_TYPE], gb18030(dial.replace('é', '您')), 400],
  ['Latin-1 at /sandbox/text', 'POST /sandbox/text', [JSON_TYPE], Buffer.from(dial, 'latin1'), 400],
  [
    'a declared charset at /sandbox/report',
    'POST /sandbox/report',
    ['Content-Type: application/json;charset=gbk'],
    '{}',
    415,
  ],
  [
    'an escape that is not UTF-8',
    'GET /graphql?query=%7Bnode(id:%22%C4%E3%22)%7Bid%7D%7D',
    ['Apollo-Require-Preflight: 1'],
    '',
    400,
  ],
  [
    'half an escape in variables',
    'GET /graphql?query=%7B__typename%7D&variables=%7B%22a%22:%22%E4%BD%22%7D',
    ['Apollo-Require-Preflight: 1'],
    '',
    400,
  ],
];

test('what is not UTF-8 is refused in a sentence before anything is done', async () => {
  await using folder = await temporaryFolder();
  await using service = await startService(folder.path);
  for (const [title, target, lines, body, status] of REFUSED) {
    const answer = await sendRaw(service.url, rawRequest(target, lines, body));
    expect(answer.status, title).toBe(status);
    expect(answer.body, title).toMatch(status === 400 ? /not valid UTF-8/ : /UTF-8|without Content-Encoding/);
    expect(answer.body, title).not.toContain('"data"');
  }
  const escaped = rawRequest('GET /graphql?query=%7Bnode(id:%22%E6%82%A8%22)%7Bid%7D%7D', [
    'Apollo-Require-Preflight: 1',
  ]);
  const accepted = rawRequest('POST /graphql', ['Content-Type: application/json;charset="UTF8"'], query('您'));
  for (const request of [escaped, accepted]) {
    expect(await sendRaw(service.url, request)).toMatchObject({ status: 200, body: expect.stringContaining('"data"') });
  }
});
