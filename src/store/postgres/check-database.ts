import { type Kysely, sql } from 'kysely';
import { withoutCredentials } from '../../config/database-url.ts';
import { EXIT, type ExitCode, StartFault } from '../../config/start-fault.ts';
import type { Tables } from '../tables.ts';

/** What a database must be so that the promises hold, and what to do where it is not. */
const REQUIREMENTS: readonly {
  setting: string;
  fits: (value: string) => boolean;
  else: string;
  exitCode: ExitCode;
}[] = [
  {
    setting: 'server_version_num',
    // PostgreSQL 14 came to its end in November 2026. The tests run on 18.
    fits: (value) => Number(value) >= 150_000,
    else: 'it is older than PostgreSQL 15, and has to be upgraded.',
    exitCode: EXIT.version,
  },
  {
    setting: 'server_encoding',
    fits: (value) => value === 'UTF8',
    else: 'its encoding cannot hold every text. Create it with encoding UTF8.',
    exitCode: EXIT.config,
  },
  {
    setting: 'synchronous_commit',
    fits: (value) => value !== 'off',
    else: 'synchronous_commit is off, and what is acknowledged would not be on disk yet. Set it to on.',
    exitCode: EXIT.config,
  },
];

/** Refuses a database on which the service could not keep what it promises. */
export async function checkDatabase(db: Kysely<Tables>, url: string): Promise<void> {
  for (const { setting, fits, else: sentence, exitCode } of REQUIREMENTS) {
    const { rows } = await sql<{ value: string }>`select current_setting(${setting}) as value`.execute(db);
    if (!fits(rows[0]?.value ?? '')) {
      throw new StartFault(exitCode, `The database ${withoutCredentials(url)} cannot be used: ${sentence}`);
    }
  }
}
