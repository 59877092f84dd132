import { createLocalJWKSet, createRemoteJWKSet, customFetch, errors, type JWTVerifyGetKey } from 'jose';
import type { Logger } from 'pino';
import { authenticationUnavailable } from '../../graphql/errors.ts';

// A new key is met at most this late, and tokens that name unknown keys cannot have the set fetched more often.
const COOLDOWN_MS = 5_000;
// A key that was taken out of the set opens nothing for longer than this, whether or not a newer one was seen.
const CACHE_MS = 5 * 60_000;
const TIMEOUT_MS = 5_000;
// While the set cannot be fetched, it is asked for once a second, however many wait.
const REST_MS = 1_000;

/**
 * The keys at an address, fetched when first needed, and again for a key that is not among them or after a while. While
 * they cannot be fetched no token is refused as bad: whether it is bad is not known.
 */
export function fetchKeys(url: string, log: Logger): JWTVerifyGetKey {
  let restsUntil = 0;
  const keys = createRemoteJWKSet(new URL(url), {
    cooldownDuration: COOLDOWN_MS,
    cacheMaxAge: CACHE_MS,
    timeoutDuration: TIMEOUT_MS,
    [customFetch]: async (address, options) => {
      if (Date.now() < restsUntil) throw new errors.JOSEError('The key set could not be fetched a moment ago.');
      try {
        return await fetchSet(address, options);
      } catch (cause) {
        restsUntil = Date.now() + REST_MS;
        log.error({ err: cause }, 'the key set could not be fetched');
        throw new errors.JOSEError('The key set could not be fetched.', { cause });
      }
    },
  });
  return async (header, token) => {
    try {
      return await keys(header, token);
    } catch (error) {
      // Of no kind of its own: thrown above. Any other is about the token.
      if (error instanceof errors.JOSEError && error.code === errors.JOSEError.code) throw authenticationUnavailable();
      throw error;
    }
  };
}

/** Fetches a key set, and fails where what comes is none. */
async function fetchSet(address: string, options: RequestInit): Promise<Response> {
  const response = await fetch(address, options);
  const body = await response.text();
  if (response.status !== 200) throw new Error(`The key set was answered with status ${response.status}.`);
  createLocalJWKSet(JSON.parse(body));
  return new Response(body);
}
