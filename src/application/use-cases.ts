import { actorOf, applicationOf, type Caller, maySee, mayUse } from '../domain/caller.ts';
import type { RecordingVariant } from '../domain/recording.ts';
import { refreshAccount } from './accounts/refresh-account.ts';
import { bind } from './bindings/bind.ts';
import { release } from './bindings/release.ts';
import { upsertGroup } from './bindings/upsert-group.ts';
import { audit, type NewAuditEntry } from './commands/audit.ts';
import { type ErasureOrder, eraseNumber, notErasable } from './erasure/erase-number.ts';
import { pullReports } from './inbox/pull-reports.ts';
import { replay } from './inbox/replay.ts';
import { send } from './messages/send.ts';
import { type Reads, readsFor, visibleAccounts } from './reads/reads-for.ts';
import { readsWhileWanted, whileWanted } from './reads/while-wanted.ts';
import type { Recorded } from './recordings/recorded.ts';
import { revealRecording } from './recordings/reveal-recording.ts';
import type { Services } from './services.ts';

/** A use case whose services are bound to one caller; the rest is given at each call. */
type Bound<UseCase> = UseCase extends (services: never, ...given: infer Given) => infer Answer
  ? (...given: Given) => Answer
  : never;

/** What one caller may have done. */
export interface UseCases {
  readonly bind: Bound<typeof bind>;
  readonly release: Bound<typeof release>;
  readonly upsertGroup: Bound<typeof upsertGroup>;
  readonly send: Bound<typeof send>;
  readonly refreshAccount: Bound<typeof refreshAccount>;
  readonly pullReports: Bound<typeof pullReports>;
  readonly replay: Bound<typeof replay>;
  /** Erases within the accounts that the caller may see. */
  eraseNumber(order: ErasureOrder): ReturnType<typeof eraseNumber>;
  revealRecording(record: Recorded, variant: RecordingVariant): ReturnType<typeof revealRecording>;
  /** Writes into the audit trail what the caller did or saw. */
  audit(entries: readonly NewAuditEntry[]): Promise<void>;
}

/** What one caller may read, and have done. */
export interface OnBehalf {
  readonly reads: Reads;
  readonly useCases: UseCases;
}

/**
 * The one way in from GraphQL and HTTP: the reads and the use cases of one caller, narrowed to its accounts, so that
 * what a caller may see does not depend on each resolver.
 *
 * @param gone Aborted when the caller waits no longer: nothing is begun from then on. What was begun is finished,
 *   because a vendor may have been asked.
 */
export function onBehalfOf(caller: Caller, services: Services, gone?: AbortSignal): OnBehalf {
  const reads = readsFor(caller, services);
  const { references } = caller;
  // What is done goes through accounts that a caller who is limited to references knows nothing else of.
  const usable: Services['accounts'] = {
    all: services.accounts.all.filter(({ id }) => mayUse(caller, id)),
    find: (id) => (mayUse(caller, id) ? services.accounts.find(id) : undefined),
    close: services.accounts.close,
  };
  const own: Services = {
    ...services,
    gone,
    accounts: usable,
    actor: actorOf(caller),
    keyOwner: {
      application: applicationOf(caller),
      subject: caller.subject ?? '',
      seesNumbers: caller.scopes.has('voice:pii'),
    },
    ...(references ? { authority: { references, maySee: (record) => maySee(caller, record) } } : {}),
  };
  // The operator's: a caller who is limited to references has no account and no delivery.
  const operators: Services = references ? { ...own, accounts: { ...usable, all: [], find: () => undefined } } : own;
  const audited = (entries: readonly NewAuditEntry[]) => audit(own.store, own, ...entries);
  const useCases: Omit<UseCases, 'audit'> = {
    bind: (...given) => bind(own, ...given),
    release: (...given) => release(own, ...given),
    upsertGroup: (...given) => upsertGroup(own, ...given),
    send: (...given) => send(own, ...given),
    refreshAccount: (...given) => refreshAccount(operators, ...given),
    pullReports: (...given) => pullReports(operators, ...given),
    replay: (...given) => replay(operators, ...given),
    eraseNumber: async (order) =>
      references ? notErasable() : eraseNumber(own, order, visibleAccounts(caller, undefined)),
    revealRecording: (record, variant) => revealRecording(own, record, variant),
  };
  // What was shown already is written down, though its caller has gone.
  return {
    reads: readsWhileWanted(reads, gone),
    useCases: { ...whileWanted(useCases, gone), audit: audited },
  };
}
