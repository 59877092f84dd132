import { createDecipheriv } from 'node:crypto';
import { constants, gunzipSync } from 'node:zlib';
import { readBrokenPage } from '../broken-page.ts';
import { parseJson } from '../json.ts';

/** What was in a push's envelope, and how it is broken if it is; or why it could not be opened. */
export type Opened = { readonly json: unknown; readonly broken?: string } | { readonly unreadable: string };

// A page of a thousand reports is some 300 kB, and voice replies, which do not pack, fit into a push only as they are
// (1 MiB). Brackets of nothing, unpacked to 60 MB, took ten seconds and 4 GB to read.
const LARGEST_CONTENT_BYTES = 4 * 1024 * 1024;
const AES_BLOCK_BYTES = 16;
const AES_KEY_BYTES: ReadonlySet<number> = new Set([16, 24, 32]);

/**
 * Plain pushes (2.1.4.2) are JSON, or a form whose field `reports` is; the container is not documented. Whatever is
 * neither is taken for the compressed and encrypted form (2.1.4.1): both kinds carry the same header and nothing says
 * which one a customer has chosen.
 */
export function openEnvelope(body: Buffer, secretKey: string): Opened {
  const text = body.toString('utf8');
  const json = parseJson(text);
  if (json !== undefined) return { json };
  if (/(?:^|&)reports=/.test(text)) {
    const field = new URLSearchParams(text).get('reports') ?? '';
    return contentOf(field) ?? { unreadable: 'The form’s field “reports” holds no JSON.' };
  }
  const decrypted = decrypt(body, secretKey);
  return ('unreadable' in decrypted ? brokenContentOf(text) : undefined) ?? decrypted;
}

/** What a text holds; undefined where it is no page, nor the beginning of one. */
function contentOf(text: string): Opened | undefined {
  const json = parseJson(text);
  return json === undefined ? brokenContentOf(text) : { json };
}

function brokenContentOf(text: string): Opened | undefined {
  const page = readBrokenPage(text);
  return page && { json: page.items, broken: page.broken };
}

/** AES/ECB/PKCS5 with the bytes of the secretKey, then gzip, then JSON in UTF-8 (2.1.4.1, steps 2 to 4). */
function decrypt(body: Buffer, secretKey: string): Opened {
  const key = Buffer.from(secretKey, 'utf8');
  if (!AES_KEY_BYTES.has(key.length)) {
    return { unreadable: `${NOT_PLAIN}, and a secretKey of ${key.length} bytes can decrypt nothing (16, 24 or 32).` };
  }
  try {
    const text = gunzipSync(decipher(body, key), { maxOutputLength: LARGEST_CONTENT_BYTES }).toString('utf8');
    return contentOf(text) ?? { unreadable: 'The body was decrypted and unpacked, but holds no JSON.' };
  } catch (error) {
    const reason = reasonOf(error);
    const beginning = beginningOf(body, key);
    if (beginning) return beginning;
    return body.length === 0 || body.length % AES_BLOCK_BYTES !== 0
      ? { unreadable: `${NOT_PLAIN}, and its ${body.length} bytes are no AES blocks.` }
      : { unreadable: `${NOT_PLAIN}, and could not be decrypted and unpacked (${reason}).` };
  }
}

const NOT_PLAIN = 'The body is neither JSON nor a form with reports';

function decipher(bytes: Buffer, key: Buffer, isPadded = true): Buffer {
  const cipher = createDecipheriv(`aes-${key.length * 8}-ecb`, key, null).setAutoPadding(isPadded);
  return Buffer.concat([cipher.update(bytes), cipher.final()]);
}

/** What can be unpacked of a body that breaks off; undefined where it is no beginning of an encrypted page. */
function beginningOf(body: Buffer, key: Buffer): Opened | undefined {
  const blocks = body.subarray(0, body.length - (body.length % AES_BLOCK_BYTES));
  try {
    const options = { maxOutputLength: LARGEST_CONTENT_BYTES, finishFlush: constants.Z_SYNC_FLUSH };
    const opened = contentOf(gunzipSync(decipher(blocks, key, false), options).toString('utf8'));
    return opened && { broken: 'The compressed page breaks off; what could be unpacked of it was read.', ...opened };
  } catch (error) {
    reasonOf(error);
    return undefined;
  }
}

/** The code of OpenSSL's or zlib's refusal of the bytes; anything else is a fault of ours. */
function reasonOf(error: unknown): string {
  if (error instanceof Error && 'code' in error && typeof error.code === 'string') return error.code;
  throw error;
}
