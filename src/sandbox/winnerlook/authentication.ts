import { createHash } from 'node:crypto';
import type { SimulatorRequest } from '../exchange.ts';

/** The one customer that the simulated vendor has. */
export const CUSTOMER = { appId: '936fdf9f5572456fa4b7a795cb037879', token: 'sandbox-token' } as const;

// Section 1.1: 时间戳有效时间为 5 分钟.
const WINDOW_MS = 5 * 60_000;
const PATH = /^\/voice\/1\.0\.0\/(\w+)\/([^/]+)\/([^/]+)$/;

export interface Refusal {
  readonly result: string;
  readonly message: string;
}

/** The function code of a request that is signed as section 1.1 asks, or the refusal it gets. */
export function authenticate(request: SimulatorRequest, now: number): { functionCode: string } | Refusal {
  const [, functionCode, appId, sig] = PATH.exec(request.path) ?? [];
  if (!functionCode || appId !== CUSTOMER.appId) return { result: '200001', message: 'accountId 为空或无效' };
  const header = Buffer.from(request.headers.authorization ?? '', 'base64').toString('utf8');
  const [account, timestamp = ''] = header.split(':');
  if (account !== appId || !/^\d{13}$/.test(timestamp)) return { result: '200004', message: '鉴权失败' };
  if (Math.abs(now - Number(timestamp)) > WINDOW_MS) return { result: '200004', message: '参数 sig 失效' };
  const expected = createHash('md5')
    .update(CUSTOMER.appId + CUSTOMER.token + timestamp)
    .digest('hex');
  return sig === expected ? { functionCode } : { result: '200004', message: '鉴权失败' };
}
