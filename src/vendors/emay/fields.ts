import { odd, plain, type Reader } from '../read-text.ts';

// Both base64 alphabets, and the line breaks that older Java encoders put in.
const BASE64 = /^[A-Za-z0-9+/_-]*={0,2}$/;
const LINE_BREAKS = /[\r\n]/g;

/**
 * The tables' `byte[]` as base64. How it is written in JSON is documented nowhere: text, or a list of numbers. Java's
 * bytes are signed, and a serialiser that knows no bytes writes them so.
 */
export const bytes: Reader<string> = {
  reads: 'bytes',
  read: (said) => {
    if (Array.isArray(said)) {
      return said.every(isByte) ? Buffer.from(said).toString('base64') || undefined : odd('is no list of bytes');
    }
    const reading = typeof said === 'number' ? odd('is no base64') : plain(said);
    if (typeof reading !== 'string') return reading;
    const compact = reading.replace(LINE_BREAKS, '');
    const isBase64 = BASE64.test(compact) && compact.replace(/=+$/, '').length % 4 !== 1;
    return isBase64 ? Buffer.from(compact, 'base64').toString('base64') || undefined : odd('is no base64');
  },
};

const isByte = (part: unknown): part is number => Number.isInteger(part) && Number(part) >= -128 && Number(part) <= 255;
