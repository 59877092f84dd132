import { createContext, useContext, useMemo, useSyncExternalStore } from 'react';
import { type ActivityView, createActivityStore } from './activity-store.ts';
import type { WatchOptions } from './watch.ts';

/** How the views below it watch. Keep the value: another one begins their watches anew. */
export const VoiceWatch = createContext<Pick<WatchOptions, 'transport' | 'documents'> | undefined>(undefined);

/** Everything that happens by voice under a reference, as it now is, and from then on whenever it changes. */
export function useVoiceActivity(reference: string): ActivityView {
  const settings = useContext(VoiceWatch);
  if (!settings) throw new Error('Put <VoiceWatch value={{ transport }}> around what uses useVoiceActivity.');
  const store = useMemo(() => createActivityStore(reference, settings), [reference, settings]);
  return useSyncExternalStore(store.subscribe, store.get, store.get);
}
