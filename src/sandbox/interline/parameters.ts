import { z } from 'zod';
import type { SimulatorRequest } from '../exchange.ts';

/**
 * What each operation takes, section by section. A parameter that no table lists is refused: what a real vendor would
 * do with it is not known, so ours must not send it.
 */

// 4.1 and 4.3: 最长 24 字节.
const number = z.string().regex(/^\+?\d{3,23}$/);
const bit = z.enum(['0', '1']);
const seconds = z
  .string()
  .regex(/^\d{1,10}$/)
  .transform(Number);
const announcement = /^[^,]+$/;
const some = z.string().min(1);

export const PARAMETERS = {
  /** 4.1 */
  bind: z.strictObject({
    appid: some,
    anum: number,
    bnum: number,
    reqid: some,
    ttl: seconds.refine((ttl) => ttl > 0),
    record: bit.optional(),
    display: z.enum(['0,0', '0,1', '1,0', '1,1']).optional(),
    // Three places, B->X, A->X and others->X, at least one of them filled.
    anucode: z
      .string()
      .regex(/^[^,]*,[^,]*,[^,]*$/)
      .refine((places) => places !== ',,')
      .optional(),
    ansanu: z
      .string()
      .regex(/^[^,]+(,[^,]+)?$/)
      .optional(),
    userData: z.string().optional(),
  }),
  /** 4.2 */
  release: z.strictObject({ appid: some, subid: some }),
  /** 4.3 */
  transfer: z.strictObject({
    appid: some,
    anum: number,
    reqid: some,
    anucode: z.string().regex(announcement).optional(),
    record: bit.optional(),
    display: bit.optional(),
    ttl: seconds.optional(),
    userData: z.string().optional(),
  }),
  /** 4.4 */
  releaseTransfer: z.strictObject({ appid: some }),
  /** 3.1 */
  account: z.strictObject({}),
} as const;

export type OperationName = keyof typeof PARAMETERS;
export type Parameters<Name extends OperationName> = z.infer<(typeof PARAMETERS)[Name]>;

/**
 * The parameters as they came: those of a PUT as a form in the body, all others in the query, and none anywhere else.
 * Undefined where they are elsewhere, or one is given twice.
 */
export function sentParameters(request: SimulatorRequest): Record<string, string> | undefined {
  const inBody = request.method === 'PUT';
  const isForm = /^application\/x-www-form-urlencoded\b/i.test(request.headers['content-type'] ?? '');
  if (inBody ? !isForm || request.query.size > 0 : request.body !== '') return undefined;
  const sent = inBody ? new URLSearchParams(request.body) : request.query;
  return new Set(sent.keys()).size === sent.size ? Object.fromEntries(sent) : undefined;
}
