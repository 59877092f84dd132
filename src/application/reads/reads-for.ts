import DataLoader from 'dataloader';
import type { Account, AccountDirectory } from '../../accounts/accounts.ts';
import type { AccountState } from '../../domain/account.ts';
import type { AuditEntry } from '../../domain/audit.ts';
import type { Binding } from '../../domain/binding.ts';
import type { Call } from '../../domain/call.ts';
import { type Caller, maySee } from '../../domain/caller.ts';
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
  /** The vendors' modules: no caller's secret. */
  readonly vendors: readonly VendorModule[];
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

/** Pages of a list. One account can be asked for; which accounts else is the caller's right and not its choice. */
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

type Narrower<Filter> = Omit<Filter, 'accountIds'> & { readonly accountId?: string | undefined };

interface OfAccount {
  readonly id: string;
  /** Undefined for what is about no single account: only who is limited to none may see it. */
  readonly accountId: string | undefined;
}

/**
 * The reads of one caller's request: the one place in which reads are narrowed to the caller's accounts. Make one for
 * each request and for each event of a subscription, since records that were read are remembered in it.
 */
export function readsFor(
  caller: Caller,
  { store, accounts, events, vendors }: Pick<Services, 'vendors' | 'accounts' | 'store' | 'events'>,
): Reads {
  const visible = <Item extends { readonly accountId: string | undefined }>(items: readonly Item[]): Item[] =>
    items.filter(({ accountId = '' }) => maySee(caller, { accountId }));
  const load = <Item extends OfAccount>(findMany: (ids: readonly string[]) => Promise<Item[]>): Finds<Item> => {
    const loader = new DataLoader<string, Item | undefined>(async (ids) => {
      const found = new Map(visible(await findMany(ids)).map((item) => [item.id, item]));
      return ids.map((id) => found.get(id));
    });
    return { load: (id) => loader.load(id) };
  };
  const byVendorId = <Item extends OfAccount>(find: (vendorId: string) => Promise<Item[]>): FindsByVendorId<Item> => ({
    findByVendorId: async (vendorId) => visible(await find(vendorId)),
  });
  const list = <Item, Filter extends { readonly accountIds?: readonly string[] | undefined }>(
    page: (filter: Filter, page: PageRequest) => Promise<Page<Item>>,
  ): Lists<Item, Filter> => ({
    page: ({ accountId, ...filter }, request) =>
      page({ ...filter, accountIds: visibleAccounts(caller, accountId) } as unknown as Filter, request),
  });
  const listUnder = <Item>(store: ListsUnder<Item>): ListsUnderOne<Item> => {
    const accountIds = visibleAccounts(caller, undefined);
    const read = async (by: Under['by'], values: readonly string[], page: PageRequest) => {
      const mayBeRead = by === 'accountId' ? values.filter((id) => maySee(caller, { accountId: id })) : values;
      const pages = await store.pagesUnder({ by, values: mayBeRead }, { accountIds }, page);
      return values.map((value) => pages.get(value) ?? { items: [], more: false });
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
  return {
    accounts: {
      all: accounts.all.filter(({ id }) => maySee(caller, { accountId: id })),
      find: (id): Account | undefined => (maySee(caller, { accountId: id }) ? accounts.find(id) : undefined),
    },
    accountStates: load(store.accountStates.findMany),
    audit: { ...load(store.audit.findMany), ...list(store.audit.page) },
    bindings: {
      ...load(store.bindings.findMany),
      ...byVendorId((id) => store.bindings.findByVendorId(id)),
      ...list(store.bindings.page),
      ...listUnder(store.bindings),
    },
    calls: {
      ...load(store.calls.findMany),
      ...byVendorId((id) => store.calls.findByVendorId(id)),
      ...list(store.calls.page),
      ...listUnder(store.calls),
    },
    deliveries: { ...load(store.deliveries.findMany), ...list(store.deliveries.page) },
    groups: { ...load(store.groups.findMany), ...list(store.groups.page) },
    messages: {
      ...load(store.messages.findMany),
      ...byVendorId((id) => store.messages.findByVendorId(id)),
      ...list(store.messages.page),
      ...listUnder(store.messages),
    },
    recordings: load(store.recordings.findMany),
    sms: { ...load(store.sms.findMany), ...list(store.sms.page), ...listUnder(store.sms) },
    vendors: vendors.modules,
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
  return maySee(caller, { accountId }) ? [accountId] : [];
}
