import type { Failure } from '../../domain/outcome.ts';

/** Why the fate of a request is not known that was under way when its process ended. */
export const LOST: Failure = {
  code: 'OUTCOME_UNKNOWN',
  message:
    'The process that made the request ended before the answer: the vendor may have carried it out. It is not sent again.',
};
