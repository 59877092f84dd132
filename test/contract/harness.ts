import type { Outcome } from '../../src/domain/outcome.ts';
import { type RunningSimulator, startSimulator } from '../../src/sandbox/server.ts';
import type { SimulatorModel } from '../../src/sandbox/simulator.ts';
import { execute } from '../../src/vendors/execute.ts';
import { createVendorHttp } from '../../src/vendors/http.ts';
import type { Operation, OperationName, VendorAccount, VendorModule } from '../../src/vendors/vendor.ts';

/** An adapter connected to its simulator over real HTTP. */
export interface VendorBench extends AsyncDisposable {
  readonly simulator: RunningSimulator;
  readonly account: VendorAccount<unknown>;
  send(operation: OperationName, order: unknown, baseUrl?: string): Promise<Outcome<unknown>>;
  /** Moves the adapter's clock, and not the simulator's. */
  skew(milliseconds: number): void;
}

// Long enough on a busy machine, short enough for a test that waits it out.
const TIMEOUTS = { connect: 1_000, total: 1_000 };

export async function openBench(
  module: VendorModule,
  model: SimulatorModel,
  credentials: unknown,
  callbackUrl = (kind?: string, token?: string) =>
    `http://127.0.0.1:9/callbacks/acct_1/token${kind ? `/${kind}` : ''}${token ? `?token=${token}` : ''}`,
): Promise<VendorBench> {
  const simulator = await startSimulator(model, { callbackUrl });
  const http = createVendorHttp(TIMEOUTS);
  const account: VendorAccount<unknown> = {
    id: 'acct_1',
    vendor: module.vendor,
    baseUrl: simulator.baseUrl,
    credentials,
    services: undefined,
    callbackUrl,
  };
  let skew = 0;
  return {
    simulator,
    account,
    send: (name, order, baseUrl = simulator.baseUrl) => {
      const operation = module.operations[name] as Operation<unknown, unknown, unknown> | undefined;
      if (!operation) throw new Error(`${module.vendor} has no operation ${name}`);
      return execute(operation, { ...account, baseUrl }, order, http, Date.now() + skew);
    },
    skew: (milliseconds) => {
      skew = milliseconds;
    },
    [Symbol.asyncDispose]: async () => {
      await http.close();
      await simulator.close();
    },
  };
}
