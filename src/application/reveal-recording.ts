import type { RecordingVariant } from '../domain/recording.ts';
import type { House } from './house.ts';
import type { Recorded } from './recorded.ts';
import type { RecordingLink } from './recording-links.ts';

/** An address of a recording that was given out. */
export interface RevealedRecording extends RecordingLink {
  /** Of the call or message. */
  readonly id: string;
  readonly variant: RecordingVariant;
}

/**
 * Lets somebody hear a recording: the one place where addresses of recordings are made, and so where it is known who
 * was given which. Whether the caller may is decided before.
 */
export function revealRecording(
  { recordings, now, log }: House,
  record: Recorded,
  variant: RecordingVariant,
  subject: string | undefined,
): RevealedRecording {
  log.info({ recording: record.id, variant, subject }, 'an address of a recording was given out');
  return { id: record.id, variant, ...recordings.links.issue(record.id, variant, now()) };
}
