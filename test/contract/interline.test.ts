import { expect } from 'vitest';
import type { Binding, BindingMode } from '../../src/domain/binding.ts';
import { CUSTOMER } from '../../src/sandbox/interline/authentication.ts';
import { interlineSimulator } from '../../src/sandbox/interline/index.ts';
import type { SimulatorModel } from '../../src/sandbox/simulator.ts';
import { CALL_RESULTS, HTTP_CODES, RESPONSE_CODES } from '../../src/vendors/interline/codes.ts';
import { interline } from '../../src/vendors/interline/index.ts';
import type { BindOrder, Decoded } from '../../src/vendors/vendor.ts';
import { interlineAnswer } from '../support/refusals.ts';
import { ODD_TEXT, type VendorContract } from './vendor-contract.ts';
import { describeVendor } from './vendor-suite.ts';

const TOKEN = 'bnd0190f3a1b2c3d4e5f60718293a4b5c6d';
const TOKEN_BASE64 = 'Ym5kMDE5MGYzYTFiMmMzZDRlNWY2MDcxODI5M2E0YjVjNmQ=';
const X = '17100000007';
const A = '17556428812';
const B = '17591925866';
const FORM = 'application/x-www-form-urlencoded';

const bind = (mode: BindingMode, terms: BindOrder['terms']): BindOrder => ({ mode, terms, token: TOKEN });
const bound = (mode: BindingMode, terms: Binding['terms'], vendorBindingId?: string) => ({
  binding: { mode, terms, vendorBindingId },
});

const axb = bind('AXB', { numberA: A, numberB: B, numberX: X, lifetimeSeconds: 100 });
const transfer = bind('TRANSFER', { numberA: A, numberX: X });

// The document prints no push; these hold every field of 5.1 and 5.3, and one that it announces without naming it.
const record = {
  devid: CUSTOMER.devid,
  appid: CUSTOMER.appid,
  taskid: 'task-1',
  subid: 'sub-1',
  caller: A,
  rcaller: X,
  callee: B,
  result: 'answered',
  beginTime: '1622020210',
  ringTime: '1622020212',
  answerTime: '1622020220',
  releaseTime: '1622020280',
  duration: '60',
  recording: 'https://recordings.example/task-1.wav',
  userData: TOKEN_BASE64,
  releasedir: '1',
  carrier: 'CMCC',
};
const start = {
  devid: CUSTOMER.devid,
  appid: CUSTOMER.appid,
  taskid: 'task-1',
  subid: 'sub-1',
  caller: A,
  rcaller: X,
  callee: B,
  callTime: '1622020210',
  userData: TOKEN_BASE64,
};

const form = (fields: Record<string, string>) => Buffer.from(new URLSearchParams(fields).toString());
const json = (fields: Record<string, unknown>) => Buffer.from(JSON.stringify(fields));

const recordDecoded: Decoded = {
  report: {
    type: 'call',
    vendorCallId: 'task-1',
    token: TOKEN,
    vendorBindingId: 'sub-1',
    status: 'COMPLETED',
    facts: {
      caller: A,
      callee: B,
      numberX: X,
      outcome: 'ANSWERED',
      startedAt: Date.parse('2021-05-26T09:10:10Z'),
      ringingAt: Date.parse('2021-05-26T09:10:12Z'),
      answeredAt: Date.parse('2021-05-26T09:10:20Z'),
      endedAt: Date.parse('2021-05-26T09:11:20Z'),
      seconds: 60,
      hungUpBy: 'CALLER',
      recordingUrl: 'https://recordings.example/task-1.wav',
      vendorCode: 'answered',
      vendorText: '呼叫成功',
    },
  },
};
const startDecoded: Decoded = {
  report: {
    type: 'call',
    vendorCallId: 'task-1',
    token: TOKEN,
    vendorBindingId: 'sub-1',
    status: 'INITIATED',
    facts: { caller: A, callee: B, numberX: X, startedAt: Date.parse('2021-05-26T09:10:10Z') },
  },
};

const contract: VendorContract = {
  module: interline,
  model: interlineSimulator as SimulatorModel,
  credentials: CUSTOMER,
  operations: [
    {
      title: 'an AXB binding with every option',
      operation: 'createAxbBinding',
      order: bind('AXB', {
        numberA: A,
        numberB: B,
        numberX: X,
        lifetimeSeconds: 100,
        record: true,
        showCallerToA: false,
        showCallerToB: true,
        announcements: { whenBCalls: '1', whenACalls: ODD_TEXT, whenOthersCall: '3', afterAnswer: ['4', ODD_TEXT] },
      }),
      wire: {
        method: 'PUT',
        path: new RegExp(`^/igw/service/uc/interline/${X}$`),
        contentType: FORM,
        parameters: {
          appid: CUSTOMER.appid,
          anum: A,
          bnum: B,
          reqid: TOKEN,
          ttl: '100',
          record: '1',
          display: '1,0',
          anucode: `1,${ODD_TEXT},3`,
          ansanu: `4,${ODD_TEXT}`,
          userData: TOKEN_BASE64,
        },
      },
      reply: { vendorBindingId: expect.stringMatching(/^[0-9a-f]{32}$/) },
    },
    {
      title: 'an AXB binding that shows A who calls, with an announcement for strangers only',
      operation: 'createAxbBinding',
      order: bind('AXB', {
        ...axb.terms,
        record: false,
        showCallerToA: true,
        announcements: { whenOthersCall: '3', afterAnswer: ['4'] },
      }),
      wire: {
        method: 'PUT',
        path: /\/interline\/17100000007$/,
        contentType: FORM,
        parameters: {
          appid: CUSTOMER.appid,
          anum: A,
          bnum: B,
          reqid: TOKEN,
          ttl: '100',
          record: '0',
          display: '0,1',
          anucode: ',,3',
          ansanu: '4',
          userData: TOKEN_BASE64,
        },
      },
    },
    {
      title: 'an AXB binding with nothing that can be left out',
      operation: 'createAxbBinding',
      order: axb,
      wire: {
        method: 'PUT',
        path: /\/interline\/17100000007$/,
        contentType: FORM,
        parameters: { appid: CUSTOMER.appid, anum: A, bnum: B, reqid: TOKEN, ttl: '100', userData: TOKEN_BASE64 },
      },
    },
    {
      title: 'a transfer with every option',
      operation: 'createTransferBinding',
      order: bind('TRANSFER', {
        numberA: A,
        numberX: X,
        lifetimeSeconds: 100,
        record: true,
        showCallerToA: true,
        announcements: { whenOthersCall: ODD_TEXT },
      }),
      wire: {
        method: 'PUT',
        path: new RegExp(`^/igw/service/uc/interline/${X}/transfer$`),
        contentType: FORM,
        parameters: {
          appid: CUSTOMER.appid,
          anum: A,
          reqid: TOKEN,
          anucode: ODD_TEXT,
          record: '1',
          display: '1',
          ttl: '100',
          userData: TOKEN_BASE64,
        },
      },
      reply: {},
    },
    {
      title: 'a transfer that lasts until it is released',
      operation: 'createTransferBinding',
      order: transfer,
      wire: {
        method: 'PUT',
        path: /\/interline\/17100000007\/transfer$/,
        contentType: FORM,
        parameters: { appid: CUSTOMER.appid, anum: A, reqid: TOKEN, userData: TOKEN_BASE64 },
      },
    },
    {
      title: 'the release of an AXB binding that is gone already',
      operation: 'releaseBinding',
      order: bound('AXB', axb.terms, 'sub-1'),
      wire: {
        method: 'DELETE',
        path: /^\/igw\/service\/uc\/interline$/,
        parameters: { appid: CUSTOMER.appid, subid: 'sub-1' },
      },
    },
    {
      title: 'the release of a transfer',
      operation: 'releaseBinding',
      before: [{ operation: 'createTransferBinding', order: transfer }],
      order: bound('TRANSFER', transfer.terms),
      wire: {
        method: 'DELETE',
        path: new RegExp(`^/igw/service/uc/interline/${X}/transfer$`),
        parameters: { appid: CUSTOMER.appid },
      },
    },
    {
      title: 'the release of a transfer that is gone already',
      operation: 'releaseBinding',
      order: bound('TRANSFER', transfer.terms),
      wire: { method: 'DELETE', path: /\/transfer$/, parameters: { appid: CUSTOMER.appid } },
    },
    {
      title: 'the status of the account',
      operation: 'refreshAccount',
      order: {},
      wire: { method: 'GET', path: /^\/api\/v1\/account\/status$/, parameters: {} },
      reply: {
        balance: '1000.5',
        overdraft: '0',
        state: 'ACTIVE',
        role: 'developer',
        openedAt: Date.parse('2016-12-28T00:00:00Z'),
        changedAt: Date.parse('2021-05-26T00:00:00Z'),
      },
    },
  ],
  refusal: {
    operation: 'createAxbBinding',
    reply: interlineAnswer,
  },
  goneAlready: new Set(['1200', '1300']),
  refusingStatus: 401,
  open: ['1000', '1004', '1400', '1401', '1500', '1501', '1502'],
  codeTables: [
    { name: 'HTTP 响应码', rows: HTTP_CODES, documented: ['401'] },
    {
      name: '自定义错误码',
      rows: [{ code: '0' }, ...RESPONSE_CODES],
      documented: [
        ...['0', '1000', '1001', '1002', '1003', '1004', '1100', '1101', '1102', '1103', '1104', '1105', '1110'],
        ...['1200', '1201', '1300', '1301', '1302', '1400', '1401', '1500', '1501', '1502'],
      ],
    },
    {
      name: 'result',
      rows: CALL_RESULTS,
      documented: [
        ...['answered', '1', '2', '3', '4', '16', '17', '18', '19', '20', '21', '22', '27', '28', '29', '31', '34'],
        ...['42', '50', '53', '55', '57', '58', '65', '69', '87', '88', '90', '91', '95', '97', '99', '102', '103'],
        ...['110', '111', '127', '202', '203', '204', '205', '206', '207', '209'],
      ],
    },
  ],
  window: { milliseconds: 3 * 60_000, code: 'AUTHENTICATION' },
  pushes: [
    {
      title: 'of a call record, as a form,',
      push: { kind: 'cdr', headers: { 'content-type': FORM }, body: form(record) },
      decoded: [recordDecoded],
    },
    {
      title: 'of a call record, as JSON, at an address without a kind,',
      push: {
        kind: undefined,
        headers: { 'content-type': 'application/json' },
        body: json({ ...record, beginTime: 1622020210, duration: 60 }),
      },
      decoded: [recordDecoded],
    },
    {
      title: 'of a call’s start, as a form,',
      push: { kind: 'start', headers: { 'content-type': FORM }, body: form(start) },
      decoded: [startDecoded],
    },
    {
      title: 'of a call’s start, as JSON, at an address without a kind,',
      push: { kind: undefined, headers: {}, body: json({ ...start, callTime: 1622020210 }) },
      decoded: [startDecoded],
    },
    {
      title: 'of a text to X',
      push: { kind: 'start', headers: { 'content-type': FORM }, body: form({ ...start, smsContent: ODD_TEXT }) },
      decoded: [
        {
          report: {
            type: 'sms',
            vendorSmsId: 'task-1',
            token: TOKEN,
            vendorBindingId: 'sub-1',
            from: A,
            to: B,
            numberX: X,
            content: ODD_TEXT,
            at: Date.parse('2021-05-26T09:10:10Z'),
          },
        },
      ],
    },
  ],
  samples: [
    {
      title: 'a call record',
      table: 'cdr',
      item: {
        ...record,
        result: '16',
        ringTime: 1622020212,
        answerTime: 1622020220,
        releaseTime: 1622020280,
        duration: 60,
        recording: 'rec/1.wav',
        releasedir: '2',
      },
      push: (item) => ({ body: JSON.stringify(item), kind: 'cdr' }),
    },
    {
      title: 'a call’s start',
      table: 'start',
      item: start,
      push: (item) => ({ body: JSON.stringify(item), kind: 'start' }),
    },
    {
      title: 'a text to X',
      table: 'start',
      item: { ...start, smsContent: ODD_TEXT },
      push: (item) => ({ body: JSON.stringify(item) }),
      decisive: ['smsContent'],
    },
  ],
  acknowledgement: {
    status: 200,
    contentType: 'application/json; charset=utf-8',
    body: '{"error":0,"reason":"ok"}',
  },
};

describeVendor(contract);
