import DataLoader from 'dataloader';
import type { Account, AccountDirectory } from '../../accounts/accounts.ts';
import type { AccountState } from '../../domain/account.ts';
import type { AuditEntry } from '../../domain/audit.ts';
import type { Binding } from '../../domain/binding.ts';
import type { Call } from '../../domain/call.ts';
import { type Caller, mayKnowAccount, maySee, mayUse, type Owned } from '../../domain/caller.ts';
import type { Delivery } from '../../domain/delivery.ts';
import type { StoredEvent } from '../../domain/event.ts';
import type { NumberGroup } from '../../domain/group.ts';
import type { VoiceMessage } from '../../domain/message.ts';
import type { KeptRecording } from '../../domain/recording.ts';
import type { SmsMessage } from '../../domain/sms.ts';
import type { Place } from '../../events/cursor.ts';
import { type Follower, followEvents } from '../../events/follow.ts';
import type { AuditFilter } from '../../store/audit-trail.ts';
import type {
  BindingFilter,
  CallFilter,
  DeliveryFilter,
  GroupFilter,
  ListsUnder,
  MessageFilter,
  Page,
  PageRequest,
  SmsFilter,
  Under,
} from '../../store/lists.ts';
import type { VendorModule } from '../../vendors/vendor.ts';
import type { Services } from '../services.ts';
import { type VirtualNumbers, virtualNumbersOf } from './virtual-numbers.ts';

/** Everything that one caller may read. What it may not see answers as if it were not there. */
export interface Reads {
  readonly accounts: Pick<AccountDirectory, 'all' | 'find'>;
  readonly accountStates: Finds<AccountState>;
  readonly audit: Finds<AuditEntry> & Lists<AuditEntry, AuditFilter>;
  readonly bindings: Finds<Binding> & FindsByVendorId<Binding> & Lists<Binding, BindingFilter> & ListsUnderOne<Binding>;
  readonly calls: Finds<Call> & FindsByVendorId<Call> & Lists<Call, CallFilter> & ListsUnderOne<Call>;
  readonly deliveries: Finds<Delivery> & Lists<Delivery, DeliveryFilter>;
  readonly groups: Finds<NumberGroup> & Lists<NumberGroup, GroupFilter>;
  readonly messages: Finds<VoiceMessage> &
    FindsByVendorId<VoiceMessage> &
    Lists<VoiceMessage, MessageFilter> &
    ListsUnderOne<VoiceMessage>;
  readonly recordings: Finds<KeptRecording>;
  readonly sms: Finds<SmsMessage> & Lists<SmsMessage, SmsFilter> & ListsUnderOne<SmsMessage>;
  /** Which numbers of what is read are virtual ones, and never masked. */
  readonly virtualNumbers: Omit<VirtualNumbers, 'accountsThatKnow'>;
  /** The vendors' modules: no caller's secret. */
  readonly vendors: readonly VendorModule[];
  /** A place in the event log before which there is nothing that a read, begun now, would not show. */
  place(): Place;
  /** Follows the event log: of what is wanted, the events of records that the caller may see. */
  follow<Event extends StoredEvent>(
    after: Place | undefined,
    follower: Follower<Event>,
  ): Promise<AsyncGenerator<Event, void, void>>;
  /** Whether an error says that the store takes nothing now, and may again later. */
  isOutage(error: unknown): boolean;
}

/** Records by id. What is asked for in one tick is read together; each is read once for one caller's request. */
interface Finds<Item> {
  load(id: string): Promise<Item | undefined>;
}

/** Records by what their vendor calls them, of whichever vendor. */
interface FindsByVendorId<Item> {
  findByVendorId(vendorId: string): Promise<Item[]>;
}

/**
 * Pages of a list. One account and one reference can be asked for; which else is the caller's right and not its choice.
 * What is found by a virtual number shows it as one: no person's number finds anything in this way.
 */
interface Lists<Item, Filter> {
  page(filter: Narrower<Filter>, page: PageRequest): Promise<Page<Item>>;
}

/**
 * Pages of the lists that stand under something: a reference, a binding, an account. Those of one kind and size that
 * are asked for in one tick are read together, so that a page of fifty orders costs as many reads as one of one.
 */
interface ListsUnderOne<Item> {
  pageUnder(by: Under['by'], value: string, page: PageRequest): Promise<Page<Item>>;
}

type Narrower<Filter> = Omit<Filter, 'accountIds' | 'references' | 'virtual'> & {
  readonly accountId?: string | undefined;
} & ([Filter] extends [{ readonly virtual?: unknown }] ? { readonly virtualNumber?: string | undefined } : unknown);

interface Identified extends Owned {
  readonly id: string;
}

interface Narrowed {
  readonly accountIds?: readonly string[] | undefined;
  readonly references?: readonly string[] | undefined;
  readonly virtual?: { readonly number: string; readonly knownAt: readonly string[] } | undefined;
}

const NOTHING = { items: [], more: false } as const;

/**
 * The reads of one caller's request: the one place in which reads are narrowed, to the caller's accounts and to the
 * references that it is limited to. Make one for each request and for each event of a subscription, since records that
 * were read are remembered in it.
 */
export function readsFor(
  caller: Caller,
  { store, accounts, events, vendors }: Pick<Services, 'vendors' | 'accounts' | 'store' | 'events'>,
): Reads {
  const { accountsThatKnow, ...virtualNumbers } = virtualNumbersOf({ store, accounts });
  const visible = <Item extends Owned>(items: readonly Item[]): Item[] => items.filter((item) => maySee(caller, item));
  const load = <Item extends Identified>(findMany: (ids: readonly string[]) => Promise<Item[]>): Finds<Item> => {
    const loader = new DataLoader<string, Item | undefined>(async (ids) => {
      const found = new Map(visible(await findMany(ids)).map((item) => [item.id, item]));
      return ids.map((id) => found.get(id));
    });
    return { load: (id) => loader.load(id) };
  };
  const byVendorId = <Item extends Identified>(find: (vendorId: string) => Promise<Item[]>): FindsByVendorId<Item> => ({
    findByVendorId: async (vendorId) => visible(await find(vendorId)),
  });
  const references = caller.references && [...caller.references];
  const list = <Item, Filter extends Narrowed>(
    page: (filter: Filter, page: PageRequest) => Promise<Page<Item>>,
  ): Lists<Item, Filter> => ({
    page: async (asked, request) => {
      const { accountId, virtualNumber, ...filter } = asked as Narrower<Narrowed>;
      const accountIds = visibleAccounts(caller, accountId);
      const narrowed: Narrowed = { ...filter, accountIds, references };
      if (virtualNumber === undefined) return page(narrowed as Filter, request);
      const knownAt = await accountsThatKnow(virtualNumber);
      const virtual = {
        number: virtualNumber,
        knownAt: accountIds ? knownAt.filter((id) => accountIds.includes(id)) : knownAt,
      };
      return page({ ...narrowed, virtual } as Filter, request);
    },
  });
  /** What only an operator reads: not narrowed to references, so none of it is for a caller who is limited to some. */
  const operators = <Item, Filter extends Narrowed>(
    page: (filter: Filter, page: PageRequest) => Promise<Page<Item>>,
  ): Lists<Item, Filter> => (references ? { page: async () => NOTHING } : list(page));
  const listUnder = <Item>(store: ListsUnder<Item>): ListsUnderOne<Item> => {
    const narrowed = { accountIds: visibleAccounts(caller, undefined), references };
    const mayBeUnder: Readonly<Record<Under['by'], (value: string) => boolean>> = {
      accountId: (id) => mayKnowAccount(caller, id),
      bindingId: () => true,
      reference: (one) => caller.references?.has(one) ?? true,
    };
    const read = async (by: Under['by'], values: readonly string[], page: PageRequest) => {
      const pages = await store.pagesUnder({ by, values: values.filter(mayBeUnder[by]) }, narrowed, page);
      return values.map((value) => pages.get(value) ?? NOTHING);
    };
    const loaders = new Map<string, DataLoader<string, Page<Item>>>();
    return {
      pageUnder: (by, value, page) => {
        const alike = JSON.stringify([by, page]);
        const loader = loaders.get(alike) ?? new DataLoader((values) => read(by, values, page));
        loaders.set(alike, loader);
        return loader.load(value);
      },
    };
  };
  const calls = load(store.calls.findMany);
  const messages = load(store.messages.findMany);
  /** A recording is its call's or message's: it has that one's reference. */
  const recordingsOfSeen = async (ids: readonly string[]) => {
    const kept = await store.recordings.findMany(ids);
    const owners = await Promise.all(kept.map(async ({ id }) => (await calls.load(id)) ?? messages.load(id)));
    return kept.map((one, place) => ({ ...one, reference: owners[place]?.reference }));
  };
  return {
    accounts: {
      all: accounts.all.filter(({ id }) => mayKnowAccount(caller, id)),
      find: (id): Account | undefined => (mayKnowAccount(caller, id) ? accounts.find(id) : undefined),
    },
    accountStates: load(store.accountStates.findMany),
    audit: { ...load(store.audit.findMany), ...operators(store.audit.page) },
    bindings: {
      ...load(store.bindings.findMany),
      ...byVendorId((id) => store.bindings.findByVendorId(id)),
      ...list(store.bindings.page),
      ...listUnder(store.bindings),
    },
    calls: {
      ...calls,
      ...byVendorId((id) => store.calls.findByVendorId(id)),
      ...list(store.calls.page),
      ...listUnder(store.calls),
    },
    deliveries: { ...load(store.deliveries.findMany), ...operators(store.deliveries.page) },
    groups: { ...load(store.groups.findMany), ...list(store.groups.page) },
    messages: {
      ...messages,
      ...byVendorId((id) => store.messages.findByVendorId(id)),
      ...list(store.messages.page),
      ...listUnder(store.messages),
    },
    recordings: load(references ? recordingsOfSeen : store.recordings.findMany),
    sms: { ...load(store.sms.findMany), ...list(store.sms.page), ...listUnder(store.sms) },
    virtualNumbers,
    vendors: vendors.modules,
    place: () => events.place,
    follow: <Event extends StoredEvent>(after: Place | undefined, follower: Follower<Event>) =>
      followEvents(events, after, {
        ...follower,
        wanted: (event): event is Event => follower.wanted(event) && maySee(caller, event.record),
      }),
    isOutage: store.isOutage,
  };
}

/** The accounts that a list is narrowed to: those that the caller may see, and the one that was asked for. */
export function visibleAccounts(caller: Caller, accountId: string | undefined): readonly string[] | undefined {
  if (accountId === undefined) return caller.accounts && [...caller.accounts];
  return mayUse(caller, accountId) ? [accountId] : [];
}
