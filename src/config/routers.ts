import { z } from 'zod';

/** Which routers may have the events of subscriptions sent to them by callback. */
export interface RoutersConfig {
  /** Addresses at and below which callbacks may go. Empty: none. */
  readonly callbackUrls: readonly string[];
}

const isCallbackUrl = (text: string): boolean => {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  return (url?.protocol === 'http:' || url?.protocol === 'https:') && !/[?#@]/.test(text);
};

/** The setting of the routers that are allowed. */
export const routerSettings = {
  ROUTER_CALLBACK_URLS: z
    .string()
    .transform((text) => text.split(',').flatMap((url) => url.trim() || []))
    .refine(
      (urls) => urls.every(isCallbackUrl),
      'must be addresses with commas between them, each a scheme, a host, a port and a path at the most, as in http://router:4000/callback',
    )
    .default([]),
};

/** The routers as they were set. */
export function routersOf({ ROUTER_CALLBACK_URLS }: z.output<z.ZodObject<typeof routerSettings>>): RoutersConfig {
  return { callbackUrls: ROUTER_CALLBACK_URLS.map((url) => new URL(url).href.replace(/\/+$/, '')) };
}
