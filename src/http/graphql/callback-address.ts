import type { RoutersConfig } from '../../config/routers.ts';

/**
 * The address that a callback goes to, where it lies at or below one of those that are allowed; undefined where it does
 * not. Compared in the form in which it is then asked: dots in a path, the case of a host and a default port are
 * resolved.
 */
export function allowedCallback({ callbackUrls }: RoutersConfig, given: unknown): string | undefined {
  if (typeof given !== 'string' || !URL.canParse(given)) return undefined;
  const { href, origin, pathname, username, password } = new URL(given);
  if (username !== '' || password !== '') return undefined;
  const address = `${origin}${pathname}`;
  // A router may take an escaped slash or dot for a real one.
  const isPlain = !/%2[ef]|%5c/i.test(pathname);
  return isPlain && callbackUrls.some((url) => address === url || address.startsWith(`${url}/`)) ? href : undefined;
}
