import { randomInt } from 'node:crypto';
import type { GraphQLSchema } from 'graphql';
import type { AccountDirectory } from '../accounts/accounts.ts';
import { SHORTEST_TOKEN } from '../config/access.ts';
import type { Config } from '../config/config.ts';
import { withoutCredentials } from '../config/database-url.ts';
import { operationsFor } from '../graphql/names/rename-operations.ts';
import type { Sandbox } from '../sandbox/sandbox.ts';
import type { Tour } from '../sandbox/tour.ts';

/** What a person who has started the service sees first: what runs, where, and what to try next. */
export function welcome(
  config: Config,
  url: string,
  accounts: AccountDirectory,
  sandbox: Sandbox | undefined,
  schema: GraphQLSchema,
): string {
  const lines = [
    '',
    `voice-subgraph is ready${sandbox ? ' in sandbox mode: simulated vendors, made-up numbers' : ''}.`,
    `  API        ${url}/graphql (HTTP and WebSocket)`,
    ...(config.console && sandbox ? [`  Console    ${url}/ (a tour, step by step)`] : []),
    ...(config.console ? [`  GraphiQL   ${url}/graphiql`] : []),
    ...accounts.all.map(({ id, vendor, atVendor }) => `  Account    ${id}: ${vendor} at ${atVendor.baseUrl}`),
    `  Data       ${withoutCredentials(config.databaseUrl)}`,
    ...warnings(config).map((warning) => `  WARNING    ${warning}`),
    ...(sandbox ? tryNext(config, url, sandbox.tour, schema) : []),
    '',
  ];
  return `${lines.join('\n')}\n`;
}

/**
 * A command that works as it is printed: it binds two people, whose numbers are drawn anew so that it works at each
 * start, and lets one of them dial.
 */
function tryNext({ console, auth }: Config, url: string, { binders: [binder] }: Tour, schema: GraphQLSchema): string[] {
  const open = console ? `open ${url}/ and run its steps, or ` : '';
  if (!binder) return [];
  const run = randomInt(10_000_000, 100_000_000);
  const [numberA, numberB] = [`138${run}`, `139${run}`];
  const numberX = binder.numbers[randomInt(binder.numbers.length || 1)];
  const bind = `createAxbBinding(input: ${literal({
    idempotencyKey: `first-${run}`,
    accountId: binder.accountId,
    numberA,
    numberB,
    numberX,
    lifetimeSeconds: 3600,
  })}) { binding { id status failure { message } } }`;
  const dial = `sandboxDial(input: ${literal({ from: numberA, to: numberX })}) { routed takesSeconds }`;
  const query = operationsFor(schema, `mutation { ${bind} ${dial} }`);
  if (query === undefined) return [];
  return [
    `  Try next   ${open}bind two people and let one call the other from a shell:`,
    '',
    `curl -s ${url}/graphql -H 'content-type: application/json' \\`,
    ...(auth ? ["  -H 'authorization: Bearer YOUR-TOKEN' \\"] : []),
    `  -d '${JSON.stringify({ query })}'`,
  ];
}

/** An input object as a document writes it. */
function literal(fields: Readonly<Record<string, string | number | undefined>>): string {
  const given = Object.entries(fields).filter(([, value]) => value !== undefined);
  return `{ ${given.map(([name, value]) => `${name}: ${JSON.stringify(value)}`).join(', ')} }`;
}

function warnings({ auth, dataKeyIsPublic, accounts, publicUrl, sandbox }: Config): string[] {
  const guessable = accounts
    .filter(
      ({ callback: { token, previousToken = token } }) => Math.min(token.length, previousToken.length) < SHORTEST_TOKEN,
    )
    .map(({ id }) => id);
  return [
    ...(auth ? [] : ['No authentication is set up: every client that reaches this port may do everything.']),
    ...(dataKeyIsPublic ? ['No DATA_KEY is set: what is stored is sealed with a key that is public.'] : []),
    ...(accounts.length > 0 && !publicUrl
      ? ['PUBLIC_URL is not set: vendors are told to push to an address that only this machine may know.']
      : []),
    ...(!sandbox && publicUrl?.startsWith('http:')
      ? ['PUBLIC_URL is plain http: the numbers in pushes, and the secret of their address, can be read on the way.']
      : []),
    ...(guessable.length > 0
      ? [`Callback tokens shorter than ${SHORTEST_TOKEN} characters can be guessed: ${guessable.join(', ')}.`]
      : []),
  ];
}
