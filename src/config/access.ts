import { isIPv4 } from 'node:net';
import { z } from 'zod';
import type { AccountConfig } from './accounts.ts';

/** Which proxies are trusted for a client's address, how much one client may send, and who may read the figures. */
export interface AccessConfig {
  /** Addresses and ranges whose `X-Forwarded-For` is believed; empty: no proxy is trusted. */
  readonly trustedProxies: readonly string[];
  /** How many pushes a second one account's vendor may send to this process. */
  readonly callbackRequestsPerSecond: number;
  readonly metrics: {
    /** Every client that reaches the port may read them. */
    readonly public: boolean;
    /** What Prometheus shows as its bearer token; undefined: only tokens with voice:admin open them. */
    readonly token: string | undefined;
  };
}

// 128 bits are 22 characters of base64; 24 leave room for weaker alphabets.
export const SHORTEST_TOKEN = 24;
// HS256 wants a key of at least 256 bits (RFC 7518, section 3.2).
const SHORTEST_SECRET_BYTES = 32;

/** A setting that is on or off. */
export const flag = z
  .enum(['1', '0', 'true', 'false', 'on', 'off', 'yes', 'no'])
  .transform((value) => ['1', 'true', 'on', 'yes'].includes(value));

const range = z.union([z.ipv4(), z.ipv6(), z.cidrv4(), z.cidrv6()]);
const trustsEveryAddress = (entry: string) => entry.endsWith('/0');

/** The settings of access, as the environment has them. */
export const accessSettings = z.object({
  TRUSTED_PROXIES: z
    .string()
    .transform((list) => list.split(',').flatMap((entry) => entry.trim() || []))
    .refine((entries) => entries.every((entry) => range.safeParse(entry).success), {
      message: 'must be addresses or ranges with commas between them, as in 10.0.0.0/8,fd00::/8',
      abort: true,
    })
    .refine(
      (entries) => !entries.some(trustsEveryAddress),
      'must name the proxies: with a range of /0 every client can forge',
    )
    .default([]),
  // Several times what a vendor's busiest customer gets; one process takes some thousands a second.
  CALLBACK_REQUESTS_PER_SECOND: z.coerce.number().int().positive().default(2_000),
  METRICS_TOKEN: z.string().min(SHORTEST_TOKEN, `must have at least ${SHORTEST_TOKEN} characters`).optional(),
  METRICS_PUBLIC: flag.optional(),
});

/** The configuration of access from the settings. In the sandbox every client may read the figures of made-up calls. */
export function accessOf(settings: z.output<typeof accessSettings>, sandbox: boolean): AccessConfig {
  const { METRICS_TOKEN: token, METRICS_PUBLIC: isPublic } = settings;
  return Object.freeze({
    trustedProxies: settings.TRUSTED_PROXIES,
    callbackRequestsPerSecond: settings.CALLBACK_REQUESTS_PER_SECOND,
    metrics: { public: isPublic ?? (sandbox && token === undefined), token },
  });
}

/** The shared secret of tokens: as long as its algorithm wants it. */
export const sharedSecret = z.string().refine((secret) => Buffer.byteLength(secret) >= SHORTEST_SECRET_BYTES, {
  message: `must have at least ${SHORTEST_SECRET_BYTES} bytes, or tokens are forged by guessing it; \`openssl rand -base64 32\` makes one`,
});

/** Who can change the key set on its way decides who gets in: over plain HTTP that is every host on the way. */
export const keySetUrl = z
  .url({ protocol: /^https?$/, abort: true })
  .refine((url) => URL.parse(url)?.protocol === 'https:' || isLoopback(URL.parse(url)?.hostname ?? ''), {
    message: 'must begin with https: outside this machine, because it decides who gets in',
  });

const isLoopback = (host: string): boolean =>
  host === 'localhost' || host === '[::1]' || (isIPv4(host) && host.startsWith('127.'));

/** Settings that protect something. One that was meant to be set and came out empty must not leave a door open. */
const PROTECTING = ['AUTH_JWKS_URL', 'AUTH_SECRET', 'DATA_KEY', 'METRICS_TOKEN'];

/** What is wrong with the secrets as they were given. */
export function secretFaults(env: NodeJS.ProcessEnv): string[] {
  const empty = PROTECTING.filter((name) => env[name] === '').map(
    (name) => `${name}: is set and empty; give it a value, or leave it out`,
  );
  const both = env.AUTH_JWKS_URL && env.AUTH_SECRET;
  return both
    ? [...empty, 'AUTH_SECRET: is set beside AUTH_JWKS_URL; leave out one of them, so that there is one way in']
    : empty;
}

/** Callback tokens that can be guessed. A previous one may be short: it is on its way out. */
export function tokenFaults(accounts: readonly AccountConfig[]): string[] {
  return accounts
    .filter(({ callback }) => callback.token.length < SHORTEST_TOKEN)
    .map(
      ({ id }) =>
        `The callback token of ${id} must have at least ${SHORTEST_TOKEN} characters; \`openssl rand -hex 24\` makes one`,
    );
}
