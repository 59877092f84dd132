import { createCipheriv } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import type { Chance } from '../crash/chance.ts';
import { PRINTED_PUSH } from '../support/winnerlook.ts';
import { PRINTED_JOIN_REPORTS, PRINTED_REPORTS } from '../vendors/emay/printed-reports.ts';
import type { Attack } from './attack.ts';
import { formOf, mutate } from './mutate.ts';
import { sendTo } from './over-http.ts';

const TOKEN = 'a-callback-token-of-the-fuzz';
const EMAY_KEY = '1234567890ABCDEF';

/** An account of each vendor that pushes, whose callback tokens the fuzz knows. No server is at their addresses. */
export const ACCOUNTS = [
  { vendor: 'WINNERLOOK', credentials: { appId: '402bf13d73b1424484280a3e9356055e', token: 'secret' } },
  { vendor: 'INTERLINE', credentials: { devid: '10000000', authKey: 'key', appid: 'app' } },
  { vendor: 'JUMDATA', credentials: { appId: 'app', appSecret: 'secret' } },
  { vendor: 'EMAY', credentials: { appId: 'EUCP-EMY-DDDD-3EEEE', secretKey: EMAY_KEY } },
  { vendor: 'KSYUN', credentials: { accessKey: 'AKxxx', secretKey: 'SKxxx' } },
].map((account) => ({
  ...account,
  id: `acct_fuzz_${account.vendor.toLowerCase()}`,
  baseUrl: 'http://127.0.0.1:9',
  callback: { token: TOKEN },
  // The journeys go to the sandbox's own accounts.
  priority: -1,
}));

// The numbers and ids of 5.1, 5.3 and of the chapter on status reports.
const INTERLINE = {
  devid: '10000000',
  appid: 'app',
  taskid: 'task-1',
  subid: 'sub-1',
  caller: '13800000001',
  rcaller: '17100000001',
  callee: '13800000002',
};
const RECORD = { ...INTERLINE, result: 'answered', beginTime: 1622020210, answerTime: 1622020220, duration: 5 };
const REPORT = {
  Status: 'FAIL',
  CallId: '58983af181721590663223',
  ErrCode: 480,
  ErrDesc: '用户拒接',
  StartTime: '2020-05-28 18:44:10',
  Mobile: '13800138000',
  ExtId: 'msg1',
};

interface Seed {
  readonly vendor: string;
  readonly kinds: readonly [string, ...string[]];
  readonly body: string;
}

/** Pushes as the vendors' documents print them, which are then spoiled. */
const SEEDS: readonly [Seed, ...Seed[]] = [
  { vendor: 'winnerlook', kinds: ['', '/notification', '/sms', '/incoming-call'], body: PRINTED_PUSH },
  {
    vendor: 'winnerlook',
    kinds: ['/sms'],
    body: '{"smsContent":"您好","callerNumber":"13800138000","middleNumber":"17000000001"}',
  },
  { vendor: 'interline', kinds: ['', '/cdr', '/start'], body: JSON.stringify(RECORD) },
  { vendor: 'interline', kinds: ['/start'], body: JSON.stringify({ ...INTERLINE, callTime: 1622020210 }) },
  { vendor: 'interline', kinds: ['/start'], body: JSON.stringify({ ...INTERLINE, smsContent: '您好' }) },
  { vendor: 'jumdata', kinds: [''], body: '{"anything":1}' },
  { vendor: 'emay', kinds: ['', '/report'], body: PRINTED_REPORTS },
  { vendor: 'emay', kinds: ['/report'], body: PRINTED_JOIN_REPORTS },
  { vendor: 'ksyun', kinds: [''], body: JSON.stringify([REPORT, { ...REPORT, Status: 'SUCCESS' }]) },
];

/** A push of some vendor, spoiled somehow, at an address that exists (mostly). */
export function push(chance: Chance): Attack {
  const seed = chance.oneOf(SEEDS);
  const made = bodyOf(seed, chance);
  const kind = chance.oneOf(seed.kinds);
  const token = chance.happens(0.02) ? 'a-wrong-token' : TOKEN;
  const headers = {
    'content-type': chance.oneOf([
      'application/json',
      'application/x-www-form-urlencoded',
      'text/plain;charset=gbk',
      'x',
    ]),
    ...(chance.happens(0.3) ? { appid: chance.oneOf(['EUCP-EMY-DDDD-3EEEE', 'another', '\u00ff']) } : {}),
    ...(chance.happens(0.1) ? { 'content-encoding': 'gzip' } : {}),
  };
  const path = `/callbacks/acct_fuzz_${seed.vendor}/${token}${kind}`;
  return {
    what: `push ${path} ${made.how} ${made.bytes.subarray(0, 300).toString('latin1')}`,
    run: (url) => sendTo(url, { path, method: 'POST', headers, body: made.bytes }),
  };
}

function bodyOf({ vendor, body }: Seed, chance: Chance): { bytes: Buffer; how: string } {
  const bytes = chance.happens(0.3) ? formOf(Buffer.from(body)) : Buffer.from(body);
  if (chance.happens(0.05)) return { bytes, how: 'as it is' };
  if (vendor !== 'emay' || chance.happens(0.5)) return mutate(bytes, chance);
  const inner = chance.happens(0.2) ? bomb(chance) : mutate(bytes, chance);
  const sealed = encrypt(gzipSync(inner.bytes));
  const outer = chance.happens(0.5) ? mutate(sealed, chance) : { bytes: sealed, how: '' };
  return { bytes: outer.bytes, how: `encrypted: ${inner.how}; ${outer.how}` };
}

/** Much that packs into little. */
function bomb(chance: Chance): { bytes: Buffer; how: string } {
  const megabytes = 1 + chance.below(40);
  const filling = chance.oneOf([' ', '[', '0', '"', '\u0000']);
  return { bytes: Buffer.alloc(megabytes * 1024 * 1024, filling), how: `${megabytes} MiB of ${filling}` };
}

/** As section 2.1.4.1 of the vendor's document encrypts. */
function encrypt(bytes: Buffer): Buffer {
  const cipher = createCipheriv('aes-128-ecb', EMAY_KEY, null);
  return Buffer.concat([cipher.update(bytes), cipher.final()]);
}
