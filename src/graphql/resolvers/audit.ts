import { connectionResolvers, paged } from '../connection.ts';
import type { Resolvers } from '../generated.ts';
import { given, span, visibleAccounts } from './common.ts';

export const auditResolvers: Pick<Resolvers, 'AuditEntry' | 'AuditEntryConnection' | 'Query'> = {
  Query: {
    auditTrail: (_root, { filter, ...args }, { house, caller }) => {
      const { accountId, subject, subjectId, actions, at } = filter ?? {};
      const narrowed = {
        accountIds: visibleAccounts(caller, accountId),
        subject: given(subject),
        subjectId: given(subjectId),
        actions: given(actions),
        ...span(at),
      };
      return paged(args, (page) => house.store.audit.page(narrowed, page));
    },
  },
  AuditEntryConnection: connectionResolvers,
  AuditEntry: {
    client: ({ clientId }) => clientId ?? null,
    account: ({ accountId }, _args, { house }) =>
      (accountId === undefined ? undefined : house.accounts.find(accountId)) ?? null,
  },
};
