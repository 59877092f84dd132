import { followVoiceActivity } from './follow.js';
import { nothingUnder, withItem } from './holding.js';
export function createActivityStore(reference, options) {
    const listeners = new Set();
    let activities = new Map();
    let view = { ...nothingUnder(reference), state: 'LOADING', error: undefined };
    let stop = () => { };
    const show = (change) => {
        view = { ...view, ...change };
        for (const listener of listeners)
            listener();
    };
    const take = (item) => {
        activities = withItem(activities, item);
        show({ ...activities.get(reference), ...(view.state === 'LOADING' ? LIVE : {}) });
    };
    const onStatus = (status) => {
        const isLoading = view.state === 'LOADING' && status.state === 'LOST';
        show(status.state === 'LIVE' ? LIVE : { state: isLoading ? 'LOADING' : 'LOST', error: status.reason });
    };
    return {
        get: () => view,
        subscribe: (listener) => {
            listeners.add(listener);
            if (listeners.size === 1) {
                stop = followVoiceActivity({ ...options, references: [reference], onStatus }, { onRecords: take, onChange: take, onEnd: (error) => show({ state: 'ENDED', error }) });
            }
            return () => {
                if (listeners.delete(listener) && listeners.size === 0)
                    stop();
            };
        },
    };
}
const LIVE = { state: 'LIVE', error: undefined };
