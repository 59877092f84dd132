import { createCipheriv } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import type { SimulatedService } from '../../src/sandbox/emay/customers.ts';
import { emaySimulator } from '../../src/sandbox/emay/index.ts';
import type { SimulatorModel } from '../../src/sandbox/simulator.ts';
import { JOIN_CODES, JOIN_STATES, VOICE_CODES, VOICE_STATES } from '../../src/vendors/emay/codes.ts';
import { emay } from '../../src/vendors/emay/index.ts';
import type { Operation, OperationName, SendOrder, VendorModule } from '../../src/vendors/vendor.ts';
import { emayAnswer } from '../support/refusals.ts';
import {
  PRINTED_JOIN_REPORTS,
  PRINTED_REPORTS,
  printedJoinReport,
  printedReport,
} from '../vendors/emay/printed-reports.ts';
import { customerOf } from '../vendors/emay/simulated-vendor.ts';
import { ODD_TEXT, type OperationContract, type VendorContract } from './vendor-contract.ts';
import { describeVendor } from './vendor-suite.ts';

const A = { number: '18001098901', token: 'msg0190f3a1b2c3d4e5f60718293a4b5c6d' };
const B = { number: '18001098902', token: 'msg0190f3a1b2c3d4e5f60718293a4b5c6e' };
const BOTH = { mobiles: `${A.number},${B.number}`, tokens: `${A.token},${B.token}` };
const FORM = 'application/x-www-form-urlencoded; charset=UTF-8';
const TIMESTAMP = /^\d{14}$/;
const SIGN = /^[0-9a-f]{32}$/;

/** The module as an account sees it whose service number was sold for one product. */
function soldAs(service: SimulatedService, names: readonly OperationName[]): VendorModule {
  const operations = names.map((name) => {
    const operation = emay.operations[name] as Operation<unknown, unknown, unknown>;
    const request: typeof operation.request = (account, order, now) =>
      operation.request({ ...account, services: [service] }, order, now);
    return [name, { ...operation, request }];
  });
  return { ...emay, operations: Object.fromEntries(operations) };
}

const send = (kind: SendOrder['kind'], content: SendOrder['content'], recipients = [A, B]): SendOrder => ({
  kind,
  recipients,
  content,
});

const messageId = { kind: 'Accepted', reply: { vendorMessageId: expect.stringMatching(/^\d{20}$/) } };
const twoAccepted = { recipients: [messageId, messageId] };

const wire = (service: SimulatedService, path: RegExp, parameters: Record<string, unknown>, timed = true) => ({
  method: 'POST',
  path,
  contentType: FORM,
  parameters: {
    appId: customerOf(service).appId,
    sign: SIGN,
    ...(timed ? { timestamp: TIMESTAMP } : {}),
    ...parameters,
  },
});

/** What every service number can do beside sending. */
const housekeeping = (service: SimulatedService, product: 'voice' | 'join'): OperationContract[] => [
  {
    title: 'the balance',
    operation: 'refreshAccount',
    order: {},
    wire: wire(service, new RegExp(`^/${product}/getBalance$`), {}, false),
    reply: { balance: '1000000' },
  },
  {
    title: 'a pull of reports',
    operation: 'pullReports',
    order: { limit: 1000 },
    wire: wire(service, new RegExp(`^/${product}/getReport$`), { number: '1000' }),
    reply: { count: 0, more: false },
  },
];

const notifications: OperationContract[] = [
  {
    title: 'a voice notification',
    operation: 'sendVoiceNotification',
    order: send('NOTIFICATION', { text: ODD_TEXT }),
    wire: wire('notification', /^\/voice\/send$/, {
      content: ODD_TEXT,
      mobiles: BOTH.mobiles,
      customVoiceIds: BOTH.tokens,
      isInteractive: '0',
    }),
    reply: twoAccepted,
  },
  {
    title: 'a voice notification that asks for a voice reply',
    operation: 'sendVoiceNotification',
    order: send('NOTIFICATION', { text: '您好', voiceReplyPrompt: ODD_TEXT }, [A]),
    wire: wire('notification', /^\/voice\/send$/, {
      content: '您好',
      mobiles: A.number,
      customVoiceIds: A.token,
      isInteractive: '1',
      acousticSignContent: ODD_TEXT,
    }),
    reply: { recipients: [messageId] },
  },
  {
    title: 'an IVR call',
    operation: 'sendIvrCall',
    order: send('IVR', { text: '您好', interactiveText: ODD_TEXT, voiceReplyPrompt: '请留言' }),
    wire: wire('notification', /^\/voice\/send$/, {
      content: '您好',
      mobiles: BOTH.mobiles,
      customVoiceIds: BOTH.tokens,
      isInteractive: '1',
      interactiveContent: ODD_TEXT,
      acousticSignContent: '请留言',
    }),
    reply: twoAccepted,
  },
];

const verificationCodes: OperationContract[] = [
  {
    title: 'a verification code',
    operation: 'sendVerificationCode',
    order: send('VERIFICATION_CODE', { code: '0123' }, [A]),
    wire: wire('verification', /^\/voice\/sendVFCode$/, {
      content: '0123',
      mobile: A.number,
      customVoiceId: A.token,
    }),
    reply: { recipients: [messageId] },
  },
];

const marketing: OperationContract[] = [
  {
    title: 'a marketing call with every option',
    operation: 'sendMarketingCall',
    order: send('MARKETING', { text: ODD_TEXT, interactiveText: '请按键', voiceReplyPrompt: '请留言' }),
    wire: wire('marketing', /^\/voice\/sendCTCode$/, {
      content: ODD_TEXT,
      mobiles: BOTH.mobiles,
      customVoiceIds: BOTH.tokens,
      isInteractive: '1',
      interactiveContent: '请按键',
      acousticSignContent: '请留言',
    }),
    reply: twoAccepted,
  },
  {
    title: 'a marketing call that only speaks',
    operation: 'sendMarketingCall',
    order: send('MARKETING', { text: '您好' }, [A]),
    wire: wire('marketing', /^\/voice\/sendCTCode$/, {
      content: '您好',
      mobiles: A.number,
      customVoiceIds: A.token,
      isInteractive: '0',
    }),
  },
];

const voiceSms: OperationContract[] = [
  {
    title: 'a voice SMS that a key triggers, with every option',
    operation: 'sendVoiceSms',
    order: send('VOICE_SMS', {
      text: ODD_TEXT,
      interactiveText: '请按键',
      voiceReplyPrompt: '请留言',
      smsText: '短信 & 内容',
      smsTrigger: { key: '0' },
    }),
    wire: wire('voiceSms', /^\/join\/send$/, {
      voiceContent: ODD_TEXT,
      mobiles: BOTH.mobiles,
      customJoinIds: BOTH.tokens,
      isInteractive: '1',
      interactiveContent: '请按键',
      isAcousticSign: '1',
      acousticSignContent: '请留言',
      smsContent: '短信 & 内容',
      triggerConditions: '3',
      keyContent: '0',
    }),
    reply: twoAccepted,
  },
  {
    title: 'a voice SMS that time on the line triggers',
    operation: 'sendVoiceSms',
    order: send('VOICE_SMS', { text: '您好', smsTrigger: { connectedSeconds: 6 } }, [A]),
    wire: wire('voiceSms', /^\/join\/send$/, {
      voiceContent: '您好',
      mobiles: A.number,
      customJoinIds: A.token,
      isInteractive: '0',
      isAcousticSign: '0',
      triggerConditions: '4',
      connectTime: '6',
    }),
    reply: { recipients: [messageId] },
  },
];

function encrypted(text: string, secretKey: string): Buffer {
  const cipher = createCipheriv(`aes-${secretKey.length * 8}-ecb`, Buffer.from(secretKey), null);
  return Buffer.concat([cipher.update(gzipSync(text)), cipher.final()]);
}

const pushesOf = (service: SimulatedService): VendorContract['pushes'] => {
  const { appId, secretKey } = customerOf(service);
  const own = (text: string) => text.replaceAll('EUCP - EMY - DDDD - 3EEEE', appId.replaceAll('-', ' - '));
  const headers = { appid: appId };
  const decoded = [printedReport, printedReport];
  return [
    {
      title: 'printed in 2.1.4.2',
      push: { kind: 'report', headers, body: Buffer.from(own(PRINTED_REPORTS)) },
      decoded,
    },
    {
      title: 'printed in 2.1.4.1, packed and encrypted,',
      push: { kind: 'report', headers, body: encrypted(own(PRINTED_REPORTS), secretKey) },
      decoded,
    },
    {
      title: 'that is a pulled page as printed in 2.4.2.2',
      push: { kind: 'pulled', headers: {}, body: Buffer.from(own(PRINTED_JOIN_REPORTS)) },
      decoded: [
        printedJoinReport('DELIVERED', { outcome: 'ANSWERED', vendorCode: '4', vendorText: 'success' }),
        printedJoinReport('FAILED', { outcome: 'FAILED', vendorCode: '2', vendorText: 'fail' }),
      ],
    },
    {
      title: 'of another service number',
      push: { kind: 'report', headers: { appid: 'somebody-else' }, body: Buffer.from(own(PRINTED_REPORTS)) },
      decoded: [{ unreadable: expect.stringMatching(/appId/) as unknown as string }],
    },
  ];
};

const COMMON_CODES = [
  ...['ERROR_APPID', 'ERROR_PARAMS', 'ERROR_CLIENT_IP', 'ERROR_TIMESTAMP', 'ERROR_SIGN', 'ERROR_MOBILE_EMPTY'],
  ...['ERROR_MOBILE_NUMBER', 'ERROR_MOBILE_ERROR', 'ERROR_CONTENT_EMPTY', 'ERROR_LONG_CONTENT'],
];

const voiceTables: VendorContract['codeTables'] = [
  {
    name: '3.1 状态报告表',
    rows: VOICE_STATES,
    documented: [
      ...['SUCCESS', 'FAIL_CALL', 'FAIL_ERROR_VOICE', 'FAIL_UNKNOWN', 'TIMEOUT', 'FAIL_NEEDMORE_BALANCE'],
      ...['FAIL_MOBILE', 'FAIL_BLACKDICTIONARY', 'FAIL_AUDITINGFAIL', 'FAIL_APPID'],
    ],
  },
  {
    name: '3.2 接口状态码表',
    rows: [{ code: 'SUCCESS' }, ...VOICE_CODES],
    documented: [
      ...['SUCCESS', ...COMMON_CODES, 'ERROR_VERIFICATION_CODE_CONTENT', 'ERROR_CUSTOM_VOICE_ID'],
      ...['ERROR_NEEDMORE_BALANCE', 'ERROR_CUSTOM_VOICE_ID_NUMBER', 'ERROR_OVER_SPEED', 'ERROR_MESSAGE_TYPE'],
    ],
  },
];

const joinTables: VendorContract['codeTables'] = [
  { name: '3.3 语音短信状态报告表', rows: JOIN_STATES, documented: ['4', '3', '2'] },
  {
    name: '3.4 语音短信状态码表',
    rows: [{ code: 'SUCCESS' }, ...JOIN_CODES],
    documented: [
      ...['SUCCESS', ...COMMON_CODES, 'ERROR_TRIGGERCONDITIONS', 'ERROR_TIMINGTIME', 'ERROR_KEYCONTENT'],
      ...['ERROR_CONNECTTIME', 'ERROR_ISACOUSTICSIGN', 'ERROR_ISINTERACTIVE', 'ERROR_CUSTOM_JOIN_ID'],
      ...['ERROR_NEEDMORE_BLANCE', 'ERROR_CUSTOM_JOIN_ID_NUMBER', 'ERROR_TIMING', 'ERROR_TRIGGER'],
    ],
  },
];

/** What the service number of one product promises. Which of a vendor's four it is, the account's `services` say. */
function contractOf(
  service: SimulatedService,
  product: 'voice' | 'join',
  sends: readonly OperationContract[],
): VendorContract {
  const operations = [...sends, ...housekeeping(service, product)];
  const names = [...new Set(operations.map(({ operation }) => operation))];
  return {
    module: soldAs(service, names),
    model: emaySimulator as SimulatorModel,
    credentials: customerOf(service),
    operations,
    refusal: { operation: names[0] ?? 'refreshAccount', reply: emayAnswer },
    open: [],
    codeTables: product === 'voice' ? voiceTables : joinTables,
    window: { milliseconds: 60_000, code: 'TIMESTAMP_SKEW' },
    pushes: pushesOf(service),
    acknowledgement: { status: 200, contentType: 'text/plain;charset=utf-8', body: 'success' },
  };
}

const CONTRACTS = {
  notification: contractOf('notification', 'voice', notifications),
  verification: contractOf('verification', 'voice', verificationCodes),
  marketing: contractOf('marketing', 'voice', marketing),
  voiceSms: contractOf('voiceSms', 'join', voiceSms),
} as const satisfies Record<SimulatedService, VendorContract>;

describe.each(Object.entries(CONTRACTS))('a service number for %s', (_service, contract) => describeVendor(contract));

test('the four service numbers together have a contract for every operation', () => {
  const tested = Object.values(CONTRACTS).flatMap(({ module }) => Object.keys(module.operations));
  expect([...new Set(tested)].sort()).toEqual(Object.keys(emay.operations).sort());
});

test.each(Object.entries(CONTRACTS))(
  'what is sent from a service number for %s says that it needs one',
  (service, contract) => {
    const services = Object.entries(contract.module.operations)
      .filter(([name]) => name.startsWith('send'))
      .map(([, operation]) => operation.service);
    expect(new Set(services)).toEqual(new Set([service]));
  },
);
