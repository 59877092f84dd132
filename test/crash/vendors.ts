import type { CallOutcome } from '../../src/domain/call.ts';
import { CUSTOMERS } from '../../src/sandbox/emay/customers.ts';
import { emaySimulator } from '../../src/sandbox/emay/index.ts';
import type { OutgoingPush, SimulatorReply, SimulatorRequest } from '../../src/sandbox/exchange.ts';
import type { Fault } from '../../src/sandbox/faults.ts';
import { type RunningSimulator, startSimulator } from '../../src/sandbox/server.ts';
import type { SimulatorModel, SimulatorWorld } from '../../src/sandbox/simulator.ts';
import { winnerlookSimulator } from '../../src/sandbox/winnerlook/index.ts';
import { TOKEN, winnerlookAccount } from '../support/winnerlook.ts';
import { executionsIn, handedOutBy } from './executions.ts';

/** Two simulated vendors that count what they carry out and can be looked at while they do it. */
export interface Vendors extends AsyncDisposable {
  readonly winnerlook: RunningSimulator;
  readonly emay: RunningSimulator;
  readonly accounts: readonly object[];
  /** One more at Winnerlook, which lets few requests a second through: what it is asked for waits in a queue. */
  readonly paced: object;
  /** How often each number was bound or called. */
  readonly executions: ReadonlyMap<string, number>;
  /** Requests to bind or to call that reached the vendors. */
  readonly requests: number;
  /** Requests of any kind that reached each vendor. */
  readonly heard: Readonly<Record<'winnerlook' | 'emay', number>>;
  /** Bindings that exist at the vendor. */
  readonly bound: readonly Bound[];
  /** Messages that the vendors took, by their own names for them. */
  readonly notified: readonly string[];
  readonly spoken: readonly string[];
  /** Reports that were handed out once, and are never handed out again. */
  readonly handedOut: readonly string[];
  /** From now on no new reports wait to be fetched. */
  stopReports(): void;
  /** How each call ended, by the vendor's id of it. */
  readonly dialled: ReadonlyMap<string, CallOutcome>;
  /** Makes a caller dial a binding. */
  dial(bound: Bound, outcome: CallOutcome): void;
  /** Called once, right behind the line that writes the next answer to such a path, in the same tick. */
  onAnswered(path: RegExp, act: () => void): void;
  /** Spoils the next request; `act` is called as that happens. */
  spoilNext(vendor: 'winnerlook' | 'emay', fault: Fault, act: () => void): void;
}

export interface Bound {
  readonly numberA: string;
  readonly numberB: string;
  readonly numberX: string;
}

export interface VendorOptions {
  readonly post: (push: OutgoingPush) => void;
  /** Settings of all accounts. */
  readonly account?: object;
  /** Told of every execution in its tick, before it is answered. */
  readonly onExecuted?: (names: { readonly callId?: string; readonly bound?: Bound }) => void;
}

// A queue of twenty takes a second: long enough to be ended in its middle.
const PACED = 20;

export async function startVendors({ post, account = {}, onExecuted }: VendorOptions): Promise<Vendors> {
  const executions = new Map<string, number>();
  const bound: Bound[] = [];
  const notified: string[] = [];
  const spoken: string[] = [];
  const handedOut: string[] = [];
  const dialled = new Map<string, CallOutcome>();
  const heard = { winnerlook: 0, emay: 0 };
  let requests = 0;
  let reports = true;
  let atAnswer: { path: RegExp; act: () => void } | undefined;

  const note = (request: SimulatorRequest, reply: SimulatorReply) => {
    heard[request.path.startsWith('/voice/1.0.0/') ? 'winnerlook' : 'emay']++;
    if (!request.path.endsWith('/getReport')) requests++;
    const executed = executionsIn(request, reply);
    for (const number of executed.numbers) executions.set(number, (executions.get(number) ?? 0) + 1);
    notified.push(...executed.notified);
    spoken.push(...executed.spoken);
    handedOut.push(...handedOutBy(request, reply));
    if (executed.bound) bound.push(executed.bound);
    const [callId] = executed.notified;
    if (executed.bound) onExecuted?.({ bound: executed.bound });
    if (callId !== undefined) onExecuted?.({ callId });
    if (!atAnswer?.path.test(request.path)) return;
    queueMicrotask(atAnswer.act);
    atAnswer = undefined;
  };
  const options = { callbackUrl: () => 'http://127.0.0.1:9/' };
  const winnerlook = await startSimulator(watched(winnerlookSimulator, note, post), options);
  const withReports: typeof emaySimulator = {
    ...emaySimulator,
    answer: (request, state, world) =>
      emaySimulator.answer(request, reports ? state : { ...state, waiting: [] }, world),
  };
  const emay = await startSimulator(watched(withReports, note, post), options);
  const [{ appId, secretKey } = { appId: '', secretKey: '' }] = CUSTOMERS;
  const running = { winnerlook, emay };
  return {
    ...running,
    accounts: [
      winnerlookAccount(winnerlook.baseUrl, account),
      {
        id: 'acct_emay',
        vendor: 'EMAY',
        baseUrl: emay.baseUrl,
        credentials: { appId, secretKey },
        services: ['notification'],
        callback: { token: TOKEN },
        ...account,
      },
    ],
    paced: winnerlookAccount(winnerlook.baseUrl, {
      ...account,
      id: 'acct_paced',
      limits: { requestsPerSecond: PACED },
    }),
    executions,
    get requests() {
      return requests;
    },
    heard,
    bound,
    notified,
    spoken,
    handedOut,
    stopReports: () => {
      reports = false;
    },
    dialled,
    dial: ({ numberA, numberX }, outcome) => {
      const seconds = outcome === 'ANSWERED' ? 7 : 0;
      const result = winnerlook.dial({ from: numberA, to: numberX, outcome, seconds });
      if (result.routed) dialled.set(result.callId, outcome);
    },
    onAnswered: (path, act) => {
      atAnswer = { path, act };
    },
    spoilNext: (vendor, fault, act) => running[vendor].inject(noticed(fault, act)),
    [Symbol.asyncDispose]: async () => {
      await Promise.all([winnerlook.close(), emay.close()]);
    },
  };
}

/** The model, with its requests noted and its pushes handed over. */
function watched<State>(
  model: SimulatorModel<State>,
  note: (request: SimulatorRequest, reply: SimulatorReply) => void,
  post: (push: OutgoingPush) => void,
): SimulatorModel<State> {
  const outside = (world: SimulatorWorld): SimulatorWorld => ({ ...world, push: post });
  return {
    ...model,
    answer: (request, state, world) => {
      const reply = model.answer(request, state, outside(world));
      note(request, reply);
      return reply;
    },
    dial: (order, state, world) =>
      model.dial?.(order, state, outside(world)) ?? { routed: false, reason: 'no calls here' },
    report: (order, state, world) =>
      model.report?.(order, state, outside(world)) ?? { reported: false, reason: 'no reports here' },
  };
}

/** A fault that tells when it strikes: the simulator asks for its kind at that moment. */
function noticed(fault: Fault, act: () => void): Fault {
  let struck = false;
  return new Proxy(fault, {
    get: (target, name) => {
      if (name === 'kind' && !struck) {
        struck = true;
        act();
      }
      return Reflect.get(target, name);
    },
  });
}
