import { setTimeout as delay } from 'node:timers/promises';
import { BIND } from '../support/documents.ts';
import { AnsweredWithErrors, ask, type Door } from './ask.ts';

/** One request of a client: repeated with its key until it is answered. */
export interface KeyedRequest {
  readonly document: string;
  readonly input: { readonly idempotencyKey: string };
  /** The numbers that it binds (A alone) or calls; no other request names them. */
  readonly numbers: readonly string[];
  /** The ids of the records that the first answer gave. */
  answer: readonly string[] | undefined;
}

export interface Clients {
  readonly requests: readonly KeyedRequest[];
  /** Answers that were neither data, nor a broken connection, nor a refusal. */
  readonly faults: readonly string[];
  /** When the service said that it takes nothing now (`performance.now()`). */
  readonly refusals: readonly number[];
  /** Reports that the service said it received. */
  readonly pulled: ReadonlySet<string>;
  /** Sends one request of a kind now; gives its records. */
  send(kind: Kind): Promise<readonly string[]>;
  pull(): Promise<void>;
  /** Ends the load and waits until every request has its answer. */
  finish(): Promise<void>;
}

export type Kind = 'binding' | 'notification' | 'batch' | 'queue';

export const SEND = `mutation ($input: SendVoiceNotificationInput!) {
  sendVoiceNotification(input: $input) { voiceMessages { id status } userErrors { code message } }
}`;
const PULL = 'mutation { pullReports(input: { accountId: "acct_emay" }) { received userErrors { code } } }';

const RECIPIENTS_A_BATCH = 10;
const RECIPIENTS_IN_A_QUEUE = 20;
// So that a round holds dozens of requests and not thousands.
const PAUSE_MS = 25;
const REST_MS = 20;
const FINISH_MS = 60_000;
const RESUBMITTED_AT_A_TIME = 8;

export interface Load extends Readonly<Partial<Record<Kind, number>>> {
  readonly pullEveryMs: number;
  /** How many times at once a request is sent at first; left out: once. */
  readonly copies?: (() => number) | undefined;
}

/** Starts so many clients of each kind. `handedOut` is the vendor's list of reports that it gave away. */
export function startClients(door: Door, load: Load, handedOut: readonly string[]): Clients {
  const requests: KeyedRequest[] = [];
  const faults: string[] = [];
  const refusals: number[] = [];
  const pulled = new Set<string>();
  const sent: Promise<unknown>[] = [];
  let stopping = false;
  let made = 0;

  const create = (kind: Kind): KeyedRequest => {
    made++;
    const created = REQUEST_OF[kind](made, `${kind}-${made}`);
    requests.push(created);
    return created;
  };
  const untilAnswered = async (request: KeyedRequest): Promise<readonly string[]> => {
    const end = performance.now() + FINISH_MS;
    let copies = load.copies?.() ?? 1;
    while (request.answer === undefined) {
      const results = await Promise.allSettled(Array.from({ length: copies }, () => repeat(door(), request)));
      copies = 1;
      for (const result of results) {
        if (result.status === 'rejected') note(result.reason);
        else if (request.answer === undefined) request.answer = result.value;
        else if (request.answer.join() !== result.value.join()) {
          faults.push(`${request.input.idempotencyKey} gave ${result.value}, and ${request.answer} at the same time`);
        }
      }
      if (request.answer !== undefined) break;
      if (performance.now() > end) throw new Error(`${request.input.idempotencyKey} has had no answer for too long.`);
      await delay(REST_MS);
    }
    return request.answer;
  };
  const note = (error: unknown) => {
    if (!(error instanceof AnsweredWithErrors)) return;
    if (error.isRefusal) refusals.push(performance.now());
    else faults.push(error.message);
  };
  const client = async (kind: Kind) => {
    while (!stopping) {
      await untilAnswered(create(kind));
      await delay(PAUSE_MS);
    }
  };
  const pull = async () => {
    const from = handedOut.length;
    const { pullReports } = await ask<{ pullReports: { received: number; userErrors: object[] } }>(door(), PULL);
    if (pullReports.userErrors.length > 0) return;
    for (const name of handedOut.slice(from)) pulled.add(name);
  };
  const puller = async () => {
    while (!stopping) {
      await pull().catch(() => undefined);
      await delay(load.pullEveryMs);
    }
  };
  const kinds = Object.keys(REQUEST_OF) as Kind[];
  const working = kinds.flatMap((kind) => Array.from({ length: load[kind] ?? 0 }, () => client(kind)));
  if (load.pullEveryMs > 0) working.push(puller());
  const ended = Promise.all(working);
  // `finish` rejects with a failure; until it is awaited, the rejection is not unhandled.
  ended.catch(() => undefined);
  return {
    requests,
    faults,
    refusals,
    pulled,
    send: (kind) => {
      const answered = untilAnswered(create(kind));
      // The code that awaits it, or `finish`, hears of a failure.
      answered.catch(() => undefined);
      sent.push(answered);
      return answered;
    },
    pull,
    finish: async () => {
      stopping = true;
      await ended;
      await Promise.all(sent);
    },
  };
}

/** Sends a request, again or for the first time, and gives the ids of its records. */
async function repeat(url: string, { document, input }: KeyedRequest): Promise<readonly string[]> {
  const [payload] = Object.values(await ask<Record<string, Payload>>(url, document, { input }));
  const records = payload?.binding ? [payload.binding] : (payload?.voiceMessages ?? []);
  if (records.length === 0) throw new Error(`${input.idempotencyKey} gave no record: ${JSON.stringify(payload)}`);
  return records.map(({ id }) => id);
}

/** Repeats every request; gives those whose records are not the ones they had. */
export async function repeatAll(door: Door, requests: readonly KeyedRequest[]): Promise<string[]> {
  const differing: string[] = [];
  const queue = requests.values();
  const worker = async () => {
    for (const request of queue) {
      const ids = await repeat(door(), request);
      if (ids.join() !== request.answer?.join()) differing.push(request.input.idempotencyKey);
    }
  };
  await Promise.all(Array.from({ length: RESUBMITTED_AT_A_TIME }, worker));
  return differing;
}

interface Payload {
  readonly binding?: { readonly id: string } | null;
  readonly voiceMessages?: readonly { readonly id: string }[];
}

const numbered = (prefix: string, count: number) => `${prefix}${String(count).padStart(8, '0')}`;

/** How the numbers of queues begin. */
export const QUEUED = '134';

const REQUEST_OF: Record<Kind, (count: number, idempotencyKey: string) => KeyedRequest> = {
  binding: (count, idempotencyKey) => {
    const numberA = numbered('130', count);
    const numberB = numbered('131', count);
    const input = { idempotencyKey, accountId: 'acct_test', numberA, numberB, reference: `order-${count % 50}` };
    return { document: BIND, input, numbers: [numberA], answer: undefined };
  },
  notification: (count, idempotencyKey) => {
    const recipients = [numbered('132', count)];
    const input = { idempotencyKey, accountId: 'acct_test', recipients, templateId: 'T1' };
    return { document: SEND, input, numbers: recipients, answer: undefined };
  },
  batch: (count, idempotencyKey) => {
    const first = count * RECIPIENTS_A_BATCH;
    const recipients = Array.from({ length: RECIPIENTS_A_BATCH }, (_, index) => numbered('133', first + index));
    const input = { idempotencyKey, accountId: 'acct_emay', recipients, text: '您好' };
    return { document: SEND, input, numbers: recipients, answer: undefined };
  },
  queue: (count, idempotencyKey) => {
    const first = count * RECIPIENTS_IN_A_QUEUE;
    const recipients = Array.from({ length: RECIPIENTS_IN_A_QUEUE }, (_, place) => numbered(QUEUED, first + place));
    const input = { idempotencyKey, accountId: 'acct_paced', recipients, templateId: 'T1' };
    return { document: SEND, input, numbers: recipients, answer: undefined };
  },
};
