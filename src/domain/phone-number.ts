/**
 * Telephone numbers as the Chinese carriers know them. A number inside mainland China is written as it is dialled
 * there (13800138000, 02112345678, 4008001234, 95588); any other in E.164 with its plus sign.
 */

const MOBILE = /^1[3-9]\d{9}$/;
const LANDLINE = /^0[1-9]\d{8,10}$/;
// A landline without its area code: Winnerlook's transfer example (2.1.5) names 65892547.
const LOCAL = /^[2-8]\d{6,7}$/;
// 4008001234 and 8008201234; carriers' and public service numbers such as 10086, 12306, 95588, 96110.
const SERVICE = /^(?:[48]00\d{7}|1[02]\d{3}|9[56]\d{3,6})$/;
// E.164 allows 15 digits, country code included; the shortest international numbers in use have 7.
const INTERNATIONAL = /^\+[1-9]\d{6,14}$/;
// After +86 the area code comes without its leading zero.
const AREA_CODE_AND_LOCAL = /^[1-9]\d{8,10}$/;
const SEPARATORS = /[\s\-().]/g;
const MAINLAND_PREFIX = /^(?:\+|00)86/;

/** The one spelling of a number (`+86 138-0013-8000` becomes `13800138000`), or undefined where it is no number. */
export function parsePhoneNumber(text: string): string | undefined {
  const compact = text.replace(SEPARATORS, '');
  const digits = compact.replace(MAINLAND_PREFIX, '');
  if (MOBILE.test(digits) || SERVICE.test(digits)) return digits;
  const abroad = digits !== compact;
  const national = abroad && AREA_CODE_AND_LOCAL.test(digits) ? `0${digits}` : digits;
  if (LANDLINE.test(national) || (!abroad && LOCAL.test(national))) return national;
  const international = compact.replace(/^00/, '+');
  return INTERNATIONAL.test(international) && !international.startsWith('+86') ? international : undefined;
}

/**
 * A number as a vendor reported it: the one spelling where it is a number, else the trimmed text (`anonymous`, say),
 * so that nothing a vendor tells us is lost.
 */
export function readPhoneNumber(text: string): string {
  const trimmed = text.trim();
  return parsePhoneNumber(trimmed) ?? trimmed;
}

/** Whether a number is a mobile number of mainland China (11 digits, 13 to 19). */
export function isMainlandMobile(number: string): boolean {
  return MOBILE.test(number);
}

// The shortest number that a mask leaves something of.
const NUMBER_IN_TEXT = /\+?\d{7,}/g;

/** Text of somebody else's (a vendor's message, say) with everything masked in it that can be a number. */
export function maskNumbersIn(text: string): string {
  return text.replaceAll(NUMBER_IN_TEXT, maskPhoneNumber);
}

/** What a caller without the right to see a number gets: `138****8000`. Short numbers show less. */
export function maskPhoneNumber(number: string): string {
  if (number.length >= 10) return `${number.slice(0, 3)}****${number.slice(-4)}`;
  if (number.length >= 7) return `${number.slice(0, 2)}****${number.slice(-2)}`;
  return '****';
}
