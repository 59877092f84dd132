import { createDecipheriv } from 'node:crypto';
import { gunzipSync } from 'node:zlib';
import type { Remark } from '../../domain/delivery.ts';
import { parseJson } from '../answer.ts';
import {
  codeOf,
  jsonRemarks,
  LARGEST_CONTENT_BYTES,
  type PushText,
  readForm,
  readText,
  remarked,
} from '../push-text.ts';
import type { Push } from '../vendor.ts';

/** What was in a push's envelope, or why it could not be opened. */
export type Opened = ({ readonly json: unknown } | { readonly unreadable: string }) & {
  readonly remarks?: readonly Remark[];
};

const AES_BLOCK_BYTES = 16;
const AES_KEY_BYTES: ReadonlySet<number> = new Set([16, 24, 32]);

/**
 * Plain pushes (2.1.4.2) are JSON, or a form whose field `reports` is; the container is not documented. Whatever is
 * neither is taken for the compressed and encrypted form (2.1.4.1): both kinds carry the same header and nothing says
 * which one a customer has chosen.
 */
export function openEnvelope(body: Buffer, secretKey: string, headers: Push['headers'] = {}): Opened {
  const read = readText({ headers, body });
  if ('unreadable' in read) return read;
  const json = parseJson(read.text);
  if (json !== undefined) return { json, ...remarked(jsonRemarks(read)) };
  if (/(?:^|&)reports=/.test(read.text)) return readField(read);
  return { ...remarked(read.packing), ...decrypt(read.bytes, secretKey, headers) };
}

function readField(read: PushText): Opened {
  const form = readForm(read);
  const text = String(form?.fields.reports ?? '');
  const json = parseJson(text);
  const remarks = remarked(jsonRemarks({ text, remarks: form?.remarks ?? read.remarks }));
  return json === undefined
    ? { unreadable: 'The form’s field “reports” holds no JSON.', ...remarks }
    : { json, ...remarks };
}

/**
 * AES/ECB/PKCS5 with the bytes of the secretKey, then gzip, then JSON in UTF-8 (2.1.4.1, steps 2 to 4), or in what the
 * content type says.
 */
function decrypt(body: Buffer, secretKey: string, headers: Push['headers']): Opened {
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
    const content = gunzipSync(compressed, { maxOutputLength: LARGEST_CONTENT_BYTES });
    const { 'content-type': contentType = '' } = headers;
    const read = readText({ headers: { 'content-type': contentType }, body: content });
    if ('unreadable' in read) return read;
    const json = parseJson(read.text);
    return json === undefined
      ? { unreadable: 'The body was decrypted and unpacked, but holds no JSON.' }
      : { json, ...remarked(jsonRemarks(read)) };
  } catch (error) {
    return { unreadable: `${NOT_PLAIN}, and could not be decrypted and unpacked (${codeOf(error)}).` };
  }
}

const NOT_PLAIN = 'The body is neither JSON nor a form with reports';
