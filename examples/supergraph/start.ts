import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { backEndOver } from './back-end.ts';
import { subgraphAt, supergraphOf } from './compose.ts';
import { openGateway } from './gateway.ts';
import { createPageServer } from './page-server.ts';
import { drivers } from './subgraphs/drivers.ts';
import { orders } from './subgraphs/orders.ts';
import { servePart } from './subgraphs/serve.ts';
import { startVoiceService } from './voice-service.ts';

/** `npm run example:supergraph`: the voice service, two subgraphs of other teams, a gateway over them, and a page. */
const stack = new AsyncDisposableStack();
const leave = async () => {
  await stack.disposeAsync();
  process.exit();
};
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, leave);

const voice = stack.use(await startVoiceService());
const parts = [stack.use(await servePart(orders)), stack.use(await servePart(drivers))];
const subgraphs = [...parts, await subgraphAt('voice', `${voice.url}/graphql`)];
const gateway = stack.use(await openGateway(supergraphOf(subgraphs)));
const server = createPageServer(gateway.handle, backEndOver(voice.url));
gateway.attach(server);
stack.defer(() => {
  server.closeAllConnections();
  server.close();
});
await once(server.listen(Number(process.env.PORT ?? 4100), '127.0.0.1'), 'listening');
const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

process.stdout.write(`
  A supergraph of three teams runs. Press “Connect”, then “Call”, and watch the call pass.

  The orders   ${address}/
  Supergraph   ${address}/graphql          Hive Gateway, with GraphiQL
${subgraphs.map(({ name, url }) => `  ${name.padEnd(11)}  ${url}`).join('\n')}
  Voice        ${voice.url}/          the sandbox's console

  Ctrl-C ends all of it and keeps nothing.
`);
