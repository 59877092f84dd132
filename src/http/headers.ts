import helmet from '@fastify/helmet';
import type { FastifyInstance } from 'fastify';

// Two years, as the lists of hosts that browsers preload want it at least.
const HSTS_SECONDS = 63_072_000;

/**
 * The headers of every answer: nothing is framed, sniffed, referred or kept, and a page may load nothing. A page that
 * needs more says so itself. Browsers are told to insist on TLS only where the service is reached over it.
 */
export async function secureHeaders(app: FastifyInstance, publicUrl: string | undefined): Promise<void> {
  await app.register(helmet, {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: { defaultSrc: ["'none'"], frameAncestors: ["'none'"], baseUri: ["'none'"], formAction: ["'none'"] },
    },
    xFrameOptions: { action: 'deny' },
    strictTransportSecurity: publicUrl?.startsWith('https:') ? { maxAge: HSTS_SECONDS } : false,
    // Nothing is given for a cookie, so nothing is gained by keeping other origins' pages from playing what they may hear.
    crossOriginResourcePolicy: false,
  });
  app.addHook('onSend', async (_request, reply) => {
    if (!reply.hasHeader('cache-control')) reply.header('cache-control', 'no-store');
  });
}
