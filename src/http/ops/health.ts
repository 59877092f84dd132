import type { FastifyInstance } from 'fastify';
import type { StoreState } from '../../metrics/store-state.ts';

/** Where a process stands between its start and its end. */
export type Phase = 'starting' | 'ready' | 'draining';

/**
 * Probes, open without authentication. A process is ready between its start and its draining, while the store answers:
 * without it, it could take nothing in. A process that is not ready says why.
 */
export function serveHealth(app: FastifyInstance, phase: () => Phase, store: StoreState): void {
  app.get('/health/live', async () => ({ status: 'live' }));
  app.get('/health/ready', async (_request, reply) => {
    const status = phase();
    if (status !== 'ready') return reply.code(503).send({ status });
    const failure = await store.failure();
    if (failure === undefined) return { status };
    return reply.code(503).send({ status: 'store unavailable', reason: `The store cannot be used: ${failure}.` });
  });
}
