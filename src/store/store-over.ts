import type { Insertable, Kysely } from 'kysely';
import type { Engine } from './engine.ts';
import { createProcessLease, DEFAULT_LEASE, type LeaseOptions } from './process-lease.ts';
import { accountStateRepository } from './repositories/account-states.ts';
import { auditRepository } from './repositories/audit.ts';
import { bindingRepository } from './repositories/bindings.ts';
import { callRepository } from './repositories/calls.ts';
import { deliveryRepository } from './repositories/deliveries.ts';
import { eventRepository } from './repositories/events.ts';
import { groupRepository } from './repositories/groups.ts';
import { jobStateRepository } from './repositories/job-state.ts';
import { leaseRepository } from './repositories/leases.ts';
import { messageRepository } from './repositories/messages.ts';
import { processRepository } from './repositories/processes.ts';
import { recordingRepository } from './repositories/recordings.ts';
import { requestRepository } from './repositories/requests.ts';
import { smsRepository } from './repositories/sms.ts';
import { underWayRepository } from './repositories/under-way.ts';
import { virtualNumberRepository } from './repositories/virtual-numbers.ts';
import { chunks, type Session } from './session.ts';
import { numberSpelling } from './spell-numbers.ts';
import type { Repositories, Store } from './store.ts';
import type { EventsTable, Tables } from './tables.ts';
import type { Vault } from './vault.ts';
import { waitingIn } from './waiting.ts';

/**
 * The store over an engine: its repositories, its transactions, and who is told of events. `isSpellingNeeded` says
 * whether the database may have numbers as earlier versions wrote them.
 */
export function storeOver(
  engine: Engine,
  vault: Vault,
  leaseOptions: LeaseOptions = DEFAULT_LEASE,
  isSpellingNeeded = false,
): Store {
  const spelling = numberSpelling(engine, vault, isSpellingNeeded);
  const listeners = new Set<() => void>();
  const tell = () => {
    for (const listener of listeners) listener();
  };
  engine.listen(tell);

  const transaction = async <T>(work: (session: Session) => Promise<T>): Promise<T> => {
    const { result, appended } = await engine.transact(async (db) => {
      const rows: Insertable<EventsTable>[] = [];
      const result = await work({
        db,
        vault,
        holds: engine.isShared,
        clock: engine.clock,
        hasEarlierSpellings: spelling.isNeeded,
        atomically: (statements) => statements(db),
        append: async (more) => void rows.push(...more),
      });
      if (rows.length > 0) await engine.appendLast(db, () => insertEvents(db, rows));
      return { result, appended: rows.length > 0 };
    });
    if (appended) tell();
    return result;
  };

  const outside: Session = {
    db: engine.db,
    vault,
    holds: false,
    clock: engine.clock,
    hasEarlierSpellings: spelling.isNeeded,
    atomically: (statements) => engine.transact(statements),
    append: (rows) => transaction((session) => session.append(rows)),
  };
  const lease = createProcessLease(processRepository(outside), engine.isOutage, leaseOptions);
  return {
    ...repositories(outside),
    lease,
    lock: async () => {
      throw new Error('Names are locked inside a transaction, until it ends.');
    },
    transaction: (work) =>
      transaction((session) =>
        work({ ...repositories(session), lock: (names, shared = []) => engine.lock(session.db, names, shared) }),
      ),
    isShared: engine.isShared,
    spelling,
    onEvents: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    waiting: (state) => waitingIn(engine.db, state),
    isOutage: engine.isOutage,
    close: async () => {
      await lease.end();
      await engine.close();
    },
  };
}

async function insertEvents(db: Kysely<Tables>, rows: readonly Insertable<EventsTable>[]): Promise<void> {
  for (const chunk of chunks(rows)) await db.insertInto('events').values(chunk).execute();
}

/** The repositories over a session. */
export function repositories(session: Session): Omit<Repositories, 'lock'> {
  return {
    bindings: bindingRepository(session),
    calls: callRepository(session),
    messages: messageRepository(session),
    sms: smsRepository(session),
    groups: groupRepository(session),
    accountStates: accountStateRepository(session),
    leases: leaseRepository(session),
    processes: processRepository(session),
    underWay: underWayRepository(session),
    jobState: jobStateRepository(session),
    recordings: recordingRepository(session.db),
    requests: requestRepository(session),
    deliveries: deliveryRepository(session),
    events: eventRepository(session),
    audit: auditRepository(session.db, session.vault),
    virtualNumbers: virtualNumberRepository(session),
  };
}
