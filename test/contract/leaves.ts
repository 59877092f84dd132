/** Each value inside a value with the way to it, as text. */
export function leavesOf(value: unknown, path = ''): Set<string> {
  if (typeof value !== 'object' || value === null) return new Set([`${path} = ${JSON.stringify(value)}`]);
  return new Set(Object.entries(value).flatMap(([key, part]) => [...leavesOf(part, `${path}.${key}`)]));
}
