import { startLoad } from '../load/run.ts';
import type { Options } from '../report/piece.ts';
import type { Found } from '../report/report.ts';
import { temporaryFolder } from '../stores/folder.ts';
import { filledSqlite } from '../stores/sqlite.ts';
import { measureCold } from './cold.ts';
import { measureHot } from './hot.ts';
import { coldBodies, hotBodies } from './operations.ts';
import { callersOf, startTargets } from './targets.ts';

// Enough that each slice reads records that were not read before.
const CALLS = 100_000;
const NAMES = ['service', 'apollo', 'mercurius', 'by-hand'] as const;

/** Queries of the service and of its peers: the same requests, over copies of one store. */
export async function measureGraphQL(options: Options): Promise<Found> {
  const { quick, calls, say } = options;
  await using cleaning = new AsyncDisposableStack();
  const folder = cleaning.use(await temporaryFolder());
  const load = cleaning.use(startLoad());
  const callers = await callersOf();
  const store = await filledSqlite(quick ? calls[1] : CALLS, say);
  const targets = await startTargets(NAMES, store, folder.path, callers, cleaning);
  // First: afterwards the servers have read what there is.
  const cold = await measureCold(coldBodies(store.callIds), targets, load, callers, quick ? 1 : 5);
  say('cold reads: done');
  const hot = await measureHot(options, hotBodies(store.callIds), targets, load, callers);
  return { slices: { ...hot.slices, ...cold }, details: hot.details };
}
