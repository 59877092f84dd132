import { CALL_FACTS, CALL_RANK, type Call, type CallFacts, type CallStatus, hasEnded } from './call.ts';
import { learn } from './facts.ts';
import type { Instant } from './vendor.ts';

/** What a vendor said about a call: how far it is, and the facts it named. */
export interface CallProgress {
  readonly status: CallStatus;
  readonly facts: CallFacts;
}

/** A step in a call's life: the status it reached and the call as it stood then. */
export interface CallStep {
  readonly previous: CallStatus | undefined;
  readonly call: Call;
}

/**
 * Applies a report to a call. Gives the call after it and the steps that it went through, one event and one revision
 * each; the same call and no step where the report says nothing new.
 *
 * A vendor that reports only the end has still told the beginning: its report carries the times. So the steps before
 * the end are told first, and a call has the same steps whether its reports came in order, late, twice or all at once.
 */
export function applyCallReport(
  call: Call,
  isNew: boolean,
  report: CallProgress,
  now: Instant,
): { call: Call; steps: CallStep[] } {
  const rank = CALL_RANK[report.status];
  const raises = isNew || rank > CALL_RANK[call.status];
  const learnt = learn<CallFacts>(call, call.factRanks ?? {}, CALL_RANK[call.status], report.facts, rank);
  if (!raises && !learnt) return { call, steps: [] };
  const end: Call = {
    ...call,
    ...learnt?.facts,
    ...(learnt ? { factRanks: learnt.ranks } : {}),
    status: raises ? report.status : call.status,
    updatedAt: now,
  };

  const steps: CallStep[] = [];
  let previous = isNew ? undefined : call.status;
  for (const status of passedThrough(end)) {
    if (previous !== undefined && CALL_RANK[status] <= CALL_RANK[previous]) continue;
    steps.push({ previous, call: { ...asItStood(end, status), revision: call.revision + steps.length + 1 } });
    previous = status;
  }
  // The record shares its last step's revision, where it is as that step tells it.
  const untold = steps.at(-1)?.call.status === end.status ? 0 : 1;
  return { call: { ...end, revision: call.revision + steps.length + untold }, steps };
}

/** The statuses that a call is known to have gone through, in order, its present one last. */
function passedThrough(call: Call): CallStatus[] {
  const path: CallStatus[] = ['INITIATED'];
  if (call.ringingAt !== undefined || call.status === 'RINGING') path.push('RINGING');
  if (call.status === 'COMPLETED' || call.status === 'IN_PROGRESS') path.push('IN_PROGRESS');
  if (hasEnded(call.status)) path.push(call.status);
  return path;
}

/** The call as it stood when it reached a step; how sure its facts are is the record's own affair. */
function asItStood({ factRanks: _internal, ...call }: Call, status: CallStatus): Call {
  if (status === call.status) return call;
  const then: Record<string, unknown> = { ...call, status };
  for (const [fact, { since }] of Object.entries(CALL_FACTS)) {
    if (since === 'END' || CALL_RANK[status] < CALL_RANK[since]) delete then[fact];
  }
  return then as unknown as Call;
}
