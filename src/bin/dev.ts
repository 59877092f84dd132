import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';

/** `npm run dev`: what `npm start` runs, with the same flags, and again whenever a source or the schema changes. */
const { scripts } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8'));
const [, , ...start]: readonly string[] = scripts.start.split(' ');

const service = spawn(process.execPath, ['--watch-path=src', '--watch-path=schema', ...start], { stdio: 'inherit' });
for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => service.kill(signal));
service.on('exit', (code) => process.exit(code ?? 1));
