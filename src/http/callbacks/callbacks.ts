import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Account, AccountDirectory } from '../../accounts/accounts.ts';
import type { Services } from '../../application/services.ts';
import { idOfToken } from '../../domain/ids.ts';
import { sameSecret } from '../authentication/secrets.ts';
import { NOTHING_HERE, refuse } from '../refusals.ts';
import { allowList } from './allow-list.ts';
import { openCallbackLimits } from './callback-limits.ts';

interface CallbackRoute {
  Params: { accountId: string; token: string; kind?: string };
  Querystring: { token?: unknown };
}

// A push of 200 reports (Ksyun) is some 100 kB; nothing documented comes near this.
const LARGEST_PUSH_BYTES = 1024 * 1024;
const BYTES = 'application/octet-stream';

/**
 * Serves the addresses that vendors push to. A push is acknowledged as its vendor's document asks, and only once its
 * raw bytes are durable; where they cannot be stored the answer is 503, and where there are too many 429, and the
 * vendor pushes again.
 */
export function serveCallbacks(
  app: FastifyInstance,
  { accounts, inbox, metrics }: Pick<Services, 'accounts' | 'inbox' | 'metrics'>,
  requestsPerSecond: number,
): void {
  const allowed = new Map(
    accounts.all.flatMap(({ id, config }) =>
      config.callback.allowedIps ? [[id, allowList(config.callback.allowedIps)]] : [],
    ),
  );
  app.register(async (scope) => {
    const limits = await openCallbackLimits(scope, requestsPerSecond);
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body));

    const receive = {
      method: 'POST' as const,
      bodyLimit: LARGEST_PUSH_BYTES,
      // Before the body is read: who does not know the token, or comes too often, gets nothing done.
      onRequest: async (request: FastifyRequest<CallbackRoute>, reply: FastifyReply) => {
        const account = accountOf(accounts, request);
        const isAllowed = account !== undefined && (allowed.get(account.id)?.(request.ip) ?? true);
        const wait = await (isAllowed ? limits.push : limits.wrongGuess)(request);
        if (isAllowed && wait === undefined) {
          // Whatever the vendor calls its bytes, or in what words: they are kept as they came.
          request.headers = { 'content-type': BYTES };
          return undefined;
        }
        metrics.refusedPush(wait ? 'TOO_MANY' : account ? 'CLIENT_NOT_ALLOWED' : 'UNKNOWN_ADDRESS', account?.id);
        if (wait === undefined) return reply.code(404).send(NOTHING_HERE);
        return reply
          .code(429)
          .header('retry-after', wait)
          .send({ error: `Too many requests: wait ${wait} s.` });
      },
      errorHandler: (error: FastifyError, request: FastifyRequest<CallbackRoute>, reply: FastifyReply) => {
        const { statusCode = 500 } = error;
        if (statusCode < 500) {
          metrics.refusedPush(statusCode === 413 ? 'TOO_LARGE' : 'BROKEN_OFF', request.params.accountId);
        }
        refuse(error, request, reply);
      },
    };
    for (const url of ['/callbacks/:accountId/:token', '/callbacks/:accountId/:token/:kind']) {
      scope.route<CallbackRoute>({
        ...receive,
        url,
        handler: async (request, reply) => {
          const account = accountOf(accounts, request);
          if (!account) return reply.code(404).send(NOTHING_HERE);
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
            .catch(() => {
              metrics.refusedPush('NOT_STORED', account.id);
              return reply.code(503).send('The push could not be stored. Push it again.');
            });
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
  if (!account || !knows(params.token, account)) return undefined;
  const { kind } = params;
  return kind === undefined || account.module.callbacks.kinds.includes(kind) ? account : undefined;
}

function knows(given: string, { config: { callback } }: Account): boolean {
  const { token, previousToken } = callback;
  return sameSecret(given, token) || (previousToken !== undefined && sameSecret(given, previousToken));
}

/**
 * The correlation token that the address was given out with. A vendor can add a query of its own to it, even behind a
 * second question mark, or one of the same name.
 */
function correlationTokenOf({ query }: FastifyRequest<CallbackRoute>): string | undefined {
  const given = [query.token]
    .flat()
    .flatMap((each) => (typeof each === 'string' ? [each.replace(/[?&].*$/s, '')] : []));
  return given.find((each) => idOfToken(each) !== undefined);
}

/** Headers as they came, but for those that say nothing of the push or could hold credentials. */
function keptHeaders({ raw: { headers } }: FastifyRequest): Record<string, string> {
  const { authorization: _credentials, cookie: _session, ...kept } = headers;
  return Object.fromEntries(Object.entries(kept).map(([name, value]) => [name, String(value)]));
}
