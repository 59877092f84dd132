import { type RunningSimulator, type SimulatorOptions, startSimulator } from '../../src/sandbox/server.ts';
import { CUSTOMER } from '../../src/sandbox/winnerlook/authentication.ts';
import { winnerlookSimulator } from '../../src/sandbox/winnerlook/index.ts';

export const TOKEN = 'a-callback-token-of-tests';

/** An account at a simulated Winnerlook, as an operator writes it. */
export function winnerlookAccount(baseUrl: string, more: object = {}): object {
  return {
    id: 'acct_test',
    vendor: 'WINNERLOOK',
    baseUrl,
    credentials: CUSTOMER,
    callback: { token: TOKEN },
    ...more,
  };
}

/** A simulated Winnerlook inside the test, which can be told to fail. */
export function startWinnerlook(options: Partial<SimulatorOptions> = {}): Promise<RunningSimulator> {
  return startSimulator(winnerlookSimulator, { callbackUrl: () => 'http://127.0.0.1:9/', ...options });
}

/** The push printed in the vendor's document (2.1.11), byte for byte. It names no bindId. */
export const PRINTED_PUSH = `{
"accountId":"402bf13d73b1424484280a3e9356055e",
"callId":"17090892ea7c49418bffb0732237a03e",
"calleeAnsweredTime":"2017-09-08 16:15:48",
"calleeDuration":0,
"calleeNumber":"15556428812",
"calleeState":"0",
"callerAnsweredTime":"2017-09-08 16:15:26",
"callerDuration":22,
"displayNumber":"18362970769",
"callerNumber":"18362970769",
"callerState":"0",
"duration":0,
"endTime":"2017-09-08 16:15:48",
"startCallTime":"2017-09-08 16:15:12",
"recUrl":""}`;

/** Pushes to an account's callback address, as the vendor does. */
export async function push(
  serviceUrl: string,
  body: string | Uint8Array,
  path = `acct_test/${TOKEN}`,
): Promise<{ status: number; body: string; contentType: string | null }> {
  const response = await fetch(`${serviceUrl}/callbacks/${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: body as BodyInit,
  });
  return { status: response.status, body: await response.text(), contentType: response.headers.get('content-type') };
}
