import { isDeepStrictEqual } from 'node:util';
import { surviveLosses } from './losses.ts';

/** `npm run test:watch`: a hundred kills under a watch, half of them with each road between the gateway and the service. */
const KILLS = Number(process.argv[2] ?? 100);

for (const road of ['sse', 'ws'] as const) {
  const { logged, watched, reads, losses } = await surviveLosses(KILLS / 2, road);
  for (const [name, changes] of Object.entries(watched)) {
    const isWhole = isDeepStrictEqual(changes, logged) && reads[name] === 1;
    process.stdout.write(
      `${KILLS / 2} kills, the gateway asks by ${road}, the watch by ${name}: ${changes.length} of ${logged.length} changes, ` +
        `${losses[name]} losses, ${isWhole ? 'nothing missed, nothing twice' : 'NOT the same'}\n`,
    );
    if (!isWhole) process.exitCode = 1;
  }
}
