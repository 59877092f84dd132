import { watchVoiceActivity } from './watch.js';
/** The watch by callbacks. Returns how to stop. */
export function followVoiceActivity(options, { onRecords, onChange, onEnd }) {
    const items = watchVoiceActivity(options);
    const follow = async () => {
        for await (const item of items) {
            if (item.kind === 'RECORDS')
                onRecords(item);
            else
                onChange(item);
        }
    };
    let isStopped = false;
    follow().catch((reason) => {
        if (!isStopped)
            onEnd(reason);
    });
    return () => {
        isStopped = true;
        void items.return();
    };
}
