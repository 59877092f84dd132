import type { VendorModule } from '../vendor.ts';
import { callbacks } from './callbacks.ts';
import type { JumdataCredentials } from './client.ts';
import { RESPONSE_CODES } from './codes.ts';
import { RECIPIENT_LIMITS } from './limits.ts';
import { sendNotification } from './messages.ts';

/** Jumdata 聚美智数, “语音通知-固定主叫” (send-v2). Sections named in this folder are that document's headings. */
export const jumdata: VendorModule<JumdataCredentials> = {
  vendor: 'JUMDATA',
  name: 'Jumdata 聚美智数',
  description: 'Jumdata (聚美智数): voice notifications from a fixed caller. It reports nothing of how a call went.',
  defaultBaseUrl: 'https://api.jumdata.com',
  recipientLimits: RECIPIENT_LIMITS,
  codes: [{ title: 'code返回码说明', rows: RESPONSE_CODES }],
  operations: { sendVoiceNotification: sendNotification },
  callbacks,
};
