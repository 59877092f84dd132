import { ApolloClient, ApolloLink, gql, HttpLink, InMemoryCache } from '@apollo/client';
import { GraphQLWsLink } from '@apollo/client/link/subscriptions';
import { OperationTypeNode } from 'graphql';
import { createClient } from 'graphql-ws';
import { watchVoiceActivity } from 'voice-watch';
import { overApollo } from 'voice-watch/apollo';

/** Apollo Client 4: queries by HTTP, subscriptions over WebSocket, records in one cache. */
export function createApollo(url: string, token: () => Promise<string>) {
  const socket = createClient({
    url: url.replace(/^http/, 'ws'),
    connectionParams: async () => ({ authorization: `Bearer ${await token()}` }),
    // The watch tries again by itself: with its newest cursor.
    retryAttempts: 0,
  });
  const http = new HttpLink({
    uri: url,
    fetch: async (address, options) => {
      const headers = new Headers(options?.headers);
      headers.set('authorization', `Bearer ${await token()}`);
      return fetch(address, { ...options, headers });
    },
  });
  const link = ApolloLink.split(
    ({ operationType }) => operationType === OperationTypeNode.SUBSCRIPTION,
    new GraphQLWsLink(socket),
    http,
  );
  const cache = new InMemoryCache({
    possibleTypes: {
      VoiceActivityChange: ['BindingStatusChange', 'CallStatusChange', 'SmsReceived', 'VoiceMessageStatusChange'],
    },
    typePolicies: {
      VoiceActivity: { keyFields: ['reference'] },
      // Of two copies the newer is kept, whichever came last.
      Call: {
        merge: (known, next, { readField, mergeObjects }) => {
          const isOlder = Number(readField('revision', next)) < Number(readField('revision', known) ?? 0);
          return isOlder ? known : mergeObjects(known, next);
        },
      },
    },
  });
  return { client: new ApolloClient({ link, cache }), close: () => socket.dispose() };
}

/** Watches an order, and writes what comes to the cache, where every view of the same call sees it. */
export function watchOrder({ client }: ReturnType<typeof createApollo>, reference: string, signal: AbortSignal) {
  return watchVoiceActivity({
    transport: overApollo(client, gql, { intoCache: true }),
    references: [reference],
    signal,
  });
}
