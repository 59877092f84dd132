import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { parsePhoneNumber } from '../domain/phone-number.ts';
import { HOST_PATTERN } from '../domain/recording-hosts.ts';
import { plainText } from './text.ts';

/** One variant a vendor: its credentials as the vendor names them, and the services that it sells separately. */
const VARIANTS: Record<string, Variant> = {
  WINNERLOOK: { credentials: ['appId', 'token'] },
  INTERLINE: { credentials: ['devid', 'authKey', 'appid'], needsBaseUrl: true },
  JUMDATA: { credentials: ['appId', 'appSecret'] },
  EMAY: {
    credentials: ['appId', 'secretKey'],
    // It is the key of AES as it stands, by which pushed reports are opened (2.1.4.1).
    bytes: { secretKey: [16, 24, 32] },
    services: ['notification', 'verification', 'marketing', 'voiceSms'],
    needsBaseUrl: true,
  },
  KSYUN: { credentials: ['accessKey', 'secretKey'], optionalCredentials: ['securityToken'] },
};

interface Variant {
  readonly credentials: readonly string[];
  readonly optionalCredentials?: readonly string[];
  readonly services?: readonly [string, ...string[]];
  /** How many bytes a credential can have, where a cipher says so. */
  readonly bytes?: Readonly<Record<string, readonly number[]>>;
  /** Set where the vendor gives each customer an address of its own. */
  readonly needsBaseUrl?: boolean;
}

/** One set of credentials at a vendor, as the operator set it up. */
export interface AccountConfig {
  readonly id: string;
  readonly vendor: string;
  readonly name?: string | undefined;
  /** No slash at the end; undefined: the vendor's own address. */
  readonly baseUrl?: string | undefined;
  readonly credentials: Readonly<Record<string, string>>;
  readonly services?: readonly string[] | undefined;
  /** Virtual numbers that belong to the account, in their one spelling. */
  readonly numbers?: readonly string[] | undefined;
  /** The higher is preferred where several accounts could carry a request. */
  readonly priority: number;
  readonly callback: {
    /** The secret part of the addresses that the vendor is given. */
    readonly token: string;
    /** Still accepted, so that the token can be changed without losing what is pushed to the old address. */
    readonly previousToken?: string | undefined;
    readonly allowedIps?: readonly string[] | undefined;
    /** Base of the addresses that the vendor is given, no slash at the end; undefined: PUBLIC_URL. */
    readonly baseUrl?: string | undefined;
  };
  readonly limits?:
    | {
        readonly requestsPerSecond?: number | undefined;
        readonly perRecipient?: Readonly<Record<string, number>> | undefined;
      }
    | undefined;
  /** Milliseconds. */
  readonly timeouts?: { readonly connect?: number | undefined; readonly total?: number | undefined } | undefined;
  /** What becomes of a binding whose fate was unknown and that turns out to exist. */
  readonly unknownBindings?: 'adopt' | 'release' | undefined;
  readonly tls?: { readonly ca: string } | { readonly fingerprint: string } | undefined;
  readonly recordings?:
    | {
        /** Where recordings may be fetched from; undefined: from the account's own address. */
        readonly hosts?: readonly string[] | undefined;
        /** Whether these hosts may lie in a private network. */
        readonly allowPrivate?: boolean | undefined;
        /** Whether recordings are fetched and kept here before the vendor deletes them. */
        readonly archive?: boolean | undefined;
      }
    | undefined;
}

const baseUrl = z.url({ protocol: /^https?$/ }).transform((url) => url.replace(/\/+$/, ''));

/** The path of a callback is put behind it, and no secret of the account's belongs into what a vendor stores. */
const callbackBase = baseUrl.refine((url) => !/[?#@]/.test(url), 'must have no user name, password, ? or # in it');

const virtualNumber = z.string().transform((given, context): string => {
  const number = parsePhoneNumber(given);
  if (number !== undefined) return number;
  context.addIssue({ code: 'custom', message: 'must be a telephone number' });
  return z.NEVER;
});

/** The schema of an accounts file; `{"env"}` and `{"file"}` secrets are read as it parses. */
export function accountsSchema(env: NodeJS.ProcessEnv): z.ZodType<AccountConfig[]> {
  const secret = secretSchema(env);
  const pathSecret = secret.refine(
    (token) => /^[A-Za-z0-9._~-]+$/.test(token),
    'must be letters, digits, and . _ ~ or -',
  );
  const common = {
    id: z.string().regex(/^acct_[A-Za-z0-9_-]{1,64}$/, 'must be acct_ and then 1 to 64 letters, digits, _ or -'),
    name: z.string().min(1).optional(),
    priority: z.int().default(0),
    numbers: z.array(virtualNumber).optional(),
    callback: z.strictObject({
      token: pathSecret,
      previousToken: pathSecret.optional(),
      allowedIps: z.array(z.union([z.ipv4(), z.ipv6(), z.cidrv4(), z.cidrv6()])).optional(),
      baseUrl: callbackBase.optional(),
    }),
    limits: z
      .strictObject({
        requestsPerSecond: z.number().positive().optional(),
        // Calls by the seconds that they are counted over: { "30": 1, "86400": 5 }.
        perRecipient: z.record(z.string().regex(/^[1-9]\d*$/), z.int().positive()).optional(),
      })
      .optional(),
    timeouts: z
      .strictObject({ connect: z.int().positive().optional(), total: z.int().positive().optional() })
      .optional(),
    unknownBindings: z.enum(['adopt', 'release']).optional(),
    tls: z.union([z.strictObject({ ca: secret }), z.strictObject({ fingerprint: z.string() })]).optional(),
    recordings: z
      .strictObject({
        hosts: z
          .array(z.string().toLowerCase().regex(HOST_PATTERN, 'must be a host, as in rec.example.com or *.example.com'))
          .optional(),
        allowPrivate: z.boolean().optional(),
        archive: z.boolean().optional(),
      })
      .optional(),
  };
  const account = ([vendor, variant]: [string, Variant]) =>
    z.strictObject({
      vendor: z.literal(vendor),
      ...common,
      baseUrl: variant.needsBaseUrl ? baseUrl : baseUrl.optional(),
      credentials: z.strictObject({
        ...Object.fromEntries(variant.credentials.map((name) => [name, secret])),
        ...Object.fromEntries((variant.optionalCredentials ?? []).map((name) => [name, secret.optional()])),
      }),
      ...(variant.services ? { services: z.array(z.enum(variant.services)).min(1).optional() } : {}),
    });
  const accounts = Object.entries(VARIANTS).map(account);
  const [first, ...rest] = accounts;
  if (!first) throw new Error('No vendor has a variant in the accounts schema.');
  return z.array(z.discriminatedUnion('vendor', [first, ...rest])) as unknown as z.ZodType<AccountConfig[]>;
}

/** How many bytes a credential of a vendor can have; undefined where nothing is said of them. */
export const bytesOf = (vendor: string, credential: string): readonly number[] | undefined =>
  VARIANTS[vendor]?.bytes?.[credential];

/** The faults of ids that several accounts have; told also where other faults keep the file from being read. */
export function duplicateIds(file: unknown): string[] {
  const ids =
    z
      .array(z.looseObject({ id: z.string() }))
      .safeParse(file)
      .data?.map(({ id }) => id) ?? [];
  return ids.flatMap((id, index) =>
    ids.indexOf(id) === index ? [] : [`${index}.id: “${id}” is used by another account`],
  );
}

/** A secret: the text itself, or the environment variable or file that holds it; the same text from each of them. */
export function secretSchema(env: NodeJS.ProcessEnv): z.ZodType<string> {
  const source = z.union([z.string(), z.strictObject({ env: z.string() }), z.strictObject({ file: z.string() })]);
  return source.transform((value, context): string => {
    if (typeof value === 'string') return plainText(value);
    const read = 'env' in value ? { text: env[value.env] ?? '' } : readSecretFile(value.file);
    const text = plainText(read.text);
    if (text !== '') return text;
    const place = 'env' in value ? `environment variable ${value.env}` : `file ${value.file}`;
    const failure = 'failure' in read ? `cannot be read (${read.failure})` : 'is missing or empty';
    context.addIssue({ code: 'custom', message: `the ${place} ${failure}` });
    return z.NEVER;
  });
}

function readSecretFile(path: string): { text: string; failure?: string } {
  try {
    return { text: readFileSync(path, 'utf8') };
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === undefined) throw error;
    return code === 'ENOENT' ? { text: '' } : { text: '', failure: code };
  }
}

/** The environment variables that an accounts file names, as far as it can be read. */
export function variablesOf(file: unknown): string[] {
  if (typeof file !== 'object' || file === null) return [];
  const own = 'env' in file && typeof file.env === 'string' ? [file.env] : [];
  return [...own, ...Object.values(file).flatMap(variablesOf)];
}
