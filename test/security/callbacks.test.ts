import { once } from 'node:events';
import { type IncomingMessage, request } from 'node:http';
import { networkInterfaces } from 'node:os';
import { expect, test } from 'vitest';
import { ACCOUNT, bearer, PRODUCTION } from '../support/production.ts';
import { startService, temporaryFolder } from '../support/service.ts';
import { until } from '../support/until.ts';
import { PRINTED_PUSH, TOKEN } from '../support/winnerlook.ts';

const VENDOR = '101.37.133.245';

interface Push {
  readonly token?: string;
  readonly from?: string | undefined;
}

/** Pushes as a vendor does, or as a sender that claims another address. Gives the answer's status. */
async function push(url: string, { token = TOKEN, from }: Push = {}): Promise<number> {
  const headers = from === undefined ? {} : { 'x-forwarded-for': from };
  const answer = await fetch(`${url}/callbacks/acct_test/${token}`, { method: 'POST', headers, body: PRINTED_PUSH });
  await answer.arrayBuffer();
  return answer.status;
}

const allowing = (...allowedIps: string[]) => [{ ...ACCOUNT, callback: { token: TOKEN, allowedIps } }];

test('without a trusted proxy a forwarding header does not get a sender past an allow-list', async () => {
  await using folder = await temporaryFolder();
  await using service = await startService(folder.path, PRODUCTION, allowing(VENDOR));
  for (const from of [undefined, VENDOR, `${VENDOR}, 127.0.0.1`, `::ffff:${VENDOR}`]) {
    expect(await push(service.url, { from }), `from ${from}`).toBe(404);
  }
});

test('behind a trusted proxy the allow-list is for the client that the proxy names', async () => {
  await using folder = await temporaryFolder();
  const proxied = { ...PRODUCTION, TRUSTED_PROXIES: '127.0.0.0/8,10.0.0.0/8' };
  await using service = await startService(folder.path, proxied, allowing('101.37.133.0/24', '2001:db8::/32'));
  const named = [VENDOR, `${VENDOR}, 10.1.2.3`, `::ffff:${VENDOR}`, '2001:db8::1', `9.9.9.9, ${VENDOR}`];
  // Some proxies write the port too, in brackets and quotes where it must be told from the address.
  const withPorts = [`${VENDOR}:443`, '[2001:db8::1]:5678', '[2001:db8::1]', `"${VENDOR}:1"`, '"[2001:db8::1]:9"'];
  const mapped = [`::ffff:${VENDOR}:443`, `[::ffff:${VENDOR}]:443`];
  const throughPorts = [`${VENDOR}:1, 10.1.2.3:65535`, `9.9.9.9:80,${VENDOR}:443 , [::ffff:10.1.2.3]:99, "10.0.0.1"`];
  for (const from of [...named, ...withPorts, ...mapped, ...throughPorts]) {
    expect(await push(service.url, { from }), `from ${from}`).toBe(200);
  }
  // What the client wrote itself stands before what the nearest trusted proxy saw.
  const strangers = [undefined, '9.9.9.9', `${VENDOR}, 9.9.9.9`, 'nonsense', '::ffff:9.9.9.9', '9.9.9.9:443'];
  for (const from of [...strangers, `${VENDOR}, 9.9.9.9:443`, `${VENDOR}:nonsense`, `${VENDOR}, unknown`, ':443']) {
    expect(await push(service.url, { from }), `from ${from}`).toBe(404);
  }
});

test('a socket that listens for IPv6 too lets an allowed IPv4 address in', async ({ skip }) => {
  const hasIPv6 = Object.values(networkInterfaces()).some((all) => all?.some(({ family }) => family === 'IPv6'));
  if (!hasIPv6) return skip('This machine has no IPv6.');
  await using folder = await temporaryFolder();
  const dual = { ...PRODUCTION, HOST: '::' };
  await using service = await startService(folder.path, dual, allowing('127.0.0.1'));
  const { port } = new URL(service.url);
  expect(await push(`http://127.0.0.1:${port}`)).toBe(200);
  expect(await push(`http://[::1]:${port}`)).toBe(404);
});

test('a token can be changed: the old address and the new are both taken, until the old one is dropped', async () => {
  await using folder = await temporaryFolder();
  const next = 'the-next-callback-token-of-tests';
  const during = [{ ...ACCOUNT, callback: { token: next, previousToken: TOKEN } }];
  {
    await using service = await startService(folder.path, PRODUCTION, during);
    expect(await push(service.url)).toBe(200);
    expect(await push(service.url, { token: next })).toBe(200);
    expect(await push(service.url, { token: `${next}x` })).toBe(404);
  }
  await using service = await startService(folder.path, PRODUCTION, [{ ...ACCOUNT, callback: { token: next } }]);
  expect(await push(service.url)).toBe(404);
  expect(await push(service.url, { token: next })).toBe(200);
});

test('pushes beyond the limit of a second are refused with 429, before their bodies are read', async () => {
  await using folder = await temporaryFolder();
  const limited = { ...PRODUCTION, CALLBACK_REQUESTS_PER_SECOND: '3' };
  const other = { ...ACCOUNT, id: 'acct_other' };
  await using service = await startService(folder.path, limited, [ACCOUNT, other]);
  // However slow the machine: some second gets more than three of them.
  const { refused, taken } = await until('a second with too many pushes', async () => {
    const statuses = await Promise.all(Array.from({ length: 12 }, () => push(service.url)));
    const counted = (status: number) => statuses.filter((each) => each === status).length;
    return counted(429) > 0 && { refused: counted(429), taken: counted(200) };
  });
  expect(refused + taken).toBe(12);

  const { status, wait } = await halfAPush(service.url, 4);
  expect(status).toBe(429);
  expect(wait).toBe('1');
  const elsewhere = await fetch(`${service.url}/callbacks/acct_other/${TOKEN}`, { method: 'POST', body: PRINTED_PUSH });
  expect(elsewhere.status).toBe(200);
});

/** Begins a push that never ends, again and again until one is refused, and gives that refusal. */
async function halfAPush(url: string, times: number): Promise<{ status: number; wait: string | undefined }> {
  for (;;) {
    const begun = Array.from({ length: times }, () => {
      const sent = request(`${url}/callbacks/acct_test/${TOKEN}`, {
        method: 'POST',
        headers: { 'content-length': 99 },
      });
      sent.on('error', () => undefined);
      sent.write('{');
      return sent;
    });
    const [answer] = (await Promise.race(begun.map((sent) => once(sent, 'response')))) as [IncomingMessage];
    for (const sent of begun) sent.destroy();
    if (answer.statusCode === 429) return { status: 429, wait: answer.headers['retry-after'] };
  }
}

test('a sender that guesses at addresses is soon refused with 429, while the vendor is served', async () => {
  await using folder = await temporaryFolder();
  await using service = await startService(folder.path, PRODUCTION, [ACCOUNT]);
  const guess = () => push(service.url, { token: `${TOKEN}x` });
  const statuses = [];
  for (let count = 0; count < 65; count++) statuses.push(await guess());
  expect(statuses).toEqual([...Array.from({ length: 60 }, () => 404), ...Array.from({ length: 5 }, () => 429)]);
  expect(await push(service.url)).toBe(200);

  const headers = await bearer({ scope: 'voice:admin' });
  const figures = await (await fetch(`${service.url}/metrics`, { headers })).text();
  expect(figures).toContain('voice_callbacks_refused_total{account="",reason="UNKNOWN_ADDRESS"} 60');
  expect(figures).toContain('voice_callbacks_refused_total{account="",reason="TOO_MANY"} 5');
});
