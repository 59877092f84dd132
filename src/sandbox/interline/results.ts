import type { CallOutcome } from '../../domain/call.ts';

/** How a call ends on the wire: `result` (5.2) and who released it (5.1: 1 caller, 2 callee, 0 platform). */
export interface Ending {
  readonly result: string;
  readonly releasedir?: '0' | '1' | '2';
}

const by =
  (releasedir: '0' | '1' | '2') =>
  (...results: string[]): Ending[] =>
    results.map((result) => ({ result, releasedir }));
const byPlatform = by('0');
const byCallee = by('2');
const byCaller = by('1');

/** Carriers have results that the table of 5.2 does not list (其他); this is one of Q.850, temporary failure. */
const UNLISTED = '41';

/**
 * What happened, by the results that the document has for it, the usual one first. Calls with the same outcome go
 * through their list, so that every result of the document can be had by dialling. What the document has no result for
 * ends as 31, 正常—未指定.
 */
const ENDINGS: Record<CallOutcome, readonly Ending[]> = {
  ANSWERED: [...byCaller('answered', '16'), ...byCallee('answered')],
  BUSY: byPlatform('17', '202'),
  NO_ANSWER: byPlatform('19', '18'),
  REJECTED: byCallee('21', '16'),
  UNREACHABLE: byPlatform('20', '3', '27', '2', '4'),
  POWERED_OFF: byPlatform('204'),
  SUSPENDED_NUMBER: byPlatform('203'),
  INVALID_NUMBER: byPlatform('1', '22', '28', '205'),
  BLOCKED: byPlatform('57', '53', '55', '87', '206', '207', '209'),
  CANCELED: [{ result: '16' }],
  CALLER_HUNG_UP: byCaller('16'),
  CALLEE_HUNG_UP: byCallee('16'),
  RATE_LIMITED: byPlatform('31'),
  INSUFFICIENT_BALANCE: byPlatform('31'),
  EXPIRED: byPlatform('31'),
  NETWORK_ERROR: byPlatform('34', '42', '58', '91', '111', '127'),
  TIMEOUT: byPlatform('102'),
  FAILED: byPlatform('31', '29', '50', '65', '69', '88', '90', '95', '97', '99', '103', '110', '16'),
  UNKNOWN: byPlatform(UNLISTED),
};

/** How the next call with this outcome ends, when so many have ended with it before. */
export function endingOf(outcome: CallOutcome, before: number): Ending {
  const endings = ENDINGS[outcome];
  return endings[before % endings.length] ?? { result: UNLISTED };
}
