import type { Config } from '../../config/config.ts';
import { namesJson, takesEventStream } from './accept.ts';

/** Which web pages may use the API from a browser. Clients other than browsers send no origin and are not checked. */
export interface Origins {
  /** Headers of every answer to a request from such a page; none where no page but the service's own may read it. */
  headersFor(origin: string | undefined): Readonly<Record<string, string>>;
  /** What a browser may send, when it asks beforehand; undefined where it may not send anything. */
  preflight(origin: string | undefined): Readonly<Record<string, string>> | undefined;
  /** Whether a page may open a socket: browsers send no preflight for that, and hide no answer from the page. */
  mayOpenSocket(origin: string | undefined, host: string | undefined): boolean;
  /** Whether a GET that no browser asks for beforehand may be answered. */
  mayGet(headers: RequestHeaders): boolean;
}

/** What tells a page's request from another program's. */
interface RequestHeaders {
  readonly accept?: string | undefined;
  readonly authorization?: string | undefined;
  readonly host?: string | undefined;
  readonly origin?: string | undefined;
  readonly [name: string]: string | string[] | undefined;
}

const BEARER = /^bearer +\S/i;
// Headers that do no more than have a browser ask beforehand; Apollo Server names them.
const PREFLIGHTED = ['apollo-require-preflight', 'x-apollo-operation-name'];
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
  const mayOpenSocket: Origins['mayOpenSocket'] = (origin, host) => {
    if (origin === undefined || origin === own || allowed.has(origin)) return true;
    const page = URL.canParse(origin) ? new URL(origin) : undefined;
    if (page && page.host === host) return true;
    if (allowed.size > 0) return false;
    // A page has no token but its own. Where none is asked for, only pages of this machine are let in.
    return auth !== undefined || LOOPBACK.has(page?.hostname ?? '');
  };
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
    mayOpenSocket,
    // Cross-site request forgery needs a request that a browser sends by itself. It never adds a bearer token by
    // itself, and a page that adds one is asked about in a preflight. What names a media type of GraphQL's was sent by a
    // program or by a page's script, as any page may: `Accept` needs no preflight. Then a browser tells where the page
    // is from: by `Origin`, which is judged as that of a WebSocket where it asks for an event stream, or, where the page
    // cannot read the answer (`no-cors`), by `Sec-Fetch-Site`. A router sends neither, and holds no other's rights.
    mayGet: ({ accept, authorization, host, origin, 'sec-fetch-site': site = 'same-origin', ...others }) =>
      BEARER.test(authorization ?? '') ||
      PREFLIGHTED.some((name) => others[name]) ||
      (origin === undefined
        ? site === 'same-origin' && (takesEventStream(accept) || namesJson(accept))
        : takesEventStream(accept) && mayOpenSocket(origin, host)),
  };
}
