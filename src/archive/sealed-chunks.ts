import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto';
import { derive } from '../store/vault.ts';

/**
 * How a file is sealed so that any part of it can be read without opening the rest. It is cut into chunks, each sealed
 * by AES-256-GCM under a key that only this file has, with its place and whether it is the last one in its nonce (the
 * STREAM construction of Hoang, Reyhanitabar, Rogaway and Vizár, 2015). So a chunk opens only in its own file and at
 * its own place, and a file that was cut short does not open at its end.
 *
 * Layout: version (1 byte), key id (4), salt (16), then chunks: up to 64 KiB of ciphertext and a tag (16) each.
 */
export interface SealedFormat {
  /** Seals a stream of bytes: the header first, then a chunk at a time. `id` is bound in. */
  seal(id: string, content: AsyncIterable<Uint8Array>): AsyncGenerator<Buffer>;
  /** Whether a file that begins so was sealed under the newest key. */
  isNewest(header: Buffer): boolean;
  /** Opens the chunk that stands at a place; throws where anything about it was changed. */
  open(id: string, header: Buffer, sealed: Buffer, place: ChunkPlace): Buffer;
}

export interface ChunkPlace {
  readonly index: number;
  readonly isLast: boolean;
}

// Small, so that a seek opens little; large, so that tags and calls cost nothing beside the cipher (16 of 65552 bytes).
export const CHUNK_BYTES = 64 * 1024;
export const TAG_BYTES = 16;
const VERSION = 1;
const KEY_ID_BYTES = 4;
const SALT_BYTES = 16;
export const HEADER_BYTES = 1 + KEY_ID_BYTES + SALT_BYTES;
const ALGORITHM = 'aes-256-gcm';
const TAG = { authTagLength: TAG_BYTES };

/**
 * The format under a 32-byte key; files that were sealed under an earlier one are opened too. Each file's own key is
 * derived of that, a salt of the file's, and its id.
 */
export function sealedFormat(dataKey: Uint8Array, previous: readonly Uint8Array[] = []): SealedFormat {
  const newest = sealingOf(dataKey);
  const known = [newest, ...previous.map(sealingOf)];
  const isOf = (header: Buffer) => (sealing: Sealing) =>
    header.subarray(0, sealing.prefix.length).equals(sealing.prefix);
  const keyOf = ({ key }: Sealing, id: string, salt: Uint8Array) => derive(key, `recording ${id}`, salt);
  return {
    isNewest: (header) => isOf(header)(newest),
    seal: async function* (id, content) {
      const salt = randomBytes(SALT_BYTES);
      yield Buffer.concat([newest.prefix, salt]);
      const fileKey = keyOf(newest, id, salt);
      let index = 0;
      for await (const { bytes, isLast } of chunksOf(content)) {
        const cipher = createCipheriv(ALGORITHM, fileKey, nonceOf({ index, isLast }), TAG);
        yield Buffer.concat([cipher.update(bytes), cipher.final(), cipher.getAuthTag()]);
        index += 1;
      }
    },
    open: (id, header, sealed, place) => {
      const sealing = known.find(isOf(header));
      if (!sealing) {
        const message = 'was sealed under another key: give the DATA_KEY that archived it in DATA_KEY_PREVIOUS.';
        throw new Error(`The recording ${id} ${message}`);
      }
      const fileKey = keyOf(sealing, id, header.subarray(sealing.prefix.length));
      const decipher = createDecipheriv(ALGORITHM, fileKey, nonceOf(place), TAG);
      decipher.setAuthTag(sealed.subarray(sealed.length - TAG_BYTES));
      return Buffer.concat([decipher.update(sealed.subarray(0, sealed.length - TAG_BYTES)), decipher.final()]);
    },
  };
}

interface Sealing {
  readonly key: Buffer;
  readonly prefix: Buffer;
}

function sealingOf(dataKey: Uint8Array): Sealing {
  const key = derive(dataKey, 'recordings');
  const keyId = createHash('sha256').update(key).digest().subarray(0, KEY_ID_BYTES);
  return { key, prefix: Buffer.concat([Buffer.from([VERSION]), keyId]) };
}

/** How many bytes so many come to when they are sealed. */
export function sealedSize(size: number): number {
  return HEADER_BYTES + size + Math.max(1, Math.ceil(size / CHUNK_BYTES)) * TAG_BYTES;
}

// 12 bytes as GCM wants them. No nonce comes twice under a key, because each file has its own.
function nonceOf({ index, isLast }: ChunkPlace): Buffer {
  const nonce = Buffer.alloc(12);
  nonce.writeUInt32BE(index, 7);
  nonce.writeUInt8(isLast ? 1 : 0, 11);
  return nonce;
}

/** Bytes in chunks of one size, but for the last, which is told as such and may be empty where there are no bytes. */
async function* chunksOf(content: AsyncIterable<Uint8Array>): AsyncGenerator<{ bytes: Buffer; isLast: boolean }> {
  let waiting = Buffer.alloc(0);
  for await (const bytes of content) {
    waiting = Buffer.concat([waiting, bytes]);
    // A full chunk is held back until more comes: it could be the last.
    while (waiting.length > CHUNK_BYTES) {
      yield { bytes: waiting.subarray(0, CHUNK_BYTES), isLast: false };
      waiting = waiting.subarray(CHUNK_BYTES);
    }
  }
  yield { bytes: waiting, isLast: true };
}
