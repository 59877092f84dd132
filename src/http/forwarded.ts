import { isIP } from 'node:net';
import type { FastifyInstance } from 'fastify';

const HEADER = 'x-forwarded-for';

/**
 * Has `X-Forwarded-For` hold addresses alone before `request.ip` is told from it. Proxies also write ports (Azure's
 * gateway does), brackets and quotes; with them an address is neither that of a trusted proxy nor on any list.
 */
export function cleanForwarded(app: FastifyInstance): void {
  app.addHook('onRequest', async ({ raw: { headers } }) => {
    const given = headers[HEADER];
    if (given !== undefined) headers[HEADER] = String(given).split(',').map(addressIn).join(', ');
  });
}

/** The address in an entry: without its port, zone, brackets and quotes. What holds no address stays as it is. */
export function addressIn(entry: string): string {
  const bare = entry.trim().replace(/^"(.*)"$/, '$1');
  const inBrackets = /^\[([^\]]*)\](?::\d{1,5})?$/.exec(bare)?.[1];
  // An IPv6 address can end like one with a port: it is taken whole where it is an address so.
  const address = [inBrackets ?? bare, bare.replace(/:\d{1,5}$/, '')]
    .map((each) => each.replace(/%[^%]*$/, ''))
    .find((each) => isIP(each) !== 0);
  return address === undefined ? entry.trim() : (/^::ffff:(\d[\d.]*)$/i.exec(address)?.[1] ?? address);
}
