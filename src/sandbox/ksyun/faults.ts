import { API_CODES } from '../../vendors/ksyun/codes.ts';
import { jsonReply } from '../exchange.ts';
import type { VendorFaults } from '../faults.ts';

// Where the document names a code and no status.
const USUAL_STATUS = 400;
const REQUEST_ID = '00000000-0000-4000-8000-000000000000';

/** The printed form of “调用失败”, with the HTTP status that the document gives each code. */
export const faults: VendorFaults = {
  reports: 'pushed',
  codes: API_CODES,
  operationOf: () => 'SEND',
  refuse: (code, message) => {
    const status = API_CODES.find((row) => row.code === code)?.httpStatus ?? USUAL_STATUS;
    const error = { Type: status < 500 ? 'Sender' : 'Receiver', Message: message, Code: code };
    return jsonReply({ RequestId: REQUEST_ID, Error: error }, status);
  },
  // An empty balance has no code; a trial quota that is used up is the nearest.
  emptyBalance: () => 'TrialTimesLimit',
};
