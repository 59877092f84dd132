import { expect } from 'vitest';
import { CUSTOMER } from '../../src/sandbox/ksyun/authentication.ts';
import { ksyunSimulator } from '../../src/sandbox/ksyun/index.ts';
import type { SimulatorModel } from '../../src/sandbox/simulator.ts';
import { API_CODES } from '../../src/vendors/ksyun/codes.ts';
import { ksyun } from '../../src/vendors/ksyun/index.ts';
import { RECEIPT_CODES } from '../../src/vendors/ksyun/receipt-codes.ts';
import type { SendOrder } from '../../src/vendors/vendor.ts';
import { ksyunAnswer } from '../support/refusals.ts';
import { ODD_TEXT, type VendorContract } from './vendor-contract.ts';
import { describeVendor } from './vendor-suite.ts';

const TOKEN = 'msg0190f3a1b2c3d4e5f60718293a4b5c6d';
const MOBILE = '13800138000';
const SHOWN = '875100000';
// The vendor speaks no emoji; the brackets, the apostrophe and the exclamation mark are what encodeURIComponent leaves.
const TEXT = ODD_TEXT.replace('😀', "!(it's 5*)");

const send = (kind: SendOrder['kind'], content: SendOrder['content']): SendOrder => ({
  kind,
  recipients: [{ number: MOBILE, token: TOKEN }],
  content,
});

const wire = (Action: string, parameters: Record<string, unknown>) => ({
  method: 'POST',
  path: /^\/$/,
  contentType: 'application/x-www-form-urlencoded',
  parameters: {
    Action,
    Accesskey: CUSTOMER.accessKey,
    Service: 'voice',
    Version: '2020-05-01',
    Timestamp: /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/,
    SignatureVersion: '1.0',
    SignatureMethod: 'HMAC-SHA256',
    Signature: /^[0-9a-f]{64}$/,
    Mobile: MOBILE,
    ExtId: TOKEN,
    ...parameters,
  },
});

const taken = {
  recipients: [{ kind: 'Accepted', reply: { vendorMessageId: expect.stringMatching(/^[0-9a-f]{12}\d{10}$/) } }],
};
const verification = send('VERIFICATION_CODE', {
  templateId: '100001',
  code: '012345',
  playTimes: 1,
  displayNumber: SHOWN,
  region: 'cn-beijing-6',
});

// Chapter “请求说明”, byte for byte, but for the numbers that the document masks.
const PRINTED_PUSH = `[
    {
        "Status": "SUCCESS",
        "EndTime": "2020-05-28 18:44:39",
        "Duration": 19,
        "CallId": "655e08e182c11590662652",
        "ErrCode": "SUCCESS",
        "ErrDesc": "发送成功",
        "StartTime": "2020-05-28 18:44:10",
        "AnswerTime": "2020-05-28 18:44:20",
        "Mobile": "1xxxxxxxxxx",
        "PressKey": "1",
        "ExtId": "abcdefg111",
        "Caller": "875100000",
        "CallerDisplay": "875100000",
            "VoiceType":1,
    },
        {
        "Status": "FAIL",
        "EndTime": "",
        "Duration": 0,
        "CallId": "58983af181721590663223",
        "ErrCode": 480,
        "ErrDesc": "用户拒接",
        "StartTime": "2020-05-28 18:44:10",
         "AnswerTime": "",
        "Mobile": "1xxxxxxxxxx",
        "PressKey": "",
        "ExtId": "abcdefg222",
        "Caller": "875100000",
        "CallerDisplay": "875100000",
            "VoiceType":2, 
    }
]`;

const between = (from: number, to: number, prefix = '', digits = 0) =>
  Array.from({ length: to - from + 1 }, (_, step) => prefix + String(from + step).padStart(digits, '0'));

const contract: VendorContract = {
  module: ksyun,
  model: ksyunSimulator as SimulatorModel,
  credentials: CUSTOMER,
  operations: [
    {
      title: 'a verification code with every option, its code’s zero kept',
      operation: 'sendVerificationCode',
      order: verification,
      wire: wire('CallVerify', {
        TplId: '100001',
        Code: '012345',
        PlayTimes: '1',
        Caller: SHOWN,
        Region: 'cn-beijing-6',
      }),
      reply: taken,
    },
    {
      title: 'a verification code with nothing but what is required',
      operation: 'sendVerificationCode',
      order: send('VERIFICATION_CODE', { templateId: '100005', code: '12345678', dryRun: false }),
      wire: wire('CallVerify', { TplId: '100005', Code: '12345678' }),
      reply: taken,
    },
    {
      title: 'a dry run, which names no call,',
      operation: 'sendVerificationCode',
      order: send('VERIFICATION_CODE', { templateId: '100001', code: '1234', dryRun: true }),
      wire: wire('CallVerify', { TplId: '100001', Code: '1234', DryRun: 'true' }),
      reply: { recipients: [{ kind: 'Accepted', reply: {} }] },
    },
    {
      title: 'a voice notification with every option',
      operation: 'sendVoiceNotification',
      order: send('NOTIFICATION', {
        templateId: '1003',
        templateParameters: [{ name: 'text', value: TEXT }],
        displayNumber: SHOWN,
        region: 'cn-beijing-6',
      }),
      wire: wire('CallNotify', {
        TplId: '1003',
        TplParams: JSON.stringify({ text: TEXT }),
        Caller: SHOWN,
        Region: 'cn-beijing-6',
      }),
      reply: taken,
    },
    {
      title: 'a voice notification whose template has no variables',
      operation: 'sendVoiceNotification',
      order: send('NOTIFICATION', { templateId: '1002' }),
      wire: wire('CallNotify', { TplId: '1002', TplParams: '{}' }),
      reply: taken,
    },
    {
      title: 'an IVR call',
      operation: 'sendIvrCall',
      order: send('IVR', { templateId: '2001', templateParameters: [{ name: 'service', value: '体检' }] }),
      wire: wire('CallIvr', { TplId: '2001', TplParams: '{"service":"体检"}' }),
      reply: taken,
    },
  ],
  refusal: {
    operation: 'sendVerificationCode',
    reply: ksyunAnswer,
  },
  open: ['InnerServiceUnavaliable', 'SendVoiceFailed', 'ServiceTimeout', 'Unknow'],
  codeTables: [
    {
      name: 'API错误码',
      rows: API_CODES,
      documented: [
        ...['Unknow', 'AccountVoiceServiceUnavailable', 'InvalidAccountId', 'InvalidMobile', 'InvalidTplId'],
        ...['InvalidTplParams', 'InvalidVerifyCode', 'TplContainUrl', 'InvalidTplLen', 'InvalidContentLen'],
        ...['InvalidPlayTimes', 'InvalidExtId', 'SendVoiceFailed', 'TrialTimesLimit', 'EmptyVoiceChannel'],
        ...['MobileFrequencyLimit', 'SignatureNotMatch', 'ServiceUnavailable', 'InnerServiceUnavaliable'],
        ...['NoSuchEntity', 'FlowLimitExceeded', 'MissingParameter', 'InvalidTimestamp', 'InvalidTimestampFormat'],
        ...['ServiceTimeout', 'InvalidParameterValue'],
      ],
    },
    {
      name: '状态回执错误码',
      rows: RECEIPT_CODES,
      documented: [
        ...['SUCCESS', ...between(0, 21, 'DH:', 4), 'DH:0023', 'DH:0027', 'DH:0028', 'DH:0029', 'DH:9999'],
        ...['101', '102', '103', '104', '106', '108', '110', '9001', '9002', '1012', '2038', '5000', '5099', '5100'],
        ...[...between(5110, 5114), '5121', '5122', '5123', '5124', '5125', '5130', '5132', '5133', '5142', '5157'],
        ...[...between(5158, 5162), '5197', '5198', '5203', '5204', '5206', '5207', ...between(5208, 5230), '5237'],
        ...['5300', '5400', '402', '403', '404', '408', '480', '484', '486', '487', '500', '502', '503', '504', '603'],
        ...['100000001', '100000002', '100000003', '100000005', '100000006', '100000007', '0', '500001'],
      ],
    },
  ],
  window: { milliseconds: 15 * 60_000, code: 'TIMESTAMP_SKEW' },
  pushes: [
    {
      title: 'printed in the document, trailing commas and all,',
      push: { kind: undefined, headers: {}, body: Buffer.from(PRINTED_PUSH) },
      decoded: [
        {
          report: {
            type: 'message',
            status: 'DELIVERED',
            token: 'abcdefg111',
            vendorMessageId: '655e08e182c11590662652',
            recipient: '1xxxxxxxxxx',
            facts: {
              outcome: 'ANSWERED',
              calledAt: Date.parse('2020-05-28T18:44:10+08:00'),
              answeredAt: Date.parse('2020-05-28T18:44:20+08:00'),
              endedAt: Date.parse('2020-05-28T18:44:39+08:00'),
              seconds: 19,
              keysPressed: '1',
              displayedNumber: '875100000',
              vendorCode: 'SUCCESS',
              vendorText: '发送成功',
            },
          },
        },
        {
          report: {
            type: 'message',
            status: 'FAILED',
            token: 'abcdefg222',
            vendorMessageId: '58983af181721590663223',
            recipient: '1xxxxxxxxxx',
            facts: {
              outcome: 'REJECTED',
              calledAt: Date.parse('2020-05-28T18:44:10+08:00'),
              seconds: 0,
              displayedNumber: '875100000',
              vendorCode: '480',
              vendorText: '用户拒接',
            },
          },
        },
      ],
    },
  ],
  samples: [
    {
      title: 'a report between two others',
      table: '',
      item: {
        Status: 'FAIL',
        EndTime: '2020-05-28 18:44:39',
        Duration: 19,
        CallId: '58983af181721590663223',
        ErrCode: 480,
        ErrDesc: '用户拒接',
        StartTime: '2020-05-28 18:44:10',
        AnswerTime: '2020-05-28 18:44:20',
        Mobile: MOBILE,
        PressKey: '1',
        ExtId: TOKEN,
        CallerDisplay: SHOWN,
      },
      push: (item) => ({
        body: JSON.stringify([{ CallId: 'one', Status: 'SUCCESS' }, item, { CallId: 'two', Status: 'FAIL' }]),
      }),
      place: 1,
    },
  ],
  acknowledgement: {
    status: 200,
    contentType: 'application/json; charset=utf-8',
    body: '{"code":0,"msg":"success"}',
  },
};

describeVendor(contract);
