import type { AccountState } from '../domain/account.ts';
import type { Binding, BindingMode, BindingStatus } from '../domain/binding.ts';
import type { Call, CallStatus } from '../domain/call.ts';
import type { Delivery, DeliveryState } from '../domain/delivery.ts';
import type { NewEvent, StoredEvent } from '../domain/event.ts';
import type { NumberGroup, NumberGroupStatus } from '../domain/group.ts';
import type { MessageKind, MessageStatus, VoiceMessage } from '../domain/message.ts';
import type { SmsMessage } from '../domain/sms.ts';
import type { Instant, Vendor } from '../domain/vendor.ts';

/** Everything that outlives the process. Reads and writes by aggregate; several writes go through `transaction`. */
export interface Store extends Repositories {
  /**
   * Runs the work in one transaction: all of it is durable when this resolves, none of it where it throws. A record that
   * the work reads by itself is locked until the end, so that a change of it is made to what it is now. A database may
   * break a transaction off for the sake of another; the work is then run again from its start, so it changes nothing
   * outside the transaction. An outage while it is committed leaves open whether it counts.
   */
  transaction<T>(work: (repositories: Repositories) => Promise<T>): Promise<T>;
  /** Whether other processes may work on the same database. */
  readonly isShared: boolean;
  /**
   * Calls the listener after each commit that appended events, of this process or another one; now and then also
   * without news. Returns how to stop.
   */
  onEvents(listener: () => void): () => void;
  /** Whether an error says that the store takes nothing now, and may again later: full, read-only, out of reach. */
  isOutage(error: unknown): boolean;
  close(): Promise<void>;
}

export interface Repositories {
  /**
   * Holds off every other transaction that named one of these, until this one ends. Call it once, first: names are taken
   * in one order, so that two cannot wait for each other.
   */
  lock(names: readonly string[]): Promise<void>;
  readonly bindings: BindingRepository;
  readonly calls: CallRepository;
  readonly messages: MessageRepository;
  readonly sms: SmsRepository;
  readonly groups: GroupRepository;
  readonly accountStates: AccountStateRepository;
  readonly leases: LeaseRepository;
  readonly marks: MarkRepository;
  readonly requests: RequestRepository;
  readonly deliveries: DeliveryRepository;
  readonly events: EventRepository;
}

export interface BindingRepository {
  /** Rewrites a record without the people in it. */
  forget(id: string, without: (record: Binding) => Binding): Promise<void>;
  insert(binding: Binding): Promise<void>;
  update(binding: Binding): Promise<void>;
  find(id: string): Promise<Binding | undefined>;
  findMany(ids: readonly string[]): Promise<Binding[]>;
  /** Newest first. */
  findByVendorId(vendorBindingId: string): Promise<Binding[]>;
  /** Bindings of an account in which the number occurs, newest first, at most `limit`. */
  findByNumber(accountId: string, number: string, limit: number): Promise<Binding[]>;
  /** Those in force, or being released, whose time has come; the earliest first. */
  findExpired(now: Instant, limit: number): Promise<Binding[]>;
  page(filter: BindingFilter, page: PageRequest): Promise<Page<Binding>>;
}

export interface CallRepository {
  /** Rewrites a record without the people in it. */
  forget(id: string, without: (record: Call) => Call): Promise<void>;
  insert(call: Call, vendorBindingId: string | undefined): Promise<void>;
  update(call: Call): Promise<void>;
  find(id: string): Promise<Call | undefined>;
  findMany(ids: readonly string[]): Promise<Call[]>;
  findByVendorId(vendorCallId: string, accountId?: string): Promise<Call[]>;
  /**
   * Calls that no binding was known for, by what the vendor called the binding, or by a number in those that were heard
   * of since then; the newest.
   */
  findUnlinked(
    accountId: string,
    by: { vendorBindingId?: string; number?: string; since?: Instant },
  ): Promise<UnlinkedCall[]>;
  page(filter: CallFilter, page: PageRequest): Promise<Page<Call>>;
}

export interface MessageRepository {
  /** Rewrites a record without the people in it. */
  forget(id: string, without: (record: VoiceMessage) => VoiceMessage): Promise<void>;
  /** The messages of one request, in the order of its recipients. */
  insertBatch(messages: readonly VoiceMessage[]): Promise<void>;
  update(message: VoiceMessage): Promise<void>;
  find(id: string): Promise<VoiceMessage | undefined>;
  findMany(ids: readonly string[]): Promise<VoiceMessage[]>;
  /** By the id of the first message of the request. */
  findBatch(batchId: string): Promise<VoiceMessage[]>;
  findByVendorId(vendorMessageId: string, accountId?: string): Promise<VoiceMessage[]>;
  /** When messages went to a number through an account, oldest first; those that were refused do not count. */
  sentTo(accountId: string, number: string, since: Instant): Promise<Instant[]>;
  page(filter: MessageFilter, page: PageRequest): Promise<Page<VoiceMessage>>;
}

export interface SmsRepository {
  /** Rewrites a record without the people in it. */
  forget(id: string, without: (record: SmsMessage) => SmsMessage): Promise<void>;
  /** False where the same text was stored before. */
  insert(sms: SmsMessage, identity: string): Promise<boolean>;
  find(id: string): Promise<SmsMessage | undefined>;
  findMany(ids: readonly string[]): Promise<SmsMessage[]>;
  page(filter: SmsFilter, page: PageRequest): Promise<Page<SmsMessage>>;
}

export interface GroupRepository {
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

/** A call without a binding, and what the vendor called its binding, where it said. */
export interface UnlinkedCall {
  readonly call: Call;
  readonly vendorBindingId: string | undefined;
}

/** A request that was made under an idempotency key. */
export interface StoredRequest {
  readonly key: string;
  readonly operation: string;
  readonly fingerprint: string;
  readonly subjectId: string;
}

export interface RequestRepository {
  find(key: string): Promise<StoredRequest | undefined>;
  /** Claims the key; false where somebody has it already. */
  claim(request: StoredRequest, at: Instant): Promise<boolean>;
  /** The keyed hash of an input. */
  fingerprint(input: unknown): string;
}

export interface LeaseRepository {
  /** Takes a lease, or renews one's own; false while somebody else holds it. */
  acquire(name: string, holder: string, now: Instant, until: Instant): Promise<boolean>;
  release(name: string, holder: string): Promise<void>;
  /** Drops every lease: those of a process that is gone, where there is only ever one. */
  releaseAll(): Promise<void>;
}

export interface MarkRepository {
  get(name: string): Promise<string | undefined>;
  set(name: string, value: string): Promise<void>;
  /** Sets it where it is not set yet; gives what stands there now. */
  claim(name: string, value: string): Promise<string>;
}

export interface DeliveryFilter {
  readonly accountIds?: readonly string[] | undefined;
  readonly states?: readonly DeliveryState[] | undefined;
  readonly from?: Instant | undefined;
  readonly to?: Instant | undefined;
}

export interface DeliveryRepository {
  /** One transaction for all of them. */
  insertMany(deliveries: readonly Delivery[]): Promise<void>;
  find(id: string): Promise<Delivery | undefined>;
  page(filter: DeliveryFilter, page: PageRequest): Promise<Page<Delivery>>;
  /** Removes settled ones that are older; gives how many. FAILED and UNMATCHED ones too: their time is over. */
  purge(before: Instant, limit: number): Promise<number>;
  /** Oldest first. */
  inState(state: DeliveryState, limit: number): Promise<Delivery[]>;
  /** Remembers that a delivery waits for a message, by the vendor's name for it. */
  await(accountId: string, name: string, deliveryId: string): Promise<void>;
  /** Takes out the deliveries that wait for a message. */
  takeAwaiting(accountId: string, name: string): Promise<Delivery[]>;
  settle(id: string, state: DeliveryState, reason: string | undefined, at: Instant): Promise<void>;
}

export interface EventRepository {
  /** In a transaction they are written when it ends, and cannot be read in it. */
  append(events: readonly NewEvent[]): Promise<void>;
  /** Events behind a place in the log, in order. Places rise with each commit; some are never given to an event. */
  after(seq: number, limit: number): Promise<StoredEvent[]>;
  /** The last place in the log that was ever given; 0 where none was. */
  lastSeq(): Promise<number>;
  /** Events up to this place are gone; 0 where none is. */
  floor(): Promise<number>;
  /** Removes events that are older, from the beginning on; gives how many. */
  purge(before: Instant, limit: number): Promise<number>;
}

/** Undefined parts do not narrow. Lists narrow to any of their members. */
interface RecordFilter<Status> {
  readonly accountIds?: readonly string[] | undefined;
  readonly vendor?: Vendor | undefined;
  readonly statuses?: readonly Status[] | undefined;
  readonly reference?: string | undefined;
  readonly number?: string | undefined;
  /** From this instant on. */
  readonly from?: Instant | undefined;
  /** Before this instant. */
  readonly to?: Instant | undefined;
  /** Unchanged since before this instant. */
  readonly updatedBefore?: Instant | undefined;
}

export interface BindingFilter extends RecordFilter<BindingStatus> {
  readonly modes?: readonly BindingMode[] | undefined;
}

export interface CallFilter extends RecordFilter<CallStatus> {
  readonly bindingId?: string | undefined;
}

export interface MessageFilter extends RecordFilter<MessageStatus> {
  readonly kinds?: readonly MessageKind[] | undefined;
}

export interface SmsFilter extends RecordFilter<'RECEIVED'> {
  readonly bindingId?: string | undefined;
}

export type GroupFilter = RecordFilter<NumberGroupStatus>;

/** A part of a list that is ordered newest first. */
export interface PageRequest {
  readonly limit: number;
  /** `forward` reads on from the newest, `backward` reads back from the oldest. */
  readonly direction: 'forward' | 'backward';
  /** Records behind this one, in the direction of reading. */
  readonly beyondId?: string | undefined;
}

export interface Page<Item> {
  /** Newest first, whatever the direction of reading. */
  readonly items: readonly Item[];
  /** Whether more lie beyond, in the direction of reading. */
  readonly more: boolean;
}
