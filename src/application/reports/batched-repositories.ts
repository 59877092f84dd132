import type { Instant } from '../../domain/vendor.ts';
import type { DeliveryRepository, Settlement } from '../../store/inbox.ts';
import type { Repositories } from '../../store/store.ts';
import type { AccountReport } from './account-report.ts';
import { batchedBindings } from './batched-bindings.ts';
import { batchedCalls } from './batched-calls.ts';

/** Repositories of a transaction that keep what they are to write until they are told to, or asked about it. */
export interface BatchedRepositories extends Repositories {
  write(at: Instant): Promise<void>;
}

/**
 * The repositories for a batch of reports. The calls and bindings that they name are read together, and what becomes of
 * calls and deliveries is written together: by itself a report asks six times, and most of what it takes on a database
 * server is the way there and back.
 */
export async function batchedRepositories(
  tx: Repositories,
  told: readonly AccountReport[],
): Promise<BatchedRepositories> {
  const { calls, isLinked, writeCalls } = await batchedCalls(tx.calls, told);
  // A call that has its binding does not look for it again.
  const bindings = await batchedBindings(
    tx.bindings,
    told.filter((one) => !isLinked(one)),
  );
  const settlements: Settlement[] = [];
  const deliveries: DeliveryRepository = {
    ...tx.deliveries,
    settle: async (id, state, reason, _at, remarks = []) => void settlements.push({ id, state, reason, remarks }),
  };
  return {
    ...tx,
    calls,
    bindings,
    deliveries,
    write: async (at) => {
      await writeCalls();
      await tx.deliveries.settleMany(settlements.splice(0), at);
    },
  };
}
