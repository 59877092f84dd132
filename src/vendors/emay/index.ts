import type { VendorModule } from '../vendor.ts';
import { pullReports, refreshAccount } from './account.ts';
import { callbacks } from './callbacks.ts';
import type { EmayCredentials } from './client.ts';
import { JOIN_CODES, VOICE_CODES } from './codes.ts';
import { sendIvr, sendMarketing, sendNotification, sendVerificationCode, sendVoiceSms } from './sends.ts';

/** Emay 亿美软通, “语音短信接口说明” V3.0.1. Sections named in this folder are that document's. */
export const emay: VendorModule<EmayCredentials> = {
  vendor: 'EMAY',
  name: 'Emay 亿美软通',
  description: 'Emay (亿美软通): voice notifications, verification codes, marketing and IVR calls, voice SMS.',
  defaultBaseUrl: undefined,
  codes: [
    { title: '3.2 接口状态码表', rows: VOICE_CODES },
    { title: '3.4 语音短信状态码表', rows: JOIN_CODES },
  ],
  operations: {
    sendVoiceNotification: sendNotification,
    sendIvrCall: sendIvr,
    sendVerificationCode,
    sendMarketingCall: sendMarketing,
    sendVoiceSms,
    refreshAccount,
    pullReports,
  },
  callbacks,
};
