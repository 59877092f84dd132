import type { FastifyInstance, FastifyRequest } from 'fastify';
import { GraphQLError } from 'graphql';
import type { AccessConfig } from '../../config/access.ts';
import type { Metrics } from '../../metrics/metrics.ts';
import type { Authenticate } from '../authentication/authentication.ts';
import { sameSecret } from '../authentication/secrets.ts';

/** Serves the figures at `/metrics`: without authentication, or for METRICS_TOKEN or a token with voice:admin. */
export function serveMetrics(
  app: FastifyInstance,
  { registry }: Metrics,
  { metrics }: AccessConfig,
  authenticate: Authenticate,
): void {
  app.get('/metrics', async (request, reply) => {
    const refused = metrics.public ? undefined : await refusal(request, metrics.token, authenticate);
    if (!refused) return reply.header('content-type', registry.contentType).send(await registry.metrics());
    if (refused.status === 401) reply.header('www-authenticate', 'Bearer');
    return reply.code(refused.status).send({ error: refused.error });
  });
}

interface Refusal {
  readonly status: number;
  readonly error: string;
}

const NEEDED = 'Send METRICS_TOKEN, or a token with the scope voice:admin, as a bearer token';

/** Why a request may not see the figures; undefined where it may. */
async function refusal(
  { headers: { authorization } }: FastifyRequest,
  token: string | undefined,
  authenticate: Authenticate,
): Promise<Refusal | undefined> {
  if (token !== undefined && authorization !== undefined && sameSecret(authorization, `Bearer ${token}`)) return;
  try {
    const { subject, scopes } = await authenticate(authorization);
    if (scopes.has('voice:admin')) return undefined;
    return { status: subject === undefined ? 401 : 403, error: `${NEEDED}.` };
  } catch (error) {
    if (!(error instanceof GraphQLError)) throw error;
    const { http } = error.extensions as { http?: { status: number } };
    return { status: http?.status ?? 401, error: `${error.message} ${NEEDED}.` };
  }
}
