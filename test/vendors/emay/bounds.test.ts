import { describe, expect, test } from 'vitest';
import type { MessageContent, MessageKind } from '../../../src/domain/message.ts';
import { emay } from '../../../src/vendors/emay/index.ts';
import type { OperationName, SendOrder } from '../../../src/vendors/vendor.ts';

type SendName = Extract<OperationName, `send${string}`>;

const KINDS: Record<SendName, MessageKind> = {
  sendVoiceNotification: 'NOTIFICATION',
  sendIvrCall: 'IVR',
  sendVerificationCode: 'VERIFICATION_CODE',
  sendMarketingCall: 'MARKETING',
  sendVoiceSms: 'VOICE_SMS',
};

/** The fields that a message's faults name. */
function faulty(name: SendName, content: MessageContent, numbers = ['18001098901']): string[] {
  const order: SendOrder = {
    kind: KINDS[name],
    content,
    recipients: numbers.map((number, index) => ({ number, token: `msg${index}` })),
  };
  return emay.operations[name]?.check?.(order).map(({ field }) => field.join('.')) ?? [];
}

// 你 and 😀 are one character each, whatever they take in memory.
const long = (length: number) => `${'你'.repeat(length - 1)}😀`;
const trigger = { smsTrigger: { key: '1' } };

describe('the texts', () => {
  test.each(['sendVoiceNotification', 'sendIvrCall', 'sendMarketingCall'] as const)(
    '%s speaks at most 200 characters, and 500 with its prompts',
    (name) => {
      expect(faulty(name, { text: long(200) })).toEqual([]);
      expect(faulty(name, { text: long(201) })).toEqual(['text']);
      const prompts = { interactiveText: long(150), voiceReplyPrompt: long(150) };
      expect(faulty(name, { text: long(200), ...prompts })).toEqual([]);
      expect(faulty(name, { text: long(200), ...prompts, voiceReplyPrompt: long(151) })).toEqual(['']);
    },
  );

  test('a voice SMS bounds only the sum of its spoken texts', () => {
    expect(faulty('sendVoiceSms', { text: long(500), smsText: long(600), ...trigger })).toEqual([]);
    expect(faulty('sendVoiceSms', { text: long(250), interactiveText: long(251), ...trigger })).toEqual(['']);
  });

  test('a text that is there says something', () => {
    const empty = { text: ' ', interactiveText: '', voiceReplyPrompt: '\n' };
    expect(faulty('sendIvrCall', empty)).toEqual(['text', 'interactiveText', 'voiceReplyPrompt']);
    expect(faulty('sendVoiceSms', { text: 'a', smsText: '', ...trigger })).toEqual(['smsText']);
  });
});

test.each([
  ['1234', []],
  ['000000', []],
  ['123', ['code']],
  ['12345', ['code']],
  ['1234567', ['code']],
  ['12a4', ['code']],
  ['１２３４', ['code']],
  ['1234\n', ['code']],
])('the verification code “%s” has the faults %j', (code, faults) => {
  expect(faulty('sendVerificationCode', { code })).toEqual(faults);
});

describe('the trigger of a voice SMS', () => {
  test.each(['0', '9'])('the key %s is one', (key) => {
    expect(faulty('sendVoiceSms', { text: 'a', smsTrigger: { key } })).toEqual([]);
  });

  test.each(['', '10', '#', '-1'])('the key “%s” is none', (key) => {
    expect(faulty('sendVoiceSms', { text: 'a', smsTrigger: { key } })).toEqual(['smsTrigger.key']);
  });

  test.each([
    [6, []],
    [60, []],
    [5, ['smsTrigger.connectedSeconds']],
    [61, ['smsTrigger.connectedSeconds']],
    [6.5, ['smsTrigger.connectedSeconds']],
    [Number.NaN, ['smsTrigger.connectedSeconds']],
  ])('%d seconds on the line have the faults %j', (connectedSeconds, faults) => {
    expect(faulty('sendVoiceSms', { text: 'a', smsTrigger: { connectedSeconds } })).toEqual(faults);
  });
});

test.each(Object.keys(KINDS) as SendName[])('%s calls only mobile numbers of mainland China', (name) => {
  const content = { text: 'a', code: '1234', smsTrigger: { key: '1' } };
  const numbers = ['18001098901', '02112345678', '+85212345678', '10086'];
  expect(faulty(name, content, numbers)).toEqual(['recipients.1', 'recipients.2', 'recipients.3']);
});

test.each([
  [1, true],
  [1000, true],
  [0, false],
  [1001, false],
  [1.5, false],
])('a page of %d reports can be asked for: %s', (limit, allowed) => {
  expect(emay.operations.pullReports?.check?.({ limit }).length).toBe(allowed ? 0 : 1);
});
