import type { Config, RecordingSettings } from '../config/config.ts';
import { derive } from '../store/vault.ts';
import { type RecordingFiles, recordingFiles } from './recording-files.ts';
import { type RecordingLinks, recordingLinks } from './recording-links.ts';

/** What the use cases around recordings work with. */
export interface Recordings {
  readonly links: RecordingLinks;
  readonly files: RecordingFiles;
  /** What is larger is not fetched. */
  readonly largestBytes: number;
}

/**
 * Opens the archive's folder and the signing of addresses, each under a key of its own that is derived of the newest of
 * the data keys; what an earlier one made is still good.
 */
export function openRecordings(
  { urlSeconds, folder, largestBytes }: RecordingSettings,
  { dataKey, previousDataKeys }: Pick<Config, 'dataKey' | 'previousDataKeys'>,
  publicUrl: () => string,
): Recordings {
  return {
    links: recordingLinks(
      [dataKey, ...previousDataKeys].map((key) => derive(key, 'recording-url')),
      publicUrl,
      urlSeconds,
    ),
    files: recordingFiles(folder, dataKey, previousDataKeys),
    largestBytes,
  };
}
