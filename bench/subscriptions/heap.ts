import { quartilesOf } from '../figures.ts';
import { TWICE_TOLD } from '../processes/service.ts';
import type { Detail } from '../report/report.ts';
import { inSlices } from '../slices.ts';
import { WATCH } from './pushes.ts';
import type { Run } from './servers.ts';

/** Kilobytes of heap that each of so many idle subscribers holds, after a collection. */
export async function measureHeap(run: Run, count: number): Promise<{ service: number[]; details: Detail[] }> {
  const { servers, subscribers, authorization, quick } = run;
  const variables = Array.from({ length: count }, () => ({ filter: { accountId: TWICE_TOLD.id } }));
  const each = (name: 'service' | 'stock' | 'bare') => async () => {
    const server = servers[name];
    const { heap: before } = await server.usage(true);
    await subscribers.run({ kind: 'open', name, url: server.url, authorization, query: WATCH, variables });
    // The second collection frees what the first one only told of (finalizers of sockets).
    await server.usage(true);
    const { heap: after } = await server.usage(true);
    await subscribers.run({ kind: 'close', name });
    return (after - before) / count / 1_000;
  };
  const measured = await inSlices(quick ? 1 : 3, {
    service: each('service'),
    stock: each('stock'),
    bare: each('bare'),
  });
  const detail = (name: string, values: readonly number[]): Detail => ({
    about: `heap per idle subscriber, ${name}`,
    value: quartilesOf(values).median,
    unit: 'kB',
  });
  return {
    service: measured.service,
    details: [
      detail('service', measured.service),
      detail('graphql-ws', measured.stock),
      detail('bare ws', measured.bare),
    ],
  };
}
