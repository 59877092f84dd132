import { expect } from 'vitest';
import { BIND, type Bound } from './documents.ts';
import type { RunningService } from './service.ts';

/** Posts an order to one of the sandbox's own addresses; gives what it answers, whatever the status. */
export const post = async (url: string, path: string, order: object): Promise<unknown> => {
  const response = await fetch(`${url}/sandbox/${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(order),
  });
  return response.json();
};

/** Lets a person dial. */
export const dial = async (url: string, order: object) =>
  (await post(url, 'dial', order)) as { routed: boolean; callId?: string; reason?: string; takesSeconds?: number };

/** Binds two people at an account; gives the binding's X. */
export async function bind(
  service: RunningService,
  accountId: string,
  numberX: string,
  change: object = {},
): Promise<string> {
  const input = {
    idempotencyKey: accountId,
    accountId,
    numberX,
    numberA: '13800138000',
    numberB: '13900139000',
    lifetimeSeconds: 600,
    ...change,
  };
  const { data } = await service.query<Bound>(BIND, { input });
  expect(data.createAxbBinding.userErrors).toEqual([]);
  return data.createAxbBinding.binding?.numberX ?? '';
}
