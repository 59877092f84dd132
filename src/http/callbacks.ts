import { createHash, timingSafeEqual } from 'node:crypto';
import { BlockList, isIPv6 } from 'node:net';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Account, AccountDirectory } from '../application/accounts.ts';
import type { Inbox } from '../application/ingest.ts';
import { idOfToken } from '../domain/ids.ts';

interface CallbackRoute {
  Params: { accountId: string; token: string; kind?: string };
  Querystring: { token?: unknown };
}

// A push of 200 reports (Ksyun) is some 100 kB; nothing documented comes near this.
const LARGEST_PUSH_BYTES = 1024 * 1024;

/**
 * Serves the addresses that vendors push to. A push is acknowledged as its vendor's document asks, and only once its
 * raw bytes are durable; where they cannot be stored the answer is 503, and the vendor pushes again.
 */
export function serveCallbacks(app: FastifyInstance, accounts: AccountDirectory, inbox: Inbox): void {
  const allowed = new Map(accounts.all.map((account) => [account.id, allowList(account)]));
  app.register(async (scope) => {
    // Whatever the vendor calls its bytes: they are kept as they came.
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body));

    const receive = {
      method: 'POST' as const,
      bodyLimit: LARGEST_PUSH_BYTES,
      // Before the body is read: who does not know the token gets nothing done.
      onRequest: async (request: FastifyRequest<CallbackRoute>, reply: { callNotFound(): void }) => {
        const account = accountOf(accounts, request);
        if (!account || allowed.get(account.id)?.(request.ip) === false) reply.callNotFound();
      },
    };
    for (const url of ['/callbacks/:accountId/:token', '/callbacks/:accountId/:token/:kind']) {
      scope.route<CallbackRoute>({
        ...receive,
        url,
        handler: async (request, reply) => {
          const account = accountOf(accounts, request);
          if (!account) return reply.callNotFound();
          const { status, contentType, body } = account.module.callbacks.acknowledgement;
          await inbox
            .accept({
              accountId: account.id,
              vendor: account.vendor,
              kind: request.params.kind,
              token: correlationTokenOf(request),
              headers: keptHeaders(request),
              body: Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0),
            })
            .catch(() => reply.code(503).send('The push could not be stored. Push it again.'));
          if (reply.sent) return reply;
          return reply.code(status).header('content-type', contentType).send(body);
        },
      });
    }
  });
}

/** The account that an address belongs to; undefined where the account, its token or the kind is not right. */
function accountOf(accounts: AccountDirectory, { params }: FastifyRequest<CallbackRoute>): Account | undefined {
  const account = accounts.find(params.accountId);
  if (!account || !sameSecret(params.token, account.config.callback.token)) return undefined;
  const { kind } = params;
  return kind === undefined || account.module.callbacks.kinds.includes(kind) ? account : undefined;
}

/** Tells whether an address is on the account's allow-list; undefined where it has none, and any may push. */
function allowList({ config }: Account): ((address: string) => boolean) | undefined {
  const { allowedIps } = config.callback;
  if (!allowedIps) return undefined;
  const list = new BlockList();
  for (const entry of allowedIps) {
    const [network = '', bits] = entry.split('/');
    const family = isIPv6(network) ? 'ipv6' : 'ipv4';
    list.addSubnet(network, Number(bits ?? (family === 'ipv6' ? 128 : 32)), family);
  }
  return (address) => list.check(address, isIPv6(address) ? 'ipv6' : 'ipv4');
}

/** Compares in constant time; hashing first makes the lengths equal. */
function sameSecret(given: string, expected: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(given), digest(expected));
}

/** The correlation token that the address was given out with. */
function correlationTokenOf({ query }: FastifyRequest<CallbackRoute>): string | undefined {
  return typeof query.token === 'string' && idOfToken(query.token) !== undefined ? query.token : undefined;
}

/** Headers as they came, but for those that say nothing of the push or could hold somebody's credentials. */
function keptHeaders({ headers }: FastifyRequest): Record<string, string> {
  const { authorization: _credentials, cookie: _session, ...kept } = headers;
  return Object.fromEntries(Object.entries(kept).map(([name, value]) => [name, String(value)]));
}
