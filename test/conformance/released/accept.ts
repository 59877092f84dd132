import { writeFileSync } from 'node:fs';
import { ACCEPTED_FILE, accepted, breakingChanges } from './changes.ts';

/** `npm run schema:accept -- "why"`: accepts what breaks with the last release now, and forgets what does no more. */
const reason = process.argv.slice(2).join(' ').trim();
const now = breakingChanges();
const kept = accepted()
  .map((each) => ({ ...each, changes: each.changes.filter((change) => now.includes(change)) }))
  .filter(({ changes }) => changes.length > 0);
const known = new Set(kept.flatMap(({ changes }) => changes));
const fresh = now.filter((change) => !known.has(change));
if (fresh.length > 0 && reason === '') {
  process.stderr.write(`Say why these are accepted: npm run schema:accept -- "…"\n${fresh.join('\n')}\n`);
  process.exit(64);
}
const all = fresh.length > 0 ? [...kept, { reason, changes: fresh }] : kept;
writeFileSync(ACCEPTED_FILE, `${JSON.stringify(all, null, 2)}\n`);
process.stdout.write(`${fresh.length} accepted, ${known.size} known.\n`);
