import { errors, type JWTPayload, type JWTVerifyOptions, type JWTVerifyResult, jwtVerify } from 'jose';
import type { Logger } from 'pino';
import type { AuthConfig } from '../../config/config.ts';
import { ANONYMOUS, type Caller, SANDBOX_CALLER } from '../../domain/caller.ts';
import { unauthenticated } from '../../graphql/errors.ts';
import { callerOf } from './claims.ts';
import { fetchKeys } from './key-set.ts';

/** Tells who sends a request, from its `Authorization` header. Throws where the token is not to be trusted. */
export type Authenticate = (authorization: string | undefined) => Promise<Caller>;

// Clocks of two machines differ by seconds, not minutes.
const LEEWAY_SECONDS = 5;
// Signatures by a key pair only: a public key set must never be taken for a shared secret.
const JWKS_ALGORITHMS = ['RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512', 'ES256', 'ES384', 'ES512', 'EdDSA'];

/**
 * What a token may call itself: nothing, or an access token (RFC 7519, section 5.1; RFC 9068, section 2.1). One that
 * the same issuer made for another purpose (a logout, a proof of possession) opens nothing.
 */
const TYPES: ReadonlySet<string> = new Set(['jwt', 'at+jwt', 'application/at+jwt']);

/** Checks bearer tokens as the configuration says; without one (sandbox) every request may do everything. */
export function createAuthenticate(config: AuthConfig | undefined, log: Logger): Authenticate {
  if (!config) return async () => SANDBOX_CALLER;
  const verify = verifier(config, log);
  return async (authorization) => {
    if (authorization === undefined) return ANONYMOUS;
    const token = /^Bearer +(\S+)$/i.exec(authorization)?.[1];
    if (!token) throw unauthenticated('The Authorization header must read: Bearer, a space, and the token.');
    try {
      return callerOf(await verify(token));
    } catch (error) {
      if (error instanceof errors.JOSEError) throw unauthenticated(`The token was not accepted: ${error.message}.`);
      throw error;
    }
  };
}

function verifier(config: AuthConfig, log: Logger): (token: string) => Promise<JWTPayload> {
  const options: JWTVerifyOptions = {
    clockTolerance: LEEWAY_SECONDS,
    requiredClaims: ['sub', 'exp'],
    ...(config.issuer ? { issuer: config.issuer } : {}),
    ...(config.audience ? { audience: config.audience } : {}),
  };
  if (config.kind === 'secret') {
    const key = new TextEncoder().encode(config.secret);
    return async (token) => payloadOf(await jwtVerify(token, key, { ...options, algorithms: ['HS256'] }));
  }
  const keys = fetchKeys(config.url, log);
  return async (token) => payloadOf(await jwtVerify(token, keys, { ...options, algorithms: JWKS_ALGORITHMS }));
}

function payloadOf({ payload, protectedHeader: { typ } }: JWTVerifyResult): JWTPayload {
  // Signed, and yet of any type: the header is the issuer's own JSON.
  const type: unknown = typ;
  if (type === undefined || (typeof type === 'string' && TYPES.has(type.toLowerCase()))) return payload;
  throw new errors.JWTInvalid('its type is not that of an access token');
}
