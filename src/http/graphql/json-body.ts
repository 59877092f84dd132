import { isUtf8 } from 'node:buffer';
import type { FastifyInstance } from 'fastify';
import { declaredCharset } from '../../vendors/charset.ts';
import { RequestError } from '../refusals.ts';
import { hasLongInteger, parseKeepingIntegers } from './long-integers.ts';

/**
 * Reads the JSON bodies of the addresses that people's programs send to. JSON between systems is UTF-8 (RFC 8259,
 * section 8.1): a name or a number in other bytes would be carried out spoiled, so it is refused before anything is
 * done.
 */
export function readJsonBodies(app: FastifyInstance): void {
  const parse = app.getDefaultJsonParser('error', 'error');
  app.removeContentTypeParser('application/json');
  app.addContentTypeParser<Buffer>('application/json', { parseAs: 'buffer' }, (request, body, done) => {
    const fault = faultOf(body, request.headers);
    if (fault) return done(fault);
    const text = body.toString('utf8');
    // The server's own parser first: it refuses what is no JSON, and keys that would change what an object inherits.
    parse(request, text, (error, value) => {
      done(error, !error && hasLongInteger(text) ? parseKeepingIntegers(text) : value);
    });
  });
}

interface Headers {
  readonly 'content-type'?: string | undefined;
  readonly 'content-encoding'?: string | undefined;
}

function faultOf(
  body: Buffer,
  { 'content-type': type, 'content-encoding': coding = 'identity' }: Headers,
): RequestError | undefined {
  if (coding.trim().toLowerCase() !== 'identity') {
    return new RequestError(415, 'The body is packed: send it without Content-Encoding.');
  }
  if ((declaredCharset(type) ?? 'utf-8') !== 'utf-8') {
    return new RequestError(415, 'The content type names another charset than UTF-8: send JSON in UTF-8.');
  }
  return isUtf8(body) ? undefined : new RequestError(400, 'The body is not valid UTF-8: send JSON in UTF-8.');
}

/** Refuses a query string whose percent-escapes are not UTF-8 (RFC 3986, section 2.5); others would be read spoiled. */
export function refuseOddQuery(search: string): void {
  if (!search.includes('%') && !NOT_ASCII.test(search)) return;
  const bytes = search.replace(ESCAPE, (_escape, digits: string) => String.fromCharCode(Number.parseInt(digits, 16)));
  if (isUtf8(Buffer.from(bytes, 'latin1')) && !NOT_ASCII.test(search)) return;
  throw new RequestError(400, 'The query string is not valid UTF-8: percent-encode it in UTF-8.');
}

const ESCAPE = /%([0-9a-f]{2})/gi;
const NOT_ASCII = /[\x80-\xFF]/;
