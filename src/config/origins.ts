import { z } from 'zod';

/** From which web pages browsers may use the API. */
export interface OriginsConfig {
  /** As browsers name them: scheme, host and port. Empty: none but the service's own. */
  readonly allowed: ReadonlySet<string>;
}

const isOrigin = (text: string) => URL.canParse(text) && new URL(text).origin === text;

/** The setting of the origins that are allowed. */
export const originSettings = {
  CORS_ORIGINS: z
    .string()
    .transform((text) => text.split(',').map((origin) => origin.trim()))
    .refine(
      (origins) => origins.every(isOrigin),
      'must be origins with commas between them, each with a scheme and no path, as in https://app.example.com',
    )
    .optional(),
};

/** The origins as they were set. */
export function originsOf({ CORS_ORIGINS }: z.output<z.ZodObject<typeof originSettings>>): OriginsConfig {
  return { allowed: new Set(CORS_ORIGINS) };
}
