import { describe, expect, test } from 'vitest';
import type { SimulatedService } from '../../src/sandbox/emay/customers.ts';
import { initialState } from '../../src/sandbox/emay/state.ts';
import {
  customerOf,
  FORM,
  md5,
  NOW,
  openVendor,
  SEND_PATHS,
  SENDABLE,
  SERVICES,
  STAMP,
} from '../vendors/emay/simulated-vendor.ts';

describe('authentication', () => {
  const { appId, secretKey } = customerOf('notification');
  const signed = (changes: Record<string, string>) =>
    String(new URLSearchParams({ ...SENDABLE.notification, appId, timestamp: STAMP, sign: 'x', ...changes }));
  const sign = (stamp: string) => ({ timestamp: stamp, sign: md5(appId + secretKey + stamp) });

  test.each([
    ['an appId that does not exist', { appId: 'EUCP' }, 'ERROR_APPID'],
    ['no appId', { appId: '' }, 'ERROR_PARAMS'],
    ['a wrong signature', {}, 'ERROR_SIGN'],
    ['a signature in upper case', { sign: md5(appId + secretKey + STAMP).toUpperCase() }, 'ERROR_SIGN'],
    ['a signature without the time', { sign: md5(appId + secretKey) }, 'ERROR_SIGN'],
    ['the first moment of its minute', sign('20170101115900'), 'SUCCESS'],
    ['the last moment of its minute', sign('20170101120100'), 'SUCCESS'],
    ['a time before its minute', sign('20170101115859'), 'ERROR_TIMESTAMP'],
    ['a time after its minute', sign('20170101120101'), 'ERROR_TIMESTAMP'],
    ['London’s time', sign('20170101040000'), 'ERROR_TIMESTAMP'],
    ['a time that is none', sign('20171301120000'), 'ERROR_TIMESTAMP'],
    ['milliseconds', sign(String(NOW)), 'ERROR_TIMESTAMP'],
    ['a parameter of the example and of no table', { ...sign(STAMP), customSmsIds: '1' }, 'ERROR_PARAMS'],
  ])('%s', (_title, changes, code) => {
    expect(openVendor().post('/voice/send', signed(changes))).toMatchObject({ code });
  });

  test('parameters stand in the body, as a form, once', () => {
    const { post } = openVendor();
    const body = signed(sign(STAMP));
    expect(post('/voice/send', body)).toMatchObject({ code: 'SUCCESS' });
    expect(post('/voice/send', body, { 'content-type': 'application/json' })).toEqual({ code: 'ERROR_PARAMS' });
    expect(post('/voice/send', body, FORM, 'content=a')).toEqual({ code: 'ERROR_PARAMS' });
    expect(post('/voice/send', `${body}&content=a`)).toEqual({ code: 'ERROR_PARAMS' });
  });

  test('an address that the document does not name is not there', () => {
    expect(openVendor().post('/voice/secure/send', signed(sign(STAMP)))).toMatchObject({ status: 404 });
  });

  test.each(
    SERVICES.flatMap((service) => SERVICES.filter((other) => other !== service).map((other) => [other, service])),
  )('a service number for %s cannot send as one for %s', (other, service) => {
    const { call } = openVendor();
    expect(call(other as SimulatedService, SEND_PATHS[service as SimulatedService])).toEqual({
      code: 'ERROR_MESSAGE_TYPE',
    });
  });

  test.each(['getReport', 'getBalance'])('voice and voice SMS have each their own %s', (name) => {
    const { call } = openVendor();
    const code = name === 'getBalance' ? 'responseCode' : 'code';
    for (const service of SERVICES) {
      const isVoiceSms = service === 'voiceSms';
      expect(call(service, `/voice/${name}`)).toMatchObject({ [code]: isVoiceSms ? 'ERROR_MESSAGE_TYPE' : 'SUCCESS' });
      expect(call(service, `/join/${name}`)).toMatchObject({ code: isVoiceSms ? 'SUCCESS' : 'ERROR_MESSAGE_TYPE' });
    }
  });

  test('too many requests in one second are speeding, of that service number only', () => {
    const { call } = openVendor();
    const answers = Array.from({ length: 201 }, () => call('notification', '/voice/getBalance').responseCode);
    expect(answers.lastIndexOf('SUCCESS')).toBe(199);
    expect(answers.at(-1)).toBe('ERROR_OVER_SPEED');
    expect(call('marketing', '/voice/getBalance')).toMatchObject({ responseCode: 'SUCCESS' });
  });
});

const numbers = (count: number) =>
  Array.from({ length: count }, (_, n) => `138${String(n).padStart(8, '0')}`).join(',');
const ids = (count: number) => Array.from({ length: count }, (_, n) => `msg${n}`).join(',');

describe('what is sent', () => {
  test.each([
    ['notification', { content: '' }, 'ERROR_CONTENT_EMPTY'],
    ['notification', { content: '您'.repeat(200) }, 'SUCCESS'],
    ['notification', { content: '您'.repeat(201) }, 'ERROR_LONG_CONTENT'],
    ['marketing', { isInteractive: '1', interactiveContent: '您'.repeat(499) }, 'ERROR_LONG_CONTENT'],
    ['marketing', { isInteractive: '1', acousticSignContent: '您'.repeat(498) }, 'SUCCESS'],
    ['notification', { mobiles: '' }, 'ERROR_MOBILE_EMPTY'],
    ['notification', { mobiles: numbers(500), customVoiceIds: ids(500) }, 'SUCCESS'],
    ['notification', { mobiles: numbers(501), customVoiceIds: ids(501) }, 'ERROR_MOBILE_NUMBER'],
    ['notification', { mobiles: '02112345678' }, 'ERROR_MOBILE_ERROR'],
    ['notification', { mobiles: '18001098901,' }, 'ERROR_MOBILE_ERROR'],
    ['notification', { customVoiceIds: '' }, 'SUCCESS'],
    ['notification', { customVoiceIds: 'a,b' }, 'ERROR_CUSTOM_VOICE_ID_NUMBER'],
    ['notification', { customVoiceIds: 'x'.repeat(64) }, 'SUCCESS'],
    ['notification', { customVoiceIds: 'x'.repeat(65) }, 'ERROR_CUSTOM_VOICE_ID'],
    ['notification', { isInteractive: '2' }, 'ERROR_PARAMS'],
    ['notification', { isInteractive: '1' }, 'ERROR_PARAMS'],
    ['notification', { interactiveContent: '请按键' }, 'ERROR_PARAMS'],
    ['verification', { content: '' }, 'ERROR_CONTENT_EMPTY'],
    ['verification', { content: '123456' }, 'SUCCESS'],
    ['verification', { content: '12345' }, 'ERROR_VERIFICATION_CODE_CONTENT'],
    ['verification', { mobile: '' }, 'ERROR_MOBILE_EMPTY'],
    ['verification', { mobile: '18001098901,18001098902' }, 'ERROR_MOBILE_ERROR'],
    ['verification', { customVoiceId: 'x'.repeat(65) }, 'ERROR_CUSTOM_VOICE_ID'],
    ['verification', { mobiles: '18001098901' }, 'ERROR_PARAMS'],
    ['voiceSms', { voiceContent: '' }, 'ERROR_CONTENT_EMPTY'],
    ['voiceSms', { voiceContent: '您'.repeat(500) }, 'SUCCESS'],
    ['voiceSms', { voiceContent: '您'.repeat(501) }, 'ERROR_LONG_CONTENT'],
    ['voiceSms', { customJoinIds: 'a,b' }, 'ERROR_CUSTOM_JOIN_ID_NUMBER'],
    ['voiceSms', { customJoinIds: 'x'.repeat(65) }, 'ERROR_CUSTOM_JOIN_ID'],
    ['voiceSms', { isInteractive: '1', interactiveContent: '请按键' }, 'SUCCESS'],
    ['voiceSms', { isInteractive: 'yes' }, 'ERROR_ISINTERACTIVE'],
    ['voiceSms', { interactiveContent: '请按键' }, 'ERROR_ISINTERACTIVE'],
    ['voiceSms', { isAcousticSign: '2' }, 'ERROR_ISACOUSTICSIGN'],
    ['voiceSms', { isAcousticSign: '1' }, 'ERROR_ISACOUSTICSIGN'],
    ['voiceSms', { triggerConditions: '' }, 'ERROR_TRIGGERCONDITIONS'],
    ['voiceSms', { triggerConditions: '5' }, 'ERROR_TRIGGERCONDITIONS'],
    ['voiceSms', { keyContent: '' }, 'ERROR_KEYCONTENT'],
    ['voiceSms', { keyContent: '12' }, 'ERROR_KEYCONTENT'],
    ['voiceSms', { triggerConditions: '4' }, 'ERROR_CONNECTTIME'],
    ['voiceSms', { triggerConditions: '4', connectTime: '5' }, 'ERROR_CONNECTTIME'],
    ['voiceSms', { triggerConditions: '4', connectTime: '60', keyContent: '' }, 'SUCCESS'],
    ['voiceSms', { connectTime: '10' }, 'SUCCESS'],
  ] as const)('%s with %j earns %s', (service, changes, code) => {
    const { send } = openVendor();
    expect(send(service, changes)).toMatchObject({ code });
  });

  test('is paid for by recipient, and refused whole where the balance does not last', () => {
    const state = initialState();
    for (const account of Object.values(state.customers)) account.balance = 2;
    const { send, call } = openVendor(state);
    const three = { mobiles: numbers(3), customVoiceIds: ids(3), customJoinIds: ids(3) };
    const { customVoiceIds, customJoinIds, mobiles } = three;

    expect(send('notification', { mobiles, customVoiceIds })).toEqual({ code: 'ERROR_NEEDMORE_BALANCE' });
    expect(send('voiceSms', { mobiles, customJoinIds })).toEqual({ code: 'ERROR_NEEDMORE_BLANCE' });
    expect(send('notification')).toMatchObject({ code: 'SUCCESS' });
    expect(call('notification', '/voice/getBalance')).toEqual({ balance: '1', responseCode: 'SUCCESS' });
    expect(call('voiceSms', '/join/getBalance')).toEqual({ data: '2', code: 'SUCCESS' });
  });

  test('is answered number by number, with ids of 20 digits', () => {
    const answer = openVendor().send('notification', { mobiles: numbers(2), customVoiceIds: 'a,b' });
    expect(answer.data).toEqual([
      { mobile: '13800000000', voiceId: '00000000000000000001', customVoiceId: 'a' },
      { mobile: '13800000001', voiceId: '00000000000000000002', customVoiceId: 'b' },
    ]);
  });
});

describe('reports', () => {
  test('are handed out once, oldest first, as many as were asked for, to their own service number', () => {
    const { send, call, report, messageOf } = openVendor();
    for (const customVoiceIds of ['a', 'b', 'c'])
      report({ messageId: messageOf(send('notification', { customVoiceIds })) });
    report({ messageId: messageOf(send('marketing', { customVoiceIds: 'd' })) });
    const pull = (service: SimulatedService, number?: string) =>
      (call(service, '/voice/getReport', number ? { number } : {}).data as { customVoiceId: string }[]).map(
        ({ customVoiceId }) => customVoiceId,
      );

    expect(pull('notification', '2')).toEqual(['a', 'b']);
    expect(pull('notification')).toEqual(['c']);
    expect(pull('notification')).toEqual([]);
    expect(pull('marketing')).toEqual(['d']);
  });

  test.each(['0', '1001', '', 'all'])('cannot be asked for by the number “%s”', (number) => {
    const { call } = openVendor();
    expect(call('notification', '/voice/getReport', { number })).toEqual({ code: 'ERROR_PARAMS' });
    expect(call('voiceSms', '/join/getReport', { number })).toEqual({ code: 'ERROR_PARAMS' });
  });

  test('on a message that was never sent are refused', () => {
    expect(openVendor().report({ messageId: '7' })).toMatchObject({ reported: false });
  });

  test('have the spaces that the document prints', () => {
    const { send, call, report, messageOf } = openVendor();
    report({ messageId: messageOf(send('notification')), keys: '12', voiceReply: Uint8Array.of(255, 1) });
    report({ messageId: messageOf(send('voiceSms')), keys: '12', voiceReply: Uint8Array.of(255, 1) });
    expect(call('notification', '/voice/getReport').data).toEqual([
      {
        appId: 'EUCP - EMY - DDDD - 3EEEE',
        voiceId: '00000000000000000001',
        customVoiceId: 'msg1',
        state: ' SUCCESS ',
        message: '成功',
        callingTime: '2017-01-01 11:58:52',
        callingDuration: 68,
        mobile: '18001098901',
        keyContent: 12,
        voiceSign: [-1, 1],
      },
    ]);
    expect(call('voiceSms', '/join/getReport').data).toEqual([
      {
        appId: 'EUCP - EMY - JJJJ - 3EEEE',
        joinId: '00000000000000000002',
        customJoinId: 'msg1',
        state: ' 4 ',
        desc: 'success',
        mobile: '18001098901',
        keyContent: '12',
        voiceSign: '/wE=',
      },
    ]);
  });
});

test('the state is plain JSON', () => {
  const { state, send, report, messageOf } = openVendor();
  report({ messageId: messageOf(send('notification')) });
  expect(JSON.parse(JSON.stringify(state))).toEqual(state);
});
