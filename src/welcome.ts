import type { AccountDirectory } from './application/accounts.ts';
import { SHORTEST_TOKEN } from './config/access.ts';
import type { Config } from './config.ts';
import type { Sandbox } from './sandbox/sandbox.ts';
import { withoutCredentials } from './store/database-url.ts';

/** What a person who has started the service sees first: what runs, where, and what to try next. */
export function welcome(config: Config, url: string, accounts: AccountDirectory, sandbox: Sandbox | undefined): string {
  const lines = [
    '',
    `voice-subgraph is ready${sandbox ? ' in sandbox mode: simulated vendors, made-up numbers' : ''}.`,
    `  API        ${url}/graphql (HTTP and WebSocket)`,
    ...(config.console ? [`  GraphiQL   ${url}/`] : []),
    ...accounts.all.map(({ id, vendor, atVendor }) => `  Account    ${id}: ${vendor} at ${atVendor.baseUrl}`),
    `  Data       ${withoutCredentials(config.databaseUrl)}`,
    ...warnings(config).map((warning) => `  WARNING    ${warning}`),
    ...(sandbox
      ? [
          '  Try next   open GraphiQL and run its tabs from left to right, or let somebody dial from a shell:',
          `             curl -X POST ${url}/sandbox/dial -H 'content-type: application/json' \\`,
          `               -d '{"from":"13800138000","to":"17664870250","outcome":"answered","seconds":30}'`,
        ]
      : []),
    '',
  ];
  return `${lines.join('\n')}\n`;
}

function warnings({ auth, dataKeyIsPublic, accounts, publicUrl, sandbox }: Config): string[] {
  const guessable = accounts
    .filter(
      ({ callback: { token, previousToken = token } }) => Math.min(token.length, previousToken.length) < SHORTEST_TOKEN,
    )
    .map(({ id }) => id);
  return [
    ...(auth ? [] : ['No authentication is set up: everybody who reaches this port may do everything.']),
    ...(dataKeyIsPublic ? ['No DATA_KEY is set: what is stored is sealed with a key that everybody knows.'] : []),
    ...(accounts.length > 0 && !publicUrl
      ? ['PUBLIC_URL is not set: vendors are told to push to an address that only this machine may know.']
      : []),
    ...(!sandbox && publicUrl?.startsWith('http:')
      ? [
          'PUBLIC_URL is plain http: vendors push numbers, and the secret of their address, for everybody on the way to read.',
        ]
      : []),
    ...(guessable.length > 0
      ? [`Callback tokens shorter than ${SHORTEST_TOKEN} characters can be guessed: ${guessable.join(', ')}.`]
      : []),
  ];
}
