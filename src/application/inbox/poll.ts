import type { Account } from '../../accounts/accounts.ts';
import type { Job } from '../jobs.ts';
import type { Services } from '../services.ts';
import { pullReports } from './pull-reports.ts';

// While there are reports, more are likely at once; where there are none, once a minute is soon enough for a voice
// message.
const BUSY_MS = 1_000;
const QUIET_MS = 60_000;

/** One job an account whose vendor hands out reports on request: often while there are reports, seldom when not. */
export function pollJobs({ accounts }: Pick<Services, 'accounts'>): Job[] {
  return accounts.all.filter(({ module }) => module.operations.pullReports).map(pollJob);
}

function pollJob(account: Account): Job {
  let wait = BUSY_MS;
  return {
    name: `poll:${account.id}`,
    run: async (services) => {
      const { received, errors } = await pullReports(services, account.id);
      if (errors.length > 0)
        services.log.warn({ account: account.id, code: errors[0]?.code }, 'reports could not be fetched');
      wait = received > 0 ? BUSY_MS : Math.min(wait * 2, QUIET_MS);
      return wait;
    },
  };
}
