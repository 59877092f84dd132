import type { Instant } from './vendor.ts';

/** What can be listened to: the recording of a call or message, or the reply that a callee left. */
export type RecordingVariant = 'recording' | 'voice-reply';

/** `FORGOTTEN`: the people in it are; its file is to be removed, and then the row. */
export type KeptRecordingState = 'PENDING' | 'ARCHIVED' | 'FAILED' | 'FORGOTTEN';

/** A recording that is kept here, or is to be, so that it outlives its vendor's own copy. */
export interface KeptRecording {
  /** Of the call or message that was recorded. */
  readonly id: string;
  readonly accountId: string;
  readonly state: KeptRecordingState;
  /** How often it was tried to fetch it. */
  readonly attempts: number;
  /** When it is to be fetched, or fetched again. */
  readonly dueAt: Instant;
  /** Bytes, once it is here. */
  readonly size?: number;
  readonly contentType?: string;
  /** Why the last try failed. Names no number and no address. */
  readonly lastError?: string;
  readonly updatedAt: Instant;
}

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/**
 * How long to wait after each failed try. Soon first, because a recording can be late by minutes; then slowly over four
 * days, because no vendor's document says how long it keeps one.
 */
const WAITS: readonly number[] = [1, 5, 30].map((n) => n * MINUTE).concat([2, 6, 12, 24, 24, 24].map((n) => n * HOUR));

/** A recording after a try that failed: due again, or given up. */
export function afterFailedTry(recording: KeptRecording, reason: string, now: Instant): KeptRecording {
  const wait = WAITS[recording.attempts];
  return {
    ...recording,
    state: wait === undefined ? 'FAILED' : 'PENDING',
    attempts: recording.attempts + 1,
    dueAt: now + (wait ?? 0),
    lastError: reason,
    updatedAt: now,
  };
}
