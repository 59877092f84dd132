import { createHash } from 'node:crypto';
import { z } from 'zod';
import { type AccountConfig, accountsSchema, duplicateIds } from './accounts.ts';
import {
  type AccessConfig,
  accessOf,
  accessSettings,
  flag,
  keySetUrl,
  secretFaults,
  sharedSecret,
  tokenFaults,
} from './config/access.ts';
import { type DocumentsConfig, documentSettings, documentsOf } from './config/documents.ts';
import { readJsonFile } from './config/file.ts';
import { type Limits, limitSettings, limitsOf } from './config/limits.ts';
import { type OriginsConfig, originSettings, originsOf } from './config/origins.ts';
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
  /** Keys that were in force before: what they sealed is still opened. */
  readonly previousDataKeys: readonly Uint8Array[];
  readonly dataKeyIsPublic: boolean;
  /** GraphiQL at `/`, introspection. */
  readonly console: boolean;
  readonly logLevel: string;
  /** For so long a process that was told to end still serves, and says that it is not ready. */
  readonly shutdownDelaySeconds: number;
  readonly shutdownGraceSeconds: number;
  /** After how many hours without news an open fate is closed. */
  readonly settleDeadlineHours: number;
  readonly retention: Retention;
  readonly recordings: RecordingSettings;
  readonly access: AccessConfig;
  readonly limits: Limits;
  readonly trustedDocuments: DocumentsConfig;
  readonly origins: OriginsConfig;
}

/** How recordings are handed out and kept. */
export interface RecordingSettings {
  /** For so long an address that was given out is good. */
  readonly urlSeconds: number;
  /** Where archived recordings lie, encrypted. All processes on one database share it. */
  readonly folder: string;
  /** What is larger is not fetched. */
  readonly largestBytes: number;
}

/** For how many days things are kept. */
export interface Retention {
  readonly eventsDays: number;
  readonly deliveriesDays: number;
  readonly auditDays: number;
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

const httpUrl = z.url({ protocol: /^https?$/ });

const dataKey = z
  .string()
  .transform((text) => new Uint8Array(Buffer.from(text, 'base64')))
  .refine((key) => key.length === 32, 'must be 32 bytes in base64; `openssl rand -base64 32` makes one');

const environment = z.object({
  HOST: z.string().optional(),
  PORT: z.coerce.number().int().min(0).max(65_535).default(4000),
  PUBLIC_URL: httpUrl.transform((url) => url.replace(/\/+$/, '')).optional(),
  DATABASE_URL: z
    .string()
    .refine((url) => sqliteFile(url) !== undefined || isPostgresUrl(url), DATABASE_URLS)
    .default('file:./data/voice.db'),
  ACCOUNTS_FILE: z.string().optional(),
  AUTH_JWKS_URL: keySetUrl.optional(),
  AUTH_ISSUER: z.string().optional(),
  AUTH_AUDIENCE: z.string().optional(),
  AUTH_SECRET: sharedSecret.optional(),
  DATA_KEY: dataKey.optional(),
  DATA_KEY_PREVIOUS: z
    .string()
    .transform((text) => text.split(',').map((key) => key.trim()))
    .pipe(z.array(dataKey, 'must be a list of keys, each of them 32 bytes in base64, parted by commas'))
    .default([]),
  SANDBOX: flag.optional(),
  CONSOLE: flag.optional(),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
  // An hour is past any orchestrator's patience.
  SHUTDOWN_DELAY_SECONDS: z.coerce.number().min(0).max(600).default(0),
  SHUTDOWN_GRACE_SECONDS: z.coerce.number().min(0).max(3_600).default(20),
  SETTLE_DEADLINE_HOURS: z.coerce.number().positive().default(24),
  RETENTION_EVENTS_DAYS: z.coerce.number().positive().default(30),
  RETENTION_DELIVERIES_DAYS: z.coerce.number().positive().default(90),
  // Six months, for which logs are kept by law (migration 0005).
  RETENTION_AUDIT_DAYS: z.coerce.number().min(183).default(730),
  RETENTION_PERSONAL_DAYS: z.coerce.number().positive().optional(),
  // Long enough to listen, too short to be passed around. A day is past any listening.
  RECORDING_URL_SECONDS: z.coerce.number().int().min(1).max(86_400).default(300),
  RECORDINGS_FOLDER: z.string().default('./data/recordings'),
  // Two hours of a call in stereo, as 16-bit WAV at 8 kHz, are 230 MB.
  RECORDING_MAX_MEGABYTES: z.coerce.number().positive().max(4_096).default(256),
  ...accessSettings.shape,
  ...limitSettings,
  ...documentSettings,
  ...originSettings,
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
  faults.push(...secretFaults(env), ...missingCompanions(has));
  if (!sandbox) faults.push(...missingSettings(has));
  const accounts = readAccounts(given, faults);
  if (!sandbox) faults.push(...tokenFaults(accounts));
  const trustedDocuments = documentsOf(given, faults);
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
    previousDataKeys: settings.DATA_KEY_PREVIOUS,
    dataKeyIsPublic: settings.DATA_KEY === undefined,
    console: settings.CONSOLE ?? sandbox,
    logLevel: settings.LOG_LEVEL,
    shutdownDelaySeconds: settings.SHUTDOWN_DELAY_SECONDS,
    shutdownGraceSeconds: settings.SHUTDOWN_GRACE_SECONDS,
    settleDeadlineHours: settings.SETTLE_DEADLINE_HOURS,
    retention: {
      eventsDays: settings.RETENTION_EVENTS_DAYS,
      deliveriesDays: settings.RETENTION_DELIVERIES_DAYS,
      auditDays: settings.RETENTION_AUDIT_DAYS,
      personalDays: settings.RETENTION_PERSONAL_DAYS,
    },
    recordings: {
      urlSeconds: settings.RECORDING_URL_SECONDS,
      folder: settings.RECORDINGS_FOLDER,
      largestBytes: Math.floor(settings.RECORDING_MAX_MEGABYTES * 1_000_000),
    },
    access: accessOf(settings, sandbox),
    limits: limitsOf(settings),
    trustedDocuments,
    origins: originsOf(settings),
  });
}

// In the sandbox numbers are made up; a known key lets the database be opened again after a restart.
export const SANDBOX_KEY = new Uint8Array(createHash('sha256').update('voice-subgraph sandbox: not a secret').digest());

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
  const content = readJsonFile('ACCOUNTS_FILE', file, faults);
  if (content === undefined) return [];
  const parsed = accountsSchema(given).safeParse(content);
  const unread = parsed.error?.issues.map(({ path, message }) => `${path.join('.') || 'file'}: ${message}`) ?? [];
  faults.push(...[...unread, ...duplicateIds(content)].map((fault) => `${file}: ${fault}`));
  return parsed.data ?? [];
}
