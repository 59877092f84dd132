import { connect } from 'node:net';

export interface RawAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** Sends bytes as they are over a connection of their own, and gives the first answer that comes back. */
export function sendRaw(url: string, ...parts: readonly (string | Uint8Array)[]): Promise<RawAnswer> {
  const { hostname, port } = new URL(url);
  return new Promise((resolve, reject) => {
    const socket = connect(Number(port), hostname);
    const chunks: Buffer[] = [];
    socket.on('data', (chunk) => {
      chunks.push(chunk);
      const answer = read(Buffer.concat(chunks).toString('utf8'));
      if (!answer) return;
      socket.destroy();
      resolve(answer);
    });
    socket.on('error', reject);
    socket.on('close', () => reject(new Error(`There was no whole answer: ${Buffer.concat(chunks)}`)));
    for (const part of parts) socket.write(part);
  });
}

/**
 * Sends each request once the one before it was answered, over one connection, and gives all that comes back until the
 * other end closes it.
 */
export function converse(url: string, ...requests: readonly Uint8Array[]): Promise<string> {
  const { hostname, port } = new URL(url);
  return new Promise((resolve, reject) => {
    const [first = Buffer.alloc(0), ...next] = requests;
    let [text, answers] = ['', 0];
    const socket = connect(Number(port), hostname);
    socket.setEncoding('utf8').on('data', (chunk) => {
      text += chunk;
      const count = text.split('HTTP/1.1 ').length - 1;
      if (count > answers) socket.write(next.shift() ?? '');
      answers = count;
    });
    socket.on('error', reject);
    socket.on('close', () => resolve(text));
    socket.write(first);
  });
}

/** The answer, where it is whole; one that only says to go on (100) is skipped. */
function read(text: string): RawAnswer | undefined {
  const end = text.indexOf('\r\n\r\n');
  if (end < 0) return undefined;
  const [first = '', ...lines] = text.slice(0, end).split('\r\n');
  const status = Number(first.split(' ')[1]);
  if (status === 100) return read(text.slice(end + 4));
  const headers = Object.fromEntries(
    lines.map((line) => [line.slice(0, line.indexOf(':')).toLowerCase(), line.slice(line.indexOf(':') + 1).trim()]),
  );
  const body = text.slice(end + 4);
  const length = Number(headers['content-length'] ?? 0);
  return Buffer.byteLength(body) >= length ? { status, headers, body } : undefined;
}

/** A request over HTTP/1.1, with its length and whatever other lines are given. */
export function rawRequest(target: string, lines: readonly string[], body: string | Uint8Array = ''): Buffer {
  const bytes = Buffer.from(body);
  const head = [`${target} HTTP/1.1`, 'Host: voice.example', `Content-Length: ${bytes.length}`, ...lines, '', ''];
  return Buffer.concat([Buffer.from(head.join('\r\n'), 'latin1'), bytes]);
}
