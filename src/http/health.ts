import type { FastifyInstance } from 'fastify';
import type { Metrics } from '../application/metrics.ts';

/** Probes and figures. `isReady` turns false as soon as the process begins to drain. */
export function serveHealth(app: FastifyInstance, metrics: Metrics, isReady: () => boolean): void {
  app.get('/health/live', async () => ({ status: 'live' }));
  app.get('/health/ready', async (_request, reply) =>
    isReady() ? { status: 'ready' } : reply.code(503).send({ status: 'draining' }),
  );
  app.get('/metrics', async (_request, reply) =>
    reply.header('content-type', metrics.registry.contentType).send(await metrics.registry.metrics()),
  );
}
