import { createHash } from 'node:crypto';
import { z } from 'zod';
import {
  type AccessConfig,
  accessOf,
  accessSettings,
  flag,
  keySetUrl,
  secretFaults,
  sharedSecret,
  tokenFaults,
} from './access.ts';
import { accountFaults } from './account-faults.ts';
import { type AccountConfig, accountsSchema, duplicateIds, variablesOf } from './accounts.ts';
import { DATABASE_URLS, DEFAULT_DATABASE_URL, isPostgresUrl, sqliteFile } from './database-url.ts';
import { type DocumentsConfig, documentSettings, documentsOf } from './documents.ts';
import { readJsonFile } from './file.ts';
import { type Limits, limitSettings, limitsOf } from './limits.ts';
import { missingCompanions, missingSettings, productionSetting } from './missing.ts';
import { misspelt } from './misspelt.ts';
import { type NameChange, nameSettings } from './names.ts';
import { type OriginsConfig, originSettings, originsOf } from './origins.ts';
import { type RoutersConfig, routerSettings, routersOf } from './routers.ts';
import { sandboxSpeed } from './sandbox-speed.ts';
import { plainText } from './text.ts';

/** How bearer tokens are checked. */
export type AuthConfig =
  | { readonly kind: 'jwks'; readonly url: string; readonly issuer: string; readonly audience: string }
  | { readonly kind: 'secret'; readonly secret: string; readonly issuer?: string; readonly audience?: string };

/** Everything that the process was told, checked, and never changed afterwards. */
export interface Config {
  /** Whether simulated vendors run inside the process. */
  readonly sandbox: boolean;
  /** How many seconds of a simulated call pass in one; Infinity: it is over at once. */
  readonly sandboxSpeed: number;
  readonly host: string;
  readonly port: number;
  /** Base of the addresses handed to vendors; undefined: where the process listens. */
  readonly publicUrl: string | undefined;
  readonly databaseUrl: string;
  readonly accounts: readonly AccountConfig[];
  /** Undefined only in the sandbox: every request may do everything. */
  readonly auth: AuthConfig | undefined;
  /** 32 bytes. In the sandbox without DATA_KEY: a publicly known key. */
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
  /** How long after the last sign of life of a process others take over what it was at. */
  readonly leaseSeconds: number;
  /** After how many hours without a report an open fate is closed. */
  readonly settleDeadlineHours: number;
  readonly retention: Retention;
  readonly recordings: RecordingSettings;
  readonly access: AccessConfig;
  readonly limits: Limits;
  readonly trustedDocuments: DocumentsConfig;
  readonly origins: OriginsConfig;
  /** Types and root fields that are called otherwise outside, or left out. */
  readonly graphqlNames: readonly NameChange[];
  readonly routers: RoutersConfig;
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

// 43 digits of six bits are two bits too many, which are zero; also as base64url writes them (RFC 4648, 5).
const BASE64_OF_32_BYTES = /^[\w+/-]{42}[AEIMQUYcgkosw048]=?$/;

const dataKey = z
  .string()
  .refine((text) => BASE64_OF_32_BYTES.test(text), 'must be 32 bytes in base64; `openssl rand -base64 32` makes one')
  .transform((text) => new Uint8Array(Buffer.from(text, 'base64')));

const environment = z.object({
  HOST: z.string().optional(),
  PORT: z.coerce.number().int().min(0).max(65_535).default(4000),
  PUBLIC_URL: httpUrl
    .refine((url) => !/[?#@]/.test(url), 'must be no more than a scheme, a host, a port and a path')
    .transform((url) => url.replace(/\/+$/, ''))
    .optional(),
  DATABASE_URL: z
    .string()
    .refine((url) => sqliteFile(url) !== undefined || isPostgresUrl(url), DATABASE_URLS)
    .default(DEFAULT_DATABASE_URL),
  ACCOUNTS_FILE: z.string().optional(),
  AUTH_JWKS_URL: keySetUrl.optional(),
  AUTH_ISSUER: z.string().optional(),
  AUTH_AUDIENCE: z.string().optional(),
  AUTH_SECRET: sharedSecret.optional(),
  DATA_KEY: dataKey.optional(),
  DATA_KEY_PREVIOUS: z
    .string()
    .transform((text) => text.split(',').map((key) => key.trim()))
    .pipe(z.array(dataKey, 'must be a list of keys, each of them 32 bytes in base64, separated by commas'))
    .default([]),
  SANDBOX: flag.optional(),
  SANDBOX_SPEED: sandboxSpeed,
  CONSOLE: flag.optional(),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
  // An hour is past any orchestrator's patience.
  SHUTDOWN_DELAY_SECONDS: z.coerce.number().min(0).max(600).default(0),
  SHUTDOWN_GRACE_SECONDS: z.coerce.number().min(0).max(3_600).default(20),
  // Below a second a busy machine loses it for nothing; beyond five minutes people wait for calls in vain.
  LEASE_SECONDS: z.coerce.number().min(1).max(300).default(10),
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
  ...nameSettings,
  ...routerSettings,
});

// What the tests of this project read, and a developer may have set.
const OF_THE_TESTS = ['TEST_DATABASE_URL'];

/** Reads the environment and the accounts file. Throws a ConfigError that names every fault at once. */
export function readConfig(env: NodeJS.ProcessEnv): Config {
  const plain = Object.fromEntries(
    Object.entries(env).flatMap(([name, value]) => (value === undefined ? [] : [[name, plainText(value)]])),
  );
  const given = Object.fromEntries(Object.entries(plain).filter(([, value]) => value !== ''));
  const parsed = environment.safeParse(given);
  const faults = parsed.success ? [] : parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`);
  const has = (name: string) => given[name] !== undefined;

  const production = productionSetting(given);
  const sandbox = parsed.data?.SANDBOX ?? (has('SANDBOX') ? flag.safeParse(given.SANDBOX).data === true : !production);
  faults.push(...secretFaults(plain), ...missingCompanions(has));
  if (!sandbox) faults.push(...missingSettings(has, has('SANDBOX') ? undefined : production));
  const { accounts, variables } = readAccounts(given, sandbox, faults);
  faults.push(...misspelt(plain, Object.keys(environment.shape), new Set([...variables, ...OF_THE_TESTS])));
  if (!sandbox) faults.push(...tokenFaults(accounts));
  const trustedDocuments = documentsOf(given, faults);
  if (!parsed.success || faults.length > 0) throw new ConfigError(faults);

  const settings = parsed.data;
  return Object.freeze({
    sandbox,
    sandboxSpeed: settings.SANDBOX_SPEED,
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
    leaseSeconds: settings.LEASE_SECONDS,
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
    graphqlNames: settings.GRAPHQL_NAMES,
    routers: routersOf(settings),
  });
}

// In the sandbox numbers are made up; a known key lets the database be opened again after a restart.
export const SANDBOX_KEY = new Uint8Array(createHash('sha256').update('voice-subgraph sandbox: not a secret').digest());

function authOf(settings: z.output<typeof environment>): AuthConfig | undefined {
  const { AUTH_JWKS_URL: url, AUTH_SECRET: secret, AUTH_ISSUER: issuer, AUTH_AUDIENCE: audience } = settings;
  if (url) return { kind: 'jwks', url, issuer: issuer ?? '', audience: audience ?? '' };
  if (!secret) return undefined;
  return { kind: 'secret', secret, ...(issuer ? { issuer } : {}), ...(audience ? { audience } : {}) };
}

/**
 * The accounts of the file that can be used, and the variables that it names. Adds what is wrong with it to `faults`.
 */
function readAccounts(given: NodeJS.ProcessEnv, sandbox: boolean, faults: string[]) {
  const file = given.ACCOUNTS_FILE;
  const content = file === undefined ? undefined : readJsonFile('ACCOUNTS_FILE', file, faults);
  if (content === undefined) return { accounts: [], variables: [] };
  const schema = accountsSchema(given);
  const issues = schema.safeParse(content).error?.issues ?? [];
  const unread = issues.map(({ path, message }) => `${path.join('.') || 'file'}: ${message}`);
  const entries = Array.isArray(content) ? content : [];
  if (!sandbox && Array.isArray(content) && entries.length === 0) unread.push('file: has no account in it');
  unread.push(...duplicateIds(content), ...accountFaults(content, given));
  faults.push(...unread.map((fault) => `${file}: ${fault}`));
  // One by one, so that what is wrong with an account does not hide what is wrong with another.
  const accounts = entries.flatMap((entry) => schema.safeParse([entry]).data ?? []);
  return { accounts, variables: variablesOf(content) };
}
