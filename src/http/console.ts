import { gzipSync } from 'node:zlib';
import type { FastifyInstance } from 'fastify';
import { CONSOLE_TABS } from './console-tabs.ts';

/**
 * Serves GraphiQL at `/`. The page carries all its assets (9 MB of script), so it is rendered when somebody first asks
 * for it, and kept compressed.
 */
export function serveConsole(app: FastifyInstance): void {
  let page: Promise<Buffer> | undefined;
  app.get('/', async (_request, reply) => {
    page ??= renderPage();
    return reply
      .header('content-type', 'text/html; charset=utf-8')
      .header('content-encoding', 'gzip')
      .header('cache-control', 'no-cache')
      .send(await page);
  });
}

async function renderPage(): Promise<Buffer> {
  const { renderGraphiQL } = await import('@graphql-yoga/render-graphiql');
  const html = renderGraphiQL({
    title: 'voice-subgraph',
    endpoint: '/graphql',
    subscriptionsProtocol: 'WS',
    defaultTabs: [...CONSOLE_TABS],
    shouldPersistHeaders: true,
  });
  return gzipSync(html);
}
