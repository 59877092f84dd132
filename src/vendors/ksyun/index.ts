import type { VendorModule } from '../vendor.ts';
import { callbacks } from './callbacks.ts';
import type { KsyunCredentials } from './client.ts';
import { API_CODES } from './codes.ts';
import { sendIvr, sendNotification, sendVerificationCode } from './messages.ts';

/** Kingsoft Cloud 金山云, “语音消息 openAPI” of 2022-01-11. Chapters named in this folder are that document's. */
export const ksyun: VendorModule<KsyunCredentials> = {
  vendor: 'KSYUN',
  name: 'Kingsoft Cloud 金山云',
  description: 'Kingsoft Cloud (金山云): verification codes, voice notifications and IVR calls.',
  defaultBaseUrl: 'https://voice.api.ksyun.com',
  codes: [{ title: 'API错误码', rows: API_CODES }],
  operations: {
    sendVerificationCode,
    sendVoiceNotification: sendNotification,
    sendIvrCall: sendIvr,
  },
  callbacks,
};
