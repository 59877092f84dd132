import { parseJson } from './json.ts';

/** A list of items that is no JSON as a whole. */
export interface BrokenPage {
  /** Those before the break, each whole. */
  readonly items: readonly unknown[];
  /** What is wrong with the page, as a sentence. */
  readonly broken: string;
}

/**
 * The whole items of a page that breaks off: of a bare list, or of the lists in an object. Undefined where none begins.
 * One walk over the text, so that it costs no more than its length whatever stands in it.
 */
export function readBrokenPage(text: string): BrokenPage | undefined {
  if (!BEGINNING.test(text)) return undefined;
  const items: unknown[] = [];
  let depth = 0;
  let listDepth: number | undefined;
  let itemAt: number | undefined;
  let inString = false;
  for (let at = 0; at < text.length; at++) {
    const char = text[at];
    if (inString) {
      if (char === '\\') at++;
      else inString = char !== '"';
    } else if (char === '"') {
      inString = true;
    } else if (char === '[' || char === '{') {
      if (char === '[' && depth <= DEEPEST_LIST) listDepth ??= depth + 1;
      if (char === '{' && depth === listDepth) itemAt = at;
      depth++;
    } else if (char === ']' || char === '}') {
      depth--;
      if (itemAt !== undefined && depth === listDepth) {
        const item = parseJson(text.slice(itemAt, at + 1));
        if (item === undefined) return broken(items, `the next one is no JSON (from character ${itemAt + 1} on)`);
        items.push(item);
        itemAt = undefined;
      }
      if (listDepth !== undefined && depth < listDepth) listDepth = undefined;
    }
  }
  if (itemAt !== undefined) return broken(items, `it ends inside the next one (at character ${text.length})`);
  return broken(items, listDepth === undefined ? 'what follows is no JSON' : 'the list is not closed');
}

// Of a list of objects, or of an object: encrypted bytes look like that once in some ten thousand times.
const BEGINNING = /^\uFEFF?\s*(?:\[\s*(?:\{|$)|\{\s*(?:"|$))/;
// A bare list, or one in the object that is the page.
const DEEPEST_LIST = 1;

function broken(items: readonly unknown[], how: string): BrokenPage {
  const whole =
    items.length === 1 ? '1 whole report, which was read' : `${items.length} whole reports, which were read`;
  return { items, broken: `The page breaks off after ${whole}: ${how}.` };
}
