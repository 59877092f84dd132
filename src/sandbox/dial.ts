import type { Sandbox } from './sandbox.ts';
import type { DialOrder, DialResult } from './simulator.ts';

/** A call that has begun, or why it was not put through. */
export type Dialled =
  | {
      readonly routed: true;
      readonly callId: string;
      readonly callee: string;
      readonly ringSeconds: number;
      readonly talkSeconds: number;
      /** Seconds until it is over, by the clock. */
      readonly takesSeconds: number;
    }
  | { readonly routed: false; readonly reason: string };

/** What a person who dials or writes is told: a text takes no time. */
export type Routed = Dialled | DialResult;

/** Lets a person dial. Gives at once how the call will go; what becomes of it is told as its vendor tells it. */
export function dialInSandbox(sandbox: Sandbox, order: DialOrder): Dialled {
  const result = sandbox.dial(order);
  if (!result.routed) return result;
  const { takes = { ringSeconds: 0, talkSeconds: 0 }, ...call } = result;
  return { ...call, ...takes, takesSeconds: (takes.ringSeconds + takes.talkSeconds) / sandbox.speed };
}
