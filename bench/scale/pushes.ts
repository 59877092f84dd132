import { CUSTOMER } from '../../src/sandbox/winnerlook/authentication.ts';
import { callee, caller, virtualNumber } from '../../test/support/many-calls.ts';

/** The result of a call through the binding of a place, as Winnerlook pushes it (2.1.11). */
export function pushOf(callId: string, place: number, namesBinding = true): Buffer {
  const at = shanghai(Date.now());
  return Buffer.from(
    JSON.stringify({
      accountId: CUSTOMER.appId,
      callId,
      ...(namesBinding ? { bindId: `bound-${place}` } : {}),
      callerNumber: caller(place),
      calleeNumber: callee(place),
      displayNumber: virtualNumber(place),
      startCallTime: at,
      callerAnsweredTime: at,
      calleeAnsweredTime: at,
      endTime: at,
      callerState: '0',
      calleeState: '11',
      callerDuration: 42,
      calleeDuration: 30,
      duration: 30,
      recUrl: '',
    }),
  );
}

// China has had one zone and no summer time since 1991.
const SHANGHAI_MS = 8 * 3_600_000;
const shanghai = (at: number) => new Date(at + SHANGHAI_MS).toISOString().slice(0, 19).replace('T', ' ');
