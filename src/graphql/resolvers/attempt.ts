import { errorOfFailure } from '../../application/command.ts';
import type { Resolvers } from '../generated.ts';
import { accountOf } from './records.ts';

const OUTCOMES = { Accepted: 'ACCEPTED', Rejected: 'REJECTED', Unknown: 'UNKNOWN' } as const;

export const attemptResolvers: Pick<Resolvers, 'Attempt'> = {
  Attempt: {
    account: accountOf,
    outcome: ({ outcome }) => OUTCOMES[outcome],
    error: (attempt, _args, context) =>
      attempt.failure ? errorOfFailure(attempt.failure, accountOf(attempt, {}, context)?.vendor ?? 'UNKNOWN') : null,
  },
};
