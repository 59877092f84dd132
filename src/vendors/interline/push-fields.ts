import { z } from 'zod';
import { idOfToken } from '../../domain/ids.ts';
import { readPhoneNumber } from '../../domain/phone-number.ts';
import { maybeNumber, maybeText, text } from '../wire.ts';

// The end of the year 9999, in seconds: what lies beyond is no time of a call.
const LAST_SECOND = 253_402_300_799;

/** Seconds, bounded. */
export const maybeSeconds = maybeNumber.refine((value) => value === undefined || value <= LAST_SECOND, {
  message: 'too large a number of seconds',
});

/** Pushes count in seconds (5.1, 5.3). What has not happened is missing, empty or 0. */
export const maybeTime = maybeSeconds.transform((value) =>
  value === undefined || value <= 0 ? undefined : Math.round(value * 1000),
);

/** Text that must be there. */
export const someText = text.refine((value) => value !== '', { message: 'is empty' });

const maybePhoneNumber = maybeText.transform((value) => (value === undefined ? undefined : readPhoneNumber(value)));

/**
 * What both pushes have (5.1, 5.3). All of it is marked as required; only what a push cannot be understood without is
 * insisted on: a transfer, say, never got a subid. Fields that are not listed (其它参数) are nobody's fault.
 */
export const commonFields = {
  devid: someText,
  appid: someText,
  taskid: someText,
  subid: maybeText,
  caller: maybePhoneNumber,
  /** X, in spite of its name. */
  rcaller: maybePhoneNumber,
  callee: maybePhoneNumber,
  userData: maybeText.transform(tokenOf),
};

const commonSchema = z.object(commonFields);
export type CommonFields = z.infer<typeof commonSchema>;

/** Our token, which went out in base64; plain where somebody decoded it on the way. Other people's data is none. */
export function tokenOf(userData: string | undefined): string | undefined {
  if (userData === undefined) return undefined;
  const decoded = Buffer.from(userData, 'base64').toString('utf8');
  return [userData, decoded].find((candidate) => idOfToken(candidate) !== undefined);
}
