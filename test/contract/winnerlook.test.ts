import { expect } from 'vitest';
import type { Binding, BindingMode } from '../../src/domain/binding.ts';
import type { SimulatorModel } from '../../src/sandbox/simulator.ts';
import { CUSTOMER } from '../../src/sandbox/winnerlook/authentication.ts';
import { winnerlookSimulator } from '../../src/sandbox/winnerlook/index.ts';
import type { BindOrder, SendOrder } from '../../src/vendors/vendor.ts';
import { CALL_STATES, RESPONSE_CODES } from '../../src/vendors/winnerlook/codes.ts';
import { winnerlook } from '../../src/vendors/winnerlook/index.ts';
import { winnerlookAnswer } from '../support/refusals.ts';
import { ODD_TEXT, type VendorContract } from './vendor-contract.ts';
import { describeVendor } from './vendor-suite.ts';

const TOKEN = 'bnd0190f3a1b2c3d4e5f60718293a4b5c6d';
const X = '17664870250';
const Y = '17000000001';
const A = '17556428812';
const B = '17591925866';
const holder = { name: '张三', idNumber: '340125455522255222225' };
const CALLBACK = 'http://127.0.0.1:9/callbacks/acct_1/token';

const bind = (mode: BindingMode, terms: BindOrder['terms'], more: Partial<BindOrder> = {}): BindOrder => ({
  mode,
  terms,
  token: TOKEN,
  ...more,
});

const bound = (mode: BindingMode, terms: Binding['terms'], vendorBindingId?: string) => ({
  binding: { mode, terms, vendorBindingId },
});

const path = (functionCode: string) => new RegExp(`^/voice/1\\.0\\.0/${functionCode}/${CUSTOMER.appId}/[0-9a-f]{32}$`);
const wire = (functionCode: string, parameters: Record<string, unknown>) => ({
  method: 'POST',
  path: path(functionCode),
  contentType: 'application/json; charset=utf-8',
  parameters,
});

const axb = bind('AXB', { numberA: A, numberB: B, numberX: X });
const notification: SendOrder = {
  kind: 'NOTIFICATION',
  recipients: [{ number: A, token: 'msg0190f3a1b2c3d4e5f60718293a4b5c6d' }],
  content: {
    templateId: 'T1',
    templateParameters: [{ name: 'text', value: ODD_TEXT }],
    playTimes: 2,
    speechFirst: true,
    displayNumber: X,
    record: false,
    keyTemplate: 'K1',
  },
};

// Section 2.1.11, byte for byte.
const PRINTED_PUSH = `{
"accountId":"402bf13d73b1424484280a3e9356055e",
"callId":"17090892ea7c49418bffb0732237a03e",
"calleeAnsweredTime":"2017-09-08 16:15:48",
"calleeDuration":0,
"calleeNumber":"15556428812",
"calleeState":"0",
"callerAnsweredTime":"2017-09-08 16:15:26",
"callerDuration":22,
"displayNumber":"18362970769",
"callerNumber":"18362970769",
"callerState":"0",
"duration":0,
"endTime":"2017-09-08 16:15:48",
"startCallTime":"2017-09-08 16:15:12",
"recUrl":""}`;

const result = (changes: Record<string, unknown>) =>
  Buffer.from(JSON.stringify({ ...JSON.parse(PRINTED_PUSH), accountId: CUSTOMER.appId, ...changes }));

const EVERY_FIELD = {
  ...JSON.parse(PRINTED_PUSH),
  accountId: CUSTOMER.appId,
  bindId: 'b0190f3a',
  customerData: TOKEN,
  callerState: '11',
  calleeState: '2',
  duration: 7,
  recUrl: 'https://recordings.example/1.mp3',
};
const LOST_SECTIONS = {
  accountId: CUSTOMER.appId,
  callId: 'c1',
  customerData: TOKEN,
  bindId: 'b0190f3a',
  callerNumber: A,
  calleeNumber: B,
};

const contract: VendorContract = {
  module: winnerlook,
  model: winnerlookSimulator as SimulatorModel,
  credentials: CUSTOMER,
  // 2.1.10: passthroughCallerNumber, for both ways.
  inOneField: { createAxgBinding: ['showCallerToA', 'showCallerToB'] },
  operations: [
    {
      title: 'an AXB binding with every option',
      operation: 'createAxbBinding',
      order: bind('AXB', {
        numberA: A,
        numberB: B,
        numberX: X,
        record: true,
        lifetimeSeconds: 60,
        showCallerToA: false,
        showCallerToB: true,
        maxCallSeconds: 600,
        announcements: { whenACalls: ODD_TEXT, whenBCalls: '2', whenOthersCall: '3' },
        areaCode: '021',
        sms: 'INTERCEPT',
      }),
      wire: wire('middleNumberAXB', {
        middleNumber: X,
        bindNumberA: A,
        bindNumberB: B,
        callRec: 1,
        maxBindingTime: 60,
        passthroughCallerToA: 0,
        passthroughCallerToB: 1,
        callbackUrl: CALLBACK,
        maxCallDuration: 600,
        announceCodeToA: ODD_TEXT,
        announceCodeToB: '2',
        announceCodeToOther: '3',
        areaCode: '021',
        customerData: TOKEN,
        smsFlag: '3',
        smsCallbackUrl: `${CALLBACK}/sms?token=${TOKEN}`,
      }),
      reply: { vendorBindingId: expect32Hex(), numberX: X },
    },
    {
      title: 'an AXN binding with incoming-call events',
      operation: 'createAxnBinding',
      order: bind('AXN', { numberA: A, holder, incomingCallEvents: true, replacesNumberA: B }),
      wire: wire('middleNumberAX', {
        bindNumberA: A,
        calleeName: '张三',
        calleeId: holder.idNumber,
        mode: 1,
        autoUnbindNumberA: B,
        callbackUrl: CALLBACK,
        callinCallbackUrl: `${CALLBACK}/incoming-call?token=${TOKEN}`,
        customerData: TOKEN,
      }),
      reply: { numberX: X },
    },
    {
      title: 'an AX binding',
      operation: 'createAxBinding',
      order: bind('AX', { numberA: A, numberB: B, numberX: X, holder, showCallerToA: true, maxCallSeconds: 60 }),
      wire: wire('middleNumberAX', {
        middleNumber: X,
        bindNumberA: A,
        bindNumberB: B,
        calleeName: '张三',
        calleeId: holder.idNumber,
        mode: 2,
        passthroughCallerToA: 1,
        maxCallDuration: 60,
        callbackUrl: CALLBACK,
        customerData: TOKEN,
      }),
    },
    {
      title: 'an AXx binding whose extension keeps its zeros',
      operation: 'createAxxBinding',
      order: bind('AXX', { numberA: A, numberX: X, holder, extension: '0001' }),
      wire: wire('middleNumberAX', {
        middleNumber: X,
        bindNumberA: A,
        calleeName: '张三',
        calleeId: holder.idNumber,
        mode: 1,
        withExtNumber: 1,
        ext: '0001',
        callbackUrl: CALLBACK,
        customerData: TOKEN,
      }),
      reply: { extension: '0001' },
    },
    {
      title: 'an AXyb binding',
      operation: 'createAxybBinding',
      order: bind('AXYB', { numberA: A, numberX: X, autoAssignY: false }),
      wire: wire('middleNumberAX', {
        middleNumber: X,
        bindNumberA: A,
        mode: 4,
        autoBindY: '0',
        callbackUrl: `${CALLBACK}?token=${TOKEN}`,
      }),
    },
    {
      title: 'an XYB binding',
      operation: 'createXybBinding',
      before: [{ operation: 'createAxybBinding', order: bind('AXYB', { numberA: A, numberX: X }) }],
      order: bind('XYB', { numberX: X, numberY: Y, numberB: B, lifetimeSeconds: 60, record: false }),
      wire: wire('middleNumberXYB', {
        middleNumber: X,
        bindNumberY: Y,
        bindNumberB: B,
        callRec: 0,
        maxBindingTime: 60,
      }),
      reply: { numberY: Y },
    },
    {
      title: 'a number group',
      operation: 'upsertNumberGroup',
      order: { vendorGroupId: 'group_1', numbers: [A, B] },
      wire: wire('axgUpcreate', { groupId: 'group_1', mobiles: [A, B] }),
    },
    {
      title: 'an AXG binding',
      operation: 'createAxgBinding',
      before: [{ operation: 'upsertNumberGroup', order: { vendorGroupId: 'group_1', numbers: [B] } }],
      order: bind(
        'AXG',
        { numberA: A, numberX: X, showCallerToA: true, showCallerToB: true },
        { vendorGroupId: 'group_1' },
      ),
      wire: wire('axgBind', {
        middleNumber: X,
        bindNumberA: A,
        groupId: 'group_1',
        passthroughCallerNumber: 1,
        callbackUrl: `${CALLBACK}?token=${TOKEN}`,
      }),
      reply: { vendorBindingId: expect32Hex() },
    },
    {
      title: 'a transfer',
      operation: 'createTransferBinding',
      order: bind('TRANSFER', { numberX: X, numberA: '65892547', record: true, showCallerToA: false, sms: 'DELIVER' }),
      wire: wire('axbTransfer', {
        transferMiddleNumber: X,
        transferToNumberA: '65892547',
        callRec: 1,
        callbackUrl: `${CALLBACK}?token=${TOKEN}`,
        passthroughCallerToA: 0,
        smsFlag: '1',
      }),
    },
    {
      title: 'the release of an AXB binding',
      operation: 'releaseBinding',
      before: [{ operation: 'createAxbBinding', order: axb }],
      order: bound('AXB', axb.terms),
      wire: wire('middleNumberUnbind', { middleNumber: X, bindNumberA: A, bindNumberB: B, mode: '0' }),
    },
    {
      title: 'the release of a binding that is gone already',
      operation: 'releaseBinding',
      order: bound('AXB', axb.terms),
      wire: wire('middleNumberUnbind', { middleNumber: X, bindNumberA: A, bindNumberB: B, mode: '0' }),
    },
    {
      title: 'the release of an AX binding',
      operation: 'releaseBinding',
      before: [{ operation: 'createAxBinding', order: bind('AX', { numberA: A, numberX: X, holder }) }],
      order: bound('AX', { numberX: X, numberA: A }),
      wire: wire('middleNumberUnbind', { middleNumber: X, bindNumberA: A, mode: '2' }),
    },
    {
      title: 'the release of an AXN binding',
      operation: 'releaseBinding',
      order: bound('AXN', { numberX: X, numberA: A }),
      wire: wire('middleNumberUnbind', { middleNumber: X, bindNumberA: A, mode: '1' }),
    },
    {
      title: 'the release of an extension',
      operation: 'releaseBinding',
      before: [
        { operation: 'createAxxBinding', order: bind('AXX', { numberA: A, numberX: X, holder, extension: '0001' }) },
      ],
      order: bound('AXX', { numberX: X, numberA: A, extension: '0001' }),
      wire: wire('middleNumberUnbind', { middleNumber: X, withExtNumber: 1, ext: '0001' }),
    },
    {
      title: 'the release of an AXx binding whose extension was lost with the answer',
      operation: 'releaseBinding',
      before: [{ operation: 'createAxxBinding', order: bind('AXX', { numberA: A, numberX: X, holder }) }],
      order: bound('AXX', { numberX: X, numberA: A }),
      wire: wire('middleNumberUnbind', { middleNumber: X, bindNumberA: A, mode: '3' }),
    },
    {
      title: 'the release of an AXyb binding',
      operation: 'releaseBinding',
      order: bound('AXYB', { numberX: X, numberA: A }),
      wire: wire('middleNumberUnbind', { middleNumber: X, bindNumberA: A, mode: '4' }),
    },
    {
      title: 'the release of an XYB binding',
      operation: 'releaseBinding',
      order: bound('XYB', { numberX: X, numberY: Y, numberB: B }),
      wire: wire('middleNumberUnbind', { middleNumber: X, bindNumberY: Y, bindNumberB: B, mode: '5' }),
    },
    {
      title: 'the release of an AXG binding',
      operation: 'releaseBinding',
      order: bound('AXG', { numberX: X, numberA: A }, '19070462c1d14c3a8ff13e21d897b18c'),
      wire: wire('axgUnbind', { bindId: '19070462c1d14c3a8ff13e21d897b18c' }),
    },
    {
      title: 'the release of a transfer',
      operation: 'releaseBinding',
      order: bound('TRANSFER', { numberX: X, numberA: '65892547' }),
      wire: wire('axbTransfer', { transferMiddleNumber: X, transferToNumberA: '65892547', isDeleteTransfer: 1 }),
    },
    {
      title: 'a voice notification',
      operation: 'sendVoiceNotification',
      order: notification,
      wire: wire('notify', {
        templateId: 'T1',
        calleeNumber: A,
        templateArgs: { text: ODD_TEXT },
        replayTimes: 2,
        ttsFirst: 1,
        displayNumber: X,
        callRec: 0,
        recordButton: 'K1',
        callbackUrl: `${CALLBACK}/notification?token=${notification.recipients[0]?.token}`,
      }),
      reply: { recipients: [{ kind: 'Accepted', reply: { vendorMessageId: expect32Hex() } }] },
    },
  ],
  // 2.1.4: linked by bindId, then by X, Y and B.
  withoutToken: ['createXybBinding'],
  refusal: {
    operation: 'createAxbBinding',
    reply: winnerlookAnswer,
  },
  goneAlready: new Set(['400092']),
  open: ['400020', '400021', '400022', '400023', '400030', '400040', '400050', '400060', '400100', '400101'],
  codeTables: [
    { name: '呼叫状态', rows: CALL_STATES, documented: Array.from({ length: 15 }, (_, code) => String(code)) },
    {
      name: '响应代码',
      rows: [{ code: '000000' }, ...RESPONSE_CODES],
      documented: [
        ...['000000', '200001', '200002', '200003', '200004', '200005', '400000', '400001', '400002', '400010'],
        ...['400011', '400012', '400020', '400021', '400022', '400023', '400024', '400025', '400030', '400040'],
        ...['400050', '400060', '400061', '400070', '400071', '400080', '400090', '400091', '400092', '400093'],
        ...['400094', '400095', '400100', '400101'],
      ],
    },
  ],
  window: { milliseconds: 5 * 60_000, code: 'TIMESTAMP_SKEW' },
  pushes: [
    {
      title: 'printed in 2.1.11, which proves no conversation and names no bindId,',
      push: { kind: undefined, headers: {}, body: Buffer.from(PRINTED_PUSH.replace(/402bf13d\w+/, CUSTOMER.appId)) },
      decoded: [
        {
          report: {
            type: 'call',
            vendorCallId: '17090892ea7c49418bffb0732237a03e',
            status: 'UNKNOWN',
            facts: {
              caller: '18362970769',
              callee: '15556428812',
              numberX: '18362970769',
              outcome: 'UNKNOWN',
              startedAt: Date.parse('2017-09-08T16:15:12+08:00'),
              callerAnsweredAt: Date.parse('2017-09-08T16:15:26+08:00'),
              answeredAt: Date.parse('2017-09-08T16:15:48+08:00'),
              endedAt: Date.parse('2017-09-08T16:15:48+08:00'),
              callerSeconds: 22,
              seconds: 0,
              billedSeconds: 0,
              vendorCode: '0/0',
              vendorText: '正常',
            },
          },
        },
      ],
    },
    {
      title: 'of another account',
      push: { kind: undefined, headers: {}, body: result({ accountId: 'somebody-else' }) },
      decoded: [{ unreadable: expectText() as unknown as string }],
    },
  ],
  samples: [
    { title: 'a call result', table: '', item: EVERY_FIELD, push: (item) => ({ body: JSON.stringify(item) }) },
    {
      title: 'a notification',
      table: 'notification',
      item: EVERY_FIELD,
      push: (item) => ({
        body: JSON.stringify(item),
        kind: 'notification',
        token: notification.recipients[0]?.token,
      }),
    },
    {
      title: 'a text',
      table: 'sms',
      item: { ...LOST_SECTIONS, content: '您好', middleNumber: X, smsTime: '2026-03-01 12:00:00' },
      push: (item) => ({ body: JSON.stringify(item), kind: 'sms' }),
    },
    {
      title: 'an incoming call',
      table: 'incoming-call',
      item: { ...LOST_SECTIONS, displayNumber: X, callTime: '2026-03-01 12:00:00' },
      push: (item) => ({ body: JSON.stringify(item), kind: 'incoming-call' }),
    },
  ],
  acknowledgement: {
    status: 200,
    contentType: 'application/json; charset=utf-8',
    body: '{"resultCode":"200","resultMsg":"success"}',
  },
};

function expect32Hex() {
  return expect.stringMatching(/^[0-9a-f]{32}$/);
}

function expectText() {
  return expect.stringMatching(/\S/);
}

describeVendor(contract);
