import type { RecordingLinks } from '../../archive/recording-links.ts';
import type { Services } from '../services.ts';
import { type OpenedRecording, openRecording } from './open-recording.ts';

/** What recordings are served with over HTTP: no store, since the signed address alone says what may be heard. */
export interface ServedRecordings extends Pick<Services, 'now' | 'log' | 'metrics'> {
  readonly links: RecordingLinks;
  open(...given: RestOf<Parameters<typeof openRecording>>): Promise<OpenedRecording>;
  /** Whether an error says that the store takes nothing now, and may again later. */
  isOutage(error: unknown): boolean;
}

type RestOf<Parameters_> = Parameters_ extends readonly [unknown, ...infer Rest] ? Rest : never;

/** The recordings of this service, as HTTP serves them. */
export function servedRecordings(
  services: Pick<Services, 'accounts' | 'store' | 'now' | 'log' | 'metrics' | 'recordings'>,
): ServedRecordings {
  const { now, log, metrics, recordings, store } = services;
  return {
    now,
    log,
    metrics,
    links: recordings.links,
    open: (...given) => openRecording(services, ...given),
    isOutage: store.isOutage,
  };
}
