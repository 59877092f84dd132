import {
  createCipheriv,
  createDecipheriv,
  createHash,
  createHmac,
  createSecretKey,
  hkdfSync,
  type KeyObject,
  randomBytes,
} from 'node:crypto';

/** Keeps what must not lie on a disk in clear: seals it, opens it, and finds it again by a keyed hash. */
export interface Vault {
  /** Encrypts; `context` (a record's id) is bound in, so that a sealed value opens only where it belongs. */
  seal(plain: string | Uint8Array, context: string): Uint8Array;
  /**
   * Decrypts; throws where the bytes were changed, moved to another record, or sealed under a key that is not known.
   */
  open(sealed: Uint8Array, context: string): Buffer;
  /** The keyed hash of a value, for looking it up without storing it. */
  hash(value: string): string;
  /** The hashes under which a value may have been stored, the newest key's first: what to look it up by. */
  hashes(value: string): readonly string[];
  /** How everything begins that is sealed under the newest key. */
  readonly newest: Uint8Array;
  /** The keys by which older hashes were made, sealed: for comparing such hashes when the older data keys are gone. */
  sealLookupKeys(): Uint8Array;
  /** A vault that knows those lookup keys too. */
  withLookupKeys(sealed: Uint8Array): Vault;
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
const KEY_BYTES = 32;
const LOOKUP_KEYS = 'The lookup keys of earlier data keys';

/**
 * What a data key is used as: it never seals or hashes itself (HKDF, RFC 5869). A key is prepared once: given as bytes,
 * it is prepared with each use, which is most of what sealing a record or hashing a number then costs (19 and 13
 * against 8 and 2 microseconds).
 */
interface Sealing {
  readonly key: KeyObject;
  readonly prefix: Buffer;
}

/**
 * A vault that seals and hashes under one 32-byte key, and opens and finds what was sealed and hashed under that or one
 * of the previous keys.
 */
export function createVault(dataKey: Uint8Array, previous: readonly Uint8Array[] = []): Vault {
  const lookupKey = (key: Uint8Array) => createSecretKey(derive(key, 'lookup'));
  const newest = sealingOf(dataKey);
  return vaultOver(newest, [newest, ...previous.map(sealingOf)], [lookupKey(dataKey), ...previous.map(lookupKey)]);
}

function vaultOver(
  newest: Sealing,
  known: readonly Sealing[],
  lookupKeys: readonly [KeyObject, ...KeyObject[]],
): Vault {
  const hashUnder = (key: KeyObject, value: string) =>
    createHmac('sha256', key).update(value).digest('hex').slice(0, HASH_HEX_DIGITS);
  const [lookupKey, ...older] = lookupKeys;
  const seal: Vault['seal'] = (plain, context) => {
    const nonce = randomBytes(NONCE_BYTES);
    const cipher = createCipheriv('aes-256-gcm', newest.key, nonce, TAG).setAAD(Buffer.from(context));
    const body = Buffer.concat([cipher.update(plain), cipher.final()]);
    return Buffer.concat([newest.prefix, nonce, cipher.getAuthTag(), body]);
  };
  const open: Vault['open'] = (sealed, context) => {
    const bytes = Buffer.from(sealed.buffer, sealed.byteOffset, sealed.byteLength);
    const sealing = known.find(({ prefix }) => bytes.subarray(0, prefix.length).equals(prefix));
    if (!sealing) {
      throw new Error(
        `${context} was sealed under another key: start with the DATA_KEY that wrote this database, or name that key in DATA_KEY_PREVIOUS.`,
      );
    }
    const nonce = bytes.subarray(sealing.prefix.length, sealing.prefix.length + NONCE_BYTES);
    const tag = bytes.subarray(HEADER_BYTES - TAG_BYTES, HEADER_BYTES);
    const decipher = createDecipheriv('aes-256-gcm', sealing.key, nonce, TAG)
      .setAAD(Buffer.from(context))
      .setAuthTag(tag);
    return Buffer.concat([decipher.update(bytes.subarray(HEADER_BYTES)), decipher.final()]);
  };

  return {
    seal,
    open,
    hash: (value) => hashUnder(lookupKey, value),
    hashes: (value) => lookupKeys.map((key) => hashUnder(key, value)),
    newest: newest.prefix,
    sealLookupKeys: () => seal(Buffer.concat(older.map((key) => key.export())), LOOKUP_KEYS),
    withLookupKeys: (sealed) => {
      const bytes = open(sealed, LOOKUP_KEYS);
      const kept = Array.from({ length: bytes.length / KEY_BYTES }, (_, index) =>
        createSecretKey(bytes.subarray(index * KEY_BYTES, (index + 1) * KEY_BYTES)),
      );
      const unknown = kept.filter((key) => !lookupKeys.some((own) => own.equals(key)));
      return vaultOver(newest, known, [...lookupKeys, ...unknown]);
    },
  };
}

function sealingOf(dataKey: Uint8Array): Sealing {
  const key = derive(dataKey, 'seal');
  const id = createHash('sha256').update(key).digest().subarray(0, KEY_ID_BYTES);
  return { key: createSecretKey(key), prefix: Buffer.concat([Buffer.from([VERSION]), id]) };
}

/** A key of its own for each purpose, so that what one does tells nothing of another. */
export function derive(dataKey: Uint8Array, purpose: string, salt: string | Uint8Array = ''): Buffer {
  return Buffer.from(hkdfSync('sha256', dataKey, salt, `voice-subgraph ${purpose}`, KEY_BYTES));
}
