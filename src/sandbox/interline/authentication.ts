import { createHash } from 'node:crypto';
import type { SimulatorRequest } from '../exchange.ts';

/** The one customer that the simulated vendor has; the devid is that of the document's example (2.1). */
export const CUSTOMER = { devid: '10000000', authKey: 'sandbox-auth-key', appid: 'sandbox-app' } as const;

// Section 2.1: 三分钟内的时间戳.
const WINDOW_MS = 3 * 60_000;
const HEADER = /^Keytime ([^,]+),(\d{13}),([0-9a-f]{16})$/;

/** Whether a request is signed as section 2.1 asks. */
export function isAuthentic(request: SimulatorRequest, now: number): boolean {
  const [, devid, timestamp = '', signature] = HEADER.exec(request.headers.authorization ?? '') ?? [];
  const digest = createHash('sha256')
    .update(CUSTOMER.authKey + timestamp)
    .digest('hex');
  return (
    devid === CUSTOMER.devid && Math.abs(now - Number(timestamp)) <= WINDOW_MS && signature === digest.substring(24, 40)
  );
}
