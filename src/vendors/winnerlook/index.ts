import type { VendorModule } from '../vendor.ts';
import { bindAx, bindAxb, bindAxg, bindAxn, bindAxx, bindAxyb, bindTransfer, bindXyb } from './bindings.ts';
import { callbacks } from './callbacks.ts';
import type { WinnerlookCredentials } from './client.ts';
import { RESPONSE_CODES } from './codes.ts';
import { upsertGroup } from './groups.ts';
import { sendNotification } from './messages.ts';
import { release } from './release.ts';

/** Winnerlook 云信留客, “云信小号接口文档” V2.8.1. Sections named in this folder are that document's. */
export const winnerlook: VendorModule<WinnerlookCredentials> = {
  vendor: 'WINNERLOOK',
  name: 'Winnerlook 云信留客',
  description: 'Winnerlook (云信留客): privacy numbers in every mode, voice notifications.',
  defaultBaseUrl: 'https://101.37.133.245:11008',
  // Code 400021: “当天最多 10 次,次日清空”, a calendar day; any 24 hours are never more than that allows.
  recipientLimits: [{ calls: 10, seconds: 86_400 }],
  // 2.1.11, recUrl: “若需要下载,建议1小时后再获取”.
  recordingReadyAfter: 3_600_000,
  codes: [{ title: '3 响应代码', rows: RESPONSE_CODES }],
  // 2.1.10 (axgBind) allows https too, and 2.1.5 (axbTransfer) names no scheme.
  callbackScheme: { scheme: 'http', sections: '2.1.1 to 2.1.3' },
  operations: {
    createAxBinding: bindAx,
    createAxnBinding: bindAxn,
    createAxxBinding: bindAxx,
    createAxbBinding: bindAxb,
    createAxybBinding: bindAxyb,
    createXybBinding: bindXyb,
    createAxgBinding: bindAxg,
    createTransferBinding: bindTransfer,
    upsertNumberGroup: upsertGroup,
    releaseBinding: release,
    sendVoiceNotification: sendNotification,
  },
  callbacks,
};
