import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { SimulatorRequest } from '../exchange.ts';

/** The one customer that the simulated vendor has: the one of the document's “签名算法”. */
export const CUSTOMER = { appId: 'xyzxy2121zxyz', appSecret: 'efcefcef1121cefcefc1212121' } as const;

// Section “请求参数”. A parameter that the table does not list is refused: ours must not send it.
const table = z.strictObject({
  appId: z.literal(CUSTOMER.appId),
  timestamp: z.string().regex(/^\d{13}$/),
  sign: z.string(),
  mobile: z.string().regex(/^1\d{10}$/),
  templateId: z.string().min(1),
  param: z.string().min(1).optional(),
});

export type Parameters = z.infer<typeof table>;

const FORM = /^application\/x-www-form-urlencoded\s*(;\s*charset=utf-8\s*)?$/i;

/** The parameters of a request that is formed and signed as the document asks, or the name of the first that is not. */
export function readParameters(request: SimulatorRequest): Parameters | { readonly wrong: string } {
  const fields = fieldsOf(request);
  if (!fields) return { wrong: 'x-www-form-urlencoded' };
  const repeated = [...fields.keys()].find((name) => fields.getAll(name).length > 1);
  if (repeated !== undefined) return { wrong: repeated };
  const parsed = table.safeParse(Object.fromEntries(fields));
  if (!parsed.success) return { wrong: nameOf(parsed.error) };
  // No time window is documented, so none is held.
  return parsed.data.sign === expectedSign(parsed.data.timestamp) ? parsed.data : { wrong: 'sign' };
}

/** Both methods are documented; a form travels in the body of a POST and in the address of a GET. */
function fieldsOf({ method, query, headers, body }: SimulatorRequest): URLSearchParams | undefined {
  if (method === 'GET') return query;
  const isForm = FORM.test(headers['content-type'] ?? '') && query.size === 0;
  return isForm ? new URLSearchParams(body) : undefined;
}

function nameOf(error: z.ZodError): string {
  const [issue] = error.issues;
  return issue?.code === 'unrecognized_keys' ? issue.keys.join() : String(issue?.path[0]);
}

function expectedSign(timestamp: string): string {
  return createHash('sha256')
    .update(CUSTOMER.appId + CUSTOMER.appSecret + timestamp)
    .digest('hex');
}
