import { setTimeout as delay } from 'node:timers/promises';
import type { Delivery } from '../../domain/delivery.ts';
import { newId } from '../records/new-id.ts';
import { applyBatch } from '../reports/apply-deliveries.ts';
import { bytesOf, firstOf } from '../reports/chunks.ts';
import type { Inbox, Services } from '../services.ts';
import { createOutstanding } from './outstanding.ts';

// A batch of 100 to 200 rows a transaction is 8 times a row a transaction on SQLite; more only delays the first.
const BATCH = 200;
const RETRY_MS = 1_000;
// What waits beyond this is left in the store, from where the sweeping job takes it: a flood must not fill the memory.
const MOST_HELD_BYTES = 32 * 1024 * 1024;

interface Waiting {
  readonly delivery: Delivery;
  readonly durable: () => void;
  readonly failed: (error: unknown) => void;
}

/**
 * Opens the inbox. Deliveries that arrive while a batch is being written make up the next one, so that one fsync serves
 * them all; the same batches are then applied, in the order in which they came.
 */
export function openInbox(services: Pick<Services, 'accounts' | 'store' | 'now' | 'log' | 'metrics'>): Inbox {
  const arriving: Waiting[] = [];
  const applying: Delivery[] = [];
  const outstanding = createOutstanding<string>();
  let handingOver = false;

  const write = oneAtATime(async () => {
    // One turn of the event loop gathers what came in together.
    await new Promise(setImmediate);
    while (arriving.length > 0) {
      const batch = arriving.splice(0, BATCH);
      try {
        await services.store.deliveries.insertMany(batch.map(({ delivery }) => delivery));
      } catch (error) {
        services.log.error(
          { err: error, deliveries: batch.length },
          'deliveries could not be stored and were not acknowledged',
        );
        for (const { failed } of batch) failed(error);
        outstanding.end(batch.map(({ delivery }) => delivery.id));
        continue;
      }
      for (const { durable } of batch) durable();
      const stored = batch.map(({ delivery }) => delivery);
      const held = firstOf(stored, MOST_HELD_BYTES - bytesOf(applying));
      applying.push(...held);
      outstanding.end(stored.slice(held.length).map(({ id }) => id));
      apply();
      // Answers go out before the next batch takes the thread.
      await new Promise(setImmediate);
    }
  });
  const apply = oneAtATime(async () => {
    await new Promise(setImmediate);
    while (applying.length > 0) {
      const batch = applying.slice(0, handingOver ? applying.length : BATCH);
      try {
        if (!handingOver) await applyBatch(services, batch);
        applying.splice(0, batch.length);
        outstanding.end(batch.map(({ id }) => id));
      } catch (error) {
        // The store takes nothing now (a full disk, say). What waits is durable, and is applied when it does again.
        services.log.error(
          { err: error, deliveries: applying.length },
          'deliveries could not be applied; trying again',
        );
        await delay(RETRY_MS, undefined, { ref: false });
      }
      await new Promise(setImmediate);
    }
  });

  return {
    accept: (report) =>
      new Promise((durable, failed) => {
        const delivery = {
          ...report,
          id: newId('delivery'),
          receivedAt: services.now(),
          state: 'RECEIVED',
          reason: undefined,
        } as const;
        outstanding.begin(delivery.id);
        arriving.push({ delivery, durable, failed });
        write();
      }),
    sweep: async () => {
      // Another process may be applying them; what it leaves behind the sweeping job takes up.
      if (services.store.isShared) return;
      for (;;) {
        const left = await services.store.deliveries.inState('RECEIVED', BATCH);
        if (left.length === 0) return;
        await applyBatch(services, left);
      }
    },
    settled: outstanding.settled,
    handOver: () => {
      handingOver = services.store.isShared;
    },
  };
}

/** How to have the work done: it goes on where it is under way. */
function oneAtATime(work: () => Promise<void>): () => void {
  let isUnderWay = false;
  return () => {
    if (isUnderWay) return;
    isUnderWay = true;
    void work().finally(() => {
      isUnderWay = false;
    });
  };
}
