import { expect, test } from 'vitest';
import { createRelay, showCalls, watchOrder } from '../../examples/clients/relay/relay.ts';
import { startGateway, voiceSubgraph } from '../support/gateway.ts';
import { bind, dial } from '../support/sandbox.ts';
import { sharedService } from '../support/shared.ts';
import { until } from '../support/until.ts';

const running = sharedService();

test('the example for Relay shows a call of an order as it passes', async () => {
  const service = running();
  await using gateway = await startGateway([await voiceSubgraph(service)]);
  // A vendor that tells of a call when it begins.
  const numberX = await bind(service, 'acct_sandbox_interline', '17100000001', { reference: 'order-1' });
  const relay = createRelay(`${gateway.url}/graphql`, async () => 'any: the sandbox asks for none');
  const shown: string[] = [];
  const stopShowing = showCalls(relay, 'order-1', (calls) => {
    for (const { status, outcome, durationSeconds } of calls) shown.push(`${status} ${outcome} ${durationSeconds}`);
  });
  const leaving = new AbortController();
  const watching = watchOrder(relay, 'order-1', leaving.signal);

  expect(await dial(service.url, { from: '13800138000', to: numberX, seconds: 12 })).toMatchObject({
    routed: true,
  });

  await until('the end of the call', async () => shown.at(-1) === 'COMPLETED ANSWERED 12');
  expect(shown.length).toBeGreaterThan(1);
  leaving.abort();
  await watching;
  stopShowing();
});
