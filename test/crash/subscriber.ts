import { setTimeout as delay } from 'node:timers/promises';
import { encodeCursor } from '../../src/events/cursor.ts';
import { type Subscription, subscribe } from '../support/subscribe.ts';

/** A front end that watches everything, and goes on from its last cursor whenever it was cut off. */
export interface Subscriber {
  /** What each topic has brought through all connections, in the order of arrival: “cursor id status”. */
  readonly seen: Readonly<Record<Topic, readonly string[]>>;
  /** Items of the present connection. */
  readonly fresh: number;
  /** Whether every topic is being watched now. */
  readonly isWhole: boolean;
  connect(url: string): Promise<void>;
  /** Takes in what the connection brought, once it is closed. */
  disconnected(): Promise<void>;
  /** Cuts the connection from this side. */
  disconnect(): Promise<void>;
}

const DOCUMENTS = {
  bindings:
    'subscription ($after: Cursor) { bindingStatusChanged(after: $after) { cursor previousStatus status subject: binding { id status } } }',
  calls:
    'subscription ($after: Cursor) { callStatusChanged(after: $after) { cursor previousStatus status subject: call { id status } } }',
  messages:
    'subscription ($after: Cursor) { voiceMessageStatusChanged(after: $after) { cursor previousStatus status subject: voiceMessage { id status } } }',
} as const;

export type Topic = keyof typeof DOCUMENTS;
const TOPICS = Object.keys(DOCUMENTS) as Topic[];

interface Change {
  readonly cursor: string;
  readonly previousStatus: string | null;
  readonly status: string;
  readonly subject: { readonly id: string; readonly status: string };
}

const CLOSED_MS = 5_000;

/** A subscriber that begins at the beginning of the log. */
export function createSubscriber(): Subscriber {
  const seen: Record<Topic, string[]> = { bindings: [], calls: [], messages: [] };
  const cursors: Record<Topic, string> = {
    bindings: encodeCursor({ seq: 0 }),
    calls: encodeCursor({ seq: 0 }),
    messages: encodeCursor({ seq: 0 }),
  };
  let open: { topic: Topic; subscription: Subscription<Change> }[] = [];

  const takeIn = async () => {
    const ending = open;
    open = [];
    for (const { topic, subscription } of ending) {
      await Promise.race([subscription.closed, delay(CLOSED_MS, undefined, { ref: false })]);
      subscription[Symbol.dispose]();
      for (const change of subscription.received) seen[topic].push(describe(change));
      cursors[topic] = subscription.received.at(-1)?.cursor ?? cursors[topic];
    }
  };
  return {
    seen,
    get fresh() {
      return open.reduce((sum, { subscription }) => sum + subscription.received.length, 0);
    },
    get isWhole() {
      return open.length === TOPICS.length && !open.some(({ subscription }) => subscription.isOver);
    },
    connect: async (url) => {
      await takeIn();
      for (const topic of TOPICS) {
        const subscription = await subscribe<Change>(url, DOCUMENTS[topic], { after: cursors[topic] });
        open.push({ topic, subscription });
      }
    },
    disconnected: takeIn,
    disconnect: async () => {
      for (const { subscription } of open) subscription[Symbol.dispose]();
      await takeIn();
    },
  };
}

const describe = ({ cursor, previousStatus, status, subject }: Change) =>
  `${cursor} ${subject.id} ${previousStatus}→${status} ${subject.status}`;

/** Where two lists of changes part: the first place at which they differ; undefined where they are the same. */
export function firstDifference(one: readonly string[], other: readonly string[]): string | undefined {
  const length = Math.max(one.length, other.length);
  for (let index = 0; index < length; index++) {
    if (one[index] !== other[index]) return `at ${index} of ${length}: ${one[index]} / ${other[index]}`;
  }
  return undefined;
}
