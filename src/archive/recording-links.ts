import { createHmac, timingSafeEqual } from 'node:crypto';
import type { RecordingVariant } from '../domain/recording.ts';
import type { Instant } from '../domain/vendor.ts';

/** Addresses of recordings that need no token and are good for a short while. */
export interface RecordingLinks {
  issue(id: string, variant: RecordingVariant, now: Instant): RecordingLink;
  /** Whether an address is one that was given out here, by this process or another with the same key. */
  check(id: string, variant: RecordingVariant, given: GivenSignature, now: Instant): 'good' | 'expired' | 'forged';
}

export interface RecordingLink {
  readonly url: string;
  readonly expiresAt: Instant;
}

/** The query of an address, as it came. */
export interface GivenSignature {
  readonly expires: string;
  readonly signature: string;
}

/** Where each variant is found, behind the address of recordings. */
export const RECORDING_PATHS: Readonly<Record<RecordingVariant, (id: string) => string>> = {
  recording: (id) => `/recordings/${id}`,
  'voice-reply': (id) => `/recordings/${id}/voice-reply`,
};

/**
 * Links under a key that is for nothing else: made with the first, good under any. `publicUrl` is asked at each use, as
 * for callbacks.
 */
export function recordingLinks(
  keys: readonly Uint8Array[],
  publicUrl: () => string,
  lifetimeSeconds: number,
): RecordingLinks {
  // None of the three can hold a line break, so no two of them together read like another three.
  const signatures = (id: string, variant: RecordingVariant, expires: string) =>
    keys.map((key) => createHmac('sha256', key).update(`${variant}\n${id}\n${expires}`).digest('base64url'));
  return {
    issue: (id, variant, now) => {
      const expires = Math.ceil(now / 1000) + lifetimeSeconds;
      const [signature] = signatures(id, variant, String(expires));
      return {
        url: `${publicUrl()}${RECORDING_PATHS[variant](id)}?expires=${expires}&signature=${signature}`,
        expiresAt: expires * 1000,
      };
    },
    check: (id, variant, { expires, signature }, now) => {
      // As text: a signature has one spelling only, although its last letter has bits that base64 does not use.
      const given = Buffer.from(signature);
      const isGenuine = signatures(id, variant, expires).some((text) => {
        const expected = Buffer.from(text);
        return given.length === expected.length && timingSafeEqual(given, expected);
      });
      if (!isGenuine) return 'forged';
      return Number(expires) * 1000 <= now ? 'expired' : 'good';
    },
  };
}
