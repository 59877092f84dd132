import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { asPeopleSay, oneOf } from '../../http/as-people-say.ts';
import { describeIssues } from '../../vendors/wire.ts';
import { type FaultOrder, OPERATIONS } from '../faults.ts';
import type { SandboxFaults } from '../sandbox.ts';

const operation = oneOf(OPERATIONS).optional();
const common = {
  vendor: z.string({ error: 'must be the name of a vendor' }).pipe(asPeopleSay),
  times: z
    .union([z.int().min(1).max(1_000), oneOf(['ALWAYS'])], { error: 'must be a number from 1 to 1000, or ALWAYS' })
    .default(1),
};
// An hour is past any rehearsal.
const seconds = z.number().min(0).max(3_600);

const KINDS = {
  ANSWER_LOST: {
    operation,
    when: oneOf(['BEFORE', 'AFTER']).default('AFTER'),
    how: oneOf(['RESET', 'SILENCE']).default('RESET'),
  },
  REFUSED: {
    operation,
    code: z.union([z.string().min(1), z.int().transform(String)], { error: 'must be a code of the vendor’s document' }),
    message: z.string().max(200).optional(),
  },
  EMPTY_BALANCE: {},
  NO_NUMBER_FREE: {},
  LATE: { seconds: seconds.default(5) },
  DOUBLED: {},
  REORDERED: { seconds: seconds.default(30) },
} satisfies Record<FaultOrder['fault'], z.ZodRawShape>;

const NAMES = Object.keys(KINDS) as [FaultOrder['fault'], ...FaultOrder['fault'][]];
const namedSchema = z.looseObject({ fault: oneOf(NAMES) });

/** A request for a fault, or what is wrong with it. Which fields there are hangs on the fault. */
function readOrder(body: unknown): { vendor: string; order: FaultOrder } | { reason: string } {
  const named = namedSchema.safeParse(body);
  if (!named.success) return { reason: describeIssues(named.error) };
  const { fault, ...fields } = named.data;
  const parsed = z.strictObject({ ...common, ...KINDS[fault] }).safeParse(fields);
  if (!parsed.success) return { reason: describeIssues(parsed.error) };
  const { vendor, ...order } = parsed.data;
  return { vendor, order: { fault, ...order } as FaultOrder };
}

const whichSchema = z.strictObject({ id: z.string().optional(), vendor: asPeopleSay.optional() });

/** `/sandbox/fault`: lets simulated vendors fail (POST), tells what can and what does (GET), ends it (DELETE). */
export function serveFaults(app: FastifyInstance, faults: SandboxFaults): void {
  app.post('/sandbox/fault', async (request, reply) => {
    const read = readOrder(request.body);
    const made = 'reason' in read ? read : faults.add(read.vendor, read.order);
    if (!('reason' in made)) return made;
    return reply.code(400).send({ error: `${made.reason}. GET /sandbox/fault lists what each vendor has.` });
  });
  app.get('/sandbox/fault', async () => ({ standing: faults.standing, vendors: faults.vendors }));
  app.delete('/sandbox/fault', async (request, reply) => {
    const which = whichSchema.safeParse(request.query);
    if (which.success) return { cleared: faults.clear(which.data) };
    return reply.code(400).send({ error: `${describeIssues(which.error)}. Name an id, a vendor, or nothing for all.` });
  });
}
