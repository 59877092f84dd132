import type { AccountConfig } from '../../src/config/accounts.ts';
import { SIMULATED, type Simulated } from '../../src/sandbox/registry.ts';
import { type RunningSimulator, startSimulator } from '../../src/sandbox/server.ts';
import { openServices, type TestServices } from './services.ts';

/** The simulated vendors by name, with the sandbox's own credentials. */
export const SIMULATED_VENDORS: ReadonlyMap<string, Simulated> = new Map(
  SIMULATED.map((each) => [each.model.vendor, each]),
);

/** Two accounts at simulated vendors of their own, either of which can carry a request. The first is preferred. */
export interface Pair extends TestServices {
  readonly first: RunningSimulator;
  readonly second: RunningSimulator;
}

/** An account of a pair: its vendor, and the service that it was bought for where the vendor sells such. */
export interface Side {
  readonly vendor: string;
  readonly service?: string;
}

/** Opens the use cases over `acct_1` and `acct_2`. */
export async function openPair(one: Side, other: Side): Promise<Pair> {
  const sides = [one, other].map(({ vendor, service }) => {
    const simulated = SIMULATED_VENDORS.get(vendor);
    const account = simulated?.accounts.find(({ services }) => service === undefined || services?.includes(service));
    if (!simulated || !account) throw new Error(`The sandbox has no account at ${vendor} for ${service}.`);
    return { vendor, model: simulated.model, account };
  });
  const running = await Promise.all(sides.map(({ model }) => startSimulator(model, { callbackUrl: () => '' })));
  const configs = sides.map(
    ({ vendor, account: { credentials, services } }, index): Partial<AccountConfig> => ({
      id: `acct_${index + 1}`,
      vendor,
      credentials,
      baseUrl: running[index]?.baseUrl,
      priority: -index,
      services,
    }),
  );
  const services = await openServices(configs);
  const [first, second] = running as [RunningSimulator, RunningSimulator];
  return {
    ...services,
    first,
    second,
    [Symbol.asyncDispose]: async () => {
      await services[Symbol.asyncDispose]();
      await Promise.all(running.map((simulator) => simulator.close()));
    },
  };
}
