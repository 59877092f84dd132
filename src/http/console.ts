import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import type { FastifyInstance } from 'fastify';
import { CONSOLE_TABS } from './console-tabs.ts';

interface Page {
  readonly body: Buffer;
  readonly policy: string;
}

/**
 * Serves GraphiQL at `/`. The page carries all its assets (9 MB of script), so it is rendered when somebody first asks
 * for it, and kept compressed.
 */
export function serveConsole(app: FastifyInstance): void {
  let page: Promise<Page> | undefined;
  app.get('/', async (_request, reply) => {
    page ??= renderPage();
    const { body, policy } = await page;
    return reply
      .header('content-type', 'text/html; charset=utf-8')
      .header('content-encoding', 'gzip')
      .header('content-security-policy', policy)
      .header('cache-control', 'no-cache')
      .send(body);
  });
}

async function renderPage(): Promise<Page> {
  const { renderGraphiQL } = await import('@graphql-yoga/render-graphiql');
  const html = renderGraphiQL({
    title: 'voice-subgraph',
    endpoint: '/graphql',
    subscriptionsProtocol: 'WS',
    defaultTabs: [...CONSOLE_TABS],
    shouldPersistHeaders: true,
  });
  return { body: gzipSync(html), policy: policyOf(html) };
}

/**
 * What the page may do: run its own scripts, known by their hashes, and talk to where it came from. Its editor writes
 * styles as it goes, carries its fonts in them, and starts its workers from blobs.
 */
function policyOf(html: string): string {
  const scripts = [...html.matchAll(/<script[^>]*>([\s\S]*?)<\/script>/g)].map(
    ([, script = '']) => `'sha256-${createHash('sha256').update(script).digest('base64')}'`,
  );
  return [
    "default-src 'none'",
    `script-src ${scripts.join(' ')}`,
    "style-src 'unsafe-inline'",
    'font-src data:',
    "img-src 'self' data:",
    "connect-src 'self'",
    'worker-src blob: data:',
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ');
}
