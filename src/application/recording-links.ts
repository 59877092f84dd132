import { createHmac, timingSafeEqual } from 'node:crypto';
import type { RecordingVariant } from '../domain/recording.ts';
import type { Instant } from '../domain/vendor.ts';

/** Addresses of recordings that are good for whoever has them, for a short while. */
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

/** Links under a key that is for nothing else. `publicUrl` is asked at each use, as for callbacks. */
export function recordingLinks(key: Uint8Array, publicUrl: () => string, lifetimeSeconds: number): RecordingLinks {
  // None of the three can hold a line break, so no two of them together read like another three.
  const sign = (id: string, variant: RecordingVariant, expires: string) =>
    createHmac('sha256', key).update(`${variant}\n${id}\n${expires}`).digest('base64url');
  return {
    issue: (id, variant, now) => {
      const expires = Math.ceil(now / 1000) + lifetimeSeconds;
      const signature = sign(id, variant, String(expires));
      return {
        url: `${publicUrl()}${RECORDING_PATHS[variant](id)}?expires=${expires}&signature=${signature}`,
        expiresAt: expires * 1000,
      };
    },
    check: (id, variant, { expires, signature }, now) => {
      // As text: a signature has one spelling only, although its last letter has bits that base64 does not use.
      const expected = Buffer.from(sign(id, variant, expires));
      const given = Buffer.from(signature);
      if (given.length !== expected.length || !timingSafeEqual(given, expected)) return 'forged';
      return Number(expires) * 1000 <= now ? 'expired' : 'good';
    },
  };
}
