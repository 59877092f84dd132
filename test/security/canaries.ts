import { spellings } from '../support/spellings.ts';

/** The people, words and secrets that must come to light nowhere, each by what it is. */
export const PEOPLE = {
  numberA: '13812300001',
  numberB: '13912300002',
  recipient: '13712300003',
  otherRecipient: '18612300004',
  groupMember: '15912300005',
  landline: '02112300067',
  stranger: '17712300008',
  holderName: '欧阳守密',
  holderId: '110101199003074477',
} as const;

export const WORDS = {
  text: '您的药品已经放在三号柜子里',
  smsText: '密码短信请勿转发给别人',
  prompt: '如果需要人工服务请按九号键',
  parameter: '检验报告第七十二号',
  privateText: '我住在幸福路八十八号',
} as const;

/** Digits that can stand inside others by chance: only counted where they stand alone. */
export const CODES = { shortCode: '847261', longCode: '84726159' } as const;

/** What callers choose themselves and get back as they gave it; on the disk it must not be readable all the same. */
export const CHOSEN = {
  reference: '13612300006',
  metadata: '13512300007',
  idempotencyKey: '13412300009',
} as const;

export const SECRETS = {
  dataKey: Buffer.from('a data key of thirty-two bytes!!').toString('base64'),
  authSecret: 'the-shared-secret-of-all-tokens-0042',
  callbackToken: 'callback-token-that-nobody-may-read',
  winnerlook: 'sandbox-token',
  interline: 'sandbox-auth-key',
  jumdata: 'efcefcef1121cefcefc1212121',
  emay: 'sandbox-notify16',
  emayVerification: 'sandbox-verification-v24',
  ksyun: 'sandbox-secret',
} as const;

const ALONE = new Set<string>(Object.values(CODES));

/** The canaries that are found in bytes, by their names. */
export function canariesIn(bytes: Buffer | string, canaries: Readonly<Record<string, string>>): string[] {
  const haystack = typeof bytes === 'string' ? Buffer.from(bytes) : bytes;
  return Object.entries(canaries).flatMap(([name, value]) => {
    const found = ALONE.has(value)
      ? new RegExp(`(?<![0-9a-fA-F])${value}(?![0-9a-fA-F])`).test(haystack.toString('latin1'))
      : spellings(value).some((spelling) => haystack.includes(spelling));
    return found ? [name] : [];
  });
}

/** Everything that no log, no figure and no file may hold. */
export const EVERYTHING = { ...PEOPLE, ...WORDS, ...CODES, ...CHOSEN, ...SECRETS };

/** Everything that no answer may hold whose caller may not see numbers. */
export const NOT_FOR_READERS = { ...PEOPLE, ...WORDS, ...CODES, ...SECRETS };

/** The very bytes of the data key are a secret as much as their base64. */
export const DATA_KEY_BYTES = Buffer.from(SECRETS.dataKey, 'base64');
