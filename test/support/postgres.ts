import { randomBytes } from 'node:crypto';
import { inject } from 'vitest';
import { administer } from './administer.ts';

const postgres = inject('postgres');

/** Why there is no PostgreSQL to test with; undefined where there is one. */
export const MISSING_POSTGRES = 'missing' in postgres ? postgres.missing : undefined;

/**
 * How a database is made that has today's tables already: by a copy of the files, in a third of the time of the WAL.
 */
export const MADE_WITH_TABLES = 'missing' in postgres ? '' : `template "${postgres.template}" strategy file_copy`;

/** A database that is gone when the test is over. */
export interface TestDatabase extends AsyncDisposable {
  readonly url: string;
}

/** Makes a database on the run's server, or on another one; `made` says how, where it matters. */
export async function openDatabase({
  name = newName(),
  server = serverUrl(),
  made = '',
}: {
  name?: string;
  server?: string;
  made?: string;
} = {}): Promise<TestDatabase> {
  await administer(server, `create database "${name}" ${made}`);
  const url = new URL(server);
  url.pathname = `/${name}`;
  return { url: url.href, [Symbol.asyncDispose]: () => dropDatabase(name, server) };
}

/** Removes a database, and ends the connections to it. */
export async function dropDatabase(name: string, server = serverUrl()): Promise<void> {
  await administer(server, `drop database if exists "${name}" with (force)`);
}

const newName = () => `voice_${randomBytes(8).toString('hex')}`;

function serverUrl(): string {
  if ('missing' in postgres) throw new Error(postgres.missing);
  return postgres.url;
}
