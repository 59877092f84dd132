import { createHash, randomInt } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import type { FastifyInstance } from 'fastify';
import type { Tour } from '../../sandbox/tour.ts';
import { type ExampleName, type ExampleValues, fillIn, SAMPLE_VALUES, type WorkedExamples } from './tabs.ts';

interface Page {
  readonly body: Buffer;
  readonly policy: string;
}

/**
 * Serves GraphiQL at `/graphiql`, with the document of `?query=`, or the worked examples. Those come by the address
 * too: tabs by default are for the first window only, and any other would open an empty one. The page carries all its
 * assets (9 MB of script), so it is rendered when it is first asked for, and kept compressed.
 */
export function serveGraphiQL(app: FastifyInstance, worked: WorkedExamples, tour: Tour | undefined): void {
  let page: Promise<Page> | undefined;
  const examples = `graphiql?query=${encodeURIComponent(workedExamples(worked, tour))}`;
  app.get<{ Querystring: { query?: string } }>('/graphiql', async (request, reply) => {
    if (!request.query.query) return reply.redirect(examples);
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

const HEADING = `# Choose an operation at the Run button, or put
# the cursor into one and press Ctrl-Enter.
`;

/** Examples that neither bind nor call: those of a service that is no sandbox. */
const HARMLESS: readonly ExampleName[] = ['watch', 'history'];

/** All examples in one document: one tab, in which a single click chooses the operation. */
function workedExamples(worked: WorkedExamples, tour: Tour | undefined): string {
  const names = tour ? (Object.keys(worked) as ExampleName[]) : HARMLESS;
  const values = tour ? sandboxValues(tour) : SAMPLE_VALUES;
  return [HEADING, ...names.map((name) => fillIn(worked[name] ?? '', values))].join('\n');
}

/**
 * Values with which the examples can be run in their order; drawn anew by each process, so that its first run is new.
 */
function sandboxValues({ binders: [binder], notifier }: Tour): ExampleValues {
  const run = String(randomInt(100_000, 1_000_000));
  const numberX = binder?.numbers[randomInt(binder.numbers.length || 1)];
  return {
    ...SAMPLE_VALUES,
    key: `try-${run}/bind`,
    messageKey: `try-${run}/notify`,
    reference: `try-${run}`,
    boundReference: `try-${run}`,
    messageReference: `try-${run}`,
    numberA: `138${run}00`,
    boundA: `138${run}00`,
    numberB: `139${run}00`,
    recipient: `137${run}00`,
    accountId: binder?.accountId,
    numberX,
    dialledX: numberX,
    notifier: notifier?.accountId,
    templateId: notifier?.templateId,
    variable: notifier?.variable,
  };
}

async function renderPage(): Promise<Page> {
  const { renderGraphiQL } = await import('@graphql-yoga/render-graphiql');
  const html = renderGraphiQL({
    title: 'voice-subgraph: GraphiQL',
    endpoint: '/graphql',
    subscriptionsProtocol: 'WS',
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
