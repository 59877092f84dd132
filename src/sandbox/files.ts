import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';

/** What a simulated vendor kept in a file; undefined where there is none. */
export function readJson(file: string): unknown {
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : undefined;
}

/** Written beside and moved into place, so that a crash leaves the old state or the new one. */
export function saveTo(file: string): (state: unknown) => void {
  return (state) => {
    writeFileSync(`${file}.new`, JSON.stringify(state));
    renameSync(`${file}.new`, file);
  };
}
