import { randomBytes } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Instant } from '../domain/vendor.ts';
import type { OutgoingPush, SimulatorReply, SimulatorRequest } from './exchange.ts';
import { createRehearsal, type Fault, type Rehearsal } from './faults.ts';
import { createPushes, type WaitingPush } from './pushes.ts';
import { recordingPath, serveRecording } from './recordings.ts';
import type {
  DialOrder,
  DialResult,
  ReportOrder,
  ReportResult,
  SimulatorModel,
  SimulatorWorld,
  TextOrder,
} from './simulator.ts';

// An `import` of node:http reads each of its exports, one of which is WebSocket: Node then loads a fetch of its own
// that this program does not use, in 35 ms of a start.
const { createServer } = process.getBuiltinModule('node:http');

export interface SimulatorOptions {
  /** Where pushes go that carry no address of their own. */
  readonly callbackUrl: (kind?: string) => string;
  readonly now?: () => Instant;
  /** State of an earlier run. */
  readonly state?: unknown;
  /** Called with the whole state after each change. */
  readonly save?: (state: unknown) => void;
  /** Called with the pushes that wait for their moment, after each change. */
  readonly savePushes?: (waiting: readonly WaitingPush[]) => void;
  /** How many seconds of a call pass in one; Infinity, or left out: a call is over at once. */
  readonly speed?: number;
  /** Told when a push was given up; the vendor never tries it again. */
  readonly onPushAbandoned?: (push: OutgoingPush, reason: string) => void;
}

/** A request that the simulated vendor got, and what it answered. */
export interface Recorded {
  readonly request: SimulatorRequest;
  readonly reply: SimulatorReply | undefined;
}

export interface RunningSimulator {
  readonly baseUrl: string;
  /** Every request since the start, oldest first; the last thousand are kept. */
  readonly recorded: readonly Recorded[];
  /** Lets the next requests fail, one fault each. */
  inject(...faults: Fault[]): void;
  /** The faults that it was told to have by kind. */
  readonly rehearsal: Rehearsal;
  /** Goes on with the pushes that an earlier run left. */
  resume(waiting: readonly WaitingPush[]): void;
  dial(order: DialOrder): DialResult;
  text(order: TextOrder): DialResult;
  report(order: ReportOrder): ReportResult;
  /** Resolves when no push is under way or waits. */
  settled(): Promise<void>;
  close(): Promise<void>;
}

// Long enough for any test and for a person to look at, short enough to hold.
const RECORDED_LIMIT = 1_000;
const LARGEST_REQUEST_BYTES = 1024 * 1024;

/** Runs one simulated vendor as an HTTP server on a loopback port that the system chooses. */
export async function startSimulator<State>(
  model: SimulatorModel<State>,
  options: SimulatorOptions,
): Promise<RunningSimulator> {
  const state = (options.state ?? model.initialState()) as State;
  const recorded: Recorded[] = [];
  const faults: Fault[] = [];
  const rehearsal = createRehearsal(model.vendor, model.faults);
  const now = options.now ?? Date.now;
  const speed = options.speed ?? Number.POSITIVE_INFINITY;
  const inSeconds = (seconds: number): Instant => Date.now() + (seconds * 1000) / speed;
  const pushes = createPushes({
    faultOf: rehearsal.ofPush,
    ...(options.savePushes ? { save: options.savePushes } : {}),
    ...(options.onPushAbandoned ? { onAbandoned: options.onPushAbandoned } : {}),
  });

  const world: SimulatorWorld = {
    now,
    newId: () => randomBytes(16).toString('hex'),
    callbackUrl: options.callbackUrl,
    recordingUrl: (callId, seconds) => baseUrl() + recordingPath(callId, seconds),
    push: (push, afterSeconds = 0) => pushes.push(push, inSeconds(afterSeconds)),
    // Vendors count in whole seconds: the next one, so that no call begins before the binding that it goes through.
    endOfCall: (seconds) => Math.ceil(now() / 1000) * 1000 + seconds * 1000,
    handOutAt: (seconds) => {
      const { lateSeconds, copies } = rehearsal.ofPush();
      return Array.from({ length: copies }, () => now() + (seconds / speed + lateSeconds) * 1000);
    },
  };
  const changed = <Result>(result: Result): Result => {
    options.save?.(state);
    return result;
  };

  const server = createServer((incoming, response) => {
    if (serveRecording(incoming, response)) return;
    readRequest(incoming)
      .then((request) => {
        const fault = faults.shift() ?? (request && rehearsal.ofRequest(request));
        if (fault?.when === 'before') return spoil(fault, incoming, response);
        const reply = request ? changed(model.answer(request, state, world)) : tooLarge;
        if (request) recorded.push({ request, reply });
        if (recorded.length > RECORDED_LIMIT) recorded.shift();
        return fault ? spoil(fault, incoming, response) : send(response, reply);
      })
      .catch((error: Error) => incoming.destroy(error));
  });
  const baseUrl = () => `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));

  return {
    baseUrl: baseUrl(),
    recorded,
    inject: (...more) => void faults.push(...more),
    rehearsal,
    resume: (waiting) => {
      const acknowledged = model.acknowledged ?? ((status) => status === 200);
      for (const { at, body, ...push } of waiting) {
        pushes.push({ ...push, body: Buffer.from(body, 'base64'), acknowledged }, at);
      }
    },
    dial: (order) =>
      changed(model.dial?.(order, state, world) ?? { routed: false, reason: `${model.vendor} carries no calls.` }),
    text: (order) =>
      changed(model.text?.(order, state, world) ?? { routed: false, reason: `${model.vendor} carries no texts.` }),
    report: (order) =>
      changed(
        model.report?.(order, state, world) ?? { reported: false, reason: `${model.vendor} reports no messages.` },
      ),
    settled: pushes.settled,
    close: async () => {
      server.closeAllConnections();
      await Promise.all([pushes.stop(), new Promise((resolve) => server.close(resolve))]);
    },
  };
}

const tooLarge: SimulatorReply = { status: 413, contentType: 'text/plain', body: 'too large' };

function send(response: ServerResponse, reply: SimulatorReply): void {
  response.writeHead(reply.status, { 'content-type': reply.contentType }).end(reply.body);
}

function spoil(fault: Fault, incoming: IncomingMessage, response: ServerResponse): void {
  if (fault.kind === 'reply') send(response, fault.reply);
  if (fault.kind === 'reset') incoming.socket.resetAndDestroy();
}

async function readRequest(incoming: IncomingMessage): Promise<SimulatorRequest | undefined> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of incoming as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > LARGEST_REQUEST_BYTES) return undefined;
    chunks.push(chunk);
  }
  const url = new URL(incoming.url ?? '/', 'http://simulator');
  return {
    method: incoming.method ?? 'GET',
    path: url.pathname,
    query: url.searchParams,
    headers: Object.fromEntries(Object.entries(incoming.headers).map(([name, value]) => [name, String(value)])),
    body: Buffer.concat(chunks).toString('utf8'),
  };
}
