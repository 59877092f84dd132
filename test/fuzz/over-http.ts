import { request } from 'node:http';
import { LONGEST_ANSWER_MS } from './attack.ts';

interface Request {
  readonly path: string;
  readonly method: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: Buffer | string;
}

const INTERNAL = 'INTERNAL_SERVER_ERROR';

/** Sends a request, and says what is wrong with what comes back: nothing, late, or the service's own failure. */
export async function sendTo(url: string, wanted: Request): Promise<string | undefined> {
  const began = performance.now();
  const answer = await exchange(url, wanted);
  const milliseconds = performance.now() - began;
  if (milliseconds > LONGEST_ANSWER_MS) return `answered after ${Math.round(milliseconds)} ms`;
  if (answer.status >= 500) return `answered ${answer.status}: ${answer.text.slice(0, 300)}`;
  if (answer.text.includes(INTERNAL)) return `failed inside: ${answer.text.slice(0, 1_000)}`;
  return undefined;
}

function exchange(
  url: string,
  { path, method, headers = {}, body }: Request,
): Promise<{ status: number; text: string }> {
  return new Promise((resolve, reject) => {
    const sent = request(`${url}${path}`, { method, headers, timeout: 2 * LONGEST_ANSWER_MS }, (answer) => {
      let text = '';
      answer.setEncoding('utf8').on('data', (part: string) => {
        // The rest of a long answer says nothing that its beginning does not.
        if (text.length < 100_000) text += part;
      });
      answer.on('end', () => resolve({ status: answer.statusCode ?? 0, text }));
      answer.on('error', reject);
    });
    sent.on('timeout', () => sent.destroy(new Error('there was no answer')));
    sent.on('error', (error: NodeJS.ErrnoException) => {
      // Refused before all of it was sent: that is an answer too.
      if (error.code === 'EPIPE' || error.code === 'ECONNRESET') resolve({ status: 0, text: '' });
      else reject(error);
    });
    sent.end(body);
  });
}
