import { CODES } from '../../vendors/emay/codes.ts';
import { jsonReply, type SimulatorRequest } from '../exchange.ts';
import type { SimulatedOperation, VendorFaults } from '../faults.ts';

const OPERATION_OF: Readonly<Record<string, SimulatedOperation>> = { getReport: 'REPORTS', getBalance: 'ACCOUNT' };

const isJoin = ({ path }: SimulatorRequest): boolean => path.startsWith('/join/');

/**
 * The vendor's refusals are a code alone (3.2, 3.4). Its reports are pulled where the customer has not asked for
 * pushes.
 */
export const faults: VendorFaults = {
  reports: 'pulled',
  codes: CODES,
  operationOf: ({ path }) => OPERATION_OF[path.split('/')[2] ?? ''] ?? 'SEND',
  // Only the voice balance calls its code by another name (2.1.3.2).
  refuse: (code, _message, { path }) => jsonReply({ [path === '/voice/getBalance' ? 'responseCode' : 'code']: code }),
  // The two tables spell it differently.
  emptyBalance: (request) => (isJoin(request) ? 'ERROR_NEEDMORE_BLANCE' : 'ERROR_NEEDMORE_BALANCE'),
};
