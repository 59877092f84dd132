import { type ActivityView } from './activity-store.ts';
import type { WatchOptions } from './watch.ts';
/** How the views below it watch. Keep the value: another one begins their watches anew. */
export declare const VoiceWatch: import("react").Context<Pick<WatchOptions, "documents" | "transport"> | undefined>;
/** Everything that happens by voice under a reference, as it now is, and from then on whenever it changes. */
export declare function useVoiceActivity(reference: string): ActivityView;
