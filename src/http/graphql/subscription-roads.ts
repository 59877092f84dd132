import type { FastifyReply, FastifyRequest } from 'fastify';
import { type Caller, operationHolderOf } from '../../domain/caller.ts';
import { admit } from '../../graphql/admit.ts';
import { isSubscription } from '../../graphql/follow-operation.ts';
import { takesEventStream, wantsOnlyEventStream } from './accept.ts';
import { createEventStreams } from './event-stream.ts';
import type { GraphQLOptions } from './options.ts';
import { payloadOf } from './request.ts';
import { callbackAskedFor, createRouterCallbacks } from './router-callback.ts';
import { openStreams } from './streams.ts';

/** What a subscription by plain HTTP is told. */
export const SUBSCRIPTION_ROADS =
  'over a WebSocket (graphql-transport-ws); by Server-Sent Events (Accept: text/event-stream, as graphql-sse does); or, from an Apollo Router, by its HTTP callback protocol (extensions.subscription)';

/** The roads of a subscription that begin with an HTTP request. */
export interface SubscriptionRoads {
  /** Begins the subscription that a request asks for. False where it asks for none by one of these roads. */
  subscribe(request: FastifyRequest, reply: FastifyReply, caller: Caller): Promise<boolean>;
  close(): Promise<void>;
}

export function createSubscriptionRoads(options: GraphQLOptions): SubscriptionRoads {
  const { origins } = options;
  const streams = openStreams(options);
  const eventStreams = createEventStreams(streams, options);
  const callbacks = createRouterCallbacks(streams, options);
  return {
    subscribe: async (request, reply, caller) => {
      const { method, headers, ip } = request;
      const isStream = takesEventStream(headers.accept);
      // Most requests are none of these, and are read once.
      if (!isStream && !callbackAskedFor((request.body as { extensions?: unknown } | null)?.extensions)) return false;
      const payload = payloadOf(request);
      if (!payload || (method === 'GET' && !origins.mayGet(headers))) return false;
      const admitted = admit(payload, caller, options);
      const asked = isStream ? undefined : callbackAskedFor(payload.extensions);
      if (!('document' in admitted)) {
        if (!asked && !wantsOnlyEventStream(headers.accept)) return false;
        if (asked) throw admitted[0];
        await eventStreams.refuse(reply, admitted);
        return true;
      }
      if (!isSubscription(admitted)) return false;
      const subscriber = { caller, holder: operationHolderOf(caller, ip) };
      if (asked) reply.send(await callbacks.subscribe(asked, admitted, subscriber));
      else await eventStreams.subscribe(reply, admitted, subscriber);
      return true;
    },
    close: async () => {
      await streams.close();
      await callbacks.close();
    },
  };
}
