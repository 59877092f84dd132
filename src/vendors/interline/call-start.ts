import { z } from 'zod';
import type { News } from '../vendor.ts';
import { defined } from '../wire.ts';
import { commonFields, maybeTime } from './push-fields.ts';

/** The start of a call, or a text to X: they share one push (5.3). */
export const callStartSchema = z.object({
  ...commonFields,
  callTime: maybeTime,
  // Kept with its spaces, which are part of what somebody wrote; empty means that it is a call.
  smsContent: z
    .union([z.string(), z.number()])
    .nullish()
    .transform((value) => (value === null || value === undefined || value === '' ? undefined : String(value))),
});

export type CallStart = z.infer<typeof callStartSchema>;

export function callStartNews(start: CallStart): News {
  const origin = defined({ vendorBindingId: start.subid });
  if (start.smsContent !== undefined) {
    return {
      type: 'sms',
      vendorSmsId: start.taskid,
      content: start.smsContent,
      ...origin,
      ...defined({ from: start.caller, to: start.callee, numberX: start.rcaller, at: start.callTime }),
    };
  }
  return {
    type: 'call',
    vendorCallId: start.taskid,
    status: 'INITIATED',
    ...origin,
    facts: defined({
      caller: start.caller,
      callee: start.callee,
      numberX: start.rcaller,
      startedAt: start.callTime,
    }),
  };
}
