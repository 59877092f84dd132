import { CHOSEN, CODES, PEOPLE, WORDS } from './canaries.ts';

/** A mutation, its input without what every input has, and the simulated vendor that it goes to. */
export interface CanaryRequest {
  readonly mutation: string;
  readonly vendor: string;
  readonly input: Readonly<Record<string, unknown>>;
}

const { numberA, numberB, recipient, otherRecipient, groupMember, landline } = PEOPLE;
const holder = { name: PEOPLE.holderName, idNumber: PEOPLE.holderId };
const recipients = [recipient, otherRecipient];
const common = { reference: CHOSEN.reference, metadata: { phone: CHOSEN.metadata, [CHOSEN.metadata]: true } };

const at = (accountId: string, mutation: string, input: object): CanaryRequest => {
  const vendor = accountId.split('_')[1] ?? '';
  return { mutation, vendor, input: { accountId, ...common, ...input } };
};

/** Every sending and binding mutation, at each vendor that has it. */
export const REQUESTS: readonly CanaryRequest[] = [
  at('acct_winnerlook', 'createAxBinding', { numberA, numberB, holder, showCallerToA: true }),
  at('acct_winnerlook', 'createAxnBinding', { numberA, holder, incomingCallEvents: true }),
  at('acct_winnerlook', 'createAxxBinding', { numberA, holder, extension: '0007', numberX: '17000000050' }),
  at('acct_winnerlook', 'createAxbBinding', { numberA, numberB, sms: 'DELIVER_AND_REPORT' }),
  at('acct_interline', 'createAxbBinding', { numberA, numberB, numberX: '17100000001', lifetimeSeconds: 60 }),
  at('acct_winnerlook', 'createAxybBinding', { numberA, numberX: '17000000060', autoAssignY: false }),
  at('acct_winnerlook', 'createXybBinding', { numberX: '17000000060', numberY: '17000000061', numberB }),
  at('acct_winnerlook', 'createTransferBinding', { numberX: '17000000070', numberA: landline }),
  at('acct_interline', 'createTransferBinding', { numberX: '17100000002', numberA, lifetimeSeconds: 60 }),
  at('acct_winnerlook', 'upsertNumberGroup', { numbers: [groupMember, numberB] }),
  at('acct_winnerlook', 'sendVoiceNotification', { recipients, templateId: 'T1', playTimes: 2 }),
  at('acct_jumdata', 'sendVoiceNotification', {
    recipients,
    templateId: 'T1',
    templateParameters: [{ value: WORDS.parameter }],
  }),
  at('acct_emay_notification', 'sendVoiceNotification', { recipients, text: WORDS.text }),
  at('acct_ksyun', 'sendVoiceNotification', {
    recipients,
    templateId: '1003',
    templateParameters: [{ name: 'text', value: WORDS.parameter }],
  }),
  at('acct_emay_verification', 'sendVerificationCode', { recipient, code: CODES.shortCode }),
  at('acct_ksyun', 'sendVerificationCode', { recipient, code: CODES.longCode, templateId: '100001' }),
  at('acct_emay_marketing', 'sendMarketingCall', { recipients, text: WORDS.text, interactiveText: WORDS.prompt }),
  at('acct_ksyun', 'sendIvrCall', { recipients, templateId: '2002' }),
  at('acct_emay_notification', 'sendIvrCall', { recipients, text: WORDS.text, interactiveText: WORDS.prompt }),
  at('acct_emay_voicesms', 'sendVoiceSms', {
    recipients,
    text: WORDS.text,
    smsText: WORDS.smsText,
    smsTrigger: { key: '1' },
  }),
];

/** The mutations that are asked apart from these, because each needs something that exists. */
export const OTHER_MUTATIONS = [
  'createAxgBinding',
  'releaseBinding',
  'refreshAccount',
  'pullReports',
  'replayDelivery',
  'eraseNumber',
];

/** A document for a mutation, with all of its payload that can identify a person. */
export function documentOf(mutation: string): string {
  const type = `${mutation[0]?.toUpperCase()}${mutation.slice(1)}Input`;
  const failure = 'code message field vendor { vendor code message }';
  const attempts = `attempts { outcome error { ${failure} } }`;
  const binding = `binding { id status numberA numberB numberX numberY ${attempts} failure { ${failure} } }`;
  const messages = `voiceMessages { id status recipient ${attempts} failure { ${failure} } }`;
  const group = `numberGroup { id status numbers failure { ${failure} } }`;
  const subject = /^send/.test(mutation) ? messages : /Group$/.test(mutation) ? group : binding;
  return `mutation ($input: ${type}!) { ${mutation}(input: $input) { ${subject} userErrors { ${failure} } } }`;
}

/** What a vendor says that quotes everything it was sent: each vendor reads its own fields of it. */
export function echo({ reference: _ours, metadata: _too, ...sent }: CanaryRequest['input']): string {
  const words = JSON.stringify(sent).replaceAll('"', ' ');
  const said = ['message', 'resultMsg', 'reason', 'msg', 'desc', 'Message'].map((name) => [name, `拒绝: ${words}`]);
  return JSON.stringify({ ...Object.fromEntries(said), result: '200099', code: '9999', error: 99, Code: 'Refused' });
}
