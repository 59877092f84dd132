import { readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { CUSTOMER } from '../../src/sandbox/winnerlook/authentication.ts';
import { type Metered, startMetered } from './metered.ts';
import { bearerOf, SECRET } from './tokens.ts';

/** The key that seals the stores of the measurements. */
export const DATA_KEY = new Uint8Array(32).fill(7);

/** The account to which the calls of the filled stores belong. */
export const ACCOUNT = {
  id: 'acct_1',
  vendor: 'WINNERLOOK',
  credentials: CUSTOMER,
  callback: { token: 'a-callback-token-of-figures' },
} as const;
export const CALLBACK_PATH = `/callbacks/${ACCOUNT.id}/${ACCOUNT.callback.token}`;

/** An account whose vendor tells of a call when it begins, and again when it is over. */
export const TWICE_TOLD = {
  id: 'acct_2',
  vendor: 'INTERLINE',
  baseUrl: 'http://127.0.0.1:9',
  credentials: { devid: 'd', authKey: 'k', appid: 'a' },
  callback: { token: 'another-callback-token-of-figures' },
} as const;

// What is measured is the work, and no limit of a caller; nothing that was stored is old enough to be removed meanwhile.
const SETTINGS = {
  HOST: '127.0.0.1',
  PORT: '0',
  LOG_LEVEL: 'warn',
  AUTH_SECRET: SECRET,
  DATA_KEY: Buffer.from(DATA_KEY).toString('base64'),
  CALLBACK_REQUESTS_PER_SECOND: '1000000',
  LIMIT_REQUESTS_PER_SECOND: '1000000',
  LIMIT_OPERATIONS_PER_CALLER: '100000',
  LIMIT_SOCKETS_PER_CALLER: '100000',
  LIMIT_SUBSCRIPTIONS_PER_CALLER: '100000',
  RETENTION_EVENTS_DAYS: '100000',
  RETENTION_DELIVERIES_DAYS: '100000',
};

export interface ServiceOptions {
  /** Where its accounts file is written. */
  readonly folder: string;
  readonly databaseUrl: string;
  readonly accounts: readonly object[];
  /** Another checkout of this project, with dependencies of its own; left out: this one. */
  readonly checkout?: string | undefined;
}

/** Starts the service as `npm start` does in its checkout, in production's mode. */
export function startService({ folder, databaseUrl, accounts, checkout = '.' }: ServiceOptions): Promise<Metered> {
  const cwd = resolve(checkout);
  const file = join(folder, 'accounts.json');
  writeFileSync(file, JSON.stringify(accounts));
  const { scripts } = JSON.parse(readFileSync(join(cwd, 'package.json'), 'utf8')) as { scripts: { start: string } };
  return startMetered({
    // Behind `exec node`.
    args: scripts.start.split(' ').slice(2),
    cwd,
    env: { ...SETTINGS, DATABASE_URL: databaseUrl, ACCOUNTS_FILE: file, RECORDINGS_FOLDER: join(folder, 'recordings') },
    address: (printed) => /API +(https?:\/\/\S+)\/graphql/.exec(printed)?.[1],
  });
}

/** Asks the service once; throws where the answer has errors. */
export async function ask<Data>(url: string, query: string, variables: object, scope: string): Promise<Data> {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: await bearerOf(scope) },
    body: JSON.stringify({ query, variables }),
  });
  const answer = (await response.json()) as { data?: Data; errors?: unknown };
  if (!answer.data || answer.errors) throw new Error(`${query}\nwas answered with ${JSON.stringify(answer)}`);
  return answer.data;
}
