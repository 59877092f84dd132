import { onBehalfOf } from '../../src/application/use-cases.ts';
import { readConfig } from '../../src/config/config.ts';
import { SANDBOX_CALLER } from '../../src/domain/caller.ts';
import { createContext } from '../../src/graphql/context.ts';
import { openDocuments } from '../../src/graphql/documents.ts';
import { createLimits } from '../../src/graphql/limits/limits.ts';
import { createQuotas } from '../../src/graphql/limits/quotas.ts';
import { createPresent } from '../../src/graphql/present.ts';
import { createSchema } from '../../src/graphql/schema.ts';
import { serveGraphQL } from '../../src/http/graphql/graphql.ts';
import { createOrigins } from '../../src/http/graphql/origins.ts';
import { createServer } from '../../src/http/server.ts';
import { aCall } from './records.ts';
import { openServices } from './services.ts';

/** What the process tells the test that forked it. */
export type Told =
  | { readonly url: string }
  | { readonly reads: number }
  | { readonly gone: true }
  | { readonly settled: true };

// A program of its own, forked by a test: the API over HTTP, over a store whose reads of calls wait until the test sends
// a message, and are counted.
const tell = (told: Told) => process.send?.(told);
const bench = await openServices([{ id: 'acct_1', vendor: 'WINNERLOOK' }]);
const { store } = bench.services;
const gate = Promise.withResolvers<void>();
let reads = 0;
/** The same read, counted, which waits for the test. */
const counted =
  <Given extends readonly unknown[], Answer>(read: (...given: Given) => Promise<Answer>) =>
  async (...given: Given): Promise<Answer> => {
    tell({ reads: ++reads });
    await gate.promise;
    return read(...given);
  };
const call = aCall({ accountId: 'acct_1' });
await store.transaction((tx) => tx.calls.insert(call, undefined));
const calls = { ...store.calls, page: counted(store.calls.page), pagesUnder: counted(store.calls.pagesUnder) };
const services = { ...bench.services, store: { ...store, calls } };
const config = readConfig({ SANDBOX: 'on' });
const schema = createSchema();
const limits = createLimits(schema, config.limits, true);
const { log, metrics } = services;
const app = await createServer({ log, metrics, access: config.access, publicUrl: undefined });
await serveGraphQL(app, {
  schema,
  limits,
  documents: openDocuments(config.trustedDocuments, limits),
  origins: createOrigins(config),
  routers: config.routers,
  present: createPresent({ introspection: true, tokens: config.limits.tokens, log, isOutage: store.isOutage }),
  authenticate: async () => SANDBOX_CALLER,
  createContext: (caller, connection, gone) => {
    gone?.addEventListener('abort', () => tell({ gone: true }));
    return createContext(caller, onBehalfOf(caller, services, gone), services, connection);
  },
  quotas: createQuotas(config.limits, metrics.limited),
  isOutage: store.isOutage,
  metrics,
  log,
});
process.on('message', async () => {
  gate.resolve();
  await limits.settled();
  tell({ settled: true });
});
process.once('disconnect', async () => {
  await app.close();
  await bench[Symbol.asyncDispose]();
  process.exit();
});
tell({ url: await app.listen({ host: '127.0.0.1', port: 0 }) });
