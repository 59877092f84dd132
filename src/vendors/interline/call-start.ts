import { fieldTable, optional, type Values } from '../field-table.ts';
import { words } from '../read-text.ts';
import { time } from '../read-time.ts';
import type { Report } from '../vendor.ts';
import { defined, tokenOfPush } from '../wire.ts';
import { commonFields } from './push-fields.ts';

/** The start of a call, or a text to X: they share one push, and an empty text means a call (5.3). */
export const CALL_START = fieldTable({ ...commonFields, callTime: optional(time), smsContent: optional(words) });

export function callStartReport(start: Values<(typeof CALL_START)['fields']>, inAddress: string | undefined): Report {
  const origin = defined({ token: tokenOfPush(start.userData, inAddress), vendorBindingId: start.subid });
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
