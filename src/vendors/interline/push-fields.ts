import { idOfToken } from '../../domain/ids.ts';
import { account, optional, required } from '../field-table.ts';
import { id, phoneNumber, plain, type Reader, virtualNumber } from '../read-text.ts';

/** Our token, which went out in base64; plain where a proxy decoded it on the way. Other people's data is none. */
const token: Reader<string> = {
  reads: 'token',
  read: (said) => {
    const reading = plain(said);
    return typeof reading === 'string' ? tokenOf(reading) : reading;
  },
};

function tokenOf(userData: string): string | undefined {
  const decoded = Buffer.from(userData, 'base64').toString('utf8');
  return [userData, decoded].find((candidate) => idOfToken(candidate) !== undefined);
}

/**
 * What both pushes have (5.1, 5.3). All of it is marked as required; only what names the call is insisted on: a
 * transfer, say, never got a subid. Fields that are not listed (其它参数) are no fault.
 */
export const commonFields = {
  devid: account(),
  appid: account(),
  taskid: required(id),
  subid: optional(id),
  caller: optional(phoneNumber),
  /** X, in spite of its name. */
  rcaller: optional(virtualNumber),
  callee: optional(phoneNumber),
  userData: optional(token),
};
