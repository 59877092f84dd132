import { followVoiceActivity } from './follow.ts';
import { type Activities, nothingUnder, withItem } from './holding.ts';
import type { ActivityRecords, WatchItem } from './records.ts';
import type { WatchOptions, WatchStatus } from './watch.ts';

/** What a view shows of one reference. */
export interface ActivityView extends ActivityRecords {
  /** LOADING until the records are there; ENDED where the watch is refused for good, with the reason in `error`. */
  readonly state: 'LOADING' | WatchStatus['state'] | 'ENDED';
  /** Why the watch does not stand, where it does not. */
  readonly error: unknown;
}

/** In the form that views of any framework subscribe to; the watch runs while there are subscribers. */
export interface ActivityStore {
  /** The same object until something changes. */
  get(): ActivityView;
  /** Returns how to unsubscribe. */
  subscribe(listener: () => void): () => void;
}

export function createActivityStore(
  reference: string,
  options: Omit<WatchOptions, 'references' | 'after' | 'signal' | 'onStatus'>,
): ActivityStore {
  const listeners = new Set<() => void>();
  let activities: Activities = new Map();
  let view: ActivityView = { ...nothingUnder(reference), state: 'LOADING', error: undefined };
  let stop = () => {};
  const show = (change: Partial<ActivityView>) => {
    view = { ...view, ...change };
    for (const listener of listeners) listener();
  };
  const take = (item: WatchItem) => {
    activities = withItem(activities, item);
    show({ ...activities.get(reference), ...(view.state === 'LOADING' ? LIVE : {}) });
  };
  const onStatus = (status: WatchStatus) => {
    const isLoading = view.state === 'LOADING' && status.state === 'LOST';
    show(status.state === 'LIVE' ? LIVE : { state: isLoading ? 'LOADING' : 'LOST', error: status.reason });
  };
  return {
    get: () => view,
    subscribe: (listener) => {
      listeners.add(listener);
      if (listeners.size === 1) {
        stop = followVoiceActivity(
          { ...options, references: [reference], onStatus },
          { onRecords: take, onChange: take, onEnd: (error) => show({ state: 'ENDED', error }) },
        );
      }
      return () => {
        if (listeners.delete(listener) && listeners.size === 0) stop();
      };
    },
  };
}

const LIVE = { state: 'LIVE', error: undefined } as const;
