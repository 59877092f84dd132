import { once } from 'node:events';
import { connect } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { request } from 'undici';
import type { OutgoingPush } from '../../src/sandbox/exchange.ts';
import type { Door } from './ask.ts';
import type { Chance } from './chance.ts';

/** Carries a vendor's pushes: each is repeated until it is acknowledged, and some also afterwards. */
export interface Postman {
  post(push: OutgoingPush): void;
  /** The vendor's ids of what was acknowledged, each once. */
  readonly acknowledged: ReadonlySet<string>;
  /** Acknowledgements in all, those of repeated pushes among them. */
  readonly acknowledgements: number;
  /** Pushes that were not acknowledged yet. */
  readonly waiting: number;
  /** The longest wait for an acknowledgement, in milliseconds. */
  readonly slowest: number;
  /** Called once, at the next acknowledgement, before anything else happens. */
  onAcknowledged(act: () => void): void;
  /** Called once, when the bytes of the next push are written and its answer is not awaited. */
  onSent(act: () => void): void;
  stop(): Promise<void>;
}

export interface PostmanOptions {
  /** Pushes under way at a time. */
  readonly carriers: number;
  /** The share of pushes that come again after they were acknowledged. */
  readonly repeated: number;
  /** Whether pushes overtake each other. */
  readonly shuffled: boolean;
  /** Where one try of a push goes; left out: where the vendor was told. */
  readonly door?: Door | undefined;
}

const TIMEOUT_MS = 10_000;
// The pause after a push that was not taken, and where there is nothing to do.
const REST_MS = 15;

export function hirePostman(chance: Chance, { carriers, repeated, shuffled, door }: PostmanOptions): Postman {
  const queue: OutgoingPush[] = [];
  const acknowledged = new Set<string>();
  const stopping = new AbortController();
  let acknowledgements = 0;
  let underWay = 0;
  let slowest = 0;
  let atAcknowledgement: (() => void) | undefined;
  let atSending: (() => void) | undefined;

  const carry = async (push: OutgoingPush): Promise<void> => {
    if (atSending) {
      const act = atSending;
      atSending = undefined;
      queue.push(push);
      return sendUnheard(push, act);
    }
    const started = performance.now();
    const address = door ? new URL(new URL(push.url).pathname + new URL(push.url).search, door()) : push.url;
    const { statusCode, body } = await request(address, {
      method: 'POST',
      headers: push.headers,
      body: push.body,
      signal: AbortSignal.any([stopping.signal, AbortSignal.timeout(TIMEOUT_MS)]),
    });
    if (!push.acknowledged(statusCode, await body.text())) throw new Error(`A push was answered ${statusCode}.`);
    atAcknowledgement?.();
    atAcknowledgement = undefined;
    slowest = Math.max(slowest, performance.now() - started);
    acknowledgements++;
    acknowledged.add(nameIn(push));
    if (chance.happens(repeated)) queue.push(push);
  };
  const carrier = async () => {
    while (!stopping.signal.aborted) {
      const [push] = queue.splice(shuffled ? chance.below(queue.length) : 0, 1);
      if (!push) {
        await delay(REST_MS);
        continue;
      }
      underWay++;
      await carry(push)
        .catch(async () => {
          queue.push(push);
          await delay(REST_MS);
        })
        .finally(() => underWay--);
    }
  };
  const carrying = Array.from({ length: carriers }, carrier);
  return {
    post: (push) => void queue.push(push),
    acknowledged,
    get acknowledgements() {
      return acknowledgements;
    },
    get waiting() {
      return queue.length + underWay;
    },
    get slowest() {
      return slowest;
    },
    onAcknowledged: (act) => {
      atAcknowledgement = act;
    },
    onSent: (act) => {
      atSending = act;
    },
    stop: async () => {
      stopping.abort();
      await Promise.all(carrying);
    },
  };
}

/** What the vendor calls the call or message that a push is about. */
export function nameIn({ body }: OutgoingPush): string {
  return String((JSON.parse(String(body)) as { callId?: string }).callId);
}

/** Sends a push over a bare socket and hears no answer. */
async function sendUnheard({ url, headers, body }: OutgoingPush, act: () => void): Promise<void> {
  const { hostname, port, pathname, host } = new URL(url);
  const socket = connect(Number(port), hostname);
  const broken = once(socket, 'error', { signal: AbortSignal.timeout(TIMEOUT_MS) }).catch(() => undefined);
  try {
    await Promise.race([once(socket, 'connect'), broken]);
    const lines = Object.entries({ ...headers, host, 'content-length': Buffer.byteLength(body) });
    const head = lines.map(([name, value]) => `${name}: ${value}\r\n`).join('');
    socket.write(`POST ${pathname} HTTP/1.1\r\n${head}\r\n`);
    const written = new Promise((resolve) => socket.write(body, resolve));
    await Promise.race([written, broken]);
  } finally {
    act();
    socket.destroy();
  }
}
