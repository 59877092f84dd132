import { readdirSync, readFileSync } from 'node:fs';
import { posix } from 'node:path';

/** A source file of the service, as rules look at it. */
export interface SourceFile {
  /** From `src/` on. */
  readonly path: string;
  readonly text: string;
  /** The text with comments, strings and templates emptied, line by line. */
  readonly code: string;
  /** The comments alone, each at its line. */
  readonly comments: string;
  /** What it imports: a path from `src/` on, or a package's name. */
  readonly imports: readonly string[];
}

export const root = new URL('../../src/', import.meta.url);
const COMMENT_OR_STRING = /\/\*[\s\S]*?\*\/|\/\/.*|'(?:\\.|[^'\\\n])*'|"(?:\\.|[^"\\\n])*"|`(?:\\.|[^`\\])*`/g;
/** An import or re-export, with or without names. */
const IMPORT = /(?:^|\n)\s*(?:import|export)\b[^;'"]*?\bfrom\s*['"]([^'"]+)['"]|\bimport\s*\(?\s*['"]([^'"]+)['"]/g;

/** Every source file of the service. */
export const FILES: readonly SourceFile[] = readdirSync(root, { recursive: true, encoding: 'utf8' })
  .filter((path) => path.endsWith('.ts'))
  .map((path) => {
    const text = readFileSync(new URL(path, root), 'utf8');
    const code = text.replace(COMMENT_OR_STRING, lineBreaks);
    const comments = commentsOf(text);
    return {
      path,
      text,
      code,
      comments,
      imports: [...text.matchAll(IMPORT)].map(([, from, alone]) => target(path, from ?? alone ?? '')),
    };
  });

/** The comments of a text, with the line breaks of what lies between them. */
function commentsOf(text: string): string {
  return partsOf(text, (part) => part.startsWith('/'));
}

/** The comments and strings that are kept, with the line breaks of all else. */
function partsOf(text: string, isKept: (part: string) => boolean): string {
  let end = 0;
  const parts = [...text.matchAll(COMMENT_OR_STRING)].map(({ 0: part, index }) => {
    const between = text.slice(end, index);
    end = index + part.length;
    return lineBreaks(between) + (isKept(part) ? part : lineBreaks(part));
  });
  return parts.join('');
}

/** The same with strings of several words: titles, messages and prose, but no names and no data. */
export function proseOf(text: string): string {
  return partsOf(text, (part) => part.startsWith('/') || part.includes(' '));
}

function lineBreaks(text: string): string {
  return text.replace(/[^\n]/g, '');
}

/** What a file imports: a path from `src/` on, or a package's name. */
function target(path: string, specifier: string): string {
  return specifier.startsWith('.') ? posix.join(posix.dirname(path), specifier) : specifier;
}
