/** How the page talks to the service that it came from. */

const TOKEN = 'voice-console-token';
const address = new URL('graphql', location.href).href;

/** The bearer token that a person has given, where the sandbox asks for one. */
export const token = {
  get: () => sessionStorage.getItem(TOKEN) ?? '',
  set: (value) => sessionStorage.setItem(TOKEN, value.trim()),
};

function headers() {
  return {
    'content-type': 'application/json',
    ...(token.get() ? { authorization: `Bearer ${token.get()}` } : {}),
  };
}

/** Sends a document with one operation. Gives the whole answer; rejects only where none came. */
export async function send(query) {
  const response = await fetch(address, { method: 'POST', headers: headers(), body: JSON.stringify({ query }) });
  if (response.status === 401) document.dispatchEvent(new Event('token-needed'));
  return response.json();
}

/** Asks one of the sandbox's own addresses. Gives the answer, or rejects with what is wrong. */
export async function sandbox(path, method = 'GET', body = undefined) {
  const response = await fetch(new URL(`sandbox/${path}`, location.href), {
    method,
    headers: body ? { 'content-type': 'application/json' } : {},
    body: body ? JSON.stringify(body) : undefined,
  });
  const answer = await response.json();
  if (!response.ok) throw new Error(answer.error);
  return answer;
}

/** The same request as a line for a shell. */
export function curlOf(query) {
  const bearer = token.get() ? " -H 'authorization: Bearer …'" : '';
  const body = JSON.stringify({
    query: query
      .replace(/^#.*\n/gm, '')
      .replace(/\s+/g, ' ')
      .trim(),
  });
  return `curl -s ${address} -H 'content-type: application/json'${bearer} \\\n  -d '${body.replaceAll("'", "'\\''")}'`;
}

/** The same subscription in a program. */
export function programOf(query) {
  return `import { createClient } from 'graphql-ws';

const client = createClient({ url: '${address.replace(/^http/, 'ws')}' });
client.subscribe(
  { query: \`${query.trim()}\`, operationName: 'WatchCalls' },
  { next: ({ data }) => console.log(data), error: console.error, complete() {} },
);`;
}

/** A socket that connects again by itself; `on` is told how it stands. */
export function connect(on) {
  return globalThis.graphqlWs.createClient({
    url: address.replace(/^http/, 'ws'),
    connectionParams: () => (token.get() ? { authorization: `Bearer ${token.get()}` } : {}),
    retryAttempts: Number.POSITIVE_INFINITY,
    shouldRetry: () => true,
    on,
  });
}
