import { readdirSync, readFileSync } from 'node:fs';
import { posix } from 'node:path';

/** A source file of the service, as rules look at it. */
export interface SourceFile {
  /** From `src/` on. */
  readonly path: string;
  readonly text: string;
  /** The text with comments, strings and templates emptied, line by line. */
  readonly code: string;
  /** What it imports: a path from `src/` on, or a package's name. */
  readonly imports: readonly string[];
}

export const root = new URL('../../src/', import.meta.url);
const COMMENT_OR_STRING = /\/\*[\s\S]*?\*\/|\/\/.*|'(?:\\.|[^'\\\n])*'|"(?:\\.|[^"\\\n])*"|`(?:\\.|[^`\\])*`/g;
/** An import or re-export, with or without names. */
export const IMPORT =
  /(?:^|\n)\s*(?:import|export)\b[^;'"]*?\bfrom\s*['"]([^'"]+)['"]|\bimport\s*\(?\s*['"]([^'"]+)['"]/g;

/** Every source file of the service. */
export const FILES: readonly SourceFile[] = readdirSync(root, { recursive: true, encoding: 'utf8' })
  .filter((path) => path.endsWith('.ts'))
  .map((path) => {
    const text = readFileSync(new URL(path, root), 'utf8');
    const code = text.replace(COMMENT_OR_STRING, (part) => part.replace(/[^\n]/g, ''));
    return {
      path,
      text,
      code,
      imports: [...text.matchAll(IMPORT)].map(([, from, alone]) => target(path, from ?? alone ?? '')),
    };
  });

/** What a file imports: a path from `src/` on, or a package's name. */
export function target(path: string, specifier: string): string {
  return specifier.startsWith('.') ? posix.join(posix.dirname(path), specifier) : specifier;
}
