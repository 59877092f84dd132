import { createDecipheriv } from 'node:crypto';
import { gunzipSync } from 'node:zlib';
import { parseJson } from '../answer.ts';

/** What was in a push's envelope, or why it could not be opened. */
export type Opened = { readonly json: unknown } | { readonly unreadable: string };

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
  if (/(?:^|&)reports=/.test(text)) return readField(text);
  return decrypt(body, secretKey);
}

function readField(form: string): Opened {
  const json = parseJson(new URLSearchParams(form).get('reports') ?? '');
  return json === undefined ? { unreadable: 'The form’s field “reports” holds no JSON.' } : { json };
}

/** AES/ECB/PKCS5 with the bytes of the secretKey, then gzip, then JSON in UTF-8 (2.1.4.1, steps 2 to 4). */
function decrypt(body: Buffer, secretKey: string): Opened {
  const key = Buffer.from(secretKey, 'utf8');
  if (!AES_KEY_BYTES.has(key.length)) {
    return { unreadable: `${NOT_PLAIN}, and a secretKey of ${key.length} bytes can decrypt nothing (16, 24 or 32).` };
  }
  if (body.length === 0 || body.length % AES_BLOCK_BYTES !== 0) {
    return { unreadable: `${NOT_PLAIN}, and its ${body.length} bytes are no AES blocks.` };
  }
  try {
    const decipher = createDecipheriv(`aes-${key.length * 8}-ecb`, key, null);
    const compressed = Buffer.concat([decipher.update(body), decipher.final()]);
    const json = parseJson(gunzipSync(compressed, { maxOutputLength: LARGEST_CONTENT_BYTES }).toString('utf8'));
    return json === undefined ? { unreadable: 'The body was decrypted and unpacked, but holds no JSON.' } : { json };
  } catch (error) {
    return { unreadable: `${NOT_PLAIN}, and could not be decrypted and unpacked (${reasonOf(error)}).` };
  }
}

const NOT_PLAIN = 'The body is neither JSON nor a form with reports';

/** The code of OpenSSL's or zlib's refusal of the bytes; anything else is a fault of ours. */
function reasonOf(error: unknown): string {
  if (error instanceof Error && 'code' in error && typeof error.code === 'string') return error.code;
  throw error;
}
