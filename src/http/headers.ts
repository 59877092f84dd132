import helmet from '@fastify/helmet';
import type { FastifyInstance } from 'fastify';

// Two years, as MDN advises. What else lies under the name is not this service's to decide.
const STRICT_TRANSPORT = { maxAge: 63_072_000, includeSubDomains: false };

/** The same for the few answers that are given before a request has come as far as the rest. */
export const EARLY_HEADERS: Readonly<Record<string, string>> = {
  'content-security-policy': "default-src 'none';frame-ancestors 'none'",
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'no-referrer',
  'cache-control': 'no-store',
};

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
    strictTransportSecurity: publicUrl?.startsWith('https:') ? STRICT_TRANSPORT : false,
    // Nothing is given for a cookie, so nothing is gained by keeping other origins' pages from playing what they may
    // hear.
    crossOriginResourcePolicy: false,
  });
  app.addHook('onSend', async (_request, reply) => {
    if (!reply.hasHeader('cache-control')) reply.header('cache-control', 'no-store');
  });
}
