import { expect, test } from 'vitest';
import { startGateway, voiceSubgraph } from '../support/gateway.ts';
import { sharedService } from '../support/shared.ts';
import { subscribe } from '../support/subscribe.ts';

const running = sharedService();

interface Bound {
  readonly createAxbBinding: { readonly binding: { readonly id: string; readonly status: string } };
}

const BIND = `mutation ($key: String!, $reference: String!) {
  createAxbBinding(input: { idempotencyKey: $key, numberA: "13800138000", numberB: "13900139000", reference: $reference }) {
    binding { id status } } }`;
const WATCH = `subscription ($reference: String!) {
  bindingStatusChanged(filter: { reference: $reference }) { cursor status binding { id } } }`;

test.for(['sse', 'ws'] as const)(
  'a front end watches a binding through Hive Gateway, which asks by %s',
  async (road) => {
    const service = running();
    await using gateway = await startGateway([await voiceSubgraph(service)], { road });
    using watching = await subscribe<{ status: string; binding: { id: string } }>(gateway.url, WATCH, {
      reference: road,
    });

    const first = watching.next();
    let bound: { id: string } | undefined;
    // The gateway accepts before its own subscription stands: binds until the first event comes.
    for (let attempt = 0; bound === undefined && attempt < 50; attempt++) {
      const { data, errors } = await gateway.query<Bound>(BIND, { key: `${road}-${attempt}`, reference: road });
      expect(errors).toBeUndefined();
      bound = await Promise.race([
        first.then(({ binding }) => binding),
        new Promise<undefined>((resolve) => setTimeout(resolve, 100)),
      ]);
      expect(data.createAxbBinding.binding.status).toBe('ACTIVE');
    }

    expect(bound?.id).toMatch(/^bnd_/);
  },
);
