import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { SignJWT } from 'jose';
import { SANDBOX_ACCOUNT } from '../../src/config/account-faults.ts';
import { SIMULATED } from '../../src/sandbox/registry.ts';
import { type RunningSimulator, startSimulator } from '../../src/sandbox/server.ts';
import { type GraphQLAnswer, type RunningService, startService, temporaryFolder } from '../support/service.ts';
import { SECRETS } from './canaries.ts';

/** Who asks: `reader` and `operator` may not see numbers, `seer` may. */
const SCOPES = {
  reader: 'voice:read voice:write',
  operator: 'voice:read voice:write voice:admin',
  seer: 'voice:read voice:write voice:admin voice:pii',
} as const;
export type Role = keyof typeof SCOPES;

/** The id that an operator gives to an account at a vendor whom the sandbox simulates. */
const operatorsId = (id: string) => id.replace(SANDBOX_ACCOUNT, 'acct_');

/** The real process with real accounts at five simulated vendors, and all of its output. */
export interface CanaryHost extends AsyncDisposable {
  readonly service: RunningService;
  readonly simulators: ReadonlyMap<string, RunningSimulator>;
  readonly tokens: Readonly<Record<Role, string>>;
  /** What each caller was answered, as it came. */
  readonly answers: Readonly<Record<Role, string[]>>;
  ask<Data>(role: Role, document: string, variables?: object): Promise<GraphQLAnswer<Data>>;
  /** Pushes to an account's address, with its token. */
  push(accountId: string, body: string | Uint8Array, kind?: string): Promise<number>;
  /** The files of the database, as they lie on the disk now. */
  files(): Promise<Map<string, Buffer>>;
}

export async function openCanaryHost(): Promise<CanaryHost> {
  const folder = await temporaryFolder();
  let service: RunningService | undefined;
  const tokenOf = (accountId: string) => `${SECRETS.callbackToken}-${accountId}`;
  const addressOf = (accountId: string, kind?: string) =>
    `${service?.url}/callbacks/${accountId}/${tokenOf(accountId)}${kind ? `/${kind}` : ''}`;
  const simulators = new Map<string, RunningSimulator>();
  const accounts: object[] = [];
  for (const { model, accounts: simulated } of SIMULATED) {
    const callbackUrl = (kind?: string) => addressOf(operatorsId(simulated[0]?.id ?? ''), kind);
    const simulator = await startSimulator(model, { callbackUrl });
    simulators.set(model.vendor.toLowerCase(), simulator);
    for (const account of simulated) {
      const id = operatorsId(account.id);
      const callback = { token: tokenOf(id) };
      const own = { vendor: model.vendor, baseUrl: simulator.baseUrl, callback, timeouts: { total: 1_000 } };
      // Winnerlook's and Jumdata's own limits would refuse the second call to a number.
      accounts.push({ ...account, ...own, id, limits: { perRecipient: { '1': 1_000 } } });
    }
  }
  const settings = {
    AUTH_SECRET: SECRETS.authSecret,
    DATA_KEY: SECRETS.dataKey,
    LOG_LEVEL: 'trace',
    // It looks at everything at once.
    LIMIT_COST: '50000',
    SANDBOX: 'off',
  };
  const running = await startService(folder.path, settings, accounts);
  service = running;
  const tokens = Object.fromEntries(
    await Promise.all(Object.entries(SCOPES).map(async ([role, scope]) => [role, await token(role, scope)])),
  ) as Record<Role, string>;
  const answers: Record<Role, string[]> = { reader: [], operator: [], seer: [] };

  return {
    service: running,
    simulators,
    tokens,
    answers,
    ask: async (role, document, variables = {}) => {
      const response = await fetch(`${running.url}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization: `Bearer ${tokens[role]}` },
        body: JSON.stringify({ query: document, variables }),
      });
      const text = await response.text();
      answers[role].push(text, JSON.stringify([...response.headers]));
      return JSON.parse(text);
    },
    push: async (accountId, body, kind) => {
      const headers = { 'content-type': 'application/json' };
      const response = await fetch(addressOf(accountId, kind), { method: 'POST', headers, body: body as BodyInit });
      return response.status;
    },
    files: async () => {
      const names = (await readdir(folder.path)).filter((name) => name.startsWith('voice.db'));
      return new Map(
        await Promise.all(names.map(async (name) => [name, await readFile(join(folder.path, name))] as const)),
      );
    },
    [Symbol.asyncDispose]: async () => {
      await running[Symbol.asyncDispose]();
      await Promise.all([...simulators.values()].map((simulator) => simulator.close()));
      await folder[Symbol.asyncDispose]();
    },
  };
}

function token(subject: string, scope: string): Promise<string> {
  return new SignJWT({ scope, azp: 'dispatch-app' })
    .setProtectedHeader({ alg: 'HS256' })
    .setSubject(subject)
    .setExpirationTime('1h')
    .sign(new TextEncoder().encode(SECRETS.authSecret));
}
