import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { type CallOutcome, STATUS_OF_OUTCOME } from '../../domain/call.ts';
import { asPeopleSay } from '../../http/as-people-say.ts';
import type { Origins } from '../../http/graphql/origins.ts';
import type { Store } from '../../store/store.ts';
import { describeIssues } from '../../vendors/wire.ts';
import { dialInSandbox } from '../dial.ts';
import { reportMessage } from '../report.ts';
import type { Sandbox } from '../sandbox.ts';
import { serveFaults } from './fault-route.ts';

const OUTCOMES = Object.keys(STATUS_OF_OUTCOME) as [CallOutcome, ...CallOutcome[]];

/** Outcomes may be written as people say them: “no answer”, “powered-off”, “BUSY”. */
const outcome = asPeopleSay.transform((text) => text.replace('CANCELLED', 'CANCELED')).pipe(z.enum(OUTCOMES));

const ends = { from: z.string(), to: z.string() };
const seconds = z.int().min(0).max(86_400);
const dialSchema = z.strictObject({
  ...ends,
  outcome: outcome.default('ANSWERED'),
  seconds: seconds.default(30),
  extension: z.string().optional(),
});
const textSchema = z.strictObject({ ...ends, content: z.string().min(1) });
const reportSchema = z.strictObject({
  messageId: z.string(),
  outcome: outcome.default('ANSWERED'),
  seconds: seconds.default(10),
  keys: z.string().optional(),
  voiceReply: z.string().optional(),
});

/**
 * The sandbox's own addresses: what people do with virtual numbers, what becomes of voice messages, and what goes wrong
 * at the vendors.
 */
export function serveSandbox(app: FastifyInstance, sandbox: Sandbox, store: Store, origins: Origins): void {
  app.register(async (scope) => {
    // A front end's own tests run in its pages: those that may use the API may let people call, too.
    scope.addHook('onRequest', async ({ headers }, reply) => void reply.headers(origins.headersFor(headers.origin)));
    scope.options('/sandbox/*', async ({ headers }, reply) => {
      const allowed = origins.preflight(headers.origin);
      if (!allowed) return reply.callNotFound();
      return reply.code(204).headers(allowed).header('access-control-allow-methods', 'GET, POST, DELETE').send();
    });
    serveOrders(scope, sandbox, store);
    serveFaults(scope, sandbox.faults);
  });
}

function serveOrders(app: FastifyInstance, sandbox: Sandbox, store: Store): void {
  const serve = <Order>(path: string, schema: z.ZodType<Order>, act: (order: Order) => unknown) =>
    app.post(`/sandbox/${path}`, async (request, reply) => {
      const parsed = schema.safeParse(request.body);
      if (parsed.success) return act(parsed.data);
      return reply.code(400).send({ error: `${describeIssues(parsed.error)}. Outcomes: ${OUTCOMES.join(', ')}.` });
    });
  serve('dial', dialSchema, ({ extension, ...order }) =>
    dialInSandbox(sandbox, extension === undefined ? order : { ...order, extension }),
  );
  serve('text', textSchema, (order) => sandbox.text(order));
  serve('report', reportSchema, ({ messageId, keys, voiceReply, ...order }) =>
    reportMessage(sandbox, (id) => store.messages.find(id), messageId, {
      ...order,
      ...(keys === undefined ? {} : { keys }),
      ...(voiceReply === undefined ? {} : { voiceReply: new TextEncoder().encode(voiceReply) }),
    }),
  );
}
