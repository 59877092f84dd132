import { connectionResolvers, paged } from '../connection.ts';
import type { Resolvers } from '../generated.ts';
import { outsideFieldName } from '../names/own-name.ts';
import { given, span } from './common.ts';

export const auditResolvers: Pick<Resolvers, 'AuditEntry' | 'AuditEntryConnection' | 'Query'> = {
  Query: {
    auditTrail: (_root, { filter, ...args }, { reads }) => {
      const { accountId, subject, subjectId, actions, at } = filter ?? {};
      const narrowed = {
        accountId: given(accountId),
        subject: given(subject),
        subjectId: given(subjectId),
        actions: given(actions),
        ...span(at),
      };
      return paged(args, (page) => reads.audit.page(narrowed, page));
    },
  },
  AuditEntryConnection: connectionResolvers,
  AuditEntry: {
    operation: ({ operation }, _args, _context, { schema }) =>
      operation
        ?.split(' ')
        .map((field) => outsideFieldName(schema, field))
        .join(' ') ?? null,
    client: ({ clientId }) => clientId ?? null,
    account: ({ accountId }, _args, { reads }) =>
      (accountId === undefined ? undefined : reads.accounts.find(accountId)) ?? null,
  },
};
