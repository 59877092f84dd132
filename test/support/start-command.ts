import { readFileSync } from 'node:fs';

const { scripts } = JSON.parse(readFileSync('package.json', 'utf8')) as { scripts: { start: string } };

/** What `npm start` hands to Node (`exec node …`), so that tests and figures are of what users run. */
export const START: readonly string[] = scripts.start.split(' ').slice(2);
