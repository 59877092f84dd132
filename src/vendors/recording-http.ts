import { isIP, type LookupFunction } from 'node:net';
import { Readable } from 'node:stream';
import { Agent, type buildConnector, type Dispatcher } from 'undici';
import { type ByteRange, rangeHeader } from '../domain/byte-range.ts';
import { hostCheck } from '../domain/recording-hosts.ts';
import { causeOf, connector, type VendorTimeouts, type VendorTls } from './http.ts';
import { FORBIDDEN_ADDRESS, forbiddenAddress, guardedLookup, isPublicAddress } from './public-address.ts';
import { bytesWithin, type Fetched, readAnswer } from './recording-answer.ts';

/** From where an account's recordings may be fetched, and how. */
export interface RecordingPolicy {
  /** Patterns of hosts; the address of the recording must fit one of them. */
  readonly hosts: readonly string[];
  /** Whether they may lie in a private network. */
  readonly allowPrivate: boolean;
  readonly timeouts: VendorTimeouts;
  /** The account's TLS settings, and the host that they are for. */
  readonly tls?: { readonly settings: VendorTls; readonly host: string } | undefined;
  /** Milliseconds after which a recording that still comes in is broken off; half an hour unless a test is shorter. */
  readonly longestFetch?: number;
  /** How names are looked up, and which addresses count as public: the system's way, but for tests. */
  readonly lookup?: LookupFunction;
  readonly isPublic?: (address: string) => boolean;
}

export interface FetchOptions {
  readonly range?: ByteRange | undefined;
  /** What is larger is not fetched. */
  readonly largestBytes: number;
  /** Ends the request, whatever it has come to. */
  readonly signal: AbortSignal;
}

export interface RecordingHttp {
  fetch(url: string, options: FetchOptions): Promise<Fetched>;
  close(): Promise<void>;
}

// The largest recording allowed by default, 256 MB, in half an hour: 1.2 Mbit/s. Who is slower holds a connection for
// good.
const LONGEST_FETCH_MS = 30 * 60_000;
const TIMEOUTS = new Set(['UND_ERR_CONNECT_TIMEOUT', 'UND_ERR_HEADERS_TIMEOUT', 'UND_ERR_BODY_TIMEOUT', 'ETIMEDOUT']);

/**
 * Fetches recordings of one account, from where its policy allows it and from nowhere else. The addresses come in
 * vendors' reports, so they are not to be trusted: they could lead this service to its own neighbours.
 */
export function createRecordingHttp(policy: RecordingPolicy): RecordingHttp {
  const { longestFetch = LONGEST_FETCH_MS } = policy;
  const check = hostCheck(policy.hosts);
  const agent = new Agent({
    connect: guardedConnector(policy),
    headersTimeout: policy.timeouts.total,
    // Between two pieces; does not run while the listener is what makes it slow.
    bodyTimeout: policy.timeouts.total,
    keepAliveTimeout: 2_000,
    keepAliveMaxTimeout: 2_000,
  });
  return {
    fetch: async (url, { range, largestBytes, signal }) => {
      const objection = check(url);
      if (objection) return { kind: 'refused', reason: objection };
      try {
        const answer = await ask(agent, url, range, signal);
        const read = readAnswer({ answer, url, range, largestBytes });
        // What is not handed on must not be left on the wire.
        if (read.kind !== 'content') answer.body.on('error', () => undefined).destroy();
        if (read.kind !== 'content') return read;
        const { cut, ...content } = read;
        const bytes = bytesWithin(answer.body, cut, { largestBytes, until: performance.now() + longestFetch });
        return { ...content, body: Readable.from(bytes, { objectMode: false }) };
      } catch (error) {
        return failure(error);
      }
    },
    close: () => agent.destroy(),
  };
}

function ask(
  agent: Agent,
  url: string,
  range: ByteRange | undefined,
  signal: AbortSignal,
): Promise<Dispatcher.ResponseData> {
  const { origin, pathname, search } = new URL(url);
  return agent.request({
    origin,
    path: pathname + search,
    method: 'GET',
    // Ranges count the bytes as they are sent: packed ones would be counted wrong.
    headers: { accept: 'audio/*, application/octet-stream', 'accept-encoding': 'identity', ...rangeOf(range) },
    signal,
  });
}

const rangeOf = (range: ByteRange | undefined) => (range ? { range: rangeHeader(range) } : {});

/** Connections to allowed addresses only, whether a name leads there or the address itself is given. */
function guardedConnector(policy: RecordingPolicy): buildConnector.connector {
  const { allowPrivate, timeouts, tls, isPublic = isPublicAddress } = policy;
  const isAllowed = (address: string) => allowPrivate || isPublic(address);
  const lookup = guardedLookup(isAllowed, policy.lookup);
  const open = connector(timeouts, undefined, lookup);
  const openTrusted = tls ? connector(timeouts, tls.settings, lookup) : open;
  return (options, callback) => {
    // An address that is given as such is never looked up.
    const address = options.hostname.replace(/^\[|\]$/g, '');
    if (isIP(address) && !isAllowed(address)) return callback(forbiddenAddress(), null);
    return options.hostname === tls?.host ? openTrusted(options, callback) : open(options, callback);
  };
}

function failure(error: unknown): Fetched {
  if (!(error instanceof Error)) throw error;
  const cause = causeOf(error);
  if (cause === FORBIDDEN_ADDRESS) {
    return {
      kind: 'refused',
      reason: 'The recording’s address leads into a private network; see recordings.allowPrivate.',
    };
  }
  if (TIMEOUTS.has(cause)) {
    return { kind: 'late', reason: `The vendor did not send the recording in time (${cause}).` };
  }
  return { kind: 'failed', reason: `The recording could not be fetched (${cause}).` };
}
