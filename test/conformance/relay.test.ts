import { execFile } from 'node:child_process';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { assertCompositionSuccess, composeServices } from '@theguild/federation-composition';
import { parse } from 'graphql';
import { expect, test } from 'vitest';
import { temporaryFolder } from '../support/service.ts';

const run = promisify(execFile);

/** A page of calls and one call, as a Relay app writes them: a pagination, a refetch by `node`, and a subscription. */
const APP = `
import { graphql } from 'relay-runtime';
graphql\`
  query AppQuery($count: Int!, $after: String) { ...App_calls }
\`;
graphql\`
  fragment App_calls on Query @refetchable(queryName: "AppCallsQuery") {
    calls(first: $count, after: $after) @connection(key: "App_calls") { edges { node { id ...App_call } } }
  }
\`;
graphql\`
  fragment App_call on Call @refetchable(queryName: "AppCallQuery") { id status binding { id status } }
\`;
graphql\`
  subscription AppWatchSubscription($after: Cursor) {
    callStatusChanged(after: $after) { cursor call { ...App_call } }
  }
\`;
`;

/** The schema as a front end has it: of a supergraph that is composed of this subgraph alone. */
async function clientSchema(): Promise<string> {
  const names = (await readdir('schema')).filter((name) => name.endsWith('.graphql'));
  const texts = await Promise.all(names.map((name) => readFile(join('schema', name), 'utf8')));
  const composed = composeServices([{ name: 'voice', typeDefs: parse(texts.join('\n')) }]);
  assertCompositionSuccess(composed);
  return composed.publicSdl;
}

test('Relay’s compiler takes the schema: pages, refetching by node, and subscriptions', async () => {
  await using folder = await temporaryFolder();
  const at = (name: string) => join(folder.path, name);
  await mkdir(at('src'));
  await writeFile(at('schema.graphql'), await clientSchema());
  await writeFile(at('src/App.js'), APP);
  await writeFile(at('package.json'), '{}');
  const config = { src: './src', schema: './schema.graphql', language: 'javascript', eagerEsModules: true };
  await writeFile(at('relay.config.json'), JSON.stringify(config));

  const compiler = resolve('node_modules/relay-compiler/cli.js');
  // Its binary prints what is wrong.
  const { stdout } = await run(process.execPath, [compiler, 'relay.config.json'], { cwd: folder.path }).catch(
    (error: { readonly stdout: string; readonly stderr: string }) => ({ stdout: `${error.stdout}${error.stderr}` }),
  );
  expect(stdout).toContain('Compilation completed');

  expect((await readdir(at('src/__generated__'))).sort()).toEqual(
    ['AppCallQuery', 'AppCallsQuery', 'AppQuery', 'AppWatchSubscription', 'App_call', 'App_calls'].map(
      (name) => `${name}.graphql.js`,
    ),
  );
});
