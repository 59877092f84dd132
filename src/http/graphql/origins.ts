import type { Config } from '../../config/config.ts';

/** Which web pages may use the API from a browser. Clients other than browsers send no origin and are not checked. */
export interface Origins {
  /** Headers of every answer to a request from such a page; none where no page but the service's own may read it. */
  headersFor(origin: string | undefined): Readonly<Record<string, string>>;
  /** What a browser may send, when it asks beforehand; undefined where it may not send anything. */
  preflight(origin: string | undefined): Readonly<Record<string, string>> | undefined;
  /** Whether a page may open a socket: browsers send no preflight for that, and hide no answer from the page. */
  mayOpenSocket(origin: string | undefined, host: string | undefined): boolean;
}

const LOOPBACK = new Set(['localhost', '127.0.0.1', '[::1]']);
// Two hours, the longest that Chromium remembers an answer.
const REMEMBERED_SECONDS = '7200';

/** Pages of the origins that the configuration allows, and the service's own. */
export function createOrigins({
  origins: { allowed },
  publicUrl,
  auth,
}: Pick<Config, 'origins' | 'publicUrl' | 'auth'>): Origins {
  const own = publicUrl && new URL(publicUrl).origin;
  const vary = allowed.size > 0 ? { vary: 'origin' } : {};
  const headersFor: Origins['headersFor'] = (origin) =>
    origin !== undefined && allowed.has(origin) ? { ...vary, 'access-control-allow-origin': origin } : vary;
  return {
    headersFor,
    preflight: (origin) =>
      origin !== undefined && allowed.has(origin)
        ? {
            ...headersFor(origin),
            'access-control-allow-methods': 'GET, POST',
            'access-control-allow-headers':
              'authorization, content-type, apollo-require-preflight, x-apollo-operation-name',
            'access-control-max-age': REMEMBERED_SECONDS,
          }
        : undefined,
    mayOpenSocket: (origin, host) => {
      if (origin === undefined || origin === own || allowed.has(origin)) return true;
      const page = URL.canParse(origin) ? new URL(origin) : undefined;
      if (page && page.host === host) return true;
      if (allowed.size > 0) return false;
      // A page has no token but its own. Where none is asked for, only pages of this machine are let in.
      return auth !== undefined || LOOPBACK.has(page?.hostname ?? '');
    },
  };
}
