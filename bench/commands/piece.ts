import type { Slices } from '../report/measures.ts';
import type { Options } from '../report/piece.ts';
import type { Detail, Found } from '../report/report.ts';
import { startKeptPostgres } from '../stores/postgres.ts';
import { filledSqlite } from '../stores/sqlite.ts';
import { measureFlatness } from './flat.ts';
import { measureColdStarts } from './start.ts';
import { measureThroughput } from './throughput.ts';

const SAMPLES = 24;

/** Sends and binds beside a proxy, every operation over a small and a large store, and starts. */
export async function measureCommands({ quick, calls, postgres, say }: Options): Promise<Found> {
  const throughput = await measureThroughput(quick);
  say('sends and binds: done');
  const samples = quick ? 1 : SAMPLES;
  const overSqlite = async (size: number) => {
    const { file, callIds } = await filledSqlite(size, say);
    return { url: `file:${file}`, callIds };
  };
  const sqlite = await measureFlatness('SQLite', [await overSqlite(calls[0]), await overSqlite(calls[1])], samples);
  say('every operation over SQLite: done');
  const slices: Slices = { ...throughput.slices, 'flat/sqlite': [sqlite.worst], ...(await measureColdStarts(quick)) };
  const details: Detail[] = [...throughput.details, ...sqlite.details];
  if (!postgres) return { slices, details };
  await using server = await startKeptPostgres();
  const stores = [await server.filled(calls[0], say), await server.filled(calls[1], say)] as const;
  const overPostgres = await measureFlatness('PostgreSQL', stores, samples);
  say('every operation over PostgreSQL: done');
  return {
    slices: { ...slices, 'flat/postgres': [overPostgres.worst] },
    details: [...details, ...overPostgres.details],
  };
}
