import { connectionResolvers, paged } from '../connection.ts';
import type { Resolvers } from '../generated.ts';
import { given, span, visibleAccounts } from './common.ts';

export const auditResolvers: Pick<Resolvers, 'AuditEntry' | 'AuditEntryConnection' | 'Query'> = {
  Query: {
    auditTrail: (_root, { filter, ...args }, { services, caller }) => {
      const { accountId, subject, subjectId, actions, at } = filter ?? {};
      const narrowed = {
        accountIds: visibleAccounts(caller, accountId),
        subject: given(subject),
        subjectId: given(subjectId),
        actions: given(actions),
        ...span(at),
      };
      return paged(args, (page) => services.store.audit.page(narrowed, page));
    },
  },
  AuditEntryConnection: connectionResolvers,
  AuditEntry: {
    client: ({ clientId }) => clientId ?? null,
    account: ({ accountId }, _args, { services }) =>
      (accountId === undefined ? undefined : services.accounts.find(accountId)) ?? null,
  },
};
