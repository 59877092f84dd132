import type { VendorModule } from '../vendor.ts';
import { accountStatus } from './account.ts';
import { bindAxb, bindTransfer } from './bindings.ts';
import { callbacks } from './callbacks.ts';
import type { InterlineCredentials } from './client.ts';
import { HTTP_CODES, RESPONSE_CODES } from './codes.ts';
import { release } from './release.ts';

/** Interline, “云通信平台[隐私业务-移动号码] 外部接口文档” V1.0. Sections named in this folder are that document's. */
export const interline: VendorModule<InterlineCredentials> = {
  vendor: 'INTERLINE',
  name: 'Interline 云通信平台',
  description: 'Interline (云通信平台): privacy numbers by pairs (AXB) and transfers, texts to them, account status.',
  // 3.1: “账号余额, 元为单位”.
  balanceUnit: 'CNY',
  // The document names no host: each customer gets its own.
  defaultBaseUrl: undefined,
  codes: [
    { title: 'HTTP 响应码定义', rows: HTTP_CODES },
    { title: '自定义错误码定义', rows: RESPONSE_CODES },
  ],
  operations: {
    createAxbBinding: bindAxb,
    createTransferBinding: bindTransfer,
    releaseBinding: release,
    refreshAccount: accountStatus,
  },
  callbacks,
};
