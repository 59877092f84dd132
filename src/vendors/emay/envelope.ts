import { createDecipheriv } from 'node:crypto';
import { constants, gunzipSync } from 'node:zlib';
import type { Remark } from '../../domain/delivery.ts';
import { readBrokenPage } from '../broken-page.ts';
import { parseJson } from '../json.ts';
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

/** What was in a push's envelope, and how it is broken if it is; or why it could not be opened. */
export type Opened = ({ readonly json: unknown; readonly broken?: string } | { readonly unreadable: string }) & {
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
  const decrypted = decrypt(read.bytes, secretKey, headers);
  const broken = 'unreadable' in decrypted ? brokenContentOf(read) : undefined;
  return broken ?? { ...remarked(read.packing), ...decrypted };
}

function readField(read: PushText): Opened {
  const form = readForm(read);
  const content = { text: String(form?.fields.reports ?? ''), remarks: form?.remarks ?? read.remarks };
  return (
    contentOf(content) ?? {
      unreadable: 'The form’s field “reports” holds no JSON.',
      ...remarked(jsonRemarks(content)),
    }
  );
}

type Content = Pick<PushText, 'text' | 'remarks'>;

/** What a text holds; undefined where it is no page, nor the beginning of one. */
function contentOf(content: Content): Opened | undefined {
  const json = parseJson(content.text);
  return json === undefined ? brokenContentOf(content) : { json, ...remarked(jsonRemarks(content)) };
}

function brokenContentOf(content: Content): Opened | undefined {
  const page = readBrokenPage(content.text);
  return page && { json: page.items, broken: page.broken, ...remarked(jsonRemarks(content)) };
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
  try {
    const unpacked = readUnpacked(gunzipSync(decipher(body, key), { maxOutputLength: LARGEST_CONTENT_BYTES }), headers);
    return unpacked ?? { unreadable: 'The body was decrypted and unpacked, but holds no JSON.' };
  } catch (error) {
    const reason = codeOf(error);
    const beginning = beginningOf(body, key, headers);
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

function readUnpacked(content: Buffer, headers: Push['headers']): Opened | undefined {
  const { 'content-type': contentType = '' } = headers;
  const read = readText({ headers: { 'content-type': contentType }, body: content });
  return 'unreadable' in read ? read : contentOf(read);
}

/** What can be unpacked of a body that breaks off; undefined where it is no beginning of an encrypted page. */
function beginningOf(body: Buffer, key: Buffer, headers: Push['headers']): Opened | undefined {
  const blocks = body.subarray(0, body.length - (body.length % AES_BLOCK_BYTES));
  try {
    const options = { maxOutputLength: LARGEST_CONTENT_BYTES, finishFlush: constants.Z_SYNC_FLUSH };
    const opened = readUnpacked(gunzipSync(decipher(blocks, key, false), options), headers);
    return opened && { broken: 'The compressed page breaks off; what could be unpacked of it was read.', ...opened };
  } catch (error) {
    codeOf(error);
    return undefined;
  }
}
