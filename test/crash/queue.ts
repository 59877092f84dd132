import { startWinnerlook, winnerlookAccount } from '../support/winnerlook.ts';
import { ask, listAll } from './ask.ts';
import { SEND } from './clients.ts';

/** A simulated vendor whose account lets few requests a second through. */
export interface Queue extends AsyncDisposable {
  readonly account: object;
  /** How often each number was called. */
  readonly called: ReadonlyMap<string, number>;
  /** Those that were called more than once. */
  twice(): string[];
}

export async function openQueue(requestsPerSecond: number): Promise<Queue> {
  const vendor = await startWinnerlook();
  const called = () => {
    const times = new Map<string, number>();
    for (const { request } of vendor.recorded) {
      const { calleeNumber } = JSON.parse(request.body) as { calleeNumber: string };
      times.set(calleeNumber, (times.get(calleeNumber) ?? 0) + 1);
    }
    return times;
  };
  return {
    account: winnerlookAccount(vendor.baseUrl, { limits: { requestsPerSecond } }),
    get called() {
      return called();
    },
    twice: () => [...called()].filter(([, times]) => times > 1).map(([number]) => number),
    [Symbol.asyncDispose]: () => vendor.close(),
  };
}

interface Sent {
  readonly sendVoiceNotification: { readonly voiceMessages: readonly { readonly status: string }[] };
}

/** Asks for so many calls in one request; gives their statuses once it is answered. */
export async function askForQueue(
  url: string,
  idempotencyKey: string,
  recipients: number,
  first = 13_800_000_000,
): Promise<string[]> {
  const numbers = Array.from({ length: recipients }, (_, place) => String(first + place));
  const input = { idempotencyKey, accountId: 'acct_test', recipients: numbers, templateId: 'T1' };
  const { sendVoiceNotification } = await ask<Sent>(url, SEND, { input });
  return sendVoiceNotification.voiceMessages.map(({ status }) => status);
}

/** The statuses of all messages. */
export async function statusesIn(url: string): Promise<string[]> {
  return (await listAll<{ status: string }>(url, 'voiceMessages', 'status')).map(({ status }) => status);
}
