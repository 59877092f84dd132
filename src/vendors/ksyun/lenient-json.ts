import { parseJson } from '../json.ts';

/** JSON as it should be; failing that, JSON with the trailing commas that the document prints in its push. */
export function parseLenientJson(text: string): unknown {
  return parseJson(text) ?? parseJson(withoutTrailingCommas(text));
}

/**
 * The text without commas that stand before a closing bracket, outside strings. One walk over the text and no regular
 * expression: a push of a megabyte of quotes and backslashes must not cost more than its length.
 */
export function withoutTrailingCommas(text: string): string {
  const kept: string[] = [];
  let copied = 0;
  let comma: number | undefined;
  let inString = false;
  for (let at = 0; at < text.length; at++) {
    const char = text.charAt(at);
    if (inString) {
      if (char === '\\') at++;
      else inString = char !== '"';
    } else if (char === ',') {
      comma = at;
    } else if (!WHITE_SPACE.has(char)) {
      if (comma !== undefined && (char === ']' || char === '}')) {
        kept.push(text.slice(copied, comma));
        copied = comma + 1;
      }
      comma = undefined;
      inString = char === '"';
    }
  }
  return kept.join('') + text.slice(copied);
}

// RFC 8259, section 2.
const WHITE_SPACE = new Set([' ', '\t', '\n', '\r']);
