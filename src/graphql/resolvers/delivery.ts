import { isUtf8 } from 'node:buffer';
import { connectionResolvers, paged } from '../connection.ts';
import type { Resolvers } from '../generated.ts';
import { given, span } from './common.ts';
import { accountOf } from './records.ts';

export const deliveryResolvers: Pick<
  Resolvers,
  'VendorDelivery' | 'VendorDeliveryConnection' | 'ReplayDeliveryPayload' | 'Mutation' | 'Query'
> = {
  Query: {
    deliveries: (_root, { filter, ...args }, { reads }) => {
      const { accountId, states, received } = filter ?? {};
      const narrowed = { accountId: given(accountId), states: given(states), ...span(received) };
      return paged(args, (page) => reads.deliveries.page(narrowed, page));
    },
  },
  Mutation: {
    replayDelivery: (_root, { input }, { useCases }) => useCases.replay(input.deliveryId),
  },
  ReplayDeliveryPayload: {
    delivery: ({ subject }) => subject ?? null,
    userErrors: ({ errors }) => errors,
  },
  VendorDeliveryConnection: connectionResolvers,
  VendorDelivery: {
    account: accountOf,
    remarks: ({ remarks }) => remarks ?? [],
    size: ({ body }) => body.length,
    body: (delivery, _args, { caller, reveals }, info) => {
      if (!caller.scopes.has('voice:pii')) return null;
      reveals.note('READ_DELIVERIES', delivery, info);
      return delivery.body.toString(isUtf8(delivery.body) ? 'utf8' : 'base64');
    },
  },
};
