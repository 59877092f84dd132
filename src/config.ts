import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { type AccountConfig, accountsSchema, duplicateIds } from './accounts.ts';
import { DATABASE_URLS, isPostgresUrl, sqliteFile } from './store/database-url.ts';

/** How bearer tokens are checked. */
export type AuthConfig =
  | { readonly kind: 'jwks'; readonly url: string; readonly issuer: string; readonly audience: string }
  | { readonly kind: 'secret'; readonly secret: string; readonly issuer?: string; readonly audience?: string };

/** Everything that the process was told, checked, and never changed afterwards. */
export interface Config {
  /** Whether simulated vendors run inside the process. */
  readonly sandbox: boolean;
  readonly host: string;
  readonly port: number;
  /** Base of the addresses handed to vendors; undefined: where the process listens. */
  readonly publicUrl: string | undefined;
  readonly databaseUrl: string;
  readonly accounts: readonly AccountConfig[];
  /** Undefined only in the sandbox: everybody may do everything. */
  readonly auth: AuthConfig | undefined;
  /** 32 bytes. In the sandbox without DATA_KEY: a key that everybody knows. */
  readonly dataKey: Uint8Array;
  readonly dataKeyIsPublic: boolean;
  /** GraphiQL at `/`, introspection. */
  readonly console: boolean;
  readonly logLevel: string;
  readonly shutdownGraceSeconds: number;
  /** After how many hours without news an open fate is closed. */
  readonly settleDeadlineHours: number;
  readonly retention: Retention;
}

/** For how many days things are kept. */
export interface Retention {
  readonly eventsDays: number;
  readonly deliveriesDays: number;
  /** Numbers and texts in records; undefined: as long as the record. */
  readonly personalDays: number | undefined;
}

/** The configuration cannot be used; `faults` names everything that is wrong with it, not only the first thing. */
export class ConfigError extends Error {
  readonly faults: readonly string[];
  constructor(faults: readonly string[]) {
    super(`The configuration cannot be used:\n${faults.map((fault) => `  - ${fault}`).join('\n')}`);
    this.faults = faults;
  }
}

const flag = z
  .enum(['1', '0', 'true', 'false', 'on', 'off', 'yes', 'no'])
  .transform((v) => ['1', 'true', 'on', 'yes'].includes(v));
const httpUrl = z.url({ protocol: /^https?$/ });

const environment = z.object({
  HOST: z.string().optional(),
  PORT: z.coerce.number().int().min(0).max(65_535).default(4000),
  PUBLIC_URL: httpUrl.transform((url) => url.replace(/\/+$/, '')).optional(),
  DATABASE_URL: z
    .string()
    .refine((url) => sqliteFile(url) !== undefined || isPostgresUrl(url), DATABASE_URLS)
    .default('file:./data/voice.db'),
  ACCOUNTS_FILE: z.string().optional(),
  AUTH_JWKS_URL: httpUrl.optional(),
  AUTH_ISSUER: z.string().optional(),
  AUTH_AUDIENCE: z.string().optional(),
  AUTH_SECRET: z.string().optional(),
  DATA_KEY: z
    .string()
    .transform((text) => new Uint8Array(Buffer.from(text, 'base64')))
    .refine((key) => key.length === 32, 'must be 32 bytes in base64; `openssl rand -base64 32` makes one')
    .optional(),
  SANDBOX: flag.optional(),
  CONSOLE: flag.optional(),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
  // An hour is past any orchestrator's patience.
  SHUTDOWN_GRACE_SECONDS: z.coerce.number().min(0).max(3_600).default(20),
  SETTLE_DEADLINE_HOURS: z.coerce.number().positive().default(24),
  RETENTION_EVENTS_DAYS: z.coerce.number().positive().default(30),
  RETENTION_DELIVERIES_DAYS: z.coerce.number().positive().default(90),
  RETENTION_PERSONAL_DAYS: z.coerce.number().positive().optional(),
});

/** Reads the environment and the accounts file. Throws a ConfigError that names every fault at once. */
export function readConfig(env: NodeJS.ProcessEnv): Config {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''));
  const parsed = environment.safeParse(given);
  const faults = parsed.success ? [] : parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`);
  const faulty = new Set(parsed.error?.issues.map(({ path }) => String(path[0])));
  const has = (name: string) => given[name] !== undefined;

  const sandbox =
    parsed.data?.SANDBOX ??
    (faulty.has('SANDBOX') ? false : (!has('SANDBOX') && !has('ACCOUNTS_FILE')) || isOn(given.SANDBOX));
  faults.push(...missingCompanions(has));
  if (!sandbox) faults.push(...missingSettings(has));
  const accounts = readAccounts(given, faults);
  if (!parsed.success || faults.length > 0) throw new ConfigError(faults);

  const settings = parsed.data;
  return Object.freeze({
    sandbox,
    host: settings.HOST ?? (sandbox ? '127.0.0.1' : '0.0.0.0'),
    port: settings.PORT,
    publicUrl: settings.PUBLIC_URL,
    databaseUrl: settings.DATABASE_URL,
    accounts,
    auth: authOf(settings),
    dataKey: settings.DATA_KEY ?? SANDBOX_KEY,
    dataKeyIsPublic: settings.DATA_KEY === undefined,
    console: settings.CONSOLE ?? sandbox,
    logLevel: settings.LOG_LEVEL,
    shutdownGraceSeconds: settings.SHUTDOWN_GRACE_SECONDS,
    settleDeadlineHours: settings.SETTLE_DEADLINE_HOURS,
    retention: {
      eventsDays: settings.RETENTION_EVENTS_DAYS,
      deliveriesDays: settings.RETENTION_DELIVERIES_DAYS,
      personalDays: settings.RETENTION_PERSONAL_DAYS,
    },
  });
}

// In the sandbox numbers are made up; a known key lets the database be opened again after a restart.
const SANDBOX_KEY = new Uint8Array(createHash('sha256').update('voice-subgraph sandbox: not a secret').digest());

const isOn = (value: string | undefined) => flag.safeParse(value).data === true;

/** What must be set where real numbers are handled. */
function missingSettings(has: (name: string) => boolean): string[] {
  const faults: string[] = [];
  const missing = (name: string, what: string) => faults.push(`${name} is missing: ${what}`);
  if (!has('ACCOUNTS_FILE')) missing('ACCOUNTS_FILE', 'a JSON file with the vendor accounts (or leave SANDBOX unset)');
  if (!has('AUTH_JWKS_URL') && !has('AUTH_SECRET')) {
    missing('AUTH_JWKS_URL, with AUTH_ISSUER and AUTH_AUDIENCE, or AUTH_SECRET', 'how bearer tokens are checked');
  }
  if (!has('DATA_KEY'))
    missing('DATA_KEY', '32 bytes in base64 that seal numbers at rest; `openssl rand -base64 32` makes one');
  return faults;
}

/** Settings that go only together, in the sandbox too. */
function missingCompanions(has: (name: string) => boolean): string[] {
  if (!has('AUTH_JWKS_URL')) return [];
  return ['AUTH_ISSUER', 'AUTH_AUDIENCE']
    .filter((name) => !has(name))
    .map((name) => `${name} is missing: it goes with AUTH_JWKS_URL`);
}

function authOf(settings: z.output<typeof environment>): AuthConfig | undefined {
  const { AUTH_JWKS_URL: url, AUTH_SECRET: secret, AUTH_ISSUER: issuer, AUTH_AUDIENCE: audience } = settings;
  if (url) return { kind: 'jwks', url, issuer: issuer ?? '', audience: audience ?? '' };
  if (!secret) return undefined;
  return { kind: 'secret', secret, ...(issuer ? { issuer } : {}), ...(audience ? { audience } : {}) };
}

function readAccounts(given: NodeJS.ProcessEnv, faults: string[]): AccountConfig[] {
  const file = given.ACCOUNTS_FILE;
  if (file === undefined) return [];
  try {
    const content: unknown = JSON.parse(readFileSync(file, 'utf8'));
    const parsed = accountsSchema(given).safeParse(content);
    const unread = parsed.error?.issues.map(({ path, message }) => `${path.join('.') || 'file'}: ${message}`) ?? [];
    faults.push(...[...unread, ...duplicateIds(content)].map((fault) => `${file}: ${fault}`));
    if (parsed.success) return parsed.data;
  } catch (error) {
    const cause =
      error instanceof SyntaxError
        ? 'is not JSON'
        : `cannot be read (${(error as NodeJS.ErrnoException).code ?? error})`;
    faults.push(`ACCOUNTS_FILE: ${file} ${cause}`);
  }
  return [];
}
