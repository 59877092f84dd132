import { replaceNumbers } from './numbers-in-text.ts';

export { parsePhoneNumber, readPhoneNumber } from './number-spelling.ts';

/** Whether a number is a mobile number of mainland China (11 digits, 13 to 19). */
export function isMainlandMobile(number: string): boolean {
  return /^1[3-9]\d{9}$/.test(number);
}

/** Text from outside (a vendor's message, say) with everything masked in it that can be a number. */
export function maskNumbersIn(text: string): string {
  return replaceNumbers(text, maskPhoneNumber);
}

/** What a caller without the right to see a number gets: `138****8000`. Short numbers show less. */
export function maskPhoneNumber(number: string): string {
  if (number.length >= 10) return `${number.slice(0, 3)}****${number.slice(-4)}`;
  if (number.length >= 7) return `${number.slice(0, 2)}****${number.slice(-2)}`;
  return '****';
}
