import { join } from 'node:path';
import { quartilesOf } from '../figures.ts';
import { type Slice, sliceAt, startLoad } from '../load/run.ts';
import type { Metered } from '../processes/metered.ts';
import { startPeer } from '../processes/peer.ts';
import { ACCOUNT, startService } from '../processes/service.ts';
import { bearerOf } from '../processes/tokens.ts';
import type { MeasureName } from '../report/measures.ts';
import type { Detail, Found } from '../report/report.ts';
import { inSlices, ratios } from '../slices.ts';
import { temporaryFolder } from '../stores/folder.ts';

const CONNECTIONS = 16;
// More than a slice can have: each begins at numbers of its own.
const PLACES_A_SLICE = 100_000;

const SEND = `mutation ($input: SendVoiceNotificationInput!) {
  sendVoiceNotification(input: $input) { voiceMessages { id status } userErrors { code message } }
}`;
const BIND = `mutation ($input: CreateAxbBindingInput!) {
  createAxbBinding(input: $input) { binding { id status numberX } userErrors { code message } }
}`;

/** The same wish, as the service and as the proxy take it. */
const COMMANDS = {
  sends: {
    query: SEND,
    input: { recipients: ['138{{place}}'], templateId: 'T1' },
    expected: '"status":"ACCEPTED"}],"userErrors":[]',
    atVendor: { templateId: 'T1', calleeNumber: '138{{place}}' },
  },
  binds: {
    query: BIND,
    input: { numberA: '138{{place}}', numberB: '139{{place}}' },
    expected: '"userErrors":[]',
    atVendor: { bindNumberA: '138{{place}}', bindNumberB: '139{{place}}' },
  },
} as const;

/** Sends and binds at a vendor that answers at once, beside a proxy that keeps the wish and the reply. */
export async function measureThroughput(quick: boolean): Promise<Found> {
  await using cleaning = new AsyncDisposableStack();
  const folder = cleaning.use(await temporaryFolder());
  const load = cleaning.use(startLoad());
  const vendor = cleaning.use(await startPeer('vendor', {}));
  const databaseUrl = `file:${join(folder.path, 'voice.db')}`;
  const accounts = [{ ...ACCOUNT, baseUrl: vendor.url }];
  const service = cleaning.use(await startService({ folder: folder.path, databaseUrl, accounts }));
  const proxy = cleaning.use(await startPeer('proxy', { file: join(folder.path, 'proxy.db'), vendor: vendor.url }));
  const authorization = await bearerOf('voice:read voice:write');
  const slices: Partial<Record<MeasureName, readonly number[]>> = {};
  const details: Detail[] = [];
  let from = 0;
  for (const [name, { query, input, expected, atVendor }] of Object.entries(COMMANDS)) {
    const own = { ...input, idempotencyKey: '{{id}}', accountId: ACCOUNT.id, reference: 'order-{{place}}' };
    const slice = (server: Metered, path: string, body: object, sign: string) => (): Promise<Slice> => {
      from += PLACES_A_SLICE;
      return sliceAt(load, server, {
        path,
        headers: { 'content-type': 'application/json', authorization },
        bodies: [JSON.stringify(body)],
        from,
        prefix: `${name}-${from}-`,
        connections: CONNECTIONS,
        seconds: quick ? 0.2 : 2,
        expected: sign,
      });
    };
    const measured = await inSlices(quick ? 1 : 6, {
      service: slice(service, '/graphql', { query, variables: { input: own } }, expected),
      proxy: slice(proxy, '/', { key: '{{id}}', request: atVendor }, '"status":"ACCEPTED"'),
    });
    slices[`${name}/proxy` as MeasureName] = ratios(measured.service, measured.proxy, ({ rate }) => rate);
    for (const [server, results] of Object.entries(measured)) {
      const median = (figure: (result: Slice) => number) => quartilesOf(results.map(figure)).median;
      details.push({ about: `${name}, ${server}`, value: median(({ rate }) => rate), unit: 'a second' });
      details.push({ about: `${name}, ${server}: processor time`, value: median(({ cpu }) => cpu), unit: 'µs' });
    }
  }
  return { slices, details };
}
