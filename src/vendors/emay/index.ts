import type { VendorModule } from '../vendor.ts';
import { pullReports, refreshAccount } from './account.ts';
import { callbacks } from './callbacks.ts';
import type { EmayCredentials } from './client.ts';
import { sendIvr, sendMarketing, sendNotification, sendVerificationCode, sendVoiceSms } from './sends.ts';

/** Emay 亿美软通, “语音短信接口说明” V3.0.1. Sections named in this folder are that document's. */
export const emay: VendorModule<EmayCredentials> = {
  vendor: 'EMAY',
  name: 'Emay 亿美软通',
  description: 'Emay (亿美软通): voice notifications, verification codes, marketing and IVR calls, voice SMS.',
  defaultBaseUrl: undefined,
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
