import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Logger } from 'pino';
import type { AccountConfig } from '../accounts.ts';
import { parsePhoneNumber } from '../domain/phone-number.ts';
import { SIMULATED } from './registry.ts';
import { type RunningSimulator, startSimulator } from './server.ts';
import type { DialOrder, DialResult, ReportOrder, ReportResult, TextOrder } from './simulator.ts';

/** The simulated vendors and the accounts on them. */
export interface Sandbox {
  readonly accounts: readonly AccountConfig[];
  /** Lets somebody dial a virtual number; the vendor that has it carries the call. */
  dial(order: DialOrder): DialResult;
  /** Lets somebody send a text to a virtual number. */
  text(order: TextOrder): DialResult;
  /** Decides what becomes of a message, by the vendor and its name for the message. */
  report(vendor: string, order: ReportOrder): ReportResult;
  close(): Promise<void>;
}

// Sandbox accounts are no secret: a fixed token lets a person try a push with curl.
const CALLBACK_TOKEN = 'sandbox-callback-token';

/** Starts every simulated vendor. What they remember is kept in `folder`, where one is given, across restarts. */
export async function startSandbox(publicUrl: () => string, folder: string | undefined, log: Logger): Promise<Sandbox> {
  const running: { vendor: string; simulator: RunningSimulator }[] = [];
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
    running.push({ vendor: model.vendor, simulator });
    accounts.push(
      ...simulated.map((account) => ({
        priority: 0,
        ...account,
        vendor: model.vendor,
        baseUrl: simulator.baseUrl,
        callback: { token: CALLBACK_TOKEN },
        // The simulated vendors hand out their recordings on the loopback port that they listen on.
        recordings: { allowPrivate: true },
      })),
    );
  }
  return {
    accounts,
    dial: (order) => routeAny(running, order, (simulator, numbers) => simulator.dial({ ...order, ...numbers })),
    text: (order) => routeAny(running, order, (simulator, numbers) => simulator.text({ ...order, ...numbers })),
    report: (vendor, order) =>
      running.find((each) => each.vendor === vendor)?.simulator.report(order) ?? {
        reported: false,
        reason: `${vendor} is not simulated here.`,
      },
    close: async () => {
      await Promise.all(running.map(({ simulator }) => simulator.close()));
    },
  };
}

interface Ends {
  readonly from: string;
  readonly to: string;
}

/** Tries each vendor in turn: a virtual number belongs to one of them. */
function routeAny(
  running: readonly { simulator: RunningSimulator }[],
  given: Ends,
  attempt: (simulator: RunningSimulator, numbers: Ends) => DialResult,
): DialResult {
  const from = parsePhoneNumber(given.from);
  const to = parsePhoneNumber(given.to);
  if (!from || !to) return { routed: false, reason: `“${from ? given.to : given.from}” is not a telephone number.` };
  for (const { simulator } of running) {
    const result = attempt(simulator, { from, to });
    if (result.routed) return result;
  }
  return { routed: false, reason: `No binding of ${to} connects ${from} at this moment.` };
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
