import { expect, test } from 'vitest';
import { overFetch, Refused } from '../../clients/watch/dist/index.js';
import { openStore } from '../../src/store/open.ts';
import { createVault } from '../../src/store/vault.ts';
import { databaseIn } from '../support/database-in.ts';
import { freePort } from '../support/free-port.ts';
import { startGateway, type UpstreamRoad, voiceSubgraph } from '../support/gateway.ts';
import { bearer, PRODUCTION, token } from '../support/production.ts';
import { startService, temporaryFolder } from '../support/service.ts';
import { bindAsTokensExpire, bindUnder, changedIn, startWatching } from './watching.ts';

const RIGHTS = { scope: 'voice:read voice:write' };
// As a gateway is by default: its clients do not see what it did not expect.
const MASKED = { maskedErrors: true } as const;

test.for<UpstreamRoad>(['sse', 'ws'])(
  'where the cursor has expired, a watch through a gateway that asks by %s reads the records anew and goes on',
  async (road) => {
    await using folder = await temporaryFolder();
    const settings = { ...PRODUCTION, SANDBOX: 'on', PORT: String(await freePort()) };
    let service = await startService(folder.path, settings);
    await using _last = { [Symbol.asyncDispose]: () => service[Symbol.asyncDispose]() };
    const headers = await bearer(RIGHTS);
    const subgraphs = [await voiceSubgraph(service)];
    const options = { road, port: await freePort(), config: MASKED };
    const url = `http://127.0.0.1:${options.port}/graphql`;
    const before = await startGateway(subgraphs, options);
    await using watching = startWatching({
      transport: overFetch({ url, token: () => token(RIGHTS) }),
      references: ['order-1'],
    });
    expect(await watching.item(0)).toMatchObject({ kind: 'RECORDS', activities: [{ bindings: [] }] });
    const seen = await bindUnder(service, 'order-1', 'seen', headers);
    await watching.item(1);
    await before[Symbol.asyncDispose]();
    const missed = await bindUnder(service, 'order-1', 'missed', headers);
    const known = watching.items.length;
    await service.stop('SIGKILL');
    const store = await openStore(
      await databaseIn(folder.path),
      createVault(Buffer.from(PRODUCTION.DATA_KEY, 'base64')),
    );
    await store.transaction((tx) => tx.events.purge(Number.MAX_SAFE_INTEGER, 1_000));
    await store.close();
    service = await startService(folder.path, settings);
    await using _after = await startGateway(subgraphs, options);

    const anew = await watching.item(known);
    const later = await bindUnder(service, 'order-1', 'later', headers);

    expect(anew).toMatchObject({ kind: 'RECORDS', activities: [{ bindings: [{ id: missed }, { id: seen }] }] });
    expect(await watching.item(known + 1)).toMatchObject({ kind: 'CHANGE', list: 'bindings', record: { id: later } });
  },
);

test('a refusal that stays ends a watch through a gateway, with the reason', async () => {
  await using folder = await temporaryFolder();
  await using service = await startService(folder.path, { ...PRODUCTION, SANDBOX: 'on' });
  await using gateway = await startGateway([await voiceSubgraph(service)], { config: MASKED });
  const transport = overFetch({ url: `${gateway.url}/graphql`, token: () => token({ scope: 'voice:write' }) });
  await using watching = startWatching({ transport, references: ['order-1'] });
  await using resuming = startWatching({ transport, references: ['order-1'], after: 'ZXZlbnQ6MA' });

  for (const refused of [await watching.ended, await resuming.ended]) {
    expect(refused).toBeInstanceOf(Refused);
    expect(refused).toMatchObject({ meaning: 'END', errors: [{ extensions: { code: 'FORBIDDEN' } }] });
  }
});

test('a watch whose token expires asks for the next one and misses nothing', async () => {
  await using folder = await temporaryFolder();
  await using service = await startService(folder.path, { ...PRODUCTION, SANDBOX: 'on' });
  await using gateway = await startGateway([await voiceSubgraph(service)], { config: MASKED });
  const headers = await bearer(RIGHTS);
  let asked = 0;
  const shortLived = () => {
    asked++;
    return token(RIGHTS, '1s');
  };
  await using watching = startWatching({
    transport: overFetch({ url: `${gateway.url}/graphql`, token: shortLived }),
    references: ['order-1'],
  });
  await watching.item(0);

  const bound = await bindAsTokensExpire(
    () => asked,
    (key) => bindUnder(service, 'order-1', key, headers),
  );
  // Each binding is told as CREATING and as ACTIVE.
  await watching.item(2 * bound.length);

  expect(changedIn(watching.items)).toEqual(bound.flatMap((id) => [id, id]));
});
