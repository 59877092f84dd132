import type { Announcements } from '../../domain/binding.ts';
import { fault, type InputFault } from '../../domain/input-fault.ts';

/** `anucode` of a binding (4.1): the ids for B->X, A->X and others->X. A place without an announcement stays empty. */
export function perCaller(announcements: Announcements | undefined): string | undefined {
  const { whenBCalls, whenACalls, whenOthersCall } = announcements ?? {};
  const places = [whenBCalls, whenACalls, whenOthersCall];
  return places.every((id) => id === undefined) ? undefined : places.map((id) => id ?? '').join(',');
}

/** `ansanu` (4.1): one id, or two. */
export function afterAnswer(announcements: Announcements | undefined): string | undefined {
  return announcements?.afterAnswer?.join(',');
}

/** Ids are joined by commas, so that one with a comma in it would be read as two. */
export function announcementFaults(announcements: Announcements | undefined): InputFault[] {
  const { afterAnswer: played, ...byCaller } = announcements ?? {};
  const named: [string[], string | undefined][] = [
    ...Object.entries(byCaller).map(([name, id]): [string[], string | undefined] => [[name], id]),
    ...(played ?? []).map((id, index): [string[], string] => [['afterAnswer', String(index)], id]),
  ];
  const faults = named
    .filter(([, id]) => id !== undefined && !/^[^,]+$/.test(id))
    .map(([path]) => fault(['announcements', ...path], 'An announcement id is not empty and has no comma in it.'));
  if (played && (played.length < 1 || played.length > 2)) {
    faults.push(fault('announcements.afterAnswer', 'One or two announcements can be played after the answer.'));
  }
  return faults;
}
