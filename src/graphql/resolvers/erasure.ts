import { forbidden } from '../errors.ts';
import type { Resolvers } from '../generated.ts';

export const erasureResolvers: Pick<Resolvers, 'EraseNumberPayload' | 'Mutation'> = {
  Mutation: {
    eraseNumber: (_root, { input }, { useCases, caller }, { fieldName }) => {
      const order = {
        number: input.number,
        releaseBindings: input.releaseBindings ?? false,
        dryRun: input.dryRun ?? false,
      };
      // As with filters by number: it could be tried with the few numbers that a mask leaves.
      if (order.dryRun && !caller.scopes.has('voice:pii'))
        throw forbidden(`A dry run of ${fieldName} needs a token with the scope voice:pii.`);
      return useCases.eraseNumber(order);
    },
  },
  EraseNumberPayload: {
    userErrors: ({ errors }) => errors,
  },
};
