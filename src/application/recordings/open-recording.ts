import { Readable } from 'node:stream';
import { audioTypeOf, UNKNOWN_AUDIO } from '../../domain/audio.ts';
import { type ByteRange, type ByteSpan, spanOf } from '../../domain/byte-range.ts';
import type { RecordingVariant } from '../../domain/recording.ts';
import type { Fetched } from '../../vendors/recording-answer.ts';
import type { Services } from '../services.ts';
import { findRecorded, type Recorded } from './recorded.ts';

/** Where the bytes of a recording come from. */
export type RecordingSource = 'archive' | 'record' | 'vendor';

/** What there is to hear, or why there is nothing: as a vendor's answer, but that there may be none to ask for. */
export type OpenedRecording =
  | (Sound & { readonly source: RecordingSource })
  | Exclude<Fetched, Sound>
  /** There is none, or it was forgotten. */
  | { readonly kind: 'none' };

type Sound = Extract<Fetched, { kind: 'content' } | { kind: 'unsatisfiable' }>;

/** Opens a recording or voice reply, or a part of it: from the archive where it is kept, else from the vendor. */
export async function openRecording(
  services: Pick<Services, 'accounts' | 'store' | 'log' | 'recordings'>,
  id: string,
  variant: RecordingVariant,
  range: ByteRange | undefined,
  signal: AbortSignal,
): Promise<OpenedRecording> {
  const record = await findRecorded(services.store, id);
  if (!record) return { kind: 'none' };
  if (variant === 'voice-reply') return openReply(record, range);
  return (await openArchived(services, id, range)) ?? fetchFromVendor(services, record, range, signal);
}

function openReply(record: Recorded, range: ByteRange | undefined): OpenedRecording {
  if (!('voiceReply' in record) || record.voiceReply === undefined) return { kind: 'none' };
  const bytes = Buffer.from(record.voiceReply, 'base64');
  const contentType = audioTypeOf(bytes) ?? UNKNOWN_AUDIO;
  return cut('record', contentType, bytes.length, range, ({ start, end }) =>
    Readable.from([bytes.subarray(start, end + 1)], { objectMode: false }),
  );
}

async function openArchived(
  { store, recordings: { files }, log }: Pick<Services, 'store' | 'log' | 'recordings'>,
  id: string,
  range: ByteRange | undefined,
): Promise<OpenedRecording | undefined> {
  const kept = await store.recordings.find(id);
  if (kept?.state !== 'ARCHIVED' || kept.size === undefined) return undefined;
  const { size, contentType = UNKNOWN_AUDIO } = kept;
  if (await files.has(id, size)) return cut('archive', contentType, size, range, (span) => files.read(id, size, span));
  log.error({ recording: id }, 'an archived recording is missing or cut short in RECORDINGS_FOLDER');
  return undefined;
}

/** Something of a known size, or the part of it that was asked for. */
function cut(
  source: RecordingSource,
  contentType: string,
  size: number,
  range: ByteRange | undefined,
  read: (span: ByteSpan) => Readable,
): OpenedRecording {
  const span = range && spanOf(range, size);
  if (range && !span) return { kind: 'unsatisfiable', source, size };
  const body = read(span ?? { start: 0, end: size - 1 });
  return { kind: 'content', source, contentType, size, span, body };
}

async function fetchFromVendor(
  { accounts, recordings: { largestBytes } }: Pick<Services, 'accounts' | 'recordings'>,
  { accountId, recordingUrl }: Recorded,
  range: ByteRange | undefined,
  signal: AbortSignal,
): Promise<OpenedRecording> {
  if (recordingUrl === undefined) return { kind: 'none' };
  const account = accounts.find(accountId);
  if (!account) return { kind: 'refused', reason: `The account ${accountId} is not set up any more.` };
  const fetched = await account.recordings.fetch(recordingUrl, { range, largestBytes, signal });
  return fetched.kind === 'content' || fetched.kind === 'unsatisfiable' ? { ...fetched, source: 'vendor' } : fetched;
}
