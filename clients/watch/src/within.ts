import { ConnectionLost } from './transport.ts';

/** The result, or ConnectionLost where it takes longer. What made it goes on: end that by a signal. */
export function within<Result>(ms: number, result: Promise<Result>): Promise<Result> {
  let timer: ReturnType<typeof setTimeout>;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new ConnectionLost(`Nothing came for ${ms} ms.`)), ms);
  });
  return Promise.race([result, late]).finally(() => clearTimeout(timer));
}

/** The result, or ConnectionLost as soon as the signal is aborted: also where the result never comes. */
export function unlessAborted<Result>(signal: AbortSignal, result: Promise<Result>): Promise<Result> {
  return new Promise((resolve, reject) => {
    const abort = () => reject(new ConnectionLost('The watch was ended.'));
    signal.addEventListener('abort', abort);
    if (signal.aborted) abort();
    result.then(resolve, reject).finally(() => signal.removeEventListener('abort', abort));
  });
}
