/**
 * A message of graphql-js without the values that it quotes: a number or a text in an input is not to travel on in an
 * error, which routers and error trackers keep. What is wrong, and where, stays.
 */
export function withoutValues(message: string): string {
  const variable = /^Variable "\$\w+" got invalid value /.exec(message)?.[0];
  if (variable === undefined) return message.replace(/, found [\s\S]*/, '.').replace(REPRESENTED, '$1.');
  // The value can hold anything, so what follows it is looked for from the end.
  const end = message.lastIndexOf('; ');
  const place = / at "[^"]*"$/.exec(message.slice(0, end))?.[0] ?? '';
  const reason = end === -1 ? '' : message.slice(end).replace(REPRESENTED, '$1.');
  return `${variable.replace('got invalid', 'got an invalid').trim()}${place}${reason}`;
}

// “String cannot represent a non string value: …”
const REPRESENTED = /( cannot represent [^:]*): [\s\S]*/;
