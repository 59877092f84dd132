import { readFileSync } from 'node:fs';
import { plainText } from './text.ts';

/** The content of a JSON file that a setting names; undefined, and a fault, where there is none to be had. */
export function readJsonFile(setting: string, file: string, faults: string[]): unknown {
  try {
    return JSON.parse(plainText(readFileSync(file, 'utf8')));
  } catch (error) {
    const cause =
      error instanceof SyntaxError
        ? 'is not JSON'
        : `cannot be read (${(error as NodeJS.ErrnoException).code ?? error})`;
    faults.push(`${setting}: ${file} ${cause}`);
    return undefined;
  }
}
