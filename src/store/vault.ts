import { createCipheriv, createDecipheriv, createHash, createHmac, hkdfSync, randomBytes } from 'node:crypto';

/** Keeps what must not lie on a disk in clear: seals it, opens it, and finds it again by a keyed hash. */
export interface Vault {
  /** Encrypts; `context` (a record's id) is bound in, so that a sealed value opens only where it belongs. */
  seal(plain: string | Uint8Array, context: string): Uint8Array;
  /** Decrypts; throws where the bytes were changed, moved to another record, or sealed under another key. */
  open(sealed: Uint8Array, context: string): Buffer;
  /** The keyed hash of a value, for looking it up without storing it. */
  hash(value: string): string;
}

// Layout: version (1 byte), key id (4), nonce (12), tag (16), ciphertext. NIST SP 800-38D: 96-bit nonces, 128-bit tags.
const VERSION = 1;
const KEY_ID_BYTES = 4;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
// A shorter tag would be accepted otherwise, and be the easier to forge.
const TAG = { authTagLength: TAG_BYTES };
const HEADER_BYTES = 1 + KEY_ID_BYTES + NONCE_BYTES + TAG_BYTES;
// Half of a SHA-256: 128 bits leave no collisions to speak of among telephone numbers.
const HASH_HEX_DIGITS = 32;

/** A vault under one 32-byte key. Sealing and hashing use keys derived from it (HKDF, RFC 5869), never the key itself. */
export function createVault(dataKey: Uint8Array): Vault {
  const sealKey = derive(dataKey, 'seal');
  const hashKey = derive(dataKey, 'lookup');
  const keyId = createHash('sha256').update(sealKey).digest().subarray(0, KEY_ID_BYTES);
  const prefix = Buffer.concat([Buffer.from([VERSION]), keyId]);

  return {
    seal: (plain, context) => {
      const nonce = randomBytes(NONCE_BYTES);
      const cipher = createCipheriv('aes-256-gcm', sealKey, nonce, TAG).setAAD(Buffer.from(context));
      const body = Buffer.concat([cipher.update(plain), cipher.final()]);
      return Buffer.concat([prefix, nonce, cipher.getAuthTag(), body]);
    },
    open: (sealed, context) => {
      const bytes = Buffer.from(sealed.buffer, sealed.byteOffset, sealed.byteLength);
      if (bytes[0] !== VERSION || !bytes.subarray(1, 1 + KEY_ID_BYTES).equals(keyId)) {
        throw new Error(`${context} was sealed under another key: start with the DATA_KEY that wrote this database.`);
      }
      const nonce = bytes.subarray(prefix.length, prefix.length + NONCE_BYTES);
      const tag = bytes.subarray(HEADER_BYTES - TAG_BYTES, HEADER_BYTES);
      const decipher = createDecipheriv('aes-256-gcm', sealKey, nonce, TAG)
        .setAAD(Buffer.from(context))
        .setAuthTag(tag);
      return Buffer.concat([decipher.update(bytes.subarray(HEADER_BYTES)), decipher.final()]);
    },
    hash: (value) => createHmac('sha256', hashKey).update(value).digest('hex').slice(0, HASH_HEX_DIGITS),
  };
}

/** A key of its own for each purpose, so that what one does tells nothing of another. */
export function derive(dataKey: Uint8Array, purpose: string, salt: string | Uint8Array = ''): Buffer {
  return Buffer.from(hkdfSync('sha256', dataKey, salt, `voice-subgraph ${purpose}`, 32));
}
