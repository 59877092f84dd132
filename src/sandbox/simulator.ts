import type { CallOutcome } from '../domain/call.ts';
import type { Instant, Vendor } from '../domain/vendor.ts';
import type { OutgoingPush, SimulatorReply, SimulatorRequest } from './exchange.ts';
import type { VendorFaults } from './faults.ts';

/** What the simulated vendor can use of the world outside it. */
export interface SimulatorWorld {
  now(): Instant;
  /** Pushes now, or after so many seconds of a call that begins now. */
  push(push: OutgoingPush, afterSeconds?: number): void;
  /**
   * When a call is over that begins now and takes so many seconds; a world without it is one where it has just ended.
   */
  endOfCall?(seconds: number): Instant;
  /** From when on the report of such a call can be pulled, once for each time that it is handed out; left out: now. */
  handOutAt?(seconds: number): readonly Instant[];
  /** An identifier as this vendor might make one: 32 hex digits. */
  newId(): string;
  /** Where the customer's console has the vendor push to, for vendors without an address per request. */
  callbackUrl(kind?: string): string;
  /** Where this vendor serves the recording of a call; good for as long as it runs. */
  recordingUrl(callId: string, seconds: number): string;
}

/** A person dials a virtual number. */
export interface DialOrder {
  readonly from: string;
  readonly to: string;
  /** What happens when the other side rings. */
  readonly outcome: CallOutcome;
  /** Seconds of conversation, where it is answered. */
  readonly seconds: number;
  /** Dialled after X answers, where X serves several people by extension. */
  readonly extension?: string;
}

export type DialResult =
  | { readonly routed: true; readonly callId: string; readonly callee: string; readonly takes?: CallTakes }
  | { readonly routed: false; readonly reason: string };

/** How long a call is, as the vendor counts it. */
export interface CallTakes {
  readonly ringSeconds: number;
  readonly talkSeconds: number;
}

/** A person sends a text to a virtual number. */
export interface TextOrder {
  readonly from: string;
  readonly to: string;
  readonly content: string;
}

/** A phone rings for a moment before anything happens. */
export const RING_SECONDS = 6;

/** How long the call of an order takes. */
export function callTakes(order: Pick<DialOrder, 'outcome' | 'seconds'>): CallTakes {
  return { ringSeconds: RING_SECONDS, talkSeconds: order.outcome === 'ANSWERED' ? order.seconds : 0 };
}

/** When a call is over that begins at this moment. */
export function endOfCall(world: SimulatorWorld, { ringSeconds, talkSeconds }: CallTakes): Instant {
  return world.endOfCall?.(ringSeconds + talkSeconds) ?? world.now();
}

/** What becomes of a voice message that the vendor has accepted. */
export interface ReportOrder {
  /** The vendor's id of the message. */
  readonly messageId: string;
  readonly outcome: CallOutcome;
  readonly seconds: number;
  /** Keys that the callee pressed. */
  readonly keys?: string;
  /** What the callee said after the tone. */
  readonly voiceReply?: Uint8Array;
}

export type ReportResult = { readonly reported: true } | { readonly reported: false; readonly reason: string };

/**
 * One vendor, simulated as strictly as its document describes it. `state` is plain JSON: it is kept across restarts.
 * Where a document is silent the simulator refuses rather than guesses, so that our own requests stay within it.
 */
export interface SimulatorModel<State = unknown> {
  readonly vendor: Vendor;
  initialState(): State;
  /** Answers a customer's request. */
  answer(request: SimulatorRequest, state: State, world: SimulatorWorld): SimulatorReply;
  /** Undefined where the vendor carries no calls between people. */
  dial?(order: DialOrder, state: State, world: SimulatorWorld): DialResult;
  text?(order: TextOrder, state: State, world: SimulatorWorld): DialResult;
  report?(order: ReportOrder, state: State, world: SimulatorWorld): ReportResult;
  /** Whether an answer acknowledges a push that an earlier run left; left out: any with the status 200. */
  acknowledged?(status: number, body: string): boolean;
  /** What it can be told to do wrong; left out: nothing. */
  readonly faults?: VendorFaults;
}
