import { StatementSync } from 'node:sqlite';
import { openStore } from '../../src/store/open.ts';
import { createVault } from '../../src/store/vault.ts';

/** Opens a SQLite file as the service does, and kills its own process before a statement: `<file> <which one>`. */
const [file, at] = process.argv.slice(2);
let count = 0;
for (const method of ['run', 'all'] as const) {
  const original = StatementSync.prototype[method] as (...values: unknown[]) => never;
  StatementSync.prototype[method] = function (this: StatementSync, ...values: unknown[]) {
    count++;
    if (count === Number(at)) process.kill(process.pid, 'SIGKILL');
    return original.apply(this, values);
  };
}
await openStore(`file:${file}`, createVault(new Uint8Array(32)));
