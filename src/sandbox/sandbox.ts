import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Logger } from 'pino';
import type { AccountConfig } from '../accounts.ts';
import { parsePhoneNumber } from '../domain/phone-number.ts';
import { SIMULATED } from './registry.ts';
import { type RunningSimulator, startSimulator } from './server.ts';
import type { DialOrder, DialResult } from './simulator.ts';

/** The simulated vendors and the accounts on them. */
export interface Sandbox {
  readonly accounts: readonly AccountConfig[];
  readonly simulators: readonly { readonly vendor: string; readonly baseUrl: string }[];
  /** Lets somebody dial a virtual number; the vendor that has it carries the call. */
  dial(order: DialOrder): DialResult;
  close(): Promise<void>;
}

// Sandbox accounts are no secret: a fixed token lets a person try a push with curl.
const CALLBACK_TOKEN = 'sandbox-callback-token';

/** Starts every simulated vendor. What they remember is kept in `folder`, where one is given, across restarts. */
export async function startSandbox(publicUrl: () => string, folder: string | undefined, log: Logger): Promise<Sandbox> {
  const running: { vendor: string; accountIds: readonly string[]; simulator: RunningSimulator }[] = [];
  const accounts: AccountConfig[] = [];
  for (const { model, accounts: simulated } of SIMULATED) {
    const [first] = simulated;
    const file = folder && join(folder, `sandbox-${model.vendor.toLowerCase()}.json`);
    const simulator = await startSimulator(model, {
      callbackUrl: (kind) => `${publicUrl()}/callbacks/${first?.id}/${CALLBACK_TOKEN}${kind ? `/${kind}` : ''}`,
      ...(file ? { ...stateIn(file), save: saveTo(file) } : {}),
      onPushAbandoned: (_push, reason) =>
        log.warn({ vendor: model.vendor, reason }, 'a simulated vendor gave up a push'),
    });
    running.push({ vendor: model.vendor, accountIds: simulated.map(({ id }) => id), simulator });
    accounts.push(
      ...simulated.map((account) => ({
        priority: 0,
        ...account,
        vendor: model.vendor,
        baseUrl: simulator.baseUrl,
        callback: { token: CALLBACK_TOKEN },
      })),
    );
  }
  return {
    accounts,
    simulators: running.map(({ vendor, simulator }) => ({ vendor, baseUrl: simulator.baseUrl })),
    dial: (order) => dialAny(running, order),
    close: async () => {
      await Promise.all(running.map(({ simulator }) => simulator.close()));
    },
  };
}

/** Tries each vendor in turn: a virtual number belongs to one of them. */
function dialAny(running: readonly { simulator: RunningSimulator }[], order: DialOrder): DialResult {
  const from = parsePhoneNumber(order.from);
  const to = parsePhoneNumber(order.to);
  if (!from || !to) return { routed: false, reason: `“${from ? order.to : order.from}” is not a telephone number.` };
  const results = running.map(
    ({ simulator }) =>
      () =>
        simulator.dial({ ...order, from, to }),
  );
  let last: DialResult = { routed: false, reason: 'No simulated vendor is running.' };
  for (const dial of results) {
    last = dial();
    if (last.routed) return last;
  }
  return last;
}

function stateIn(file: string): { state?: unknown } {
  return existsSync(file) ? { state: JSON.parse(readFileSync(file, 'utf8')) } : {};
}

/** Written beside and moved into place, so that a crash leaves the old state or the new one. */
function saveTo(file: string): (state: unknown) => void {
  return (state) => {
    writeFileSync(`${file}.new`, JSON.stringify(state));
    renameSync(`${file}.new`, file);
  };
}
