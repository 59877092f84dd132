import { createHmac } from 'node:crypto';

/** A form's parameters; those that are undefined are not there. */
export type Parameters = Readonly<Record<string, string | undefined>>;

// RFC 3986 leaves only A-Z a-z 0-9 - _ . ~ as they are, and so does PHP's rawurlencode, with which the document signs.
const LEFT_BY_ENCODE_URI_COMPONENT = /[!'()*]/g;

/** A name or value, percent-encoded as “签名机制” asks. Half a character becomes U+FFFD: it has no UTF-8 form. */
export function percentEncode(text: string): string {
  return encodeURIComponent(text.toWellFormed()).replace(
    LEFT_BY_ENCODE_URI_COMPONENT,
    (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

/** CanonicalizedQueryString: every parameter but Signature, sorted by name, encoded once, joined. */
export function canonicalize(parameters: Parameters): string {
  return Object.entries(parameters)
    .flatMap(([name, value]) => (value === undefined ? [] : [{ name, value }]))
    .sort((one, other) => (one.name < other.name ? -1 : 1))
    .map(({ name, value }) => `${percentEncode(name)}=${percentEncode(value)}`)
    .join('&');
}

/** HMAC-SHA256 of the canonical string, in lower-case hex. */
export function sign(canonical: string, secretKey: string): string {
  return createHmac('sha256', secretKey).update(canonical).digest('hex');
}
