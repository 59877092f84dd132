import { readdirSync, readFileSync } from 'node:fs';
import { extname } from 'node:path';
import type { FastifyInstance } from 'fastify';
import type { GraphQLSchema } from 'graphql';
import type { Sandbox } from '../../sandbox/sandbox.ts';
import { serveGraphiQL } from './graphiql.ts';
import { examplesFor } from './tabs.ts';

/**
 * Serves the pages for people: in a sandbox the console with its tour at `/` and `/console`; GraphiQL at `/graphiql`.
 * Elsewhere the tour would bind and call real people: both addresses lead to GraphiQL.
 */
export function serveConsole(app: FastifyInstance, sandbox: Sandbox | undefined, schema: GraphQLSchema): void {
  const examples = examplesFor(schema);
  serveGraphiQL(app, examples, sandbox?.tour);
  for (const path of ['/', '/console']) {
    if (sandbox) app.get(path, async (_request, reply) => sendFile(reply, 'index.html'));
    else app.get(path, async (_request, reply) => reply.redirect('graphiql'));
  }
  if (!sandbox) return;
  const { tour, speed } = sandbox;
  app.get('/console/tour.json', async () => ({ ...tour, examples, instant: !Number.isFinite(speed) }));
  app.get<{ Params: { file: string } }>('/console/:file', async ({ params: { file } }, reply) => sendFile(reply, file));
}

interface File {
  readonly content: Buffer;
  readonly type: string;
}

interface Reply {
  header(name: string, value: string): Reply;
  callNotFound(): void;
  send(content: Buffer): Reply;
}

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
};

// The page runs and loads only what this process serves, and talks to it alone.
const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "media-src 'self'",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

let files: ReadonlyMap<string, File> | undefined;

function sendFile(reply: Reply, name: string): Reply | undefined {
  files ??= readFiles();
  const file = files.get(name);
  if (!file) {
    reply.callNotFound();
    return undefined;
  }
  return reply
    .header('content-type', file.type)
    .header('content-security-policy', POLICY)
    .header('cache-control', 'no-cache')
    .send(file.content);
}

/** The page's files, and the browser's build of the library that the page subscribes with. */
function readFiles(): ReadonlyMap<string, File> {
  const folder = new URL('page/', import.meta.url);
  const own = readdirSync(folder).flatMap((name): [string, File][] => {
    const type = TYPES[extname(name)];
    return type ? [[name, { content: readFileSync(new URL(name, folder)), type }]] : [];
  });
  const library = new URL('../umd/graphql-ws.min.js', import.meta.resolve('graphql-ws'));
  return new Map([...own, ['graphql-ws.js', { content: readFileSync(library), type: TYPES['.js'] ?? '' }]]);
}
