import { join } from 'node:path';
import type { Logger } from 'pino';
import type { AccountConfig } from '../config/accounts.ts';
import { parsePhoneNumber } from '../domain/phone-number.ts';
import { type FaultOrder, possibleFaults, type StandingFault } from './faults.ts';
import { readJson, saveTo } from './files.ts';
import type { WaitingPush } from './pushes.ts';
import { SIMULATED } from './registry.ts';
import { type RunningSimulator, startSimulator } from './server.ts';
import type { DialOrder, DialResult, ReportOrder, ReportResult, SimulatorModel, TextOrder } from './simulator.ts';
import { type Tour, tourOf } from './tour.ts';

/** The simulated vendors and the accounts on them. */
export interface Sandbox {
  readonly accounts: readonly AccountConfig[];
  /** How many seconds of a call pass in one. */
  readonly speed: number;
  /** What the console's tour uses. */
  readonly tour: Tour;
  /** Lets a person dial a virtual number; the vendor that has it carries the call. */
  dial(order: DialOrder): DialResult;
  /** Lets a person send a text to a virtual number. */
  text(order: TextOrder): DialResult;
  /** Decides what becomes of a message, by the vendor and its name for the message. */
  report(vendor: string, order: ReportOrder): ReportResult;
  /** What can go wrong at each vendor, and what stands. */
  readonly faults: SandboxFaults;
  /** Goes on with the calls that were under way when the process ended. To be called when it listens again. */
  resume(): void;
  close(): Promise<void>;
}

/** What each simulated vendor can be told to do wrong. */
export interface SandboxFaults {
  readonly vendors: readonly {
    readonly vendor: string;
    readonly faults: readonly FaultOrder['fault'][];
    readonly codes: readonly { readonly code: string; readonly text: string; readonly gloss: string }[];
  }[];
  readonly standing: readonly StandingFault[];
  /** Lets a vendor fail; gives the fault as it stands, or why the vendor cannot. */
  add(vendor: string, order: FaultOrder): StandingFault | { readonly reason: string };
  /** Takes faults away: the one with the id, those of a vendor, or all. Gives how many those were. */
  clear(which: { readonly id?: string | undefined; readonly vendor?: string | undefined }): number;
}

// Sandbox accounts are no secret: a fixed token lets a person try a push with curl.
const CALLBACK_TOKEN = 'sandbox-callback-token';

interface Running {
  readonly model: SimulatorModel;
  readonly simulator: RunningSimulator;
  /** What an earlier run had not pushed yet. */
  readonly left: readonly WaitingPush[];
}

export interface SandboxOptions {
  /** Base of the addresses that the vendors push to. */
  readonly publicUrl: () => string;
  /** Where the simulated vendors keep what they remember across restarts; undefined: they forget. */
  readonly folder: string | undefined;
  readonly speed: number;
  readonly log: Logger;
}

/** Starts every simulated vendor. */
export async function startSandbox({ publicUrl, folder, speed, log }: SandboxOptions): Promise<Sandbox> {
  const running: Running[] = [];
  const accounts: AccountConfig[] = [];
  for (const { model, accounts: simulated } of SIMULATED) {
    const [first] = simulated;
    const file = folder && join(folder, `sandbox-${model.vendor.toLowerCase()}.json`);
    const pushesFile = folder && join(folder, `sandbox-${model.vendor.toLowerCase()}-pushes.json`);
    const simulator = await startSimulator(model, {
      callbackUrl: (kind) => `${publicUrl()}/callbacks/${first?.id}/${CALLBACK_TOKEN}${kind ? `/${kind}` : ''}`,
      ...(file ? { state: readJson(file), save: saveTo(file) } : {}),
      ...(pushesFile ? { savePushes: saveTo(pushesFile) } : {}),
      speed,
      onPushAbandoned: (_push, reason) =>
        log.warn({ vendor: model.vendor, reason }, 'a simulated vendor gave up a push'),
    });
    const left = (pushesFile ? readJson(pushesFile) : undefined) as readonly WaitingPush[] | undefined;
    running.push({ model, simulator, left: left ?? [] });
    accounts.push(
      ...simulated.map(({ id, name, credentials, services }) => ({
        priority: 0,
        id,
        name,
        credentials,
        ...(services ? { services } : {}),
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
    speed,
    tour: tourOf(SIMULATED),
    dial: (order) => routeAny(running, order, (simulator, numbers) => simulator.dial({ ...order, ...numbers })),
    text: (order) => routeAny(running, order, (simulator, numbers) => simulator.text({ ...order, ...numbers })),
    report: (vendor, order) =>
      running.find(({ model }) => model.vendor === vendor)?.simulator.report(order) ?? {
        reported: false,
        reason: `${vendor} is not simulated here.`,
      },
    faults: faultsOf(running),
    resume: () => {
      for (const { simulator, left } of running) simulator.resume(left);
    },
    close: async () => {
      await Promise.all(running.map(({ simulator }) => simulator.close()));
    },
  };
}

function faultsOf(running: readonly Running[]): SandboxFaults {
  let made = 0;
  return {
    vendors: running.flatMap(({ model: { vendor, faults } }) =>
      faults ? [{ vendor, faults: possibleFaults(faults), codes: faults.codes }] : [],
    ),
    get standing() {
      return running.flatMap(({ simulator }) => simulator.rehearsal.standing);
    },
    add: (vendor, order) => {
      const found = running.find(({ model }) => model.vendor === vendor && model.faults);
      const names = running.flatMap(({ model }) => (model.faults ? [model.vendor] : []));
      if (!found?.model.faults) return { reason: `vendor: must be one of ${names.join(', ')}` };
      const possible = possibleFaults(found.model.faults);
      if (!possible.includes(order.fault)) return { reason: `fault: ${vendor} has ${possible.join(', ')}` };
      const codes = new Set(found.model.faults.codes.map(({ code }) => code));
      if (order.fault === 'REFUSED' && !codes.has(order.code)) {
        return { reason: `code: ${vendor}’s document has ${[...codes].join(', ')}` };
      }
      return found.simulator.rehearsal.add(`fault_${++made}`, order);
    },
    clear: ({ id, vendor }) =>
      running
        .filter(({ model }) => vendor === undefined || model.vendor === vendor)
        .reduce((count, { simulator }) => count + simulator.rehearsal.clear(id), 0),
  };
}

interface Ends {
  readonly from: string;
  readonly to: string;
}

/** Tries each vendor in turn: a virtual number belongs to one of them. */
function routeAny(
  running: readonly Running[],
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
