import { openStore } from '../../src/store/open.ts';
import { createVault } from '../../src/store/vault.ts';

/*
 * A process of its own for number-spellings.test.ts to kill: brings numbers to their one spelling, a few rows at a
 * time, and prints how far it has come.
 */
const [url = '', rows = '1'] = process.argv.slice(2);
const store = await openStore(url, createVault(new Uint8Array(32).fill(7)));
for (;;) {
  const step = await store.spelling.next(Number(rows), Date.now());
  if (!step || step.isCaughtUp) break;
  process.stdout.write(`${step.done}\n`);
}
process.stdout.write('done\n');
await store.close();
