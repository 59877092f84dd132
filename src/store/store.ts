import type { AccountState } from '../domain/account.ts';
import type { Call } from '../domain/call.ts';
import type { NewEvent, StoredEvent } from '../domain/event.ts';
import type { NumberGroup } from '../domain/group.ts';
import type { VoiceMessage } from '../domain/message.ts';
import type { KeptRecording } from '../domain/recording.ts';
import type { SmsMessage } from '../domain/sms.ts';
import type { Instant } from '../domain/vendor.ts';
import type { AuditRepository } from './audit-trail.ts';
import type { BindingRepository } from './binding-repository.ts';
import type { ForgettingRepository } from './forgetting-repository.ts';
import type { DeliveryRepository } from './inbox.ts';
import type { RequestRepository } from './keyed-requests.ts';
import type { LeaseRepository, ProcessRepository, UnderWayRepository } from './leases.ts';
import type { CallFilter, GroupFilter, ListsUnder, MessageFilter, Page, PageRequest, SmsFilter } from './lists.ts';
import type { ProcessLease } from './process-lease.ts';
import type { SpellsNumbers } from './spelling-place.ts';
import type { VirtualNumberRepository } from './virtual-numbers.ts';
import type { WaitingDeliveries } from './waiting.ts';

/** Everything that outlives the process. Reads and writes by aggregate; several writes go through `transaction`. */
export interface Store extends Repositories, SpellsNumbers, WaitingDeliveries {
  /**
   * Runs the work in one transaction: all of it is durable when this resolves, none of it where it throws. A record
   * that the work reads by its id, or by a vendor's, is locked until the end, so that a change of it is made to what it
   * is now. A database may break a transaction off for the sake of another; the work is then run again from its start,
   * so it changes nothing outside the transaction. An outage while it is committed leaves open whether it counts.
   */
  transaction<T>(work: (repositories: Repositories) => Promise<T>): Promise<T>;
  /** Whether other processes may work on the same database. */
  readonly isShared: boolean;
  /** This process's own lease. It begins when it is first asked for, and ends when the store is closed. */
  readonly lease: ProcessLease;
  /** Calls the listener after each commit with events, of any process, and at times without; returns how to stop. */
  onEvents(listener: () => void): () => void;
  /** Whether an error says that the store takes nothing now, and may again later: full, read-only, out of reach. */
  isOutage(error: unknown): boolean;
  close(): Promise<void>;
}

export interface Repositories {
  /**
   * Holds off every other transaction that named one of these, until this one ends. Those that share a name go on side
   * by side, and hold off those alone that name it for themselves. Call it once, first: names are taken in one order,
   * so that two cannot wait for each other. Where they do after all, one of them is broken off and run again.
   */
  lock(names: readonly string[], shared?: readonly string[]): Promise<void>;
  readonly bindings: BindingRepository;
  readonly calls: CallRepository;
  readonly messages: MessageRepository;
  readonly sms: SmsRepository;
  readonly groups: GroupRepository;
  readonly accountStates: AccountStateRepository;
  readonly leases: LeaseRepository;
  readonly processes: ProcessRepository;
  readonly underWay: UnderWayRepository;
  readonly jobState: JobStateRepository;
  readonly recordings: RecordingRepository;
  readonly requests: RequestRepository;
  readonly deliveries: DeliveryRepository;
  readonly events: EventRepository;
  readonly audit: AuditRepository;
  readonly virtualNumbers: VirtualNumberRepository;
}

export interface CallRepository extends ForgettingRepository<Call>, ListsUnder<Call> {
  insert(call: Call, vendorBindingId: string | undefined): Promise<void>;
  update(call: Call): Promise<void>;
  /** Inserts the calls that are new, and updates the others. Of the versions of a call the last one stays. */
  save(versions: readonly CallVersion[]): Promise<void>;
  find(id: string): Promise<Call | undefined>;
  findMany(ids: readonly string[]): Promise<Call[]>;
  findByVendorId(vendorCallId: string, accountId?: string): Promise<Call[]>;
  /** Raises the revision of a call of which something changed that lies elsewhere: its recording. */
  revise(id: string): Promise<void>;
  findByVendorIds(vendorCallIds: readonly string[], accountId: string): Promise<Call[]>;
  /**
   * Calls that no binding was known for, by what the vendor called the binding, or by a number in those that were heard
   * of since then; the newest.
   */
  findUnlinked(
    accountId: string,
    by: { vendorBindingId?: string; number?: string; since?: Instant },
  ): Promise<CallVersion[]>;
  page(filter: CallFilter, page: PageRequest): Promise<Page<Call>>;
}

export interface MessageRepository extends ForgettingRepository<VoiceMessage>, ListsUnder<VoiceMessage> {
  /** The messages of one request, in the order of its recipients. */
  insertBatch(messages: readonly VoiceMessage[]): Promise<void>;
  update(message: VoiceMessage): Promise<void>;
  find(id: string): Promise<VoiceMessage | undefined>;
  findMany(ids: readonly string[]): Promise<VoiceMessage[]>;
  /** Raises the revision of a message of which something changed that lies elsewhere: its recording. */
  revise(id: string): Promise<void>;
  /** By the id of the first message of the request. */
  findBatch(batchId: string): Promise<VoiceMessage[]>;
  findByVendorId(vendorMessageId: string, accountId?: string): Promise<VoiceMessage[]>;
  /** When messages went to a number through an account, oldest first; those that were refused do not count. */
  sentTo(accountId: string, number: string, since: Instant): Promise<Instant[]>;
  page(filter: MessageFilter, page: PageRequest): Promise<Page<VoiceMessage>>;
}

export interface SmsRepository extends ForgettingRepository<SmsMessage>, ListsUnder<SmsMessage> {
  /** False where the same text was stored before. */
  insert(sms: SmsMessage, identity: string): Promise<boolean>;
  find(id: string): Promise<SmsMessage | undefined>;
  findMany(ids: readonly string[]): Promise<SmsMessage[]>;
  page(filter: SmsFilter, page: PageRequest): Promise<Page<SmsMessage>>;
}

export interface GroupRepository extends Pick<ForgettingRepository<NumberGroup>, 'erase'> {
  /** Inserts or replaces. */
  save(group: NumberGroup): Promise<void>;
  find(id: string): Promise<NumberGroup | undefined>;
  findMany(ids: readonly string[]): Promise<NumberGroup[]>;
  page(filter: GroupFilter, page: PageRequest): Promise<Page<NumberGroup>>;
}

export interface AccountStateRepository {
  /** Inserts or replaces. */
  save(state: AccountState): Promise<void>;
  find(accountId: string): Promise<AccountState | undefined>;
  findMany(accountIds: readonly string[]): Promise<AccountState[]>;
}

/** A call as it is at one moment, and what the vendor called its binding, where it said. */
export interface CallVersion {
  readonly call: Call;
  readonly vendorBindingId: string | undefined;
}

export interface JobStateRepository {
  remove(name: string): Promise<void>;
  get(name: string): Promise<string | undefined>;
  set(name: string, value: string): Promise<void>;
  /** Sets it where it is not set yet; gives what stands there now. */
  claim(name: string, value: string): Promise<string>;
}

/** Which recordings are kept here, or are to be. Their bytes lie in a folder. */
export interface RecordingRepository {
  /** Remembers that a recording is to be fetched; leaves one that is known as it is. */
  expect(recording: KeptRecording): Promise<void>;
  find(id: string): Promise<KeptRecording | undefined>;
  findMany(ids: readonly string[]): Promise<KeptRecording[]>;
  /** Those to be fetched whose time has come, the longest due first. */
  due(now: Instant, limit: number): Promise<KeptRecording[]>;
  /** Writes down how a try ended; false where the recording is none to be fetched any more. */
  settle(recording: KeptRecording): Promise<boolean>;
  /** Marks a recording, if there is one, so that it is served no more and its file removed. */
  forget(id: string): Promise<void>;
  /** Those that lie in the archive, in the order of their ids. */
  archived(beyondId: string, limit: number): Promise<KeptRecording[]>;
  forgotten(limit: number): Promise<string[]>;
  remove(id: string): Promise<void>;
}

export interface EventRepository {
  /** In a transaction they are written when it ends, and cannot be read in it. */
  append(events: readonly NewEvent[]): Promise<void>;
  /** Events behind a place in the log, in order. Places rise with each commit; some are never given to an event. */
  after(seq: number, limit: number): Promise<StoredEvent[]>;
  /** The events of one record, in order. */
  about(subjectId: string): Promise<StoredEvent[]>;
  /** Puts other records into events, at their places: those without the people that were forgotten. */
  rewrite(events: readonly StoredEvent[]): Promise<void>;
  /** The last place in the log that was ever given; 0 where none was. */
  lastSeq(): Promise<number>;
  /** Whether the event at a place, or the last one of those that are gone, is the one that a check was made of. */
  stands(seq: number, check: string): Promise<boolean>;
  /** Events up to this place are gone; 0 where none is. */
  floor(): Promise<number>;
  /** Removes events that are older, from the beginning on; gives how many. */
  purge(before: Instant, limit: number): Promise<number>;
}
