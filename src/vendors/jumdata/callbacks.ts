import type { VendorCallbacks } from '../vendor.ts';
import type { JumdataCredentials } from './client.ts';

/**
 * The document of send-v2 has no callback address and no push. Whatever arrives all the same is acknowledged, so that
 * it is not sent again and again, and kept as it came for a person to look at; nothing is read into it.
 */
export const callbacks: VendorCallbacks<JumdataCredentials> = {
  kinds: [],
  tables: {},
  acknowledgement: { status: 200, contentType: 'text/plain; charset=utf-8', body: 'success' },
  decode: () => [
    { unreadable: 'Jumdata documents no push for voice notifications, so this one has no known meaning.' },
  ],
};
