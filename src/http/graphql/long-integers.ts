/**
 * The value of a JSON text in which an integer beyond 2^53 is given as its text: JavaScript would round it, and it is
 * an id as a rule. GraphQL takes a text for an `ID`, and refuses it for an `Int`, which such a number is too large for.
 *
 * @throws SyntaxError where the text is no JSON
 */
export function parseKeepingIntegers(text: string): unknown {
  return hasLongInteger(text) ? JSON.parse(text, keepInteger as Reviver) : JSON.parse(text);
}

/** Whether a JSON text may hold an integer that JavaScript would round. */
export function hasLongInteger(text: string): boolean {
  return LONG_INTEGER.test(text);
}

type Reviver = (key: string, value: unknown) => unknown;

// 2^53 has 16 digits.
const LONG_INTEGER = /\d{16}/;

/** TypeScript does not know the third argument yet (ECMAScript 2026, `JSON.parse` source text access). */
function keepInteger(_key: string, value: unknown, { source = '' }: { readonly source?: string }): unknown {
  const isRounded = typeof value === 'number' && !Number.isSafeInteger(value) && /^-?\d+$/.test(source);
  return isRounded ? source : value;
}
