import { Client, fetchExchange, subscriptionExchange } from '@urql/core';
import { createClient } from 'graphql-ws';
import { watchVoiceActivity } from 'voice-watch';
import { overUrql } from 'voice-watch/urql';

/** urql: queries by HTTP, subscriptions over WebSocket. */
export function createUrql(url: string, token: () => Promise<string>) {
  const socket = createClient({
    url: url.replace(/^http/, 'ws'),
    connectionParams: async () => ({ authorization: `Bearer ${await token()}` }),
    // The watch tries again by itself: with its newest cursor.
    retryAttempts: 0,
  });
  const client = new Client({
    url,
    // A query by GET needs a header that no form can send; see the page for platform teams.
    preferGetMethod: false,
    fetch: async (address, options) => {
      const headers = new Headers(options?.headers);
      headers.set('authorization', `Bearer ${await token()}`);
      return fetch(address, { ...options, headers });
    },
    exchanges: [
      fetchExchange,
      subscriptionExchange({
        forwardSubscription: ({ query = '', variables }) => ({
          subscribe: (sink) => ({
            unsubscribe: socket.subscribe({ query, variables: variables ?? {} }, sink as never),
          }),
        }),
      }),
    ],
  });
  return { client, close: () => socket.dispose() };
}

export function watchOrder({ client }: ReturnType<typeof createUrql>, reference: string, signal: AbortSignal) {
  return watchVoiceActivity({ transport: overUrql(client), references: [reference], signal });
}
