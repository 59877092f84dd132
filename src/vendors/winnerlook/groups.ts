import { fault } from '../../domain/input-fault.ts';
import { isMainlandMobile } from '../../domain/phone-number.ts';
import type { GroupOrder, Operation } from '../vendor.ts';
import { readReply, type WinnerlookCredentials, winnerlookRequest } from './client.ts';

/** Section 2.1.10, axgUpcreate: makes a number group, or replaces the numbers of one. */
export const upsertGroup: Operation<WinnerlookCredentials, GroupOrder, Record<never, never>> = {
  options: { numbers: 'required' },
  repeatable: true,
  check: ({ numbers }) =>
    numbers.flatMap((number, index) =>
      isMainlandMobile(number)
        ? []
        : [fault(['numbers', String(index)], 'A group holds only mobile numbers of mainland China.', 'INVALID_NUMBER')],
    ),
  request: (account, { vendorGroupId, numbers }, now) =>
    winnerlookRequest(account, 'axgUpcreate', { groupId: vendorGroupId, mobiles: numbers }, now),
  read: (answer) => readReply(answer, () => ({})),
};
