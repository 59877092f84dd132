import { isDeepStrictEqual } from 'node:util';
import { type JobAt, type Load, type Slice, sliceAt } from '../load/run.ts';
import type { Metered } from '../processes/metered.ts';
import { startPeer } from '../processes/peer.ts';
import { ACCOUNT, startService } from '../processes/service.ts';
import { bearerOf } from '../processes/tokens.ts';
import { copyOf, type FilledStore } from '../stores/sqlite.ts';

export type TargetName = 'service' | 'apollo' | 'mercurius' | 'by-hand';

/** A server that answers the operations, and where. */
export interface Target {
  readonly server: Metered;
  readonly path: string;
}

/** The tokens that callers send. */
export interface Callers {
  readonly masked: string;
  readonly pii: string;
}

const PATHS: Record<TargetName, string> = { service: '/graphql', apollo: '/', mercurius: '/graphql', 'by-hand': '/' };

export async function callersOf(): Promise<Callers> {
  return { masked: await bearerOf('voice:read'), pii: await bearerOf('voice:read voice:pii') };
}

/** Starts servers, each over a copy of the store of its own. */
export async function startTargets<Name extends TargetName>(
  names: readonly Name[],
  store: FilledStore,
  folder: string,
  callers: Callers,
  cleaning: AsyncDisposableStack,
): Promise<Record<Name, Target>> {
  const scopes = { [callers.masked]: 'voice:read', [callers.pii]: 'voice:read voice:pii' };
  const started = await Promise.all(
    names.map(async (name) => {
      const databaseUrl = await copyOf(store, folder, `${name}-${store.callIds.length}`);
      const server =
        name === 'service'
          ? await startService({ folder, databaseUrl, accounts: [{ ...ACCOUNT, baseUrl: 'http://127.0.0.1:9' }] })
          : await startPeer(name, { databaseUrl, folder, callers: scopes });
      return [name, { server: cleaning.use(server), path: PATHS[name] }] as const;
    }),
  );
  return Object.fromEntries(started) as Record<Name, Target>;
}

/** Throws unless all targets give the same data for a request. */
export async function checkSame(
  targets: Readonly<Record<string, Target>>,
  body: string,
  authorization: string,
): Promise<void> {
  const [first, ...others] = await Promise.all(
    Object.entries(targets).map(async ([name, { server, path }]) => {
      const headers = { 'content-type': 'application/json', authorization };
      const response = await fetch(server.url + path, { method: 'POST', headers, body });
      return { name, answer: (await response.json()) as { data?: unknown; errors?: unknown } };
    }),
  );
  if (!first?.answer.data || first.answer.errors) {
    throw new Error(`${first?.name} has no answer to ${body}: ${JSON.stringify(first?.answer)}`);
  }
  const other = others.find(({ answer }) => !isDeepStrictEqual(answer, first.answer));
  if (other) {
    const [ours, theirs] = [first, other].map(({ answer }) => JSON.stringify(answer).slice(0, 2_000));
    throw new Error(`${body}\n${first.name} answers ${ours}\n${other.name} answers ${theirs}`);
  }
}

const CONNECTIONS = 50;

/** One slice of requests at a target; every answer must have data. */
export function sliceOf(
  load: Load,
  { server, path }: Target,
  authorization: string,
  job: Pick<JobAt, 'bodies' | 'from' | 'seconds' | 'count'>,
): Promise<Slice> {
  const headers = { 'content-type': 'application/json', authorization };
  return sliceAt(load, server, { path, headers, connections: CONNECTIONS, expected: '{"data":{', ...job });
}
