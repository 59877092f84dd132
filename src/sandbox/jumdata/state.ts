import type { Instant } from '../../domain/vendor.ts';

/** Everything that the simulated vendor remembers. Plain JSON. */
export interface JumdataState {
  /** When each number was last called, oldest first; what is more than 24 hours old goes with the next call. */
  calls: Record<string, Instant[]>;
  /** Charged units left: one for each 85 characters of a message. */
  balance: number;
}

export function initialState(): JumdataState {
  // So many that a sandbox runs dry only where a test has it so.
  return { calls: {}, balance: 1_000_000 };
}

// Section “接口说明”: 两次拨打时间间隔30秒以上, 24小时内最多拨打5次.
const PAUSE_MS = 30_000;
const DAY_MS = 24 * 3_600_000;
const CALLS_A_DAY = 5;

/**
 * Which limit a call to the number would break now. The document does not say by which clock a day ends: 24 hours roll.
 */
export function brokenLimit(state: JumdataState, mobile: string, now: Instant): 'pause' | 'day' | undefined {
  const recent = callsOf(state, mobile, now);
  const last = recent.at(-1);
  if (last !== undefined && now - last < PAUSE_MS) return 'pause';
  return recent.length >= CALLS_A_DAY ? 'day' : undefined;
}

export function rememberCall(state: JumdataState, mobile: string, now: Instant): void {
  state.calls[mobile] = [...callsOf(state, mobile, now), now];
}

function callsOf(state: JumdataState, mobile: string, now: Instant): Instant[] {
  return (state.calls[mobile] ?? []).filter((at) => now - at < DAY_MS);
}
