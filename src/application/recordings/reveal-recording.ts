import type { RecordingLink } from '../../archive/recording-links.ts';
import type { RecordingVariant } from '../../domain/recording.ts';
import type { Services } from '../services.ts';
import type { Recorded } from './recorded.ts';

/** An address of a recording that was given out. */
export interface RevealedRecording extends RecordingLink {
  /** Of the call or message. */
  readonly id: string;
  readonly variant: RecordingVariant;
}

/** Gives an address of a recording. The caller of this function checks the permission and writes the audit entry. */
export function revealRecording(
  { recordings, now }: Pick<Services, 'now' | 'recordings'>,
  record: Recorded,
  variant: RecordingVariant,
): RevealedRecording {
  return { id: record.id, variant, ...recordings.links.issue(record.id, variant, now()) };
}
