import { eraseNumber } from '../../application/erasure/erase-number.ts';
import { forbidden } from '../errors.ts';
import type { Resolvers } from '../generated.ts';
import { visibleAccounts } from './common.ts';

export const erasureResolvers: Pick<Resolvers, 'EraseNumberPayload' | 'Mutation'> = {
  Mutation: {
    eraseNumber: (_root, { input }, { services, caller }) => {
      const order = {
        number: input.number,
        releaseBindings: input.releaseBindings ?? false,
        dryRun: input.dryRun ?? false,
      };
      // As with filters by number: it could be tried with the few numbers that a mask leaves.
      if (order.dryRun && !caller.scopes.has('voice:pii'))
        throw forbidden('A dry run of eraseNumber needs a token with the scope voice:pii.');
      return eraseNumber(services, order, visibleAccounts(caller, undefined));
    },
  },
  EraseNumberPayload: {
    userErrors: ({ errors }) => errors,
  },
};
