import { ConnectionLost } from './transport.js';
/** The result, or ConnectionLost where it takes longer. What made it goes on: end that by a signal. */
export function within(ms, result) {
    let timer;
    const late = new Promise((_resolve, reject) => {
        timer = setTimeout(() => reject(new ConnectionLost(`Nothing came for ${ms} ms.`)), ms);
    });
    return Promise.race([result, late]).finally(() => clearTimeout(timer));
}
/** The result, or ConnectionLost as soon as the signal is aborted: also where the result never comes. */
export function unlessAborted(signal, result) {
    return new Promise((resolve, reject) => {
        const abort = () => reject(new ConnectionLost('The watch was ended.'));
        signal.addEventListener('abort', abort);
        if (signal.aborted)
            abort();
        result.then(resolve, reject).finally(() => signal.removeEventListener('abort', abort));
    });
}
