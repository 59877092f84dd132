import { RESPONSE_CODES } from '../../vendors/jumdata/codes.ts';
import { jsonReply } from '../exchange.ts';
import type { VendorFaults } from '../faults.ts';

/** The vendor's refusals are `code`, a number, and `msg` under HTTP 200 (“错误返回”). It reports nothing. */
export const faults: VendorFaults = {
  reports: 'none',
  codes: RESPONSE_CODES,
  operationOf: () => 'SEND',
  refuse: (code, msg) => jsonReply({ code: Number(code), msg }),
  emptyBalance: () => '603',
};
