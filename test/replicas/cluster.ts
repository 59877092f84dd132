import type { Door } from '../crash/ask.ts';
import type { Chance } from '../crash/chance.ts';
import { type Host, openHost } from '../crash/host.ts';

/** Several processes of the service over one database, as a load balancer sees them. */
export interface Cluster extends AsyncDisposable {
  readonly hosts: readonly [Host, ...Host[]];
  readonly urls: readonly [string, ...string[]];
  /** Any of them, also one that is not there just now. */
  readonly door: Door;
  /** What processes printed that ended without being told to. */
  readonly fallen: readonly string[];
}

const REPLICAS = 3;
const SETTINGS = {
  // Ten times as many processes as cores: what is told to end does so in order, and not in a hurry.
  SHUTDOWN_GRACE_SECONDS: '60',
};
// Where vendors push to. No name of one process: which of them takes a push is the postman's choice.
const PUBLIC_URL = 'http://voice.example';

/** Starts the processes, all at once. */
export async function startCluster(
  folder: string,
  accounts: readonly object[],
  databaseUrl: string,
  chance: Chance,
): Promise<Cluster> {
  await using opening = new AsyncDisposableStack();
  const open = async () =>
    opening.use(await openHost(folder, accounts, { ...SETTINGS, DATABASE_URL: databaseUrl, PUBLIC_URL }));
  const hosts: [Host, ...Host[]] = [await open()];
  while (hosts.length < REPLICAS) hosts.push(await open());
  await Promise.all(hosts.map((host) => host.start()));
  const [first, ...others] = hosts;
  const stopping = opening.move();
  return {
    hosts,
    urls: [first.url, ...others.map(({ url }) => url)],
    door: () => chance.oneOf(hosts).url,
    get fallen() {
      return hosts.flatMap(({ fallen }) => fallen);
    },
    [Symbol.asyncDispose]: () => stopping.disposeAsync(),
  };
}
