import { readFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type RequestListener, type Server, type ServerResponse } from 'node:http';
import { extname } from 'node:path';
import type { BackEnd } from './back-end.ts';

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
};

const PAGE = new URL('page/', import.meta.url);
// The client as a browser takes it: modules, with nothing to bundle.
const WATCH = new URL('../../clients/watch/dist/', import.meta.url);

const FILES: readonly [RegExp, URL][] = [
  [/^\/(index\.html|page\.js|page\.css)$/, PAGE],
  [/^\/watch\/([\w-]+\.js)$/, WATCH],
];

/** Serves the page, what its buttons do, and the gateway behind everything else. */
export function createPageServer(gateway: RequestListener, { connect, dial }: BackEnd): Server {
  const act = async (work: (orderId: string) => Promise<unknown>, url: URL, response: ServerResponse) => {
    const result = await work(url.searchParams.get('order') ?? '');
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(result));
  };
  const serve = async (request: IncomingMessage, response: ServerResponse) => {
    const url = new URL(request.url ?? '/', 'http://localhost');
    const path = url.pathname === '/' ? '/index.html' : url.pathname;
    if (request.method === 'POST' && path === '/connect') return act(connect, url, response);
    if (request.method === 'POST' && path === '/dial') return act(dial, url, response);
    for (const [pattern, folder] of FILES) {
      const name = pattern.exec(path)?.[1];
      if (name === undefined) continue;
      const content = await readFile(new URL(name, folder));
      return response.writeHead(200, { 'content-type': TYPES[extname(name)] ?? '' }).end(content);
    }
    return gateway(request, response);
  };
  return createServer((request, response) => {
    serve(request, response).catch((error: unknown) => {
      response.writeHead(400, { 'content-type': 'text/plain' }).end(String(error));
    });
  });
}
