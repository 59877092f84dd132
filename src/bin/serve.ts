import { dirname } from 'node:path';
import { pino } from 'pino';
import { openAccounts } from '../accounts/accounts.ts';
import { callbackDoubts } from '../accounts/callback-addresses.ts';
import { recallAccounts } from '../application/accounts/refresh-account.ts';
import { spellNumbers } from '../application/erasure/spell-numbers.ts';
import { openInbox } from '../application/inbox/open-inbox.ts';
import { pollJobs } from '../application/inbox/poll.ts';
import { sweepInbox } from '../application/inbox/sweep.ts';
import { startJobs } from '../application/jobs.ts';
import { openRateLimit } from '../application/rate-limit.ts';
import { archiveJob } from '../application/recordings/archive-recordings.ts';
import { servedRecordings } from '../application/recordings/served-recordings.ts';
import type { Services } from '../application/services.ts';
import { expireBindings } from '../application/upkeep/expire.ts';
import { retentionJob } from '../application/upkeep/retain.ts';
import { settleJob } from '../application/upkeep/settle.ts';
import { takeOverJob } from '../application/upkeep/take-over.ts';
import { onBehalfOf } from '../application/use-cases.ts';
import { openRecordings } from '../archive/recordings.ts';
import { type Config, readConfig } from '../config/config.ts';
import { sqliteFile } from '../config/database-url.ts';
import type { Caller } from '../domain/caller.ts';
import { openEventLog } from '../events/log.ts';
import { type Connection, createContext } from '../graphql/context.ts';
import { openDocuments } from '../graphql/documents.ts';
import { createLimits } from '../graphql/limits/limits.ts';
import { createQuotas } from '../graphql/limits/quotas.ts';
import { createPresent } from '../graphql/present.ts';
import { createSchema } from '../graphql/schema.ts';
import { createAuthenticate } from '../http/authentication/authentication.ts';
import { serveCallbacks } from '../http/callbacks/callbacks.ts';
import { serveConsole } from '../http/console/console.ts';
import { serveGraphQL } from '../http/graphql/graphql.ts';
import { createOrigins } from '../http/graphql/origins.ts';
import { serveWebSocket } from '../http/graphql/websocket.ts';
import { listen } from '../http/listen.ts';
import { type Phase, serveHealth } from '../http/ops/health.ts';
import { serveMetrics } from '../http/ops/metrics.ts';
import { serveRecordings } from '../http/recordings.ts';
import { createServer } from '../http/server.ts';
import { createMetrics } from '../metrics/metrics.ts';
import { addStateMetrics } from '../metrics/state-metrics.ts';
import { watchStore } from '../metrics/store-state.ts';
import { sandboxSchema } from '../sandbox/api/resolvers.ts';
import { serveSandbox } from '../sandbox/api/routes.ts';
import { startSandbox } from '../sandbox/sandbox.ts';
import { openStore } from '../store/open.ts';
import { createVault } from '../store/vault.ts';
import { createRegistry } from '../vendors/registry.ts';
import { drainWhenTold } from './drain.ts';
import { openingOf } from './opening.ts';
import { orExit } from './or-exit.ts';
import { welcome } from './welcome.ts';

/** Reads the configuration, builds the parts, listens, and drains when it is told to: the whole wiring. */
async function start(env: NodeJS.ProcessEnv): Promise<void> {
  // What is written here is read by this user alone, whatever it is.
  process.umask(0o077);
  const config = readConfig(env);
  const log = pino({ level: config.logLevel });
  let listeningAt = '';
  const publicUrl = () => config.publicUrl ?? listeningAt;
  const schema = createSchema(config.sandbox ? [sandboxSchema(() => sandbox)] : [], config.graphqlNames);
  const limits = createLimits(schema, config.limits, config.console);
  const documents = openDocuments(config.trustedDocuments, limits);

  const vault = createVault(config.dataKey, config.previousDataKeys);
  const lease = {
    milliseconds: config.leaseSeconds * 1_000,
    onTrouble: (err: Error) => log.error({ err }, 'the lease of this process could not be renewed'),
  };
  const store = await openStore(config.databaseUrl, vault, lease, openingOf(config, log));
  const events = await openEventLog(store, (err) => log.error({ err }, 'the event log could not be read'));
  const sandbox = config.sandbox
    ? await startSandbox({ publicUrl, folder: dataFolder(config), speed: config.sandboxSpeed, log })
    : undefined;
  const vendors = createRegistry();
  const metrics = createMetrics();
  const accounts = openAccounts(
    [...config.accounts, ...(sandbox?.accounts ?? [])],
    vendors,
    publicUrl,
    metrics.accountHealth,
  );
  const recordings = openRecordings(config.recordings, config, publicUrl);
  const withoutInbox: Omit<Services, 'inbox'> = {
    vendors,
    accounts,
    store,
    events,
    now: Date.now,
    log,
    metrics,
    recordings,
    keyMismatches: openRateLimit(config.limits.keyMismatchesPerMinute, 60),
  };
  const inbox = openInbox(withoutInbox);
  const services: Services = { ...withoutInbox, inbox };

  let phase: Phase = 'starting';
  const storeState = watchStore(store);
  addStateMetrics(metrics.registry, store, storeState, services.now);
  const app = await createServer({ log, metrics, access: config.access, publicUrl: config.publicUrl });
  const graphql = {
    schema,
    limits,
    documents,
    origins: createOrigins(config),
    routers: config.routers,
    present: createPresent({
      introspection: config.console,
      tokens: config.limits.tokens,
      log,
      isOutage: store.isOutage,
    }),
    authenticate: createAuthenticate(config.auth, log),
    createContext: (caller: Caller, connection?: Connection, gone?: AbortSignal) =>
      createContext(caller, onBehalfOf(caller, services, gone), services, connection),
    quotas: createQuotas(config.limits, metrics.limited),
    metrics,
    isOutage: store.isOutage,
    log,
  };
  const overHttp = await serveGraphQL(app, graphql);
  const sockets = serveWebSocket(app.server, graphql);
  serveCallbacks(app, services, config.access.callbackRequestsPerSecond);
  serveRecordings(app, servedRecordings(services));
  serveHealth(app, () => phase, storeState);
  serveMetrics(app, services.metrics, config.access, graphql.authenticate);
  if (config.console) serveConsole(app, sandbox, schema);
  if (sandbox) serveSandbox(app, sandbox, store, graphql.origins);

  listeningAt = await listen(app, config.host, config.port);
  for (const { message, ...about } of callbackDoubts(accounts.all)) log.warn(about, message);
  await recallAccounts(services);
  await inbox.sweep();
  // What an earlier process left, where no other one can have taken it over, is settled before anything is served.
  const takeOver = takeOverJob();
  await takeOver.run(services);
  const jobs = startJobs(services, [
    takeOver,
    expireBindings,
    settleJob(config.settleDeadlineHours * 3_600_000, services.now()),
    sweepInbox,
    retentionJob(config.retention),
    archiveJob(),
    spellNumbers,
    ...pollJobs(services),
  ]);
  phase = 'ready';
  sandbox?.resume();
  process.stdout.write(welcome(config, publicUrl(), accounts, sandbox, schema));

  drainWhenTold({ app, services, sockets, overHttp, jobs, sandbox }, config, () => {
    phase = 'draining';
  });
}

/** Where files lie that go with the database. */
function dataFolder({ databaseUrl }: Config): string | undefined {
  const file = sqliteFile(databaseUrl);
  return file === undefined || file === ':memory:' ? undefined : dirname(file);
}

await orExit(() => start(process.env));
