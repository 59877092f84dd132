import type { CallRepository, CallVersion } from '../../store/store.ts';
import { type AccountReport, nameAt, vendorIdsIn } from './account-report.ts';

/** Calls that were read together, and are written together. */
export interface BatchedCalls {
  readonly calls: CallRepository;
  /** Whether a report is of a call that has its binding. */
  isLinked(told: AccountReport): boolean;
  writeCalls(): Promise<void>;
}

/** Reads the calls that reports name. Their names are locked: no other transaction makes one that is not there. */
export async function batchedCalls(calls: CallRepository, told: readonly AccountReport[]): Promise<BatchedCalls> {
  // Undefined where there is no such call.
  const known = new Map<string, CallVersion | undefined>();
  const unwritten: CallVersion[] = [];
  for (const [accountId, ids] of vendorIdsIn(told, (report) =>
    report.type === 'call' ? report.vendorCallId : undefined,
  )) {
    for (const id of ids) known.set(nameAt(accountId, id), undefined);
    for (const call of await calls.findByVendorIds(ids, accountId)) {
      known.set(nameAt(accountId, call.vendorCallId), { call, vendorBindingId: undefined });
    }
  }
  const keep: CallRepository['insert'] = async (call, vendorBindingId) => {
    const name = nameAt(call.accountId, call.vendorCallId);
    const version = { call, vendorBindingId: vendorBindingId ?? known.get(name)?.vendorBindingId };
    known.set(name, version);
    unwritten.push(version);
  };
  const writeCalls = async () => {
    known.clear();
    await calls.save(unwritten.splice(0));
  };
  /** The same question to the database, once it has what is kept here. */
  const afterWriting =
    <Asked extends readonly unknown[], Answer>(ask: (...asked: Asked) => Promise<Answer>) =>
    async (...asked: Asked) => {
      await writeCalls();
      return ask(...asked);
    };
  return {
    calls: {
      insert: keep,
      update: (call) => keep(call, undefined),
      save: afterWriting(calls.save),
      findByVendorId: async (id, accountId) => {
        const name = accountId === undefined ? undefined : nameAt(accountId, id);
        if (name === undefined || !known.has(name)) return afterWriting(calls.findByVendorId)(id, accountId);
        const version = known.get(name);
        return version ? [version.call] : [];
      },
      findByVendorIds: afterWriting(calls.findByVendorIds),
      revise: afterWriting(calls.revise),
      find: afterWriting(calls.find),
      findMany: afterWriting(calls.findMany),
      findUnlinked: afterWriting(calls.findUnlinked),
      forget: afterWriting(calls.forget),
      erase: afterWriting(calls.erase),
      page: afterWriting(calls.page),
      pagesUnder: afterWriting(calls.pagesUnder),
    },
    isLinked: ({ accountId, report }) =>
      report.type === 'call' && known.get(nameAt(accountId, report.vendorCallId))?.call.bindingId !== undefined,
    writeCalls,
  };
}
