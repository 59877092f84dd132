/** The parameters of a request, as its form names them. */
export type Form = Readonly<Record<string, string>>;

/** A code of 3.2 or 3.4, and what earns it. The first rule that a request breaks answers it. */
export type Rule = readonly [code: string, breaks: (form: Form) => boolean];

const length = (text: string | undefined): number => [...(text ?? '')].length;
const list = (text: string | undefined): string[] => (text ? text.split(',') : []);
const isBit = (value: string | undefined): boolean => value === '0' || value === '1';
const isMobile = (number: string): boolean => /^1[3-9]\d{9}$/.test(number);

/** “最多 500 个”, “最长 64 位 与手机号一一对应”: mobiles and the customer's own ids. */
const recipients = (ids: string, word: 'VOICE' | 'JOIN'): readonly Rule[] => [
  ['ERROR_MOBILE_EMPTY', ({ mobiles }) => !mobiles],
  ['ERROR_MOBILE_NUMBER', ({ mobiles }) => list(mobiles).length > 500],
  ['ERROR_MOBILE_ERROR', ({ mobiles }) => !list(mobiles).every(isMobile)],
  [`ERROR_CUSTOM_${word}_ID_NUMBER`, (form) => !!form[ids] && list(form[ids]).length !== list(form.mobiles).length],
  [`ERROR_CUSTOM_${word}_ID`, (form) => !list(form[ids]).every((id) => id !== '' && id.length <= 64)],
];

/** “语音内容+互动语音内容+留言语音内容 最多 500 字”. */
const textsTooLong =
  (main: string) =>
  (form: Form): boolean =>
    length(form[main]) + length(form.interactiveContent) + length(form.acousticSignContent) > 500;

/** Sections 2.1.1 and 2.3.1. isInteractive alone bears no 选填; it must agree with the texts it is about. */
const voiceBatch: readonly Rule[] = [
  ['ERROR_CONTENT_EMPTY', ({ content }) => !content],
  ['ERROR_LONG_CONTENT', (form) => length(form.content) > 200 || textsTooLong('content')(form)],
  ...recipients('customVoiceIds', 'VOICE'),
  ['ERROR_PARAMS', ({ isInteractive }) => !isBit(isInteractive)],
  [
    'ERROR_PARAMS',
    ({ isInteractive, interactiveContent, acousticSignContent }) =>
      (isInteractive === '1') !== !!(interactiveContent || acousticSignContent),
  ],
];

/** Section 2.2.1. */
const verificationCode: readonly Rule[] = [
  ['ERROR_CONTENT_EMPTY', ({ content }) => !content],
  ['ERROR_VERIFICATION_CODE_CONTENT', ({ content = '' }) => !/^(\d{4}|\d{6})$/.test(content)],
  ['ERROR_MOBILE_EMPTY', ({ mobile }) => !mobile],
  ['ERROR_MOBILE_ERROR', ({ mobile = '' }) => !isMobile(mobile)],
  ['ERROR_CUSTOM_VOICE_ID', ({ customVoiceId = '' }) => customVoiceId.length > 64 || customVoiceId.includes(',')],
];

const isWithin = (value: string | undefined, least: number, most: number): boolean =>
  /^\d+$/.test(value ?? '') && Number(value) >= least && Number(value) <= most;

/** Section 2.4.1. keyContent and connectTime may both be there, as in its example; each must be right where given. */
const voiceSms: readonly Rule[] = [
  ['ERROR_CONTENT_EMPTY', ({ voiceContent }) => !voiceContent],
  ['ERROR_LONG_CONTENT', textsTooLong('voiceContent')],
  ...recipients('customJoinIds', 'JOIN'),
  ['ERROR_ISINTERACTIVE', ({ isInteractive }) => !!isInteractive && !isBit(isInteractive)],
  ['ERROR_ISINTERACTIVE', (form) => (form.isInteractive === '1') !== !!form.interactiveContent],
  ['ERROR_ISACOUSTICSIGN', ({ isAcousticSign }) => !!isAcousticSign && !isBit(isAcousticSign)],
  ['ERROR_ISACOUSTICSIGN', (form) => (form.isAcousticSign === '1') !== !!form.acousticSignContent],
  ['ERROR_TRIGGERCONDITIONS', ({ triggerConditions = '' }) => !['3', '4'].includes(triggerConditions)],
  ['ERROR_KEYCONTENT', (form) => (form.triggerConditions === '3' || !!form.keyContent) && !isDigit(form.keyContent)],
  [
    'ERROR_CONNECTTIME',
    (form) => (form.triggerConditions === '4' || !!form.connectTime) && !isWithin(form.connectTime, 6, 60),
  ],
];

const isDigit = (value: string | undefined): boolean => /^\d$/.test(value ?? '');

const report: readonly Rule[] = [['ERROR_PARAMS', ({ number }) => number !== undefined && !isWithin(number, 1, 1000)]];

/** An operation's parameters beside appId and sign, and what they must hold. */
export interface ParameterTable {
  readonly names: readonly string[];
  readonly rules: readonly Rule[];
}

const table = (names: string, rules: readonly Rule[]): ParameterTable => ({ names: names.split(' '), rules });

const VOICE_BATCH =
  'timestamp content mobiles customVoiceIds isInteractive interactiveContent acousticSignContent' as const;
const VOICE_SMS =
  'timestamp voiceContent mobiles customJoinIds isInteractive interactiveContent isAcousticSign acousticSignContent smsContent triggerConditions keyContent connectTime' as const;

/** Every address of the document, by its path. */
export const PARAMETERS = {
  '/voice/send': table(VOICE_BATCH, voiceBatch),
  '/voice/sendCTCode': table(VOICE_BATCH, voiceBatch),
  '/voice/sendVFCode': table('timestamp content mobile customVoiceId', verificationCode),
  '/voice/getReport': table('timestamp number', report),
  '/voice/getBalance': { names: [], rules: [] },
  '/join/send': table(VOICE_SMS, voiceSms),
  '/join/getReport': table('timestamp number', report),
  '/join/getBalance': { names: [], rules: [] },
} as const satisfies Record<string, ParameterTable>;

export type EmayPath = keyof typeof PARAMETERS;
