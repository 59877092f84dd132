import { expect } from 'vitest';
import { jumdataSimulator } from '../../src/sandbox/jumdata/index.ts';
import { CUSTOMER } from '../../src/sandbox/jumdata/parameters.ts';
import type { SimulatorModel } from '../../src/sandbox/simulator.ts';
import { ACCEPTED, RESPONSE_CODES } from '../../src/vendors/jumdata/codes.ts';
import { jumdata } from '../../src/vendors/jumdata/index.ts';
import type { SendOrder } from '../../src/vendors/vendor.ts';
import { jumdataAnswer } from '../support/refusals.ts';
import { ODD_TEXT, type VendorContract } from './vendor-contract.ts';
import { describeVendor } from './vendor-suite.ts';

const MOBILE = '17556428812';

const send = (content: SendOrder['content']): SendOrder => ({
  kind: 'NOTIFICATION',
  recipients: [{ number: MOBILE, token: 'msg0190f3a1b2c3d4e5f60718293a4b5c6d' }],
  content,
});

const wire = (parameters: Record<string, unknown>) => ({
  method: 'POST',
  path: /^\/voice-notify\/send-v2$/,
  contentType: 'application/x-www-form-urlencoded; charset=utf-8',
  parameters: {
    appId: CUSTOMER.appId,
    timestamp: /^\d{13}$/,
    sign: /^[0-9a-f]{64}$/,
    mobile: MOBILE,
    ...parameters,
  },
});

const reply = { recipients: [{ kind: 'Accepted', reply: { vendorMessageId: expect.stringMatching(/^\d{14}$/) } }] };

const contract: VendorContract = {
  module: jumdata,
  model: jumdataSimulator as SimulatorModel,
  credentials: CUSTOMER,
  operations: [
    {
      title: 'a voice notification with variables by position',
      operation: 'sendVoiceNotification',
      order: send({
        templateId: 'T2',
        templateParameters: [{ name: 'ignored', value: ODD_TEXT }, { value: '下午3点' }],
      }),
      wire: wire({ templateId: 'T2', param: `${ODD_TEXT},下午3点` }),
      reply,
    },
    {
      title: 'a voice notification without variables',
      operation: 'sendVoiceNotification',
      order: send({ templateId: 'T0' }),
      wire: wire({ templateId: 'T0' }),
      reply,
    },
    {
      title: 'a voice notification with an empty list of variables',
      operation: 'sendVoiceNotification',
      order: send({ templateId: 'T0', templateParameters: [] }),
      wire: wire({ templateId: 'T0' }),
      reply,
    },
  ],
  refusal: {
    operation: 'sendVoiceNotification',
    reply: jumdataAnswer,
  },
  open: ['500', '501', '999'],
  codeTables: [
    {
      name: 'code返回码说明',
      rows: [{ code: ACCEPTED }, ...RESPONSE_CODES],
      documented: ['200', '400', '404', '500', '501', '601', '602', '603', '604', '606', '609', '999'],
    },
  ],
  pushes: [
    {
      title: 'of a call result, as an older interface of the vendor sends it,',
      push: { kind: undefined, headers: {}, body: Buffer.from('{"callId":"12121212121212","callStatus":"1"}') },
      decoded: [{ unreadable: expect.stringContaining('no push') as unknown as string }],
    },
  ],
  acknowledgement: { status: 200, contentType: 'text/plain; charset=utf-8', body: 'success' },
};

describeVendor(contract);
