import { expect, test } from 'vitest';
import { surviveLosses } from './losses.ts';

test('a watch through a gateway misses nothing and tells nothing twice while its socket, the gateway and the service are killed', async () => {
  const { logged, watched, reads, losses } = await surviveLosses(12, 'sse');

  expect(watched.sse).toEqual(logged);
  expect(watched.socket).toEqual(logged);
  expect(reads).toEqual({ sse: 1, socket: 1 });
  // Each kill ends the subscription of each.
  expect(losses.sse).toBeGreaterThanOrEqual(12);
  expect(losses.socket).toBeGreaterThanOrEqual(12);
}, 120_000);
