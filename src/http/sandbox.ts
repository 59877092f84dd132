import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { type CallOutcome, STATUS_OF_OUTCOME } from '../domain/call.ts';
import type { Sandbox } from '../sandbox/sandbox.ts';
import { describeIssues } from '../vendors/wire.ts';

const OUTCOMES = Object.keys(STATUS_OF_OUTCOME) as [CallOutcome, ...CallOutcome[]];

/** Outcomes may be written as people say them: “no answer”, “powered-off”, “BUSY”. */
const outcome = z
  .string()
  .transform((text) =>
    text
      .trim()
      .toUpperCase()
      .replaceAll(/[\s-]+/g, '_')
      .replace('CANCELLED', 'CANCELED'),
  )
  .pipe(z.enum(OUTCOMES));

const dialSchema = z.strictObject({
  from: z.string(),
  to: z.string(),
  outcome: outcome.default('ANSWERED'),
  seconds: z.int().min(0).max(86_400).default(30),
  extension: z.string().optional(),
});

/** The sandbox's own address: somebody dials a virtual number of a simulated vendor. */
export function serveSandbox(app: FastifyInstance, sandbox: Sandbox): void {
  app.post('/sandbox/dial', async (request, reply) => {
    const parsed = dialSchema.safeParse(request.body);
    if (!parsed.success) {
      return reply.code(400).send({ error: `${describeIssues(parsed.error)}. Outcomes: ${OUTCOMES.join(', ')}.` });
    }
    const { extension, ...order } = parsed.data;
    return sandbox.dial(extension === undefined ? order : { ...order, extension });
  });
}
