import { createContext, useContext, useMemo, useSyncExternalStore } from 'react';
import { createActivityStore } from './activity-store.js';
/** How the views below it watch. Keep the value: another one begins their watches anew. */
export const VoiceWatch = createContext(undefined);
/** Everything that happens by voice under a reference, as it now is, and from then on whenever it changes. */
export function useVoiceActivity(reference) {
    const settings = useContext(VoiceWatch);
    if (!settings)
        throw new Error('Put <VoiceWatch value={{ transport }}> around what uses useVoiceActivity.');
    const store = useMemo(() => createActivityStore(reference, settings), [reference, settings]);
    return useSyncExternalStore(store.subscribe, store.get, store.get);
}
