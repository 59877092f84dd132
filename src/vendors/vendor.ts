import type { Binding, BindingMode, BindingTerms } from '../domain/binding.ts';
import type { InputFault } from '../domain/input-fault.ts';
import type { MessageContent, MessageKind } from '../domain/message.ts';
import type { Outcome } from '../domain/outcome.ts';
import type { RecipientLimit } from '../domain/recipient-limit.ts';
import type { Instant, Vendor } from '../domain/vendor.ts';
import type { CodeTable } from './codes.ts';
import type { FieldTable } from './field-table.ts';
import type { Decoded } from './reports.ts';

/** An account as its vendor's module sees it. */
export interface VendorAccount<Credentials> {
  readonly id: string;
  readonly vendor: Vendor;
  /** No slash at the end. */
  readonly baseUrl: string;
  readonly credentials: Credentials;
  /** What the account was bought for; undefined: whatever the vendor offers. */
  readonly services: readonly string[] | undefined;
  /**
   * Where the vendor delivers pushes of one kind; without a kind, call results. A correlation token comes back with
   * the push, from vendors that have no field for one.
   */
  readonly callbackUrl: (kind?: string, token?: string) => string;
}

/** An HTTP request to a vendor, complete: nothing is added on the way. */
export interface VendorRequest {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** An HTTP answer, whole. Its status proves nothing by itself: several vendors refuse with 200. */
export interface VendorAnswer {
  readonly status: number;
  readonly contentType: string;
  readonly body: Buffer;
}

/**
 * One operation of a vendor. Both halves are pure: `request` says what goes over the wire and `read` what the answer
 * means. Neither retries, waits nor catches.
 */
export interface Operation<Credentials, Order, Reply> {
  /** Which of the order's options the vendor has; one that is not listed is refused as UNSUPPORTED. */
  readonly options: OptionTable<Order>;
  /** Which of the account's services it needs, where a vendor sells services separately. */
  readonly service?: string;
  /** The most recipients in one request; 1 where left out. */
  readonly batchSize?: number;
  /** Whether repeating the request with the same order cannot execute it twice. */
  readonly repeatable?: boolean;
  /** Bounds of the vendor's document that the option table cannot say. */
  check?(order: Order): InputFault[];
  request(account: VendorAccount<Credentials>, order: Order, now: Instant): VendorRequest;
  read(answer: VendorAnswer, order: Order): Outcome<Reply>;
  /** What an answer tells that broke off on the way, where the vendor does not give it again; undefined: nothing. */
  readPart?(answer: VendorAnswer, order: Order): Outcome<Reply> | undefined;
}

/** Options of an order that a vendor has: those it insists on, those it allows. Nested ones as `outer.inner`. */
export type OptionTable<Order> = Readonly<Partial<Record<OptionPath<Order>, 'required' | 'optional'>>>;

type OptionPath<Order> = Order extends BindOrder
  ? BindOption
  : Order extends SendOrder
    ? SendOption
    : Order extends GroupOrder
      ? 'numbers'
      : never;

type AnnouncementOption = `announcements.${'whenACalls' | 'whenBCalls' | 'whenOthersCall' | 'afterAnswer'}`;
export type BindOption = Exclude<keyof BindingTerms, 'announcements'> | AnnouncementOption;
export type SendOption = keyof MessageContent;

/** What a binding operation gets. */
export interface BindOrder {
  readonly mode: BindingMode;
  readonly terms: BindingTerms;
  /** Correlation token of the binding; also the request id where the vendor wants one that is stable across retries. */
  readonly token: string;
  /** The vendor's name of the group in `terms.groupId`. */
  readonly vendorGroupId?: string;
}

export interface BindReply {
  readonly vendorBindingId?: string;
  readonly numberX?: string;
  readonly numberY?: string;
  readonly extension?: string;
}

export interface ReleaseOrder {
  readonly binding: Binding;
}

/** A number group as a vendor gets it: whole, each time. */
export interface GroupOrder {
  readonly vendorGroupId: string;
  readonly numbers: readonly string[];
}

/** What a sending operation gets; `recipients` holds at most the operation's batch size. */
export interface SendOrder {
  readonly kind: MessageKind;
  readonly recipients: readonly Recipient[];
  readonly content: MessageContent;
}

export interface Recipient {
  readonly number: string;
  /** Correlation token of this recipient's message. */
  readonly token: string;
}

/** What the vendor said of each recipient, in the order's own order. */
export interface SendReply {
  readonly recipients: readonly Outcome<{ readonly vendorMessageId?: string }>[];
}

/** The state of an account as its vendor tells it. */
export interface AccountReply {
  /** In the vendor's unit: yuan, or messages left. A decimal number as text, so that nothing is rounded. */
  readonly balance?: string;
  readonly overdraft?: string;
  readonly state?: 'TRIAL' | 'ACTIVE' | 'SUSPENDED' | 'CLOSED';
  readonly role?: string;
  readonly openedAt?: Instant;
  /** When the account's business last changed at the vendor. */
  readonly changedAt?: Instant;
}

/** A page of pulled reports: kept raw like a push, and decoded like one. */
export interface PullReply {
  readonly body: Buffer;
  /** As the vendor sent it, where it names the charset of the body. */
  readonly contentType?: string;
  readonly count: number;
  /** Whether asking again at once is worth it. */
  readonly more: boolean;
}

/** Each operation by the mutation that it stands behind. An operation that a vendor lacks is left out. */
export interface VendorOperations<C> {
  readonly createAxBinding?: Operation<C, BindOrder, BindReply>;
  readonly createAxnBinding?: Operation<C, BindOrder, BindReply>;
  readonly createAxxBinding?: Operation<C, BindOrder, BindReply>;
  readonly createAxbBinding?: Operation<C, BindOrder, BindReply>;
  readonly createAxybBinding?: Operation<C, BindOrder, BindReply>;
  readonly createXybBinding?: Operation<C, BindOrder, BindReply>;
  readonly createAxgBinding?: Operation<C, BindOrder, BindReply>;
  readonly createTransferBinding?: Operation<C, BindOrder, BindReply>;
  readonly upsertNumberGroup?: Operation<C, GroupOrder, Record<never, never>>;
  /** Gone already is success. */
  readonly releaseBinding?: Operation<C, ReleaseOrder, Record<never, never>>;
  readonly sendVoiceNotification?: Operation<C, SendOrder, SendReply>;
  readonly sendVerificationCode?: Operation<C, SendOrder, SendReply>;
  readonly sendMarketingCall?: Operation<C, SendOrder, SendReply>;
  readonly sendIvrCall?: Operation<C, SendOrder, SendReply>;
  readonly sendVoiceSms?: Operation<C, SendOrder, SendReply>;
  readonly refreshAccount?: Operation<C, Record<never, never>, AccountReply>;
  readonly pullReports?: Operation<C, { readonly limit: number }, PullReply>;
}

export type OperationName = keyof VendorOperations<unknown>;

/** Something a vendor delivered to us, as it came. */
export interface Push {
  /** Last part of the callback's path, where the vendor was given one. */
  readonly kind: string | undefined;
  /** The correlation token in the callback's address, where the vendor was given one with it. */
  readonly token?: string | undefined;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

export type { CallReport, Decoded, MessageReport, Report, SmsReport } from './reports.ts';

/** How a vendor is answered once its push is durable. */
export interface Acknowledgement {
  readonly status: number;
  readonly contentType: string;
  readonly body: string;
}

export interface VendorCallbacks<C> {
  /** Kinds that may end the callback's path; any other is 404. */
  readonly kinds: readonly string[];
  /** The fields of each kind of item that is pushed; remarks and figures name no others. */
  readonly tables: Readonly<Record<string, FieldTable>>;
  readonly acknowledgement: Acknowledgement;
  /** Pure. Bad bytes are `unreadable` with a reason, never an exception. */
  decode(push: Push, account: VendorAccount<C>): Decoded[];
}

/** Everything that the product knows about one vendor. */
export interface VendorModule<C = unknown> {
  readonly vendor: Vendor;
  /** The name people know it by. */
  readonly name: string;
  /** The description of its value in the `Vendor` enum. */
  readonly description: string;
  /** What its balances count, where its document says. */
  readonly balanceUnit?: 'CNY';
  /** Used where an account names none; undefined where the vendor gives each customer its own address. */
  readonly defaultBaseUrl: string | undefined;
  /** How often one number may be called through one account, where the document says. */
  readonly recipientLimits?: readonly RecipientLimit[];
  /**
   * How long after a call its recording is complete at the vendor, in milliseconds; at once where the document says
   * nothing.
   */
  readonly recordingReadyAfter?: number;
  /** Every code that a request can be answered with, as the document's tables have them. */
  readonly codes: readonly CodeTable[];
  /** The only scheme that the document allows for a callback address in a request, and where it says so. */
  readonly callbackScheme?: { readonly scheme: 'http' | 'https'; readonly sections: string };
  readonly operations: VendorOperations<C>;
  readonly callbacks: VendorCallbacks<C>;
}
