/**
 * The value of a JSON text, or undefined where it is none. A number that JavaScript would round is given as its text:
 * vendors write ids as JSON numbers, and two of them must not become one.
 */
export function parseJson(text: string): unknown {
  const json = text.replace(/^\uFEFF/, '');
  try {
    return LONG_NUMBER.test(json) ? JSON.parse(json, keepDigits as Reviver) : JSON.parse(json);
  } catch (error) {
    // A reviver walks by recursion: nesting that is too deep for it is no page of any vendor.
    if (error instanceof SyntaxError || error instanceof RangeError) return undefined;
    throw error;
  }
}

type Reviver = (key: string, value: unknown) => unknown;

// A double keeps 15 decimal digits, whichever they are (DBL_DIG in IEEE 754); a long exponent can leave its range.
const MOST_DIGITS = 15;
// Outside of text, but for text that looks so: that costs a slower reading and changes nothing.
const LONG_NUMBER = /(?:^|[\s[,:])-?(?:[\d.]{16}|[\d.]+[eE][+-]?\d{3})/;

/** TypeScript does not know the third argument yet (ECMAScript 2026, `JSON.parse` source text access). */
function keepDigits(_key: string, value: unknown, { source }: { readonly source?: string }): unknown {
  if (typeof value !== 'number' || source === undefined) return value;
  const [mantissa = '', exponent = '0'] = source.toLowerCase().split('e');
  const isKept = mantissa.replace(/\D/g, '').length <= MOST_DIGITS && Math.abs(Number(exponent)) < 100;
  return isKept ? value : source;
}
