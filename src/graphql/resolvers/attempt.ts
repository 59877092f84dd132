import { errorOfFailure } from '../../application/commands/command-result.ts';
import type { Resolvers } from '../generated.ts';
import { accountOf } from './records.ts';

const OUTCOMES = { Accepted: 'ACCEPTED', Rejected: 'REJECTED', Unknown: 'UNKNOWN' } as const;

export const attemptResolvers: Pick<Resolvers, 'VendorAttempt'> = {
  VendorAttempt: {
    account: accountOf,
    outcome: ({ outcome }) => OUTCOMES[outcome],
    error: (attempt, _args, context) => {
      if (!attempt.failure) return null;
      const account = accountOf(attempt, {}, context);
      // Whose words they are is known by the account alone.
      return account
        ? errorOfFailure(attempt.failure, account.vendor)
        : { ...errorOfFailure(attempt.failure, ''), vendor: null };
    },
  },
};
