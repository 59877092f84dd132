import { randomBytes } from 'node:crypto';
import type { TestProject } from 'vitest/node';
import { openEngine } from '../../src/store/open.ts';
import { administer } from './administer.ts';
import { startPostgres } from './postgres-server.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Where databases of tests can be made, or why they cannot. */
    readonly postgres: { readonly url: string; readonly template: string } | { readonly missing: string };
  }
}

/** One server for the whole run: that of TEST_DATABASE_URL, or one that is gone when the run is over. */
export default async function setup(project: TestProject): Promise<(() => Promise<void>) | undefined> {
  const { TEST_DATABASE_URL: url } = process.env;
  if (url) {
    const template = await makeTemplate(url);
    project.provide('postgres', { url, template });
    return async () => void (await administer(url, `drop database "${template}"`));
  }
  try {
    // Its data is gone with the run, and no test stops it: those that stop a server start their own. A database is then
    // made and dropped in 50 ms instead of 200 to 400.
    const server = await startPostgres({ isVolatile: true });
    project.provide('postgres', { url: server.url, template: await makeTemplate(server.url) });
    return async () => server[Symbol.asyncDispose]();
  } catch (error) {
    const missing = `There is no PostgreSQL. ${error instanceof Error ? error.message : error} TEST_DATABASE_URL can name one.`;
    // What is merged has been tried on both engines: there, a skip is a failure.
    if (process.env.CI) throw new Error(missing, { cause: error });
    process.stderr.write(`\nThe tests over PostgreSQL are SKIPPED. ${missing}\n`);
    project.provide('postgres', { missing });
    return undefined;
  }
}

/**
 * Makes a database with today's tables and nothing in them: one that is made after it is there in a third of the time.
 */
async function makeTemplate(server: string): Promise<string> {
  const name = `voice_template_${randomBytes(8).toString('hex')}`;
  await administer(server, `create database "${name}"`);
  const url = new URL(server);
  url.pathname = `/${name}`;
  const engine = await openEngine(url.href);
  await engine.close();
  return name;
}
