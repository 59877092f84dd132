import { CloseCode } from 'graphql-ws';
import { parseKeepingIntegers } from './long-integers.ts';

/** What to do with a message of a client's. */
export type Incoming =
  /** To be handed on; begins an operation where it has one. */
  | { readonly text: string; readonly begins?: string }
  /** About an operation that is over: to be left out. */
  | 'drop'
  /** A breach of the protocol, for which it closes the socket. */
  | { readonly close: { readonly code: CloseCode; readonly reason: string } };

/**
 * The ids of the operations of one socket. graphql-ws keeps what belongs to an operation by its client's id, and looks
 * it up after each wait: an operation that is completed, and its id used again at once, is then taken for the new one
 * (its events come twice, or its end ends the other). So each operation has an id of its own inside, which is never
 * used again, and what an operation sends after its client completed it is left out.
 */
export interface OperationIds {
  /** Names the operation in a message of the client's. */
  incoming(text: string): Incoming;
  /** Names it as its client does in a message to it; undefined where that client has completed it. */
  outgoing(text: string): string | undefined;
  /** Ends an operation by its inside id; gives the client's, where it is not over yet. */
  end(begun: string): string | undefined;
}

// How graphql-ws begins what it sends of an operation: the order of the keys is that in which it writes them.
export const OF_OPERATION = /^\{"id":"(\d+)","type":"(next|error|complete)"/;

export function createOperationIds(): OperationIds {
  const inside = new Map<string, string>();
  const outside = new Map<string, string>();
  let begun = 0;
  const end = (id: string): string | undefined => {
    const given = outside.get(id);
    outside.delete(id);
    if (given !== undefined) inside.delete(given);
    return given;
  };
  return {
    incoming: (text) => {
      const given = parsed(text);
      // graphql-ws takes it for a fault of its own (4500).
      if (isOfServer(given))
        return { close: { code: CloseCode.BadRequest, reason: 'Only a server sends such messages' } };
      const message = isOfOperation(given) ? given : undefined;
      // What is no such message is for the protocol to answer.
      if (!message) return { text };
      const { id, type } = message;
      const known = inside.get(id);
      if (type === 'complete') {
        if (known === undefined) return 'drop';
        end(known);
        return { text: JSON.stringify({ ...message, id: known }) };
      }
      if (known !== undefined) {
        return { close: { code: CloseCode.SubscriberAlreadyExists, reason: `Subscriber for ${id} already exists` } };
      }
      const fresh = String(++begun);
      inside.set(id, fresh);
      outside.set(fresh, id);
      return { text: JSON.stringify({ ...message, id: fresh }), begins: fresh };
    },
    outgoing: (text) => {
      const [head, id, type] = OF_OPERATION.exec(text) ?? [];
      if (head === undefined || id === undefined) return text;
      const given = type === 'next' ? outside.get(id) : end(id);
      return given === undefined
        ? undefined
        : `{"id":${JSON.stringify(given)},"type":"${type}"${text.slice(head.length)}`;
    },
    end,
  };
}

type OperationMessage = { readonly id: string; readonly type: 'subscribe' | 'complete' };

/** The value of a message; undefined where it is no JSON. */
function parsed(text: string): unknown {
  try {
    return parseKeepingIntegers(text);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

const typeOf = (message: unknown): unknown =>
  typeof message === 'object' && message !== null && 'type' in message ? message.type : undefined;

const OF_SERVER: ReadonlySet<unknown> = new Set(['connection_ack', 'next', 'error']);
const isOfServer = (message: unknown): boolean => OF_SERVER.has(typeOf(message));

function isOfOperation(message: unknown): message is OperationMessage {
  const type = typeOf(message);
  if (type !== 'subscribe' && type !== 'complete') return false;
  const { id } = message as { readonly id?: unknown };
  return typeof id === 'string' && id !== '';
}
