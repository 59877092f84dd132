import type { FastifyInstance } from 'fastify';

/** Probes, open to everybody: they tell nothing but yes or no. `isReady` turns false as soon as the process drains. */
export function serveHealth(app: FastifyInstance, isReady: () => boolean): void {
  app.get('/health/live', async () => ({ status: 'live' }));
  app.get('/health/ready', async (_request, reply) =>
    isReady() ? { status: 'ready' } : reply.code(503).send({ status: 'draining' }),
  );
}
