import { Presets, SingleBar } from 'cli-progress';
import { newId } from '../application/records/new-id.ts';
import { type RecordingFiles, recordingFiles } from '../archive/recording-files.ts';
import { readConfig } from '../config/config.ts';
import type { Engine } from '../store/engine.ts';
import { checkKey, openEngine } from '../store/open.ts';
import { markPurpose } from '../store/purpose.ts';
import { type RekeyProgress, rekey } from '../store/rekey.ts';
import { auditRepository } from '../store/repositories/audit.ts';
import { recordingRepository } from '../store/repositories/recordings.ts';
import { createVault } from '../store/vault.ts';
import { openingOf } from './opening.ts';
import { orExit } from './or-exit.ts';
import { operandsOf } from './usage.ts';

const USAGE = `Usage: npm run db:rekey
Seals everything in the database, and the archived recordings, under DATA_KEY, with the settings of the service; the keys
of before are those in DATA_KEY_PREVIOUS. Stop the service first where DATABASE_URL names a SQLite file. Cut off, it goes
on where it stopped when it is run again. Ends with 1 where something is still under an older key.`;

/** `npm run db:rekey`: brings a database under the newest DATA_KEY, with the settings that the service has. */
async function run(args: readonly string[], env: NodeJS.ProcessEnv): Promise<void> {
  operandsOf({ text: USAGE, operands: [0, 0] }, args);
  process.umask(0o077);
  const config = readConfig(env);
  const warn = (details: object, message: string) =>
    void process.stderr.write(`${JSON.stringify(details)}: ${message}\n`);
  const opening = openingOf(config, { warn });
  const engine = await openEngine(config.databaseUrl, opening);
  const vault = await checkKey(engine, createVault(config.dataKey, config.previousDataKeys));
  if (opening.as) await markPurpose(engine.db, opening.as);
  await auditRepository(engine.db, vault).append([
    {
      id: newId('audit'),
      at: Date.now(),
      action: 'ROTATE_KEY',
      operation: 'db:rekey',
      subject: undefined,
      clientId: undefined,
      accountId: undefined,
      subjectIds: [],
      count: 0,
    },
  ]);
  const progress = process.stdout.isTTY ? bar() : lines();
  const left = await rekey(engine, vault, progress.show);
  progress.stop();
  await resealRecordings(engine, recordingFiles(config.recordings.folder, config.dataKey, config.previousDataKeys));
  await engine.close();
  process.stdout.write(`${left === 0 ? DONE : unfinished(left)}\n`);
  process.exitCode = left === 0 ? 0 : 1;
}

// Their rows, not their bytes, are held at a time.
const RECORDINGS_AT_A_TIME = 100;

/** Archived recordings are files beside the database; one after the other is sealed anew. */
async function resealRecordings({ db }: Engine, files: RecordingFiles): Promise<void> {
  const recordings = recordingRepository(db);
  let resealed = 0;
  let beyondId = '';
  for (;;) {
    const batch = await recordings.archived(beyondId, RECORDINGS_AT_A_TIME);
    const last = batch.at(-1);
    if (!last) break;
    for (const { id, size } of batch) await files.reseal(id, size ?? 0);
    resealed += batch.length;
    process.stdout.write(`${resealed} archived recordings\n`);
    beyondId = last.id;
  }
}

const DONE =
  'Everything is sealed under DATA_KEY now. The keys in DATA_KEY_PREVIOUS are not needed any more: leave them out at the next start.';

const unfinished = (left: number) =>
  `${left} values are still sealed under an older key, because a process still seals with one. Start every process with the new DATA_KEY, then run this again.`;

interface Display {
  show(progress: RekeyProgress): void;
  stop(): void;
}

function bar(): Display {
  const shown = new SingleBar(
    { format: '{bar} {percentage} % | {value}/{total} | {table}', stopOnComplete: true },
    Presets.shades_classic,
  );
  let started = false;
  return {
    show: ({ done, total, table }) => {
      if (!started) shown.start(total, 0, { table });
      started = true;
      shown.update(done, { table });
    },
    stop: () => shown.stop(),
  };
}

/** A line every tenth part of the way, for logs. */
function lines(): Display {
  let told = 0;
  return {
    show: ({ done, total, table }) => {
      const percentage = Math.floor((done / Math.max(1, total)) * 100);
      if (percentage < told) return;
      told = percentage - (percentage % 10) + 10;
      process.stdout.write(`${percentage} % (${done} of ${total} rows; ${table})\n`);
    },
    stop: () => undefined,
  };
}

await orExit(() => run(process.argv.slice(2), process.env));
