import { describe, expect, test } from 'vitest';
import * as apollo from '../../examples/clients/apollo-client.ts';
import * as urql from '../../examples/clients/urql.ts';
import { bindAsTokensExpire, bindUnder, changedIn, takeAll } from '../clients/watching.ts';
import { startGateway, voiceSubgraph } from '../support/gateway.ts';
import { bearer, PRODUCTION, token } from '../support/production.ts';
import { startService, temporaryFolder } from '../support/service.ts';
import { shared } from '../support/shared.ts';

const RIGHTS = { scope: 'voice:read voice:write' };

/** The service behind a gateway, both asking for tokens as in production. */
const running = shared(async () => {
  const stack = new AsyncDisposableStack();
  const folder = stack.use(await temporaryFolder());
  const service = stack.use(await startService(folder.path, { ...PRODUCTION, SANDBOX: 'on' }));
  const gateway = stack.use(await startGateway([await voiceSubgraph(service)]));
  return { service, url: `${gateway.url}/graphql`, [Symbol.asyncDispose]: () => stack.disposeAsync() };
});

describe.each([
  { name: 'Apollo Client', create: apollo.createApollo, watch: apollo.watchOrder as never },
  { name: 'urql', create: urql.createUrql, watch: urql.watchOrder as never },
])('the example for $name', ({ name, create, watch }) => {
  const watchOrder = watch as (
    made: unknown,
    reference: string,
    signal: AbortSignal,
  ) => ReturnType<typeof urql.watchOrder>;

  test('has the records of an order first, then each change, also behind a token that expired', async () => {
    const { service, url } = running();
    const headers = await bearer(RIGHTS);
    const reference = `order of ${name}`;
    const before = await bindUnder(service, reference, `${name} before`, headers);
    let asked = 0;
    const made = create(url, () => {
      asked++;
      return token(RIGHTS, '2s');
    });
    await using watching = takeAll((signal) => watchOrder(made, reference, signal));
    expect(await watching.item(0)).toMatchObject({
      kind: 'RECORDS',
      activities: [{ bindings: [{ id: before, status: 'ACTIVE' }] }],
    });

    const bound = await bindAsTokensExpire(
      () => asked,
      (key) => bindUnder(service, reference, `${name} ${key}`, headers),
    );

    // Each binding is told as CREATING and as ACTIVE.
    await watching.item(2 * bound.length);
    expect(changedIn(watching.items)).toEqual(bound.flatMap((id) => [id, id]));
    await made.close();
  });

  test('ends where the token lacks the scope', async () => {
    const { url } = running();
    const made = create(url, () => token({ scope: 'voice:write' }));
    await expect(watchOrder(made, 'order', new AbortController().signal).next()).rejects.toMatchObject({
      name: 'Refused',
      meaning: 'END',
    });
    await made.close();
  });
});
