import { startLoad } from '../load/run.ts';
import type { SubscribersJob, SubscribersResult } from '../load/subscribers.ts';
import { bearerOf } from '../processes/tokens.ts';
import { startWorker } from '../processes/worker.ts';
import type { MeasureName } from '../report/measures.ts';
import type { Options } from '../report/piece.ts';
import type { Detail, Found } from '../report/report.ts';
import { temporaryFolder } from '../stores/folder.ts';
import { measureFanOut } from './fan-out.ts';
import { measureHeap } from './heap.ts';
import { measureOwnIds } from './own-ids.ts';
import { startServers } from './servers.ts';

/** How many subscribers the measures speak of. */
const SIZES = [1_000, 5_000] as const;
// Of the sizes, in a quick run.
const QUICK = 100;

/** Fan-out to subscribers with one filter and with ids of their own, and what an idle one holds. */
export async function measureSubscriptions({ quick, say }: Options): Promise<Found> {
  await using cleaning = new AsyncDisposableStack();
  const folder = cleaning.use(await temporaryFolder());
  const authorization = await bearerOf('voice:read');
  const run = {
    servers: await startServers(folder.path, authorization, cleaning),
    load: cleaning.use(startLoad()),
    subscribers: cleaning.use(startWorker<SubscribersJob, SubscribersResult>('subscribers')),
    authorization,
    rounds: quick ? 1 : 5,
    quick,
  };
  const slices: Partial<Record<MeasureName, readonly number[]>> = {};
  const details: Detail[] = [];
  for (const size of SIZES) {
    const count = quick ? size / QUICK : size;
    const fanOut = await measureFanOut(run, count);
    slices[`fan-out-${size}/bare`] = fanOut.toBare;
    slices[`fan-out-${size}/graphql-ws`] = fanOut.toStock;
    details.push(...fanOut.details);
    say(`fan-out to ${count}: done`);
    const ownIds = await measureOwnIds(run, count);
    slices[`own-ids-${size}/graphql-ws`] = ownIds.toStock;
    details.push(...ownIds.details);
    say(`${count} with ids of their own: done`);
  }
  const heap = await measureHeap(run, quick ? 50 : 5_000);
  slices['heap-a-subscriber'] = heap.service;
  return { slices, details: [...details, ...heap.details] };
}
