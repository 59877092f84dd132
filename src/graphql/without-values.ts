/**
 * What graphql-js says of a document or of its variables with a value of the caller's in it, and the same without the
 * value. Each is applied in turn. What is wrong, and where, stays.
 */
const QUOTING: readonly (readonly [pattern: RegExp, replacement: string])[] = [
  // “Expected value of type "PhoneNumber!", found 138….”, “Syntax Error: Expected ":", found String "138…".”
  [/, found [\s\S]*/, '.'],
  // “String cannot represent a non string value: 138…”
  [/( cannot represent [^:]*): [\s\S]*/, '$1.'],
  // “Value "138…" does not exist in "CallStatus" enum.” A misspelt name of a value is told, other text is not.
  [/^Value "(?![A-Z_]+")[\s\S]*" does not exist in "(\w+)" enum/, 'The value does not exist in "$1" enum'],
  // “Argument "first" has invalid value 138….”, “Variable "$first" has invalid default value 138…; …”
  [/ has (an )?invalid (default )?value [\s\S]*/, ' has an invalid $2value.'],
  // “Syntax Error: Unexpected String "138…".”: the token's kind is told.
  [/^(Syntax Error: Unexpected \w+) "[\s\S]*/, '$1.'],
  [/^(Syntax Error: Invalid (?:character|Unicode) escape sequence): [\s\S]*/, '$1.'],
  [/^Unknown operation named "[\s\S]*/, 'The document has no operation of the name that operationName gives.'],
];

// A name of GraphQL's grammar, a path of names, or a type.
const NAMING = /^[$@]?[_A-Za-z][\w.[\]!]*$|^\[[\w[\]!]+$/;

/**
 * A message of graphql-js without the values that it quotes: a number or a text in an input is not to travel on in an
 * error, which routers and error trackers keep. What is wrong, and where, stays.
 */
export function withoutValues(message: string): string {
  const variable = /^Variable "\$\w+" got invalid value /.exec(message)?.[0];
  if (variable === undefined) return withoutQuoted(message);
  // The value can hold anything, so what follows it is looked for from the end.
  const end = message.lastIndexOf('; ');
  const place = / at "[^"]*"$/.exec(message.slice(0, end))?.[0] ?? '';
  const reason = end === -1 ? '' : message.slice(end + 2);
  return [
    `${variable.replace('got invalid', 'got an invalid').trim()}${withoutOddNames(place)}`,
    ...(reason === '' ? [] : [withoutOddNames(withoutQuoted(reason))]),
  ].join('; ');
}

const withoutQuoted = (message: string): string =>
  QUOTING.reduce((text, [pattern, replacement]) => text.replace(pattern, replacement), message);

/** Keys of an object in a variable may be any text; those that no schema can name are left out. */
const withoutOddNames = (text: string): string =>
  text.replace(/"([^"]*)"/g, (quoted, name: string) => (NAMING.test(name) ? quoted : '"…"'));
