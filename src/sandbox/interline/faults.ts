import { HTTP_CODES, RESPONSE_CODES } from '../../vendors/interline/codes.ts';
import { jsonReply } from '../exchange.ts';
import type { VendorFaults } from '../faults.ts';

/** Chapter 1: a failed authentication is an HTTP status, every other refusal an `error` under 200. */
export const faults: VendorFaults = {
  reports: 'pushed',
  codes: [...HTTP_CODES, ...RESPONSE_CODES],
  operationOf: ({ method }) => (method === 'PUT' ? 'BIND' : method === 'DELETE' ? 'RELEASE' : 'ACCOUNT'),
  refuse: (code, reason) =>
    HTTP_CODES.some((row) => row.code === code)
      ? { status: Number(code), contentType: 'text/plain; charset=utf-8', body: reason }
      : jsonReply({ error: Number(code), reason }),
  emptyBalance: () => '1110',
  noNumberFree: '1301',
};
