import type { AccountReply, Operation } from '../vendor.ts';
import { defined, maybeNumber, maybeText } from '../wire.ts';
import { type InterlineCredentials, queryRequest, readReply, replySchema } from './client.ts';
import { ACCOUNT_STATES } from './codes.ts';

const accountSchema = replySchema.extend({
  state: maybeText,
  role: maybeText,
  balance: maybeNumber,
  overdraft: maybeNumber,
  // Milliseconds here, where the pushes have seconds.
  createTime: maybeNumber,
  updateTime: maybeNumber,
});

/** Section 3.1. Balance and overdraft are in yuan. */
export const accountStatus: Operation<InterlineCredentials, Record<never, never>, AccountReply> = {
  options: {},
  repeatable: true,
  request: (account, _order, now) => queryRequest(account, 'GET', '/api/v1/account/status', {}, now),
  read: (answer) =>
    readReply(answer, accountSchema, (body) =>
      defined({
        balance: body.balance?.toString(),
        overdraft: body.overdraft?.toString(),
        state: ACCOUNT_STATES.get(body.state ?? ''),
        role: body.role,
        openedAt: body.createTime,
        changedAt: body.updateTime,
      }),
    ),
};
