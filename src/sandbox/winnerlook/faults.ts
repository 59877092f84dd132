import { parseJson } from '../../vendors/json.ts';
import { RESPONSE_CODES } from '../../vendors/winnerlook/codes.ts';
import { jsonReply, type SimulatorRequest } from '../exchange.ts';
import type { SimulatedOperation, VendorFaults } from '../faults.ts';
import type { FunctionCode } from './parameters.ts';

const OPERATION_OF: Readonly<Record<FunctionCode, SimulatedOperation>> = {
  middleNumberAX: 'BIND',
  middleNumberAXB: 'BIND',
  middleNumberXYB: 'BIND',
  axbTransfer: 'BIND',
  axgBind: 'BIND',
  middleNumberUnbind: 'RELEASE',
  axgUnbind: 'RELEASE',
  axgUpcreate: 'GROUP',
  notify: 'SEND',
};

/** The vendor's refusals are `result` and `message` under HTTP 200 (chapter 3). */
export const faults: VendorFaults = {
  reports: 'pushed',
  codes: RESPONSE_CODES,
  operationOf: (request) => {
    const name = request.path.split('/')[3] as FunctionCode;
    // 2.1.5: the same function code deletes a transfer.
    return name === 'axbTransfer' && deletes(request) ? 'RELEASE' : OPERATION_OF[name];
  },
  refuse: (result, message) => jsonReply({ result, message }),
  emptyBalance: () => '200005',
  // The document has no code for an empty pool; a number that does not exist is what it comes to.
  noNumberFree: '400091',
};

function deletes({ body }: SimulatorRequest): boolean {
  const parameters = parseJson(body);
  return typeof parameters === 'object' && parameters !== null && 'isDeleteTransfer' in parameters
    ? String(parameters.isDeleteTransfer) === '1'
    : false;
}
