import { z } from 'zod';

/**
 * What each functionCode takes, section by section. A parameter that no table lists is refused: what a real vendor
 * would do with it is not known, so ours must not send it.
 */

// The tables say int, the examples send "1" and "60": both are taken.
const int = z.union([z.int(), z.string().regex(/^\d+$/)]).transform(Number);
const bit = int.refine((value) => value === 0 || value === 1);
const mobile = z.string().regex(/^1\d{10}$/);
const middleNumber = z.string().regex(/^(1\d{10}|0\d{9,11})$/);
const url = z.string().regex(/^https?:\/\//);
const smsFlag = z.enum(['1', '2', '3']);

const common = { callRec: bit.optional(), maxBindingTime: int.optional() };

const axOrAxyb = z.strictObject({
  ...common,
  middleNumber: middleNumber.optional(),
  bindNumberA: mobile,
  bindNumberB: mobile.optional(),
  calleeName: z.string().optional(),
  calleeId: z.string().optional(),
  mode: int.refine((mode) => [1, 2, 4].includes(mode)).optional(),
  withExtNumber: bit.optional(),
  callbackUrl: url.optional(),
  maxCallDuration: int.optional(),
  autoUnbindNumberA: mobile.optional(),
  passthroughCallerToA: bit.optional(),
  areaCode: z.string().optional(),
  announceCodeToOther: z.string().optional(),
  callinCallbackUrl: url.optional(),
  customerData: z.string().optional(),
  ext: z
    .string()
    .regex(/^\d{4}$/)
    .optional(),
  autoBindY: z.enum(['0', '1']).optional(),
});

export const PARAMETERS = {
  middleNumberAX: axOrAxyb,
  middleNumberAXB: z.strictObject({
    ...common,
    middleNumber: middleNumber.optional(),
    bindNumberA: mobile,
    bindNumberB: mobile,
    passthroughCallerToA: bit.optional(),
    passthroughCallerToB: bit.optional(),
    callbackUrl: url.optional(),
    maxCallDuration: int.optional(),
    announceCodeToA: z.string().optional(),
    announceCodeToB: z.string().optional(),
    announceCodeToOther: z.string().optional(),
    areaCode: z.string().optional(),
    customerData: z.string().optional(),
    smsFlag: smsFlag.optional(),
    smsCallbackUrl: url.optional(),
  }),
  middleNumberXYB: z.strictObject({ ...common, middleNumber, bindNumberY: middleNumber, bindNumberB: mobile }),
  axbTransfer: z.strictObject({
    transferMiddleNumber: middleNumber,
    transferToNumberA: z.string().regex(/^\d{5,12}$/),
    isDeleteTransfer: int.optional(),
    callRec: bit.optional(),
    callbackUrl: url.optional(),
    passthroughCallerToA: bit.optional(),
    smsFlag: smsFlag.optional(),
  }),
  middleNumberUnbind: z.strictObject({
    middleNumber,
    bindNumberA: mobile.optional(),
    bindNumberB: mobile.optional(),
    bindNumberY: middleNumber.optional(),
    mode: z.enum(['0', '1', '2', '3', '4', '5']).optional(),
    withExtNumber: bit.optional(),
    ext: z
      .string()
      .regex(/^\d{4}$/)
      .optional(),
  }),
  axgUpcreate: z.strictObject({ groupId: z.string().regex(/^\w{1,32}$/), mobiles: z.array(mobile).min(1) }),
  axgBind: z.strictObject({
    ...common,
    middleNumber,
    bindNumberA: mobile,
    groupId: z.string().regex(/^\w{1,31}$/),
    passthroughCallerNumber: bit.optional(),
    callbackUrl: url.optional(),
  }),
  axgUnbind: z.strictObject({ bindId: z.string().min(1) }),
  notify: z.strictObject({
    templateId: z.string().min(1),
    calleeNumber: mobile,
    templateArgs: z.record(z.string(), z.string()).optional(),
    replayTimes: int.refine((times) => times >= 1 && times <= 3).optional(),
    ttsFirst: bit.optional(),
    displayNumber: z.string().optional(),
    callRec: bit.optional(),
    recordButton: z.string().optional(),
    callbackUrl: url.optional(),
  }),
} as const;

export type FunctionCode = keyof typeof PARAMETERS;

// Which of the “malformed” codes belongs to a field (chapter 3 响应代码); any other field is 400000.
const FIELD_CODES: Record<string, [string, string]> = {
  middleNumber: ['400012', '小号号码格式错误'],
  bindNumberY: ['400012', '小号号码格式错误'],
  transferMiddleNumber: ['400012', '小号号码格式错误'],
  bindNumberA: ['400024', '号码 A 格式错误'],
  bindNumberB: ['400025', '号码 B 格式错误'],
  calleeNumber: ['400020', '被叫号码格式错误'],
  displayNumber: ['400010', '主显号码格式错误'],
  replayTimes: ['400080', '重播次数错误'],
};

/** The refusal for the first fault of a request's parameters. */
export function refusalOf(error: z.ZodError): { result: string; message: string } {
  const [issue] = error.issues;
  const known = FIELD_CODES[String(issue?.path[0] ?? '')];
  return known
    ? { result: known[0], message: known[1] }
    : { result: '400000', message: `参数信息不能为空 (${issue?.path.join('.')} ${issue?.message})` };
}
