import type { GraphQLResolveInfo, GraphQLScalarType, GraphQLScalarTypeConfig } from 'graphql';
import type { Vendor as VendorRecord } from '../domain/vendor.ts';
import type { AccountNode as AccountNodeRecord, VoiceActivity as VoiceActivityRecord, NamedOperation as NamedOperationRecord, AuditPage as AuditPageRecord, BindingPage as BindingPageRecord, CallPage as CallPageRecord, DeliveryPage as DeliveryPageRecord, GroupPage as GroupPageRecord, SmsPage as SmsPageRecord, MessagePage as MessagePageRecord, AccountResult as AccountResultRecord, DeliveryResult as DeliveryResultRecord, GroupResult as GroupResultRecord, AccountEvent as AccountEventRecord, SmsEvent as SmsEventRecord, MessageEvent as MessageEventRecord, BindingResult as BindingResultRecord, BindingEvent as BindingEventRecord, CallEvent as CallEventRecord } from './mappers.ts';
import type { Attempt as AttemptRecord } from '../domain/attempt.ts';
import type { AuditEntry as AuditEntryRecord } from '../domain/audit.ts';
import type { Binding as BindingRecord } from '../domain/binding.ts';
import type { Call as CallRecord } from '../domain/call.ts';
import type { Delivery as DeliveryRecord } from '../domain/delivery.ts';
import type { NumberGroup as NumberGroupRecord } from '../domain/group.ts';
import type { SmsMessage as SmsMessageRecord } from '../domain/sms.ts';
import type { VoiceMessage as VoiceMessageRecord } from '../domain/message.ts';
import type { RevealedRecording as RevealedRecordingRecord } from '../application/recordings/reveal-recording.ts';
import type { VendorModule as VendorModuleRecord } from '../vendors/vendor.ts';
import type { ErasureResult as ErasureResultRecord } from '../application/erasure/erase-number.ts';
import type { PullResult as PullResultRecord } from '../application/inbox/pull-reports.ts';
import type { SendResult as SendResultRecord } from '../application/messages/send.ts';
import type { Routed as RoutedRecord } from '../sandbox/dial.ts';
import type { ReportResult as ReportResultRecord } from '../sandbox/simulator.ts';
import type { UserError as UserErrorRecord } from '../application/commands/command-result.ts';
import type { GraphQLContext } from './context.ts';
export type Maybe<T> = T | null;
export type InputMaybe<T> = Maybe<T>;
export type Omit<T, K extends keyof T> = Pick<T, Exclude<keyof T, K>>;
export type RequireFields<T, K extends keyof T> = Omit<T, K> & { [P in K]-?: NonNullable<T[P]> };
export type EnumResolverSignature<T, AllowedValues = any> = { [key in keyof T]?: AllowedValues };
/** All built-in and custom scalars, mapped to their actual values */
export type Scalars = {
  ID: { input: string; output: string; }
  String: { input: string; output: string; }
  Boolean: { input: boolean; output: boolean; }
  Int: { input: number; output: number; }
  Float: { input: number; output: number; }
  /**
   * An opaque place in the event log, exclusive: resuming with it gives what came after. Every item of a subscription
   * carries one.
   */
  Cursor: { input: string; output: string; }
  /** A point in time, as RFC 3339 writes it: 2026-03-01T09:30:00.000Z. */
  DateTime: { input: Date; output: number; }
  /** A JSON object. */
  JSONObject: { input: Record<string, unknown>; output: Record<string, unknown>; }
  /**
   * A telephone number, in one spelling everywhere: a number inside mainland China as it is dialled there (13800138000,
   * 02112345678, 4008001234), any other with its plus sign and country code. As input every way of writing it is taken: with or
   * without 86, with a trunk zero, with separators, full-width digits or invisible characters, as a tel: or sip: address
   * (an extension in it is left out). What a vendor reported and what is no number is given as the vendor wrote it. Without the
   * scope voice:pii the middle of it is masked: 138****8000.
   */
  PhoneNumber: { input: string; output: string; }
  /** An absolute address. */
  URL: { input: URL; output: string; }
  /**
   * A virtual number, X or Y, that stands for a person's and belongs to no person: never masked. Spelled and taken as input as a
   * PhoneNumber is. What only a vendor's report calls virtual counts as such where it is X or Y of a binding of the account, or
   * the operator lists it for the account, and where it is no number of a person in the same record.
   */
  VirtualNumber: { input: string; output: string; }
  /** What another subgraph knows of an entity: its type's name and its key. */
  _Any: { input: unknown; output: unknown; }
  /** A set of fields, as federation's keys name them. */
  federation__FieldSet: { input: unknown; output: unknown; }
  /** A scope, as an access token names it. */
  federation__Scope: { input: unknown; output: unknown; }
  /** Something that is linked from another schema. */
  link__Import: { input: unknown; output: unknown; }
};

/** One set of credentials at a vendor, set up by the operator. */
export type Account = Node & {
  readonly __typename?: 'Account';
  /** What is left on it, in balanceUnit, as refreshAccount last heard. A decimal number as text. */
  readonly balance: Maybe<Scalars['String']['output']>;
  /** What balance and overdraft count. */
  readonly balanceUnit: VoiceBalanceUnit;
  /** The bindings made through this account, newest first. */
  readonly bindings: BindingConnection;
  /** The calls of this account, newest first. */
  readonly calls: CallConnection;
  /** When its business last changed, as its vendor tells. */
  readonly changedAt: Maybe<Scalars['DateTime']['output']>;
  /** When the vendor was last asked. */
  readonly checkedAt: Maybe<Scalars['DateTime']['output']>;
  /** How its requests fare at the moment. */
  readonly health: VendorAccountHealth;
  /** As it stands in the accounts file: acct_ and a name. */
  readonly id: Scalars['ID']['output'];
  /** The operator's name for the account. */
  readonly name: Scalars['String']['output'];
  /** When it was opened, as its vendor tells. */
  readonly openedAt: Maybe<Scalars['DateTime']['output']>;
  /** How far it may be overdrawn, in balanceUnit. */
  readonly overdraft: Maybe<Scalars['String']['output']>;
  /** The higher is preferred where several accounts could carry a request. */
  readonly priority: Scalars['Int']['output'];
  /**
   * Rises with every answer of its vendor about it, and is never given twice: of two copies the one with the higher
   * number is the newer. 0 where the vendor was never asked. How requests fare (health) and what the accounts file says
   * are each process's own, and not counted.
   */
  readonly revision: Scalars['Int']['output'];
  /** The account's role at its vendor, where the vendor has such. */
  readonly role: Maybe<Scalars['String']['output']>;
  /** What the account was bought for, where its vendor sells services separately; null: whatever the vendor offers. */
  readonly services: Maybe<ReadonlyArray<VoiceService>>;
  /** Where the account stands at its vendor, as refreshAccount last heard; UNKNOWN where it never did. */
  readonly status: VendorAccountStatus;
  /** The vendor at which the account is. */
  readonly vendor: Vendor;
  /** The voice messages sent through this account, newest first. */
  readonly voiceMessages: VoiceMessageConnection;
};


/** One set of credentials at a vendor, set up by the operator. */
export type AccountBindingsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
};


/** One set of credentials at a vendor, set up by the operator. */
export type AccountCallsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
};


/** One set of credentials at a vendor, set up by the operator. */
export type AccountVoiceMessagesArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
};

/** What was done or seen. */
export type AuditAction =
  /** A binding was asked for. */
  | 'BIND'
  /** A number was erased, or it was asked what erasing it would do; the subjects are records that it stood in. */
  | 'ERASE'
  /** Reports were pulled from a vendor. */
  | 'PULL_REPORTS'
  /** Raw bodies of deliveries were shown. */
  | 'READ_DELIVERIES'
  /** A vendor was asked how an account stands. */
  | 'REFRESH_ACCOUNT'
  /** A binding was released. */
  | 'RELEASE'
  /** A delivery was applied again. */
  | 'REPLAY'
  /** Numbers or texts left the service unmasked; the subjects are the records that they stand in. */
  | 'REVEAL_NUMBERS'
  /** An address was given out at which a recording or voice reply can be heard. */
  | 'REVEAL_RECORDING'
  /** The database was sealed anew under another DATA_KEY, by the operator's command. */
  | 'ROTATE_KEY'
  /** Voice messages were sent; the subjects are the messages. */
  | 'SEND'
  /** A number group was made or replaced. */
  | 'UPSERT_GROUP';

/**
 * One line of the audit trail: who did or saw what. It names records by their ids, and holds no number, no name and no
 * text. Lines are only ever added; those past their retention are removed.
 */
export type AuditEntry = Node & {
  readonly __typename?: 'AuditEntry';
  /** The account that it is about; null where it is about no single one, or about one that is not set up any more. */
  readonly account: Maybe<Account>;
  /** What. */
  readonly action: AuditAction;
  /** When. */
  readonly at: Scalars['DateTime']['output'];
  /** Through which application: the token's `azp` or `client_id`, where it has one. */
  readonly client: Maybe<Scalars['String']['output']>;
  /** How many records it is about in all. */
  readonly count: Scalars['Int']['output'];
  /** aud_ and 32 hex digits. */
  readonly id: Scalars['ID']['output'];
  /** The fields of Query, Mutation or Subscription through which it was done, parted by spaces. */
  readonly operation: Maybe<Scalars['String']['output']>;
  /** Who: the `sub` of the token; null in a sandbox without tokens, and for the operator's commands. */
  readonly subject: Maybe<Scalars['String']['output']>;
  /** The records that it is about, by their ids: at most 500 of them. */
  readonly subjectIds: ReadonlyArray<Scalars['ID']['output']>;
};

/** A page of the audit trail, newest first. */
export type AuditEntryConnection = {
  readonly __typename?: 'AuditEntryConnection';
  /** The lines with their cursors. */
  readonly edges: ReadonlyArray<AuditEntryEdge>;
  /** The lines alone. */
  readonly nodes: ReadonlyArray<AuditEntry>;
  /** Where the page stands in the list. */
  readonly pageInfo: PageInfo;
};

/** A line of the audit trail in a list. */
export type AuditEntryEdge = {
  readonly __typename?: 'AuditEntryEdge';
  /** Its place in the list. */
  readonly cursor: Scalars['String']['output'];
  /** The line. */
  readonly node: AuditEntry;
};

/** Which lines to list; a part that is left out does not narrow. */
export type AuditFilter = {
  /** Only what is about this account. */
  readonly accountId?: InputMaybe<Scalars['ID']['input']>;
  /** Only these actions. */
  readonly actions?: InputMaybe<ReadonlyArray<AuditAction>>;
  /** Only what happened in this span of time. */
  readonly at?: InputMaybe<VoiceTimeSpanInput>;
  /** Only what this caller did or saw: the `sub` of its tokens. */
  readonly subject?: InputMaybe<Scalars['String']['input']>;
  /** Only what is about this record. */
  readonly subjectId?: InputMaybe<Scalars['ID']['input']>;
};

/**
 * A relation that masks real numbers behind a virtual number X (and Y). Callers dial the virtual number and never learn
 * the real ones.
 */
export type Binding = Node & {
  readonly __typename?: 'Binding';
  /** The account through which it was made; null where it is not set up any more. */
  readonly account: Maybe<Account>;
  /** When the vendor confirmed it. */
  readonly activatedAt: Maybe<Scalars['DateTime']['output']>;
  /** The tries to have it carried out, oldest first; more than one where another account had to step in. */
  readonly attempts: ReadonlyArray<VendorAttempt>;
  /** The calls that went through it, newest first. */
  readonly calls: CallConnection;
  /** When it was asked for. */
  readonly createdAt: Scalars['DateTime']['output'];
  /** When it ends by itself; null: when it is released. */
  readonly expiresAt: Maybe<Scalars['DateTime']['output']>;
  /** The extension behind X, in mode AXX; leading zeros count. */
  readonly extension: Maybe<Scalars['String']['output']>;
  /** Why it failed, could not be released, or is UNKNOWN. */
  readonly failure: Maybe<VoiceUserError>;
  /** The number group, in mode AXG. */
  readonly group: Maybe<NumberGroup>;
  /** bnd_ and 32 hex digits. */
  readonly id: Scalars['ID']['output'];
  /** The caller's own data; never sent to a vendor. */
  readonly metadata: Maybe<Scalars['JSONObject']['output']>;
  /** How it masks numbers. */
  readonly mode: BindingMode;
  /** The real number A. */
  readonly numberA: Maybe<Scalars['PhoneNumber']['output']>;
  /** The real number B. */
  readonly numberB: Maybe<Scalars['PhoneNumber']['output']>;
  /**
   * The virtual number X; null until the vendor has chosen one, and where nothing but a vendor's report tells it:
   * unprovenNumber has it then. With the scope voice:pii it is there in any case.
   */
  readonly numberX: Maybe<Scalars['VirtualNumber']['output']>;
  /** The virtual number Y, in modes AXYB and XYB. */
  readonly numberY: Maybe<Scalars['VirtualNumber']['output']>;
  /** What else was asked for when it was made. Who owns number A is handed on to the vendor and stored nowhere. */
  readonly options: BindingOptions;
  /** Whether calls are recorded; null where the vendor decides. */
  readonly record: Maybe<Scalars['Boolean']['output']>;
  /** The caller's own business id, an order's say. */
  readonly reference: Maybe<Scalars['String']['output']>;
  /** When it was released, or replaced. */
  readonly releasedAt: Maybe<Scalars['DateTime']['output']>;
  /**
   * The binding that took its place at the vendor and so ended it: made with replacesNumberA, for the same pair on the same
   * X, or as the next transfer of X. Null where none did, or the caller may not see it. Releasing a binding that was
   * replaced asks the vendor nothing, so that the later one stays in force.
   */
  readonly replacedBy: Maybe<Binding>;
  /** Rises with every change of it, and is never given twice: of two copies the one with the higher number is the newer. */
  readonly revision: Scalars['Int']['output'];
  /** The texts that crossed its virtual number, newest first. */
  readonly smsMessages: SmsMessageConnection;
  /** Where it stands. */
  readonly status: BindingStatus;
  /**
   * What a vendor's report calls X, where the answer to the request for this binding was lost and nothing else proves X to be
   * a virtual number: it can be a person's. Null where numberX is proved.
   */
  readonly unprovenNumber: Maybe<Scalars['PhoneNumber']['output']>;
  /** When it last changed. */
  readonly updatedAt: Scalars['DateTime']['output'];
  /** The vendor that carries it. */
  readonly vendor: Vendor;
  /** What the vendor calls it, once it has a name for it. */
  readonly vendorBindingId: Maybe<Scalars['String']['output']>;
};


/**
 * A relation that masks real numbers behind a virtual number X (and Y). Callers dial the virtual number and never learn
 * the real ones.
 */
export type BindingCallsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
};


/**
 * A relation that masks real numbers behind a virtual number X (and Y). Callers dial the virtual number and never learn
 * the real ones.
 */
export type BindingSmsMessagesArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
};

/** Announcements that the vendor plays, by the ids under which it has them. */
export type BindingAnnouncements = {
  readonly __typename?: 'BindingAnnouncements';
  /** Once the call is answered: one id or two. */
  readonly afterAnswer: Maybe<ReadonlyArray<Scalars['String']['output']>>;
  /** When A dials X. */
  readonly whenACalls: Maybe<Scalars['String']['output']>;
  /** When B dials X. */
  readonly whenBCalls: Maybe<Scalars['String']['output']>;
  /** When any other caller dials X. */
  readonly whenOthersCall: Maybe<Scalars['String']['output']>;
};

/** Announcements that the vendor plays, by the ids under which it has them. */
export type BindingAnnouncementsInput = {
  /** Once the call is answered: one id or two. */
  readonly afterAnswer?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
  /** When A dials X. */
  readonly whenACalls?: InputMaybe<Scalars['String']['input']>;
  /** When B dials X. */
  readonly whenBCalls?: InputMaybe<Scalars['String']['input']>;
  /** When any other caller dials X. */
  readonly whenOthersCall?: InputMaybe<Scalars['String']['input']>;
};

/** A page of bindings, newest first. */
export type BindingConnection = {
  readonly __typename?: 'BindingConnection';
  /** The bindings with their cursors. */
  readonly edges: ReadonlyArray<BindingEdge>;
  /** The bindings alone. */
  readonly nodes: ReadonlyArray<Binding>;
  /** Where the page stands in the list. */
  readonly pageInfo: PageInfo;
};

/** A binding in a list. */
export type BindingEdge = {
  readonly __typename?: 'BindingEdge';
  /** Its place in the list. */
  readonly cursor: Scalars['String']['output'];
  /** The binding. */
  readonly node: Binding;
};

/** Which bindings to list; a part that is left out does not narrow. */
export type BindingFilter = {
  /** Only those of this account. */
  readonly accountId?: InputMaybe<Scalars['ID']['input']>;
  /** Only those asked for in this span of time. */
  readonly created?: InputMaybe<VoiceTimeSpanInput>;
  /** Only those in one of these modes. */
  readonly modes?: InputMaybe<ReadonlyArray<BindingMode>>;
  /**
   * Only those in which this number occurs, real or virtual; needs the scope voice:pii. What is no number finds
   * records that show it just so, and is refused with BAD_USER_INPUT where there is none.
   */
  readonly number?: InputMaybe<Scalars['PhoneNumber']['input']>;
  /** Only those with this reference. */
  readonly reference?: InputMaybe<Scalars['String']['input']>;
  /** Only those in one of these states. */
  readonly statuses?: InputMaybe<ReadonlyArray<BindingStatus>>;
  /** Only those at this vendor. */
  readonly vendor?: InputMaybe<Vendor>;
  /** Only those that show this virtual number, as numberX or numberY. */
  readonly virtualNumber?: InputMaybe<Scalars['VirtualNumber']['input']>;
};

/** How a binding masks real numbers. */
export type BindingMode =
  /** Callers of X reach A; B may be named in advance, so that A reaches B through X. */
  | 'AX'
  /** A and B reach each other by dialling X, and see only X. */
  | 'AXB'
  /** A and a group of numbers reach each other by dialling X. */
  | 'AXG'
  /** Callers of X reach A. */
  | 'AXN'
  /** X serves many A: callers that dial X and then the extension reach A. */
  | 'AXX'
  /** Callers of X reach A, and A sees a number Y in the caller's place that leads back to the caller. */
  | 'AXYB'
  /** Callers of X that no other binding connects are put through to A. */
  | 'TRANSFER'
  /** Binds B behind the Y of an AXYB binding by hand. */
  | 'XYB';

/** What was asked for when a binding was made, beside its numbers; null: left out, so that the vendor decides. */
export type BindingOptions = {
  readonly __typename?: 'BindingOptions';
  /** Announcements to play. */
  readonly announcements: Maybe<BindingAnnouncements>;
  /** The area from which the vendor was to choose X. */
  readonly areaCode: Maybe<Scalars['String']['output']>;
  /** Whether the vendor assigns a Y to each caller by itself. */
  readonly autoAssignY: Maybe<Scalars['Boolean']['output']>;
  /** Whether to be told when a call comes in, before its result. */
  readonly incomingCallEvents: Maybe<Scalars['Boolean']['output']>;
  /** How long it was to live, in seconds; null: until it is released. */
  readonly lifetimeSeconds: Maybe<Scalars['Int']['output']>;
  /** The longest a call may last, in seconds. */
  readonly maxCallSeconds: Maybe<Scalars['Int']['output']>;
  /** A number A whose earlier AX and AXN bindings the vendor was to release as it made this one. */
  readonly replacesNumberA: Maybe<Scalars['PhoneNumber']['output']>;
  /** Whether A sees the real number of who calls. */
  readonly showCallerToA: Maybe<Scalars['Boolean']['output']>;
  /** Whether B sees the real number of who calls. */
  readonly showCallerToB: Maybe<Scalars['Boolean']['output']>;
  /** What text messages to X do. */
  readonly sms: Maybe<SmsHandling>;
};

/** A binding, or why there is none: what every mutation of bindings gives back. */
export type BindingPayload = {
  /** The binding as it now stands, also where the vendor refused it or its fate is unknown; null where the input was refused. */
  readonly binding: Maybe<Binding>;
  /** What went wrong; empty where all went well. */
  readonly userErrors: ReadonlyArray<VoiceUserError>;
};

/** Where a binding stands. */
export type BindingStatus =
  /** In force. */
  | 'ACTIVE'
  /** Asked of the vendor; no answer yet. */
  | 'CREATING'
  /** Ended at its time. */
  | 'EXPIRED'
  /** Refused by the vendor, or the vendor could not be reached: never in force. */
  | 'FAILED'
  /** Released on request, or ended by another binding that took its place at the vendor: see replacedBy. */
  | 'RELEASED'
  /** Its release was asked of the vendor; no answer yet. */
  | 'RELEASING'
  /** The vendor's answer was lost: it may be in force. Never asked for again; its fate is being found out. */
  | 'UNKNOWN';

/** A change of a binding's status. */
export type BindingStatusChange = VoiceChange & {
  readonly __typename?: 'BindingStatusChange';
  /** When the change was recorded. */
  readonly at: Scalars['DateTime']['output'];
  /** The binding as it stood after this change. */
  readonly binding: Binding;
  /** Resume after this change with it. */
  readonly cursor: Scalars['Cursor']['output'];
  /** The status before; null where the binding is new. */
  readonly previousStatus: Maybe<BindingStatus>;
  /** The status after. */
  readonly status: BindingStatus;
};

/** Which changes of bindings to watch; a part that is left out does not narrow. */
export type BindingStatusFilter = {
  /** Only those of this account. */
  readonly accountId?: InputMaybe<Scalars['ID']['input']>;
  /** Only these bindings. */
  readonly ids?: InputMaybe<ReadonlyArray<Scalars['ID']['input']>>;
  /** Only those with this reference. */
  readonly reference?: InputMaybe<Scalars['String']['input']>;
};

/** One telephone call through a binding. */
export type Call = Node & {
  readonly __typename?: 'Call';
  /** The account through which it came; null where it is not set up any more. */
  readonly account: Maybe<Account>;
  /** When the callee's leg was connected, as the vendor reports it. */
  readonly answeredAt: Maybe<Scalars['DateTime']['output']>;
  /** Seconds that the vendor charges for. */
  readonly billedSeconds: Maybe<Scalars['Int']['output']>;
  /** The binding through which it went; null where none is known (yet). */
  readonly binding: Maybe<Binding>;
  /** Who was reached, or was to be. */
  readonly callee: Maybe<Scalars['PhoneNumber']['output']>;
  /** Who dialled. */
  readonly caller: Maybe<Scalars['PhoneNumber']['output']>;
  /** When the caller's own leg was connected, before the callee answered. */
  readonly callerAnsweredAt: Maybe<Scalars['DateTime']['output']>;
  /** Seconds that the caller was connected. */
  readonly callerDurationSeconds: Maybe<Scalars['Int']['output']>;
  /** When we first heard of it. */
  readonly createdAt: Scalars['DateTime']['output'];
  /** Seconds of conversation. */
  readonly durationSeconds: Maybe<Scalars['Int']['output']>;
  /** When it ended. */
  readonly endedAt: Maybe<Scalars['DateTime']['output']>;
  /** Who ended it, where the vendor says. */
  readonly hungUpBy: Maybe<HungUpBy>;
  /** call_ and 32 hex digits. */
  readonly id: Scalars['ID']['output'];
  /**
   * The virtual number that was dialled. Null where nothing but the vendor's report calls it so: unprovenNumber has it then. With the scope
   * voice:pii it is what the report calls so, proved or not.
   */
  readonly numberX: Maybe<Scalars['VirtualNumber']['output']>;
  /** What became of it, once it is over. */
  readonly outcome: Maybe<CallOutcome>;
  /** Its recording; null where none was made. Some vendors have it ready only an hour after the call. */
  readonly recording: Maybe<VoiceRecording>;
  /** The binding's reference. */
  readonly reference: Maybe<Scalars['String']['output']>;
  /** Rises with every change of it, and is never given twice: of two copies the one with the higher number is the newer. */
  readonly revision: Scalars['Int']['output'];
  /** When the other side began to ring. */
  readonly ringingAt: Maybe<Scalars['DateTime']['output']>;
  /** When it began. */
  readonly startedAt: Maybe<Scalars['DateTime']['output']>;
  /** Where it stands. */
  readonly status: CallStatus;
  /**
   * What the vendor's report calls the virtual number, where that is not proved: it can be a person's. Null where numberX is
   * proved.
   */
  readonly unprovenNumber: Maybe<Scalars['PhoneNumber']['output']>;
  /** When it last changed. */
  readonly updatedAt: Scalars['DateTime']['output'];
  /** The vendor that carried it. */
  readonly vendor: Vendor;
  /** What the vendor calls it. */
  readonly vendorCallId: Scalars['String']['output'];
  /** The vendor's raw code for how it went. */
  readonly vendorCode: Maybe<Scalars['String']['output']>;
  /** The vendor's text for that code. */
  readonly vendorText: Maybe<Scalars['String']['output']>;
};

/** A page of calls, newest first. */
export type CallConnection = {
  readonly __typename?: 'CallConnection';
  /** The calls with their cursors. */
  readonly edges: ReadonlyArray<CallEdge>;
  /** The calls alone. */
  readonly nodes: ReadonlyArray<Call>;
  /** Where the page stands in the list. */
  readonly pageInfo: PageInfo;
};

/** A call in a list. */
export type CallEdge = {
  readonly __typename?: 'CallEdge';
  /** Its place in the list. */
  readonly cursor: Scalars['String']['output'];
  /** The call. */
  readonly node: Call;
};

/** Which calls to list; a part that is left out does not narrow. */
export type CallFilter = {
  /** Only those of this account. */
  readonly accountId?: InputMaybe<Scalars['ID']['input']>;
  /** Only those through this binding. */
  readonly bindingId?: InputMaybe<Scalars['ID']['input']>;
  /** Only those that we first heard of in this span of time. */
  readonly created?: InputMaybe<VoiceTimeSpanInput>;
  /**
   * Only those in which this number occurs, real or virtual; needs the scope voice:pii. What is no number finds
   * records that show it just so, and is refused with BAD_USER_INPUT where there is none.
   */
  readonly number?: InputMaybe<Scalars['PhoneNumber']['input']>;
  /** Only those with this reference. */
  readonly reference?: InputMaybe<Scalars['String']['input']>;
  /** Only those in one of these states. */
  readonly statuses?: InputMaybe<ReadonlyArray<CallStatus>>;
  /** Only those at this vendor. */
  readonly vendor?: InputMaybe<Vendor>;
  /** Only those that show this virtual number, as numberX. */
  readonly virtualNumber?: InputMaybe<Scalars['VirtualNumber']['input']>;
};

/** What became of a call, finer than its status. */
export type CallOutcome =
  /** It was answered. */
  | 'ANSWERED'
  /** Blocked by the carrier, a blacklist or a rule. */
  | 'BLOCKED'
  /** Busy. */
  | 'BUSY'
  /** The callee hung up without an answer. */
  | 'CALLEE_HUNG_UP'
  /** The caller hung up before an answer. */
  | 'CALLER_HUNG_UP'
  /** The caller gave up. */
  | 'CANCELED'
  /** The binding or order had expired. */
  | 'EXPIRED'
  /** It failed for another reason. */
  | 'FAILED'
  /** The account had no balance. */
  | 'INSUFFICIENT_BALANCE'
  /** The number does not exist. */
  | 'INVALID_NUMBER'
  /** The network failed. */
  | 'NETWORK_ERROR'
  /** The call was not answered. */
  | 'NO_ANSWER'
  /** The phone was switched off. */
  | 'POWERED_OFF'
  /** Called too often. */
  | 'RATE_LIMITED'
  /** Rejected. */
  | 'REJECTED'
  /** The number is suspended. */
  | 'SUSPENDED_NUMBER'
  /** It timed out. */
  | 'TIMEOUT'
  /** The vendor's report does not tell. */
  | 'UNKNOWN'
  /** Out of reach. */
  | 'UNREACHABLE';

/** Where a call stands. A call only moves forward: late and repeated reports from the vendor never turn it back. */
export type CallStatus =
  /** The other side was busy. */
  | 'BUSY'
  /** The caller gave up. */
  | 'CANCELED'
  /** They talked, and it is over. */
  | 'COMPLETED'
  /** It failed. */
  | 'FAILED'
  /** A caller dialled. */
  | 'INITIATED'
  /** They are talking. */
  | 'IN_PROGRESS'
  /** The call was not answered. */
  | 'NO_ANSWER'
  /** The other side rejected it. */
  | 'REJECTED'
  /** The other side rings. */
  | 'RINGING'
  /** It is over, and what the vendor reported does not tell how it went. */
  | 'UNKNOWN'
  /** The other side could not be reached. */
  | 'UNREACHABLE';

/** A change of a call's status. */
export type CallStatusChange = VoiceChange & {
  readonly __typename?: 'CallStatusChange';
  /** When the change was recorded. */
  readonly at: Scalars['DateTime']['output'];
  /** The call as it stood after this change. */
  readonly call: Call;
  /** Resume after this change with it. */
  readonly cursor: Scalars['Cursor']['output'];
  /** The status before; null where the call is new. */
  readonly previousStatus: Maybe<CallStatus>;
  /** The status after. */
  readonly status: CallStatus;
};

/** Which changes of calls to watch; a part that is left out does not narrow. */
export type CallStatusFilter = {
  /** Only those of this account. */
  readonly accountId?: InputMaybe<Scalars['ID']['input']>;
  /** Only those through this binding. */
  readonly bindingId?: InputMaybe<Scalars['ID']['input']>;
  /** Only these calls. */
  readonly ids?: InputMaybe<ReadonlyArray<Scalars['ID']['input']>>;
  /** Only those with this reference. */
  readonly reference?: InputMaybe<Scalars['String']['input']>;
};

/** What an AX binding is to be. */
export type CreateAxBindingInput = {
  /** The account to use; left out: one is chosen that can do all that is asked. */
  readonly accountId?: InputMaybe<Scalars['ID']['input']>;
  /** Announcements to play. */
  readonly announcements?: InputMaybe<BindingAnnouncementsInput>;
  /** The area from which the vendor chooses X. */
  readonly areaCode?: InputMaybe<Scalars['String']['input']>;
  /** Who owns number A. */
  readonly holder?: InputMaybe<NumberHolderInput>;
  /** At most 255 characters. The same key with the same input gives the same binding and never asks a vendor twice. */
  readonly idempotencyKey: Scalars['String']['input'];
  /** How long it lives, in seconds; left out: until it is released. */
  readonly lifetimeSeconds?: InputMaybe<Scalars['Int']['input']>;
  /** The longest a call may last, in seconds. */
  readonly maxCallSeconds?: InputMaybe<Scalars['Int']['input']>;
  /** Your own data, stored here and never sent to a vendor; at most 4 kB. */
  readonly metadata?: InputMaybe<Scalars['JSONObject']['input']>;
  /** The real number A. */
  readonly numberA: Scalars['PhoneNumber']['input'];
  /** The real number B. */
  readonly numberB?: InputMaybe<Scalars['PhoneNumber']['input']>;
  /** The virtual number X; a mode in which it may be left out has the vendor choose it then. */
  readonly numberX?: InputMaybe<Scalars['VirtualNumber']['input']>;
  /** Whether to record calls; left out: as the vendor does by default. */
  readonly record?: InputMaybe<Scalars['Boolean']['input']>;
  /** Your own business id, at most 64 characters. */
  readonly reference?: InputMaybe<Scalars['String']['input']>;
  /** A number A whose earlier AX and AXN bindings the vendor is to release as it makes this one: they end as RELEASED. */
  readonly replacesNumberA?: InputMaybe<Scalars['PhoneNumber']['input']>;
  /** Whether A sees the real number of who calls. */
  readonly showCallerToA?: InputMaybe<Scalars['Boolean']['input']>;
};

/** An AX binding, or why there is none. */
export type CreateAxBindingPayload = BindingPayload & VoicePayload & {
  readonly __typename?: 'CreateAxBindingPayload';
  /** The binding as it now stands, also where the vendor refused it or its fate is unknown; null where the input was refused. */
  readonly binding: Maybe<Binding>;
  /** What went wrong; empty where all went well. */
  readonly userErrors: ReadonlyArray<VoiceUserError>;
};

/** What an AXB binding is to be. */
export type CreateAxbBindingInput = {
  /** The account to use; left out: one is chosen that can do all that is asked. */
  readonly accountId?: InputMaybe<Scalars['ID']['input']>;
  /** Announcements to play. */
  readonly announcements?: InputMaybe<BindingAnnouncementsInput>;
  /** The area from which the vendor chooses X. */
  readonly areaCode?: InputMaybe<Scalars['String']['input']>;
  /** At most 255 characters. The same key with the same input gives the same binding and never asks a vendor twice. */
  readonly idempotencyKey: Scalars['String']['input'];
  /** How long it lives, in seconds; left out: until it is released. */
  readonly lifetimeSeconds?: InputMaybe<Scalars['Int']['input']>;
  /** The longest a call may last, in seconds. */
  readonly maxCallSeconds?: InputMaybe<Scalars['Int']['input']>;
  /** Your own data, stored here and never sent to a vendor; at most 4 kB. */
  readonly metadata?: InputMaybe<Scalars['JSONObject']['input']>;
  /** The real number A. */
  readonly numberA: Scalars['PhoneNumber']['input'];
  /** The real number B. */
  readonly numberB: Scalars['PhoneNumber']['input'];
  /** The virtual number X; a mode in which it may be left out has the vendor choose it then. */
  readonly numberX?: InputMaybe<Scalars['VirtualNumber']['input']>;
  /** Whether to record calls; left out: as the vendor does by default. */
  readonly record?: InputMaybe<Scalars['Boolean']['input']>;
  /** Your own business id, at most 64 characters. */
  readonly reference?: InputMaybe<Scalars['String']['input']>;
  /** Whether A sees the real number of who calls. */
  readonly showCallerToA?: InputMaybe<Scalars['Boolean']['input']>;
  /** Whether B sees the real number of who calls. */
  readonly showCallerToB?: InputMaybe<Scalars['Boolean']['input']>;
  /** What text messages to X do. */
  readonly sms?: InputMaybe<SmsHandling>;
};

/** An AXB binding, or why there is none. */
export type CreateAxbBindingPayload = BindingPayload & VoicePayload & {
  readonly __typename?: 'CreateAxbBindingPayload';
  /** The binding as it now stands, also where the vendor refused it or its fate is unknown; null where the input was refused. */
  readonly binding: Maybe<Binding>;
  /** What went wrong; empty where all went well. */
  readonly userErrors: ReadonlyArray<VoiceUserError>;
};

/** What an AXG binding is to be. */
export type CreateAxgBindingInput = {
  /** The account to use; left out: one is chosen that can do all that is asked. */
  readonly accountId?: InputMaybe<Scalars['ID']['input']>;
  /** The number group G. */
  readonly groupId: Scalars['ID']['input'];
  /** At most 255 characters. The same key with the same input gives the same binding and never asks a vendor twice. */
  readonly idempotencyKey: Scalars['String']['input'];
  /** How long it lives, in seconds; left out: until it is released. */
  readonly lifetimeSeconds?: InputMaybe<Scalars['Int']['input']>;
  /** Your own data, stored here and never sent to a vendor; at most 4 kB. */
  readonly metadata?: InputMaybe<Scalars['JSONObject']['input']>;
  /** The real number A. */
  readonly numberA: Scalars['PhoneNumber']['input'];
  /** The virtual number X; a mode in which it may be left out has the vendor choose it then. */
  readonly numberX: Scalars['VirtualNumber']['input'];
  /** Whether to record calls; left out: as the vendor does by default. */
  readonly record?: InputMaybe<Scalars['Boolean']['input']>;
  /** Your own business id, at most 64 characters. */
  readonly reference?: InputMaybe<Scalars['String']['input']>;
  /** Whether A sees the real number of who calls. */
  readonly showCallerToA?: InputMaybe<Scalars['Boolean']['input']>;
  /** Whether B sees the real number of who calls. */
  readonly showCallerToB?: InputMaybe<Scalars['Boolean']['input']>;
};

/** An AXG binding, or why there is none. */
export type CreateAxgBindingPayload = BindingPayload & VoicePayload & {
  readonly __typename?: 'CreateAxgBindingPayload';
  /** The binding as it now stands, also where the vendor refused it or its fate is unknown; null where the input was refused. */
  readonly binding: Maybe<Binding>;
  /** What went wrong; empty where all went well. */
  readonly userErrors: ReadonlyArray<VoiceUserError>;
};

/** What an AXN binding is to be. */
export type CreateAxnBindingInput = {
  /** The account to use; left out: one is chosen that can do all that is asked. */
  readonly accountId?: InputMaybe<Scalars['ID']['input']>;
  /** Announcements to play. */
  readonly announcements?: InputMaybe<BindingAnnouncementsInput>;
  /** The area from which the vendor chooses X. */
  readonly areaCode?: InputMaybe<Scalars['String']['input']>;
  /** Who owns number A. */
  readonly holder?: InputMaybe<NumberHolderInput>;
  /** At most 255 characters. The same key with the same input gives the same binding and never asks a vendor twice. */
  readonly idempotencyKey: Scalars['String']['input'];
  /** Whether to be told when a call comes in, before its result. */
  readonly incomingCallEvents?: InputMaybe<Scalars['Boolean']['input']>;
  /** How long it lives, in seconds; left out: until it is released. */
  readonly lifetimeSeconds?: InputMaybe<Scalars['Int']['input']>;
  /** The longest a call may last, in seconds. */
  readonly maxCallSeconds?: InputMaybe<Scalars['Int']['input']>;
  /** Your own data, stored here and never sent to a vendor; at most 4 kB. */
  readonly metadata?: InputMaybe<Scalars['JSONObject']['input']>;
  /** The real number A. */
  readonly numberA: Scalars['PhoneNumber']['input'];
  /** The real number B. */
  readonly numberB?: InputMaybe<Scalars['PhoneNumber']['input']>;
  /** The virtual number X; a mode in which it may be left out has the vendor choose it then. */
  readonly numberX?: InputMaybe<Scalars['VirtualNumber']['input']>;
  /** Whether to record calls; left out: as the vendor does by default. */
  readonly record?: InputMaybe<Scalars['Boolean']['input']>;
  /** Your own business id, at most 64 characters. */
  readonly reference?: InputMaybe<Scalars['String']['input']>;
  /** A number A whose earlier AX and AXN bindings the vendor is to release as it makes this one: they end as RELEASED. */
  readonly replacesNumberA?: InputMaybe<Scalars['PhoneNumber']['input']>;
};

/** An AXN binding, or why there is none. */
export type CreateAxnBindingPayload = BindingPayload & VoicePayload & {
  readonly __typename?: 'CreateAxnBindingPayload';
  /** The binding as it now stands, also where the vendor refused it or its fate is unknown; null where the input was refused. */
  readonly binding: Maybe<Binding>;
  /** What went wrong; empty where all went well. */
  readonly userErrors: ReadonlyArray<VoiceUserError>;
};

/** What an AXx binding is to be. */
export type CreateAxxBindingInput = {
  /** The account to use; left out: one is chosen that can do all that is asked. */
  readonly accountId?: InputMaybe<Scalars['ID']['input']>;
  /** Announcements to play. */
  readonly announcements?: InputMaybe<BindingAnnouncementsInput>;
  /** The area from which the vendor chooses X. */
  readonly areaCode?: InputMaybe<Scalars['String']['input']>;
  /** The extension, four digits; left out: the vendor chooses. */
  readonly extension?: InputMaybe<Scalars['String']['input']>;
  /** Who owns number A. */
  readonly holder?: InputMaybe<NumberHolderInput>;
  /** At most 255 characters. The same key with the same input gives the same binding and never asks a vendor twice. */
  readonly idempotencyKey: Scalars['String']['input'];
  /** How long it lives, in seconds; left out: until it is released. */
  readonly lifetimeSeconds?: InputMaybe<Scalars['Int']['input']>;
  /** The longest a call may last, in seconds. */
  readonly maxCallSeconds?: InputMaybe<Scalars['Int']['input']>;
  /** Your own data, stored here and never sent to a vendor; at most 4 kB. */
  readonly metadata?: InputMaybe<Scalars['JSONObject']['input']>;
  /** The real number A. */
  readonly numberA: Scalars['PhoneNumber']['input'];
  /** The real number B. */
  readonly numberB?: InputMaybe<Scalars['PhoneNumber']['input']>;
  /** The virtual number X; a mode in which it may be left out has the vendor choose it then. */
  readonly numberX?: InputMaybe<Scalars['VirtualNumber']['input']>;
  /** Whether to record calls; left out: as the vendor does by default. */
  readonly record?: InputMaybe<Scalars['Boolean']['input']>;
  /** Your own business id, at most 64 characters. */
  readonly reference?: InputMaybe<Scalars['String']['input']>;
};

/** An AXx binding, or why there is none. */
export type CreateAxxBindingPayload = BindingPayload & VoicePayload & {
  readonly __typename?: 'CreateAxxBindingPayload';
  /** The binding as it now stands, also where the vendor refused it or its fate is unknown; null where the input was refused. */
  readonly binding: Maybe<Binding>;
  /** What went wrong; empty where all went well. */
  readonly userErrors: ReadonlyArray<VoiceUserError>;
};

/** What an AXYB binding is to be. */
export type CreateAxybBindingInput = {
  /** The account to use; left out: one is chosen that can do all that is asked. */
  readonly accountId?: InputMaybe<Scalars['ID']['input']>;
  /** Whether the vendor assigns a Y to each caller by itself; left out: it does. */
  readonly autoAssignY?: InputMaybe<Scalars['Boolean']['input']>;
  /** At most 255 characters. The same key with the same input gives the same binding and never asks a vendor twice. */
  readonly idempotencyKey: Scalars['String']['input'];
  /** How long it lives, in seconds; left out: until it is released. */
  readonly lifetimeSeconds?: InputMaybe<Scalars['Int']['input']>;
  /** Your own data, stored here and never sent to a vendor; at most 4 kB. */
  readonly metadata?: InputMaybe<Scalars['JSONObject']['input']>;
  /** The real number A. */
  readonly numberA: Scalars['PhoneNumber']['input'];
  /** The virtual number X; a mode in which it may be left out has the vendor choose it then. */
  readonly numberX: Scalars['VirtualNumber']['input'];
  /** Whether to record calls; left out: as the vendor does by default. */
  readonly record?: InputMaybe<Scalars['Boolean']['input']>;
  /** Your own business id, at most 64 characters. */
  readonly reference?: InputMaybe<Scalars['String']['input']>;
};

/** An AXYB binding, or why there is none. */
export type CreateAxybBindingPayload = BindingPayload & VoicePayload & {
  readonly __typename?: 'CreateAxybBindingPayload';
  /** The binding as it now stands, also where the vendor refused it or its fate is unknown; null where the input was refused. */
  readonly binding: Maybe<Binding>;
  /** What went wrong; empty where all went well. */
  readonly userErrors: ReadonlyArray<VoiceUserError>;
};

/** What a transfer is to be. */
export type CreateTransferBindingInput = {
  /** The account to use; left out: one is chosen that can do all that is asked. */
  readonly accountId?: InputMaybe<Scalars['ID']['input']>;
  /** Announcements to play. */
  readonly announcements?: InputMaybe<BindingAnnouncementsInput>;
  /** At most 255 characters. The same key with the same input gives the same binding and never asks a vendor twice. */
  readonly idempotencyKey: Scalars['String']['input'];
  /** How long it lives, in seconds; left out: until it is released. */
  readonly lifetimeSeconds?: InputMaybe<Scalars['Int']['input']>;
  /** Your own data, stored here and never sent to a vendor; at most 4 kB. */
  readonly metadata?: InputMaybe<Scalars['JSONObject']['input']>;
  /** The real number A. */
  readonly numberA: Scalars['PhoneNumber']['input'];
  /** The virtual number X; a mode in which it may be left out has the vendor choose it then. */
  readonly numberX: Scalars['VirtualNumber']['input'];
  /** Whether to record calls; left out: as the vendor does by default. */
  readonly record?: InputMaybe<Scalars['Boolean']['input']>;
  /** Your own business id, at most 64 characters. */
  readonly reference?: InputMaybe<Scalars['String']['input']>;
  /** Whether A sees the real number of who calls. */
  readonly showCallerToA?: InputMaybe<Scalars['Boolean']['input']>;
  /** What text messages to X do. */
  readonly sms?: InputMaybe<SmsHandling>;
};

/** A transfer, or why there is none. */
export type CreateTransferBindingPayload = BindingPayload & VoicePayload & {
  readonly __typename?: 'CreateTransferBindingPayload';
  /** The binding as it now stands, also where the vendor refused it or its fate is unknown; null where the input was refused. */
  readonly binding: Maybe<Binding>;
  /** What went wrong; empty where all went well. */
  readonly userErrors: ReadonlyArray<VoiceUserError>;
};

/** What an XYB binding is to be. */
export type CreateXybBindingInput = {
  /** The account to use; left out: one is chosen that can do all that is asked. */
  readonly accountId?: InputMaybe<Scalars['ID']['input']>;
  /** At most 255 characters. The same key with the same input gives the same binding and never asks a vendor twice. */
  readonly idempotencyKey: Scalars['String']['input'];
  /** How long it lives, in seconds; left out: until it is released. */
  readonly lifetimeSeconds?: InputMaybe<Scalars['Int']['input']>;
  /** Your own data, stored here and never sent to a vendor; at most 4 kB. */
  readonly metadata?: InputMaybe<Scalars['JSONObject']['input']>;
  /** The real number B. */
  readonly numberB: Scalars['PhoneNumber']['input'];
  /** The virtual number X; a mode in which it may be left out has the vendor choose it then. */
  readonly numberX: Scalars['VirtualNumber']['input'];
  /** The virtual number Y that stands for B. */
  readonly numberY: Scalars['VirtualNumber']['input'];
  /** Whether to record calls; left out: as the vendor does by default. */
  readonly record?: InputMaybe<Scalars['Boolean']['input']>;
  /** Your own business id, at most 64 characters. */
  readonly reference?: InputMaybe<Scalars['String']['input']>;
};

/** An XYB binding, or why there is none. */
export type CreateXybBindingPayload = BindingPayload & VoicePayload & {
  readonly __typename?: 'CreateXybBindingPayload';
  /** The binding as it now stands, also where the vendor refused it or its fate is unknown; null where the input was refused. */
  readonly binding: Maybe<Binding>;
  /** What went wrong; empty where all went well. */
  readonly userErrors: ReadonlyArray<VoiceUserError>;
};

/** Which number to erase. */
export type EraseNumberInput = {
  /** Only tell what would be erased; needs the scope voice:pii, because the answer tells where the number is known. */
  readonly dryRun?: InputMaybe<Scalars['Boolean']['input']>;
  /** Not needed: erasing is idempotent by itself. Taken so that every input can carry one. */
  readonly idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  /** The number, in any spelling; what is no number as a record shows it. */
  readonly number: Scalars['PhoneNumber']['input'];
  /** Release the bindings in force that it is in. Without it they are the reason for a refusal, with CONFLICT. */
  readonly releaseBindings?: InputMaybe<Scalars['Boolean']['input']>;
};

/** What was erased, or why nothing was. */
export type EraseNumberPayload = VoicePayload & {
  readonly __typename?: 'EraseNumberPayload';
  /** False where the time was over first, or a binding came into force meanwhile: ask again, and it goes on. */
  readonly complete: Scalars['Boolean']['output'];
  /** How many of each kind hold the number no more. */
  readonly erased: ReadonlyArray<ErasedCount>;
  /** What still holds it, or may. */
  readonly kept: ReadonlyArray<KeptAfterErasure>;
  /** What went wrong; empty where all went well. */
  readonly userErrors: ReadonlyArray<VoiceUserError>;
};

/** How many of a kind hold the number no more; in a dry run, how many would not. */
export type ErasedCount = {
  readonly __typename?: 'ErasedCount';
  /** How many. */
  readonly count: Scalars['Int']['output'];
  /** The kind. */
  readonly kind: ErasedKind;
};

/** What a number was erased from. */
export type ErasedKind =
  /** Bindings that are over. */
  | 'BINDING'
  /** Calls; their recordings go too. */
  | 'CALL'
  /** Raw deliveries. What is left of one is not applied again. */
  | 'DELIVERY'
  /** Entries of the event log, which subscribers can resume from. */
  | 'EVENT'
  /** Number groups; the vendor is handed each without the number. */
  | 'NUMBER_GROUP'
  /** Texts from or to the number: what was written goes too. */
  | 'SMS_MESSAGE'
  /** Voice messages to the number: what was said goes too. */
  | 'VOICE_MESSAGE';

/** The one catalogue of failures onto which all vendors' codes are mapped. */
export type ErrorCode =
  /** The vendor has disabled or frozen the account. */
  | 'ACCOUNT_DISABLED'
  /** The number is bound already, or the binding exists. */
  | 'ALREADY_BOUND'
  /** The vendor did not accept the account's credentials. */
  | 'AUTHENTICATION'
  /** The number is on a blacklist. */
  | 'BLACKLISTED'
  /** The request contradicts something that exists. */
  | 'CONFLICT'
  /** The vendor does not allow this text. */
  | 'CONTENT_REJECTED'
  /** The idempotency key was used for a request with other parameters. */
  | 'IDEMPOTENCY_MISMATCH'
  /** The account has no balance left. */
  | 'INSUFFICIENT_BALANCE'
  /** A value of the input cannot be used. */
  | 'INVALID_ARGUMENT'
  /** Not a telephone number, or not one that can be used here. */
  | 'INVALID_NUMBER'
  /** The vendor does not know this server's address. */
  | 'IP_NOT_ALLOWED'
  /** There is no such binding. */
  | 'NOT_BOUND'
  /** What the request names does not exist. */
  | 'NOT_FOUND'
  /** The vendor may or may not have carried out the request. It is not sent again; its fate is being found out. */
  | 'OUTCOME_UNKNOWN'
  /** The account may not use this service of the vendor. */
  | 'PERMISSION'
  /** The account sends too fast. */
  | 'RATE_LIMITED'
  /** This number was called too often. */
  | 'RECIPIENT_FREQUENCY_LIMITED'
  /** The vendor has no number or line free, or a quota is used up. */
  | 'RESOURCE_EXHAUSTED'
  /** The template does not exist, is not approved or does not fit its parameters. */
  | 'TEMPLATE_INVALID'
  /** The vendor refused the time of the request: the clocks differ, or the signature has expired. */
  | 'TIMESTAMP_SKEW'
  /** The vendor used a code that its document does not list; `vendor` has it raw. */
  | 'UNKNOWN'
  /** The vendor of the account cannot do this, or has no such option. */
  | 'UNSUPPORTED'
  /** The vendor failed to carry out the request. */
  | 'VENDOR_ERROR'
  /** The vendor could not be reached; nothing was sent. */
  | 'VENDOR_UNAVAILABLE';

/** Who ended a call. */
export type HungUpBy =
  /** The callee. */
  | 'CALLEE'
  /** The caller. */
  | 'CALLER'
  /** The vendor's platform. */
  | 'PLATFORM';

/** What still holds the number, or something made of it, or may. */
export type KeptAfterErasure = {
  readonly __typename?: 'KeptAfterErasure';
  /** How many, where that was counted. */
  readonly count: Maybe<Scalars['Int']['output']>;
  /** What it is. */
  readonly what: Scalars['String']['output'];
  /** Why it is kept, and what to do where something can be done. */
  readonly why: Scalars['String']['output'];
};

/** What can be done. */
export type Mutation = {
  readonly __typename?: 'Mutation';
  /** Binds A to X: callers of X reach A. */
  readonly createAxBinding: Maybe<CreateAxBindingPayload>;
  /** Binds A and B to X: they reach each other by dialling X. */
  readonly createAxbBinding: Maybe<CreateAxbBindingPayload>;
  /** Binds A and a number group to X. */
  readonly createAxgBinding: Maybe<CreateAxgBindingPayload>;
  /** Binds A to X for any caller. */
  readonly createAxnBinding: Maybe<CreateAxnBindingPayload>;
  /** Binds A to an extension of X: callers dial X and then the extension. */
  readonly createAxxBinding: Maybe<CreateAxxBindingPayload>;
  /** Binds A to X so that A sees a number Y in place of who calls. */
  readonly createAxybBinding: Maybe<CreateAxybBindingPayload>;
  /** Puts callers of X that no other binding connects through to A. */
  readonly createTransferBinding: Maybe<CreateTransferBindingPayload>;
  /** Binds B behind the Y of an AXYB binding by hand. */
  readonly createXybBinding: Maybe<CreateXybBindingPayload>;
  /**
   * Takes one person's number out of everything that is stored: records, events, raw deliveries, and the index by which
   * numbers are found. A token that is limited to accounts erases it in those only. Asking again is safe, and finds what
   * came in since.
   */
  readonly eraseNumber: Maybe<EraseNumberPayload>;
  /** Fetches the reports that wait at the vendor, for vendors that hand them out on request. */
  readonly pullReports: Maybe<PullReportsPayload>;
  /** Asks the vendor how the account stands and what is left on it. */
  readonly refreshAccount: Maybe<RefreshAccountPayload>;
  /** Releases a binding of any mode. One that is gone already, or was replaced, is released as asked. */
  readonly releaseBinding: Maybe<ReleaseBindingPayload>;
  /** Applies a delivery again, after a fault was mended say. What it says a second time changes nothing. */
  readonly replayDelivery: Maybe<ReplayDeliveryPayload>;
  /**
   * Sandbox only: makes a caller dial a virtual number of a simulated vendor. Answers at once; the call rings, is talked and
   * ends in its own time, and the vendor tells of it at the moments when the real one does.
   */
  readonly sandboxDial: SandboxDialPayload;
  /** Sandbox only: decides what becomes of a voice message that a simulated vendor has accepted. */
  readonly sandboxReport: SandboxReportPayload;
  /** Sandbox only: sends a text from a simulated phone to a virtual number of a simulated vendor. */
  readonly sandboxText: SandboxDialPayload;
  /** Calls people, speaks, and collects the keys that they press. */
  readonly sendIvrCall: Maybe<SendIvrCallPayload>;
  /** Calls people and speaks a marketing message. */
  readonly sendMarketingCall: Maybe<SendMarketingCallPayload>;
  /** Calls a recipient and speaks a verification code. */
  readonly sendVerificationCode: Maybe<SendVerificationCodePayload>;
  /** Calls people and speaks a notification. */
  readonly sendVoiceNotification: Maybe<SendVoiceNotificationPayload>;
  /** Calls people and sends a text message to those who press a key or stay on the line. */
  readonly sendVoiceSms: Maybe<SendVoiceSmsPayload>;
  /** Makes a number group, or replaces the numbers of one. */
  readonly upsertNumberGroup: Maybe<UpsertNumberGroupPayload>;
};


/** What can be done. */
export type MutationCreateAxBindingArgs = {
  input: CreateAxBindingInput;
};


/** What can be done. */
export type MutationCreateAxbBindingArgs = {
  input: CreateAxbBindingInput;
};


/** What can be done. */
export type MutationCreateAxgBindingArgs = {
  input: CreateAxgBindingInput;
};


/** What can be done. */
export type MutationCreateAxnBindingArgs = {
  input: CreateAxnBindingInput;
};


/** What can be done. */
export type MutationCreateAxxBindingArgs = {
  input: CreateAxxBindingInput;
};


/** What can be done. */
export type MutationCreateAxybBindingArgs = {
  input: CreateAxybBindingInput;
};


/** What can be done. */
export type MutationCreateTransferBindingArgs = {
  input: CreateTransferBindingInput;
};


/** What can be done. */
export type MutationCreateXybBindingArgs = {
  input: CreateXybBindingInput;
};


/** What can be done. */
export type MutationEraseNumberArgs = {
  input: EraseNumberInput;
};


/** What can be done. */
export type MutationPullReportsArgs = {
  input: PullReportsInput;
};


/** What can be done. */
export type MutationRefreshAccountArgs = {
  input: RefreshAccountInput;
};


/** What can be done. */
export type MutationReleaseBindingArgs = {
  input: ReleaseBindingInput;
};


/** What can be done. */
export type MutationReplayDeliveryArgs = {
  input: ReplayDeliveryInput;
};


/** What can be done. */
export type MutationSandboxDialArgs = {
  input: SandboxDialInput;
};


/** What can be done. */
export type MutationSandboxReportArgs = {
  input: SandboxReportInput;
};


/** What can be done. */
export type MutationSandboxTextArgs = {
  input: SandboxTextInput;
};


/** What can be done. */
export type MutationSendIvrCallArgs = {
  input: SendIvrCallInput;
};


/** What can be done. */
export type MutationSendMarketingCallArgs = {
  input: SendMarketingCallInput;
};


/** What can be done. */
export type MutationSendVerificationCodeArgs = {
  input: SendVerificationCodeInput;
};


/** What can be done. */
export type MutationSendVoiceNotificationArgs = {
  input: SendVoiceNotificationInput;
};


/** What can be done. */
export type MutationSendVoiceSmsArgs = {
  input: SendVoiceSmsInput;
};


/** What can be done. */
export type MutationUpsertNumberGroupArgs = {
  input: UpsertNumberGroupInput;
};

/** Something with an id that is unique across all types. */
export type Node = {
  /** Opaque. Tells one object from all others, of whatever type. */
  readonly id: Scalars['ID']['output'];
};

/** The group G of an AXG binding: numbers that all reach A through X. */
export type NumberGroup = Node & {
  readonly __typename?: 'NumberGroup';
  /** The account at which it is. */
  readonly account: Maybe<Account>;
  /** When it was made. */
  readonly createdAt: Scalars['DateTime']['output'];
  /** Why it failed or is UNKNOWN. */
  readonly failure: Maybe<VoiceUserError>;
  /** grp_ and 32 hex digits. */
  readonly id: Scalars['ID']['output'];
  /** The caller's own data; never sent to a vendor. */
  readonly metadata: Maybe<Scalars['JSONObject']['output']>;
  /** Its numbers. */
  readonly numbers: ReadonlyArray<Scalars['PhoneNumber']['output']>;
  /** The caller's own business id. */
  readonly reference: Maybe<Scalars['String']['output']>;
  /** Rises with every change of it, and is never given twice: of two copies the one with the higher number is the newer. */
  readonly revision: Scalars['Int']['output'];
  /** Where it stands. */
  readonly status: NumberGroupStatus;
  /** When it last changed. */
  readonly updatedAt: Scalars['DateTime']['output'];
  /** The vendor that has it. */
  readonly vendor: Vendor;
  /** What the vendor calls it. */
  readonly vendorGroupId: Scalars['String']['output'];
};

/** A page of number groups, newest first. */
export type NumberGroupConnection = {
  readonly __typename?: 'NumberGroupConnection';
  /** The groups with their cursors. */
  readonly edges: ReadonlyArray<NumberGroupEdge>;
  /** The groups alone. */
  readonly nodes: ReadonlyArray<NumberGroup>;
  /** Where the page stands in the list. */
  readonly pageInfo: PageInfo;
};

/** A number group in a list. */
export type NumberGroupEdge = {
  readonly __typename?: 'NumberGroupEdge';
  /** Its place in the list. */
  readonly cursor: Scalars['String']['output'];
  /** The group. */
  readonly node: NumberGroup;
};

/** Which number groups to list; a part that is left out does not narrow. */
export type NumberGroupFilter = {
  /** Only those of this account. */
  readonly accountId?: InputMaybe<Scalars['ID']['input']>;
  /**
   * Only those with this number in them; needs the scope voice:pii. What is no number finds
   * records that show it just so, and is refused with BAD_USER_INPUT where there is none.
   */
  readonly number?: InputMaybe<Scalars['PhoneNumber']['input']>;
  /** Only those with this reference. */
  readonly reference?: InputMaybe<Scalars['String']['input']>;
  /** Only those at this vendor. */
  readonly vendor?: InputMaybe<Vendor>;
};

/** Where a number group stands. */
export type NumberGroupStatus =
  /** The vendor has it as it is. */
  | 'ACTIVE'
  /** The vendor refused it, as it now is. */
  | 'FAILED'
  /** Being handed to the vendor. */
  | 'SAVING'
  /** The vendor's answer was lost. Saving it again is safe and settles it. */
  | 'UNKNOWN';

/** The person who owns a number. Handed on to the vendor and stored nowhere. */
export type NumberHolderInput = {
  /** The number of the person's identity card. */
  readonly idNumber: Scalars['String']['input'];
  /** The person's name, 2 to 6 characters. */
  readonly name: Scalars['String']['input'];
};

/** Where a page stands in its list. */
export type PageInfo = {
  readonly __typename?: 'PageInfo';
  /** Cursor of the last item. */
  readonly endCursor: Maybe<Scalars['String']['output']>;
  /** Whether there is more behind the last item. */
  readonly hasNextPage: Scalars['Boolean']['output'];
  /** Whether there is more before the first item. Only known when reading backwards, as Relay allows. */
  readonly hasPreviousPage: Scalars['Boolean']['output'];
  /** Cursor of the first item. */
  readonly startCursor: Maybe<Scalars['String']['output']>;
};

/** Whose reports to fetch. */
export type PullReportsInput = {
  /** The account. */
  readonly accountId: Scalars['ID']['input'];
};

/** What was fetched. */
export type PullReportsPayload = VoicePayload & {
  readonly __typename?: 'PullReportsPayload';
  /** The account. */
  readonly account: Maybe<Account>;
  /** How many reports the vendor handed over; all of them are stored and applied. */
  readonly received: Scalars['Int']['output'];
  /** What went wrong; empty where all went well. */
  readonly userErrors: ReadonlyArray<VoiceUserError>;
};

/** What can be asked for. */
export type Query = {
  readonly __typename?: 'Query';
  /** Entities by their keys, in the order of the representations; null where there is none that the caller may see. */
  readonly _entities: ReadonlyArray<Maybe<_Entity>>;
  /** This subgraph's schema. */
  readonly _service: _Service;
  /** One account; null where there is none that the caller may see. */
  readonly account: Maybe<Account>;
  /** All accounts that the caller may see, the preferred ones first. */
  readonly accounts: Maybe<ReadonlyArray<Account>>;
  /**
   * Who did or saw what, newest first. Give first or last. A token that is limited to accounts sees only what is about
   * those.
   */
  readonly auditTrail: Maybe<AuditEntryConnection>;
  /** One binding; null where there is none that the caller may see. */
  readonly binding: Maybe<Binding>;
  /** Bindings, newest first. Give first or last. */
  readonly bindings: Maybe<BindingConnection>;
  /** One call; null where there is none that the caller may see. */
  readonly call: Maybe<Call>;
  /** Calls, newest first. Give first or last. */
  readonly calls: Maybe<CallConnection>;
  /** The inbox, newest first. Give first or last. */
  readonly deliveries: Maybe<VendorDeliveryConnection>;
  /** Any object by its id; null where there is none that the caller may see. */
  readonly node: Maybe<Node>;
  /** One number group; null where there is none that the caller may see. */
  readonly numberGroup: Maybe<NumberGroup>;
  /** Number groups, newest first. Give first or last. */
  readonly numberGroups: Maybe<NumberGroupConnection>;
  /** One text; null where there is none that the caller may see. */
  readonly smsMessage: Maybe<SmsMessage>;
  /** Texts that crossed virtual numbers, newest first. Give first or last. */
  readonly smsMessages: Maybe<SmsMessageConnection>;
  /** What each vendor can do. */
  readonly vendors: Maybe<ReadonlyArray<VendorCapabilities>>;
  /**
   * Everything that happened by voice under one reference: the same as the entity, for who asks this subgraph itself.
   * Where nothing did, or nothing that the caller may see, its lists are empty.
   */
  readonly voiceActivity: Maybe<VoiceActivity>;
  /** One voice message; null where there is none that the caller may see. */
  readonly voiceMessage: Maybe<VoiceMessage>;
  /** Voice messages, newest first. Give first or last. */
  readonly voiceMessages: Maybe<VoiceMessageConnection>;
};


/** What can be asked for. */
export type Query_EntitiesArgs = {
  representations: ReadonlyArray<Scalars['_Any']['input']>;
};


/** What can be asked for. */
export type QueryAccountArgs = {
  id: Scalars['ID']['input'];
};


/** What can be asked for. */
export type QueryAccountsArgs = {
  vendor?: InputMaybe<Vendor>;
};


/** What can be asked for. */
export type QueryAuditTrailArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<AuditFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
};


/** What can be asked for. */
export type QueryBindingArgs = {
  id: Scalars['ID']['input'];
};


/** What can be asked for. */
export type QueryBindingsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<BindingFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
};


/** What can be asked for. */
export type QueryCallArgs = {
  id: Scalars['ID']['input'];
};


/** What can be asked for. */
export type QueryCallsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<CallFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
};


/** What can be asked for. */
export type QueryDeliveriesArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<VendorDeliveryFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
};


/** What can be asked for. */
export type QueryNodeArgs = {
  id: Scalars['ID']['input'];
};


/** What can be asked for. */
export type QueryNumberGroupArgs = {
  id: Scalars['ID']['input'];
};


/** What can be asked for. */
export type QueryNumberGroupsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<NumberGroupFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
};


/** What can be asked for. */
export type QuerySmsMessageArgs = {
  id: Scalars['ID']['input'];
};


/** What can be asked for. */
export type QuerySmsMessagesArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<SmsMessageFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
};


/** What can be asked for. */
export type QueryVoiceActivityArgs = {
  reference: Scalars['String']['input'];
};


/** What can be asked for. */
export type QueryVoiceMessageArgs = {
  id: Scalars['ID']['input'];
};


/** What can be asked for. */
export type QueryVoiceMessagesArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<VoiceMessageFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
};

/** Which account to ask its vendor about. */
export type RefreshAccountInput = {
  /** The account. */
  readonly accountId: Scalars['ID']['input'];
};

/** An account, or why there is none. */
export type RefreshAccountPayload = VoicePayload & {
  readonly __typename?: 'RefreshAccountPayload';
  /** The account as its vendor tells it. */
  readonly account: Maybe<Account>;
  /** What went wrong; empty where all went well. */
  readonly userErrors: ReadonlyArray<VoiceUserError>;
};

/** Which binding to release. */
export type ReleaseBindingInput = {
  /** The binding's id. */
  readonly bindingId: Scalars['ID']['input'];
  /** Not needed: releasing is idempotent by itself. Taken so that every input can carry one. */
  readonly idempotencyKey?: InputMaybe<Scalars['String']['input']>;
};

/** The binding that was released, or why it was not. */
export type ReleaseBindingPayload = BindingPayload & VoicePayload & {
  readonly __typename?: 'ReleaseBindingPayload';
  /** The binding as it now stands, also where the vendor refused it or its fate is unknown; null where the input was refused. */
  readonly binding: Maybe<Binding>;
  /** What went wrong; empty where all went well. */
  readonly userErrors: ReadonlyArray<VoiceUserError>;
};

/** Which delivery to apply again. */
export type ReplayDeliveryInput = {
  /** The delivery's id. */
  readonly deliveryId: Scalars['ID']['input'];
};

/** A delivery, or why there is none. */
export type ReplayDeliveryPayload = VoicePayload & {
  readonly __typename?: 'ReplayDeliveryPayload';
  /** The delivery as it stands after it was applied again. */
  readonly delivery: Maybe<VendorDelivery>;
  /** What went wrong; empty where all went well. */
  readonly userErrors: ReadonlyArray<VoiceUserError>;
};

/** What happens to a call that is dialled in the sandbox. */
export type SandboxDialInput = {
  /** The extension dialled behind X, in mode AXX. */
  readonly extension?: InputMaybe<Scalars['String']['input']>;
  /** Who dials. */
  readonly from: Scalars['PhoneNumber']['input'];
  /** How the call goes. */
  readonly outcome?: InputMaybe<CallOutcome>;
  /** Seconds of conversation, where it is answered. */
  readonly seconds?: InputMaybe<Scalars['Int']['input']>;
  /** The virtual number that is dialled. */
  readonly to: Scalars['PhoneNumber']['input'];
};

/** Whether a call that was dialled in the sandbox found its way. */
export type SandboxDialPayload = {
  readonly __typename?: 'SandboxDialPayload';
  /** Why it was not routed. */
  readonly reason: Maybe<Scalars['String']['output']>;
  /** For how many seconds the other side's phone rings. Times of the call are in these seconds. */
  readonly ringSeconds: Maybe<Scalars['Int']['output']>;
  /** Whether a binding connected the caller. */
  readonly routed: Scalars['Boolean']['output'];
  /** After how many seconds of the clock the call is over: the sandbox lets its calls pass faster (SANDBOX_SPEED). */
  readonly takesSeconds: Maybe<Scalars['Float']['output']>;
  /** For how many seconds they talk. */
  readonly talkSeconds: Maybe<Scalars['Int']['output']>;
  /** What the simulated vendor calls the call. */
  readonly vendorCallId: Maybe<Scalars['String']['output']>;
};

/** What becomes of a voice message in the sandbox. */
export type SandboxReportInput = {
  /** The keys that the callee presses. */
  readonly keys?: InputMaybe<Scalars['String']['input']>;
  /** The voice message. */
  readonly messageId: Scalars['ID']['input'];
  /** How its call goes. */
  readonly outcome?: InputMaybe<CallOutcome>;
  /** Seconds of the call, where it is answered. */
  readonly seconds?: InputMaybe<Scalars['Int']['input']>;
  /** What the callee says after the tone; its bytes stand for the recording. */
  readonly voiceReply?: InputMaybe<Scalars['String']['input']>;
};

/** Whether a report was made in the sandbox. */
export type SandboxReportPayload = {
  readonly __typename?: 'SandboxReportPayload';
  /** Why it made none. */
  readonly reason: Maybe<Scalars['String']['output']>;
  /** Whether the simulated vendor made a report: pushed, or waiting to be pulled. */
  readonly reported: Scalars['Boolean']['output'];
};

/** A text that a simulated phone sends in the sandbox. */
export type SandboxTextInput = {
  /** The text. */
  readonly content: Scalars['String']['input'];
  /** Who sends it. */
  readonly from: Scalars['PhoneNumber']['input'];
  /** The virtual number that it is sent to. */
  readonly to: Scalars['PhoneNumber']['input'];
};

/** A message that asks for a key press. */
export type SendIvrCallInput = {
  /** The account to use; left out: one is chosen that can do all that is asked. */
  readonly accountId?: InputMaybe<Scalars['ID']['input']>;
  /** The number that the callee is to see. */
  readonly displayNumber?: InputMaybe<Scalars['String']['input']>;
  /** Lets the vendor check the request without a call; the message then ends as CHECKED or FAILED. */
  readonly dryRun?: InputMaybe<Scalars['Boolean']['input']>;
  /** At most 255 characters. The same key with the same input gives the same messages and never asks a vendor twice. */
  readonly idempotencyKey: Scalars['String']['input'];
  /** Spoken to ask for a key press. */
  readonly interactiveText?: InputMaybe<Scalars['String']['input']>;
  /** Your own data, stored here and never sent to a vendor; at most 4 kB. */
  readonly metadata?: InputMaybe<Scalars['JSONObject']['input']>;
  /** The numbers to call: 1 to 500. Each becomes a voice message of its own. */
  readonly recipients: ReadonlyArray<Scalars['PhoneNumber']['input']>;
  /** Your own business id, at most 64 characters. */
  readonly reference?: InputMaybe<Scalars['String']['input']>;
  /** The vendor's region. */
  readonly region?: InputMaybe<Scalars['String']['input']>;
  /** The vendor's id of an approved template. */
  readonly templateId?: InputMaybe<Scalars['String']['input']>;
  /** What fills the template: by name or by position, as the vendor knows them. */
  readonly templateParameters?: InputMaybe<ReadonlyArray<VoiceTemplateParameterInput>>;
  /** Free text to be spoken. */
  readonly text?: InputMaybe<Scalars['String']['input']>;
  /** Spoken to ask for a voice reply, which is recorded. */
  readonly voiceReplyPrompt?: InputMaybe<Scalars['String']['input']>;
};

/** The messages that ask for a key press, or why there are none. */
export type SendIvrCallPayload = VoiceMessagesPayload & VoicePayload & {
  readonly __typename?: 'SendIvrCallPayload';
  /** What went wrong; field names the recipient where only one is concerned. Empty where all went well. */
  readonly userErrors: ReadonlyArray<VoiceUserError>;
  /**
   * One message for each recipient, in the order of the input; those that were refused too. Empty where the input was. Null
   * only for a token without voice:read, which is told in userErrors all the same what went wrong.
   */
  readonly voiceMessages: Maybe<ReadonlyArray<VoiceMessage>>;
};

/** A marketing message to be spoken. */
export type SendMarketingCallInput = {
  /** The account to use; left out: one is chosen that can do all that is asked. */
  readonly accountId?: InputMaybe<Scalars['ID']['input']>;
  /** At most 255 characters. The same key with the same input gives the same messages and never asks a vendor twice. */
  readonly idempotencyKey: Scalars['String']['input'];
  /** Spoken to ask for a key press. */
  readonly interactiveText?: InputMaybe<Scalars['String']['input']>;
  /** Your own data, stored here and never sent to a vendor; at most 4 kB. */
  readonly metadata?: InputMaybe<Scalars['JSONObject']['input']>;
  /** The numbers to call: 1 to 500. Each becomes a voice message of its own. */
  readonly recipients: ReadonlyArray<Scalars['PhoneNumber']['input']>;
  /** Your own business id, at most 64 characters. */
  readonly reference?: InputMaybe<Scalars['String']['input']>;
  /** Free text to be spoken. */
  readonly text?: InputMaybe<Scalars['String']['input']>;
  /** Spoken to ask for a voice reply, which is recorded. */
  readonly voiceReplyPrompt?: InputMaybe<Scalars['String']['input']>;
};

/** The marketing messages, or why there are none. */
export type SendMarketingCallPayload = VoiceMessagesPayload & VoicePayload & {
  readonly __typename?: 'SendMarketingCallPayload';
  /** What went wrong; field names the recipient where only one is concerned. Empty where all went well. */
  readonly userErrors: ReadonlyArray<VoiceUserError>;
  /**
   * One message for each recipient, in the order of the input; those that were refused too. Empty where the input was. Null
   * only for a token without voice:read, which is told in userErrors all the same what went wrong.
   */
  readonly voiceMessages: Maybe<ReadonlyArray<VoiceMessage>>;
};

/** A verification code to be spoken. */
export type SendVerificationCodeInput = {
  /** The account to use; left out: one is chosen that can do all that is asked. */
  readonly accountId?: InputMaybe<Scalars['ID']['input']>;
  /** The code. Handed on to the vendor and stored nowhere. */
  readonly code: Scalars['String']['input'];
  /** The number that the callee is to see. */
  readonly displayNumber?: InputMaybe<Scalars['String']['input']>;
  /** Lets the vendor check the request without a call; the message then ends as CHECKED or FAILED. */
  readonly dryRun?: InputMaybe<Scalars['Boolean']['input']>;
  /** At most 255 characters. The same key with the same input gives the same messages and never asks a vendor twice. */
  readonly idempotencyKey: Scalars['String']['input'];
  /** Your own data, stored here and never sent to a vendor; at most 4 kB. */
  readonly metadata?: InputMaybe<Scalars['JSONObject']['input']>;
  /** How often the message is played in all. */
  readonly playTimes?: InputMaybe<Scalars['Int']['input']>;
  /** The number to call. */
  readonly recipient: Scalars['PhoneNumber']['input'];
  /** Your own business id, at most 64 characters. */
  readonly reference?: InputMaybe<Scalars['String']['input']>;
  /** The vendor's region. */
  readonly region?: InputMaybe<Scalars['String']['input']>;
  /** The vendor's id of an approved template. */
  readonly templateId?: InputMaybe<Scalars['String']['input']>;
};

/** The message with the code, or why there is none. */
export type SendVerificationCodePayload = VoiceMessagesPayload & VoicePayload & {
  readonly __typename?: 'SendVerificationCodePayload';
  /** What went wrong; field names the recipient where only one is concerned. Empty where all went well. */
  readonly userErrors: ReadonlyArray<VoiceUserError>;
  /**
   * One message for each recipient, in the order of the input; those that were refused too. Empty where the input was. Null
   * only for a token without voice:read, which is told in userErrors all the same what went wrong.
   */
  readonly voiceMessages: Maybe<ReadonlyArray<VoiceMessage>>;
};

/** A notification to be spoken. */
export type SendVoiceNotificationInput = {
  /** The account to use; left out: one is chosen that can do all that is asked. */
  readonly accountId?: InputMaybe<Scalars['ID']['input']>;
  /** The number that the callee is to see. */
  readonly displayNumber?: InputMaybe<Scalars['String']['input']>;
  /** Lets the vendor check the request without a call; the message then ends as CHECKED or FAILED. */
  readonly dryRun?: InputMaybe<Scalars['Boolean']['input']>;
  /** At most 255 characters. The same key with the same input gives the same messages and never asks a vendor twice. */
  readonly idempotencyKey: Scalars['String']['input'];
  /** The vendor's id of a key-press template. */
  readonly keyTemplate?: InputMaybe<Scalars['String']['input']>;
  /** Your own data, stored here and never sent to a vendor; at most 4 kB. */
  readonly metadata?: InputMaybe<Scalars['JSONObject']['input']>;
  /** How often the message is played in all. */
  readonly playTimes?: InputMaybe<Scalars['Int']['input']>;
  /** The numbers to call: 1 to 500. Each becomes a voice message of its own. */
  readonly recipients: ReadonlyArray<Scalars['PhoneNumber']['input']>;
  /** Whether to record the call. */
  readonly record?: InputMaybe<Scalars['Boolean']['input']>;
  /** Your own business id, at most 64 characters. */
  readonly reference?: InputMaybe<Scalars['String']['input']>;
  /** The vendor's region. */
  readonly region?: InputMaybe<Scalars['String']['input']>;
  /** Whether generated speech comes before a recorded voice. */
  readonly speechFirst?: InputMaybe<Scalars['Boolean']['input']>;
  /** The vendor's id of an approved template. */
  readonly templateId?: InputMaybe<Scalars['String']['input']>;
  /** What fills the template: by name or by position, as the vendor knows them. */
  readonly templateParameters?: InputMaybe<ReadonlyArray<VoiceTemplateParameterInput>>;
  /** Free text to be spoken. */
  readonly text?: InputMaybe<Scalars['String']['input']>;
  /** Spoken to ask for a voice reply, which is recorded. */
  readonly voiceReplyPrompt?: InputMaybe<Scalars['String']['input']>;
};

/** The notifications, or why there are none. */
export type SendVoiceNotificationPayload = VoiceMessagesPayload & VoicePayload & {
  readonly __typename?: 'SendVoiceNotificationPayload';
  /** What went wrong; field names the recipient where only one is concerned. Empty where all went well. */
  readonly userErrors: ReadonlyArray<VoiceUserError>;
  /**
   * One message for each recipient, in the order of the input; those that were refused too. Empty where the input was. Null
   * only for a token without voice:read, which is told in userErrors all the same what went wrong.
   */
  readonly voiceMessages: Maybe<ReadonlyArray<VoiceMessage>>;
};

/** A call that sends a text message when its trigger is met. */
export type SendVoiceSmsInput = {
  /** The account to use; left out: one is chosen that can do all that is asked. */
  readonly accountId?: InputMaybe<Scalars['ID']['input']>;
  /** At most 255 characters. The same key with the same input gives the same messages and never asks a vendor twice. */
  readonly idempotencyKey: Scalars['String']['input'];
  /** Spoken to ask for a key press. */
  readonly interactiveText?: InputMaybe<Scalars['String']['input']>;
  /** Your own data, stored here and never sent to a vendor; at most 4 kB. */
  readonly metadata?: InputMaybe<Scalars['JSONObject']['input']>;
  /** The numbers to call: 1 to 500. Each becomes a voice message of its own. */
  readonly recipients: ReadonlyArray<Scalars['PhoneNumber']['input']>;
  /** Your own business id, at most 64 characters. */
  readonly reference?: InputMaybe<Scalars['String']['input']>;
  /** The text message that is sent when the trigger is met. */
  readonly smsText?: InputMaybe<Scalars['String']['input']>;
  /** When the text message is sent. */
  readonly smsTrigger?: InputMaybe<SmsTriggerInput>;
  /** Free text to be spoken. */
  readonly text?: InputMaybe<Scalars['String']['input']>;
  /** Spoken to ask for a voice reply, which is recorded. */
  readonly voiceReplyPrompt?: InputMaybe<Scalars['String']['input']>;
};

/** The calls that send a text, or why there are none. */
export type SendVoiceSmsPayload = VoiceMessagesPayload & VoicePayload & {
  readonly __typename?: 'SendVoiceSmsPayload';
  /** What went wrong; field names the recipient where only one is concerned. Empty where all went well. */
  readonly userErrors: ReadonlyArray<VoiceUserError>;
  /**
   * One message for each recipient, in the order of the input; those that were refused too. Empty where the input was. Null
   * only for a token without voice:read, which is told in userErrors all the same what went wrong.
   */
  readonly voiceMessages: Maybe<ReadonlyArray<VoiceMessage>>;
};

/** What a text message to the virtual number does. */
export type SmsHandling =
  /** It is delivered. */
  | 'DELIVER'
  /** It is delivered, and its text is reported. */
  | 'DELIVER_AND_REPORT'
  /** It is held back, and its text is reported. */
  | 'INTERCEPT';

/** A text that crossed a virtual number. */
export type SmsMessage = Node & {
  readonly __typename?: 'SmsMessage';
  /** The account through which it came; null where it is not set up any more. */
  readonly account: Maybe<Account>;
  /** The binding through which it went; null where none is known. */
  readonly binding: Maybe<Binding>;
  /** The text. Null without the scope voice:pii: people write numbers and names into texts. */
  readonly content: Maybe<Scalars['String']['output']>;
  /** When we heard of it. */
  readonly createdAt: Scalars['DateTime']['output'];
  /** Who sent it. */
  readonly from: Maybe<Scalars['PhoneNumber']['output']>;
  /** sms_ and 32 hex digits. */
  readonly id: Scalars['ID']['output'];
  /**
   * The virtual number. Null where nothing but the vendor's report calls it so: unprovenNumber has it then. With the scope
   * voice:pii it is what the report calls so, proved or not.
   */
  readonly numberX: Maybe<Scalars['VirtualNumber']['output']>;
  /** The binding's reference. */
  readonly reference: Maybe<Scalars['String']['output']>;
  /** Rises with every change of it, and is never given twice: of two copies the one with the higher number is the newer. */
  readonly revision: Scalars['Int']['output'];
  /** When it was sent, where the vendor says. */
  readonly sentAt: Maybe<Scalars['DateTime']['output']>;
  /** The number that it was for. */
  readonly to: Maybe<Scalars['PhoneNumber']['output']>;
  /**
   * What the vendor's report calls the virtual number, where that is not proved: it can be a person's. Null where numberX is
   * proved.
   */
  readonly unprovenNumber: Maybe<Scalars['PhoneNumber']['output']>;
  /** The vendor that carried it. */
  readonly vendor: Vendor;
};

/** A page of texts, newest first. */
export type SmsMessageConnection = {
  readonly __typename?: 'SmsMessageConnection';
  /** The texts with their cursors. */
  readonly edges: ReadonlyArray<SmsMessageEdge>;
  /** The texts alone. */
  readonly nodes: ReadonlyArray<SmsMessage>;
  /** Where the page stands in the list. */
  readonly pageInfo: PageInfo;
};

/** A text in a list. */
export type SmsMessageEdge = {
  readonly __typename?: 'SmsMessageEdge';
  /** Its place in the list. */
  readonly cursor: Scalars['String']['output'];
  /** The text. */
  readonly node: SmsMessage;
};

/** Which texts to list; a part that is left out does not narrow. */
export type SmsMessageFilter = {
  /** Only those of this account. */
  readonly accountId?: InputMaybe<Scalars['ID']['input']>;
  /** Only those through this binding. */
  readonly bindingId?: InputMaybe<Scalars['ID']['input']>;
  /** Only those that we heard of in this span of time. */
  readonly created?: InputMaybe<VoiceTimeSpanInput>;
  /**
   * Only those in which this number occurs, real or virtual; needs the scope voice:pii. What is no number finds
   * records that show it just so, and is refused with BAD_USER_INPUT where there is none.
   */
  readonly number?: InputMaybe<Scalars['PhoneNumber']['input']>;
  /** Only those with this reference. */
  readonly reference?: InputMaybe<Scalars['String']['input']>;
  /** Only those at this vendor. */
  readonly vendor?: InputMaybe<Vendor>;
  /** Only those that show this virtual number, as numberX. */
  readonly virtualNumber?: InputMaybe<Scalars['VirtualNumber']['input']>;
};

/** A text that came in. */
export type SmsReceived = VoiceChange & {
  readonly __typename?: 'SmsReceived';
  /** When it was recorded. */
  readonly at: Scalars['DateTime']['output'];
  /** Resume after this text with it. */
  readonly cursor: Scalars['Cursor']['output'];
  /** The text. */
  readonly smsMessage: SmsMessage;
};

/** Which texts to watch; a part that is left out does not narrow. */
export type SmsReceivedFilter = {
  /** Only those of this account. */
  readonly accountId?: InputMaybe<Scalars['ID']['input']>;
  /** Only those through this binding. */
  readonly bindingId?: InputMaybe<Scalars['ID']['input']>;
  /** Only those with this reference. */
  readonly reference?: InputMaybe<Scalars['String']['input']>;
};

/** When the text message of a voice SMS is sent: give one of the two. */
export type SmsTriggerInput = {
  /** The callee stayed on the line so long, 6 to 60 seconds. */
  readonly connectedSeconds?: InputMaybe<Scalars['Int']['input']>;
  /** The callee pressed this key, 0 to 9. */
  readonly key?: InputMaybe<Scalars['String']['input']>;
};

/** What can be watched, over graphql-transport-ws at the same address. */
export type Subscription = {
  readonly __typename?: 'Subscription';
  /** Changes of accounts' status and balance, in order. With after: what was missed first, then live. */
  readonly accountStatusChanged: Maybe<VendorAccountStatusChange>;
  /** Changes of bindings, in order. With after: what was missed first, then live, with no gap and nothing twice. */
  readonly bindingStatusChanged: Maybe<BindingStatusChange>;
  /** Changes of calls, in order. With after: what was missed first, then live, with no gap and nothing twice. */
  readonly callStatusChanged: Maybe<CallStatusChange>;
  /** Texts as they come in, in order. With after: what was missed first, then live, with no gap and nothing twice. */
  readonly smsReceived: Maybe<SmsReceived>;
  /**
   * Changes of the bindings, calls, voice messages and texts under some references, in one order and with one cursor. With
   * after: what was missed first, then live, with no gap and nothing twice. A cursor of any other subscription does, too.
   */
  readonly voiceActivityChanged: Maybe<VoiceActivityChange>;
  /** Changes of voice messages, in order. With after: what was missed first, then live, with no gap and nothing twice. */
  readonly voiceMessageStatusChanged: Maybe<VoiceMessageStatusChange>;
};


/** What can be watched, over graphql-transport-ws at the same address. */
export type SubscriptionAccountStatusChangedArgs = {
  after?: InputMaybe<Scalars['Cursor']['input']>;
  filter?: InputMaybe<VendorAccountStatusFilter>;
};


/** What can be watched, over graphql-transport-ws at the same address. */
export type SubscriptionBindingStatusChangedArgs = {
  after?: InputMaybe<Scalars['Cursor']['input']>;
  filter?: InputMaybe<BindingStatusFilter>;
};


/** What can be watched, over graphql-transport-ws at the same address. */
export type SubscriptionCallStatusChangedArgs = {
  after?: InputMaybe<Scalars['Cursor']['input']>;
  filter?: InputMaybe<CallStatusFilter>;
};


/** What can be watched, over graphql-transport-ws at the same address. */
export type SubscriptionSmsReceivedArgs = {
  after?: InputMaybe<Scalars['Cursor']['input']>;
  filter?: InputMaybe<SmsReceivedFilter>;
};


/** What can be watched, over graphql-transport-ws at the same address. */
export type SubscriptionVoiceActivityChangedArgs = {
  after?: InputMaybe<Scalars['Cursor']['input']>;
  references: ReadonlyArray<Scalars['String']['input']>;
};


/** What can be watched, over graphql-transport-ws at the same address. */
export type SubscriptionVoiceMessageStatusChangedArgs = {
  after?: InputMaybe<Scalars['Cursor']['input']>;
  filter?: InputMaybe<VoiceMessageStatusFilter>;
};

/** A number group to make, or to replace. */
export type UpsertNumberGroupInput = {
  /** The account to use; left out: one is chosen that can do all that is asked. */
  readonly accountId?: InputMaybe<Scalars['ID']['input']>;
  /** The group to replace; left out: a new one is made. */
  readonly groupId?: InputMaybe<Scalars['ID']['input']>;
  /** At most 255 characters. The same key with the same input gives the same group and never asks a vendor twice. */
  readonly idempotencyKey: Scalars['String']['input'];
  /** Your own data, stored here and never sent to a vendor; at most 4 kB. */
  readonly metadata?: InputMaybe<Scalars['JSONObject']['input']>;
  /** All of its numbers, 1 to 100; vendors advise no more than 20. */
  readonly numbers: ReadonlyArray<Scalars['PhoneNumber']['input']>;
  /** Your own business id, at most 64 characters. */
  readonly reference?: InputMaybe<Scalars['String']['input']>;
};

/** A number group, or why there is none. */
export type UpsertNumberGroupPayload = VoicePayload & {
  readonly __typename?: 'UpsertNumberGroupPayload';
  /** The group as it now stands; null where the input was refused. */
  readonly numberGroup: Maybe<NumberGroup>;
  /** What went wrong; empty where all went well. */
  readonly userErrors: ReadonlyArray<VoiceUserError>;
};

/** A carrier of calls and voice messages. */
export type Vendor =
  /** Emay (亿美软通): voice notifications, verification codes, marketing and voice SMS. */
  | 'EMAY'
  /** Interline (a 云通信平台 whose document names no company): AXB bindings and transfers. */
  | 'INTERLINE'
  /** Jumdata (聚美智数): voice notifications from a fixed caller. */
  | 'JUMDATA'
  /** Ksyun (金山云): verification codes, notifications and calls with key choices. */
  | 'KSYUN'
  /** Winnerlook (云信留客): privacy numbers in every mode, voice notifications. */
  | 'WINNERLOOK';

/** How an account's requests fare. */
export type VendorAccountHealth =
  /** They come through. */
  | 'HEALTHY'
  /** It has rested, and one request is let through to see. */
  | 'RECOVERING'
  /** Most of the last ones failed or were lost: it rests for a while, and other accounts are used. */
  | 'UNHEALTHY';

/** Where an account stands at its vendor. */
export type VendorAccountStatus =
  /** In use. */
  | 'ACTIVE'
  /** Closed. */
  | 'CLOSED'
  /** Suspended by the vendor. */
  | 'SUSPENDED'
  /** On trial. */
  | 'TRIAL'
  /** The vendor was not asked, or does not say. */
  | 'UNKNOWN';

/** A change of an account. */
export type VendorAccountStatusChange = VoiceChange & {
  readonly __typename?: 'VendorAccountStatusChange';
  /** The account: what its vendor tells of it as it stood after this change. */
  readonly account: Maybe<Account>;
  /** When the change was recorded. */
  readonly at: Scalars['DateTime']['output'];
  /** The balance as it stood after this change. */
  readonly balance: Maybe<Scalars['String']['output']>;
  /** Resume after this change with it. */
  readonly cursor: Scalars['Cursor']['output'];
  /** The status before; null where the vendor was never asked before. */
  readonly previousStatus: Maybe<VendorAccountStatus>;
  /** The status after. */
  readonly status: VendorAccountStatus;
};

/** Which changes of accounts to watch; a part that is left out does not narrow. */
export type VendorAccountStatusFilter = {
  /** Only these accounts. */
  readonly ids?: InputMaybe<ReadonlyArray<Scalars['ID']['input']>>;
};

/** One try to have a request carried out, at one account. */
export type VendorAttempt = {
  readonly __typename?: 'VendorAttempt';
  /** The account. */
  readonly account: Maybe<Account>;
  /** When it ended. */
  readonly at: Scalars['DateTime']['output'];
  /** Why it was refused, or that its fate is not known. */
  readonly error: Maybe<VoiceUserError>;
  /** What became of it. */
  readonly outcome: VendorAttemptOutcome;
  /** What the vendor calls the request, which its support asks for; null where it gave no name. */
  readonly vendorRequestId: Maybe<Scalars['String']['output']>;
};

/** What became of a try. */
export type VendorAttemptOutcome =
  /** The vendor has it. */
  | 'ACCEPTED'
  /**
   * Proved not carried out, by the vendor's own code or a connection that never stood. Only such a try is ever followed by
   * one at another account.
   */
  | 'REJECTED'
  /** The answer was lost, or proves nothing: it may have been carried out, and is not tried again. */
  | 'UNKNOWN';

/** What one vendor can do: the matrix by which requests are checked and routed. */
export type VendorCapabilities = {
  readonly __typename?: 'VendorCapabilities';
  /** The name people know it by. */
  readonly name: Scalars['String']['output'];
  /** Its operations. */
  readonly operations: ReadonlyArray<VendorOperation>;
  /** The vendor. */
  readonly vendor: Vendor;
};

/** One thing that a vendor told us: a push, or one page of pulled reports. Kept raw. */
export type VendorDelivery = Node & {
  readonly __typename?: 'VendorDelivery';
  /** The account that it came for. */
  readonly account: Maybe<Account>;
  /** The raw body: as text where it is UTF-8, else base64. Null without the scope voice:pii. */
  readonly body: Maybe<Scalars['String']['output']>;
  /** When a number was erased from it: its body is not what came any more. */
  readonly erasedAt: Maybe<Scalars['DateTime']['output']>;
  /** dlv_ and 32 hex digits. */
  readonly id: Scalars['ID']['output'];
  /** The last part of the callback's path, where there was one; `pulled` for a page of reports. */
  readonly kind: Maybe<Scalars['String']['output']>;
  /** Why it FAILED, or what an UNMATCHED one waits for. */
  readonly reason: Maybe<Scalars['String']['output']>;
  /** When it came in. */
  readonly receivedAt: Scalars['DateTime']['output'];
  /** What was odd about it: what could not be read and was left out, while the rest was applied. Empty where all was read. */
  readonly remarks: ReadonlyArray<VendorDeliveryRemark>;
  /** How many bytes it has. */
  readonly size: Scalars['Int']['output'];
  /** Where it stands. */
  readonly state: VendorDeliveryState;
  /** The vendor that sent it. */
  readonly vendor: Vendor;
};

/** A page of deliveries, newest first. */
export type VendorDeliveryConnection = {
  readonly __typename?: 'VendorDeliveryConnection';
  /** The deliveries with their cursors. */
  readonly edges: ReadonlyArray<VendorDeliveryEdge>;
  /** The deliveries alone. */
  readonly nodes: ReadonlyArray<VendorDelivery>;
  /** Where the page stands in the list. */
  readonly pageInfo: PageInfo;
};

/** A delivery in a list. */
export type VendorDeliveryEdge = {
  readonly __typename?: 'VendorDeliveryEdge';
  /** Its place in the list. */
  readonly cursor: Scalars['String']['output'];
  /** The delivery. */
  readonly node: VendorDelivery;
};

/** Which deliveries to list; a part that is left out does not narrow. */
export type VendorDeliveryFilter = {
  /** Only those for this account. */
  readonly accountId?: InputMaybe<Scalars['ID']['input']>;
  /** Only those that came in in this span of time. */
  readonly received?: InputMaybe<VoiceTimeSpanInput>;
  /** Only those in one of these states. */
  readonly states?: InputMaybe<ReadonlyArray<VendorDeliveryState>>;
};

/** Something in a delivery that was odd and cost no more than itself. */
export type VendorDeliveryRemark = {
  readonly __typename?: 'VendorDeliveryRemark';
  /** The vendor's name of the field; `body` where the remark is about the whole. */
  readonly field: Scalars['String']['output'];
  /** What was wrong with it, without its value. */
  readonly message: Scalars['String']['output'];
};

/** Where a delivery stands. */
export type VendorDeliveryState =
  /** Applied. */
  | 'APPLIED'
  /** Could not be read, or not be applied; `reason` says why. Its bytes are kept. */
  | 'FAILED'
  /** Stored; not applied yet. */
  | 'RECEIVED'
  /** Waits for a message that is not known (yet). */
  | 'UNMATCHED';

/** A vendor's own words for a failure. */
export type VendorError = {
  readonly __typename?: 'VendorError';
  /** The vendor's code, raw. */
  readonly code: Scalars['String']['output'];
  /** The vendor's message, raw. */
  readonly message: Scalars['String']['output'];
  /** The vendor. */
  readonly vendor: Vendor;
};

/** One operation of a vendor. */
export type VendorOperation = {
  readonly __typename?: 'VendorOperation';
  /** The most recipients that one request to the vendor takes. */
  readonly batchSize: Scalars['Int']['output'];
  /** The mutation that it stands behind. */
  readonly operation: VoiceOperation;
  /** The input's options that the vendor has; any other is refused as UNSUPPORTED. */
  readonly options: ReadonlyArray<VendorOption>;
  /** The service that an account must have for it, where the vendor sells services separately. */
  readonly service: Maybe<VoiceService>;
};

/** One option of a vendor's operation. */
export type VendorOption = {
  readonly __typename?: 'VendorOption';
  /** The input's field; inner fields with a dot. */
  readonly name: Scalars['String']['output'];
  /** Whether the vendor insists on it. */
  readonly required: Scalars['Boolean']['output'];
};

/**
 * Everything that happened by voice under one reference. Lets any other subgraph hang it on an entity of its own, by
 * returning `{ __typename: "VoiceActivity", reference: order.id }`, and store nothing.
 */
export type VoiceActivity = {
  readonly __typename?: 'VoiceActivity';
  /** Its bindings, newest first. */
  readonly bindings: Maybe<BindingConnection>;
  /** Its calls, newest first. */
  readonly calls: Maybe<CallConnection>;
  /**
   * Where to watch from: voiceActivityChanged with it as after tells what these lists do not show yet. It may tell once more
   * of what they show already; the record's revision tells that.
   */
  readonly cursor: Maybe<Scalars['Cursor']['output']>;
  /** The business id under which bindings were made and messages sent. */
  readonly reference: Scalars['String']['output'];
  /** Its texts, newest first. */
  readonly smsMessages: Maybe<SmsMessageConnection>;
  /** Its voice messages, newest first. */
  readonly voiceMessages: Maybe<VoiceMessageConnection>;
};


/**
 * Everything that happened by voice under one reference. Lets any other subgraph hang it on an entity of its own, by
 * returning `{ __typename: "VoiceActivity", reference: order.id }`, and store nothing.
 */
export type VoiceActivityBindingsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
};


/**
 * Everything that happened by voice under one reference. Lets any other subgraph hang it on an entity of its own, by
 * returning `{ __typename: "VoiceActivity", reference: order.id }`, and store nothing.
 */
export type VoiceActivityCallsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
};


/**
 * Everything that happened by voice under one reference. Lets any other subgraph hang it on an entity of its own, by
 * returning `{ __typename: "VoiceActivity", reference: order.id }`, and store nothing.
 */
export type VoiceActivitySmsMessagesArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
};


/**
 * Everything that happened by voice under one reference. Lets any other subgraph hang it on an entity of its own, by
 * returning `{ __typename: "VoiceActivity", reference: order.id }`, and store nothing.
 */
export type VoiceActivityVoiceMessagesArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
};

/** A change of something under a reference, told apart by its type. */
export type VoiceActivityChange = BindingStatusChange | CallStatusChange | SmsReceived | VoiceMessageStatusChange;

/** What a balance counts. */
export type VoiceBalanceUnit =
  /** Yuan (Interline 3.1). */
  | 'CNY'
  /** Units of the vendor's own, which its document does not name; the contract with it says what a call costs (Emay). */
  | 'VENDOR_UNITS';

/** What every item of a subscription has: its place in the event log, and its time. */
export type VoiceChange = {
  /** When the change was recorded. */
  readonly at: Scalars['DateTime']['output'];
  /** Resume after this change with it. */
  readonly cursor: Scalars['Cursor']['output'];
};

/** One outbound voice message to one recipient. */
export type VoiceMessage = Node & {
  readonly __typename?: 'VoiceMessage';
  /** The account through which it was sent; null where it is not set up any more. */
  readonly account: Maybe<Account>;
  /** When the callee answered. */
  readonly answeredAt: Maybe<Scalars['DateTime']['output']>;
  /** The tries to have it carried out, oldest first; more than one where another account had to step in. */
  readonly attempts: ReadonlyArray<VendorAttempt>;
  /** When the vendor began to call. */
  readonly calledAt: Maybe<Scalars['DateTime']['output']>;
  /** When it was asked for. */
  readonly createdAt: Scalars['DateTime']['output'];
  /**
   * The number that the callee saw: the one that was asked for, or one that the operator lists for the account. Null where
   * the vendor's report has another: unprovenNumber has it then. With the scope voice:pii it is what the report says.
   */
  readonly displayedNumber: Maybe<Scalars['VirtualNumber']['output']>;
  /** Whether the vendor was only to check it, and place no call. */
  readonly dryRun: Scalars['Boolean']['output'];
  /** Seconds of the call, a fraction where the vendor gives one. */
  readonly durationSeconds: Maybe<Scalars['Float']['output']>;
  /** When the call ended. */
  readonly endedAt: Maybe<Scalars['DateTime']['output']>;
  /** Why it was refused or is UNKNOWN. */
  readonly failure: Maybe<VoiceUserError>;
  /** Whether the callee left a voice reply. */
  readonly hasVoiceReply: Scalars['Boolean']['output'];
  /** msg_ and 32 hex digits. */
  readonly id: Scalars['ID']['output'];
  /** The keys that the callee pressed. */
  readonly keysPressed: Maybe<Scalars['String']['output']>;
  /** What it is for. */
  readonly kind: VoiceMessageKind;
  /** The caller's own data; never sent to a vendor. */
  readonly metadata: Maybe<Scalars['JSONObject']['output']>;
  /** What became of the call, once it is over. */
  readonly outcome: Maybe<CallOutcome>;
  /** The number that it is for. */
  readonly recipient: Scalars['PhoneNumber']['output'];
  /** The recording of the call; null where none was made. Some vendors have it ready only an hour after the call. */
  readonly recording: Maybe<VoiceRecording>;
  /** The caller's own business id. */
  readonly reference: Maybe<Scalars['String']['output']>;
  /** Rises with every change of it, and is never given twice: of two copies the one with the higher number is the newer. */
  readonly revision: Scalars['Int']['output'];
  /** Where it stands. */
  readonly status: VoiceMessageStatus;
  /** The vendor's id of the template it was made from. */
  readonly templateId: Maybe<Scalars['String']['output']>;
  /**
   * What the callee saw as the vendor's report has it, where that is not proved to be a virtual number: it can be a person's.
   * Null where displayedNumber is proved.
   */
  readonly unprovenNumber: Maybe<Scalars['PhoneNumber']['output']>;
  /** When it last changed. */
  readonly updatedAt: Scalars['DateTime']['output'];
  /** The vendor that carries it. */
  readonly vendor: Vendor;
  /** The vendor's raw code for how it went. */
  readonly vendorCode: Maybe<Scalars['String']['output']>;
  /** What the vendor calls it. */
  readonly vendorMessageId: Maybe<Scalars['String']['output']>;
  /**
   * What the vendor calls the request that it went out with, which its support asks for: Jumdata's taskNo, Ksyun's RequestId.
   * Null at vendors that do not name requests. Each of attempts has its own.
   */
  readonly vendorRequestId: Maybe<Scalars['String']['output']>;
  /** The vendor's text for that code. */
  readonly vendorText: Maybe<Scalars['String']['output']>;
  /** The callee's voice reply; null where none was left. */
  readonly voiceReply: Maybe<VoiceRecording>;
};

/** A page of voice messages, newest first. */
export type VoiceMessageConnection = {
  readonly __typename?: 'VoiceMessageConnection';
  /** The messages with their cursors. */
  readonly edges: ReadonlyArray<VoiceMessageEdge>;
  /** The messages alone. */
  readonly nodes: ReadonlyArray<VoiceMessage>;
  /** Where the page stands in the list. */
  readonly pageInfo: PageInfo;
};

/** A voice message in a list. */
export type VoiceMessageEdge = {
  readonly __typename?: 'VoiceMessageEdge';
  /** Its place in the list. */
  readonly cursor: Scalars['String']['output'];
  /** The message. */
  readonly node: VoiceMessage;
};

/** Which voice messages to list; a part that is left out does not narrow. */
export type VoiceMessageFilter = {
  /** Only those of this account. */
  readonly accountId?: InputMaybe<Scalars['ID']['input']>;
  /** Only those asked for in this span of time. */
  readonly created?: InputMaybe<VoiceTimeSpanInput>;
  /** Only those of one of these kinds. */
  readonly kinds?: InputMaybe<ReadonlyArray<VoiceMessageKind>>;
  /**
   * Only those to this number; needs the scope voice:pii. What is no number finds
   * records that show it just so, and is refused with BAD_USER_INPUT where there is none.
   */
  readonly number?: InputMaybe<Scalars['PhoneNumber']['input']>;
  /** Only those with this reference. */
  readonly reference?: InputMaybe<Scalars['String']['input']>;
  /** Only those in one of these states. */
  readonly statuses?: InputMaybe<ReadonlyArray<VoiceMessageStatus>>;
  /** Only those at this vendor. */
  readonly vendor?: InputMaybe<Vendor>;
};

/** What a voice message is for. */
export type VoiceMessageKind =
  /** A message that asks for a key press. */
  | 'IVR'
  /** Marketing. */
  | 'MARKETING'
  /** A notification. */
  | 'NOTIFICATION'
  /** A verification code. */
  | 'VERIFICATION_CODE'
  /** A call that sends a text message when its trigger is met. */
  | 'VOICE_SMS';

/** Where a voice message stands. It only moves forward: late and repeated reports never turn it back. */
export type VoiceMessageStatus =
  /** The vendor has it. */
  | 'ACCEPTED'
  /**
   * A dry run that the vendor let pass: checked, and no call was made. It is over with that; a dry run that would not pass
   * is FAILED, and none is ever TIMED_OUT.
   */
  | 'CHECKED'
  /** It was answered and spoken. */
  | 'DELIVERED'
  /** It was refused, or did not reach the callee. */
  | 'FAILED'
  /** Being handed to the vendor. */
  | 'SUBMITTING'
  /** The call was not answered in time, the vendor gave up, or nothing was heard of it before the deadline. */
  | 'TIMED_OUT'
  /** The vendor's answer was lost or proves nothing: it may have been sent. Never sent again; its fate is being found out. */
  | 'UNKNOWN';

/** A change of a voice message's status. */
export type VoiceMessageStatusChange = VoiceChange & {
  readonly __typename?: 'VoiceMessageStatusChange';
  /** When the change was recorded. */
  readonly at: Scalars['DateTime']['output'];
  /** Resume after this change with it. */
  readonly cursor: Scalars['Cursor']['output'];
  /** The status before; null where the message is new. */
  readonly previousStatus: Maybe<VoiceMessageStatus>;
  /** The status after. */
  readonly status: VoiceMessageStatus;
  /** The message as it stood after this change. */
  readonly voiceMessage: VoiceMessage;
};

/** Which changes of voice messages to watch; a part that is left out does not narrow. */
export type VoiceMessageStatusFilter = {
  /** Only those of this account. */
  readonly accountId?: InputMaybe<Scalars['ID']['input']>;
  /** Only these messages. */
  readonly ids?: InputMaybe<ReadonlyArray<Scalars['ID']['input']>>;
  /** Only those with this reference. */
  readonly reference?: InputMaybe<Scalars['String']['input']>;
};

/** Voice messages, or why there are none: what every mutation that sends gives back. */
export type VoiceMessagesPayload = {
  /** What went wrong; field names the recipient where only one is concerned. Empty where all went well. */
  readonly userErrors: ReadonlyArray<VoiceUserError>;
  /**
   * One message for each recipient, in the order of the input; those that were refused too. Empty where the input was. Null
   * only for a token without voice:read, which is told in userErrors all the same what went wrong.
   */
  readonly voiceMessages: Maybe<ReadonlyArray<VoiceMessage>>;
};

/** What a vendor can be asked for, by the mutation that asks for it. */
export type VoiceOperation =
  /** The mutation createAxbBinding. */
  | 'CREATE_AXB_BINDING'
  /** The mutation createAxgBinding. */
  | 'CREATE_AXG_BINDING'
  /** The mutation createAxnBinding. */
  | 'CREATE_AXN_BINDING'
  /** The mutation createAxxBinding. */
  | 'CREATE_AXX_BINDING'
  /** The mutation createAxybBinding. */
  | 'CREATE_AXYB_BINDING'
  /** The mutation createAxBinding. */
  | 'CREATE_AX_BINDING'
  /** The mutation createTransferBinding. */
  | 'CREATE_TRANSFER_BINDING'
  /** The mutation createXybBinding. */
  | 'CREATE_XYB_BINDING'
  /** The mutation pullReports. */
  | 'PULL_REPORTS'
  /** The mutation refreshAccount. */
  | 'REFRESH_ACCOUNT'
  /** The mutation releaseBinding. */
  | 'RELEASE_BINDING'
  /** The mutation sendIvrCall. */
  | 'SEND_IVR_CALL'
  /** The mutation sendMarketingCall. */
  | 'SEND_MARKETING_CALL'
  /** The mutation sendVerificationCode. */
  | 'SEND_VERIFICATION_CODE'
  /** The mutation sendVoiceNotification. */
  | 'SEND_VOICE_NOTIFICATION'
  /** The mutation sendVoiceSms. */
  | 'SEND_VOICE_SMS'
  /** The mutation upsertNumberGroup. */
  | 'UPSERT_NUMBER_GROUP';

/** What every mutation gives back, beside its subject. */
export type VoicePayload = {
  /** What went wrong; empty where all went well. */
  readonly userErrors: ReadonlyArray<VoiceUserError>;
};

/**
 * Something to listen to. Its address needs no token and is good for a short while only: give it to a player at once,
 * and ask anew instead of keeping it.
 */
export type VoiceRecording = {
  readonly __typename?: 'VoiceRecording';
  /** Whether it is kept here, so that it stays when the vendor deletes its own copy. */
  readonly archived: Scalars['Boolean']['output'];
  /** What kind of sound it is, as audio/wav; null where only the vendor knows. */
  readonly contentType: Maybe<Scalars['String']['output']>;
  /** From when on the address answers 410. */
  readonly expiresAt: Scalars['DateTime']['output'];
  /** How many bytes it has; null where only the vendor knows. */
  readonly sizeBytes: Maybe<Scalars['Int']['output']>;
  /** Where it is. Serves ranges, so that a player can seek. */
  readonly url: Scalars['URL']['output'];
};

/** A service that a vendor sells by itself (Emay: each under a service number of its own). */
export type VoiceService =
  /** Marketing calls. */
  | 'MARKETING'
  /** Notifications. */
  | 'NOTIFICATION'
  /** Verification codes. */
  | 'VERIFICATION'
  /** Calls that send a text message. */
  | 'VOICE_SMS';

/** One variable of a template. */
export type VoiceTemplateParameterInput = {
  /** Its name, for vendors with named variables; vendors with positions go by the order. */
  readonly name?: InputMaybe<Scalars['String']['input']>;
  /** Its value. */
  readonly value: Scalars['String']['input'];
};

/** From one instant on, to just before another; either may be left out. */
export type VoiceTimeSpanInput = {
  /** The first instant that counts. */
  readonly from?: InputMaybe<Scalars['DateTime']['input']>;
  /** The first instant that does not count any more. */
  readonly to?: InputMaybe<Scalars['DateTime']['input']>;
};

/**
 * Why a request was refused, or that its fate is not known. Business failures are data, because routers hide GraphQL
 * errors.
 */
export type VoiceUserError = {
  readonly __typename?: 'VoiceUserError';
  /** What kind of failure it is. */
  readonly code: ErrorCode;
  /** Path of the input field at fault, outermost first; null where no single field is at fault. */
  readonly field: Maybe<ReadonlyArray<Scalars['String']['output']>>;
  /** A sentence for the developer that says what to do. */
  readonly message: Scalars['String']['output'];
  /** When it may be tried again, where that is known. */
  readonly retryAfter: Maybe<Scalars['DateTime']['output']>;
  /** Whether the same request can succeed later without being changed, under a new idempotency key. */
  readonly retryable: Scalars['Boolean']['output'];
  /** The vendor's own words, where it answered. */
  readonly vendor: Maybe<VendorError>;
};

/** Every entity that other subgraphs can ask for. */
export type _Entity = Account | Binding | Call | NumberGroup | SmsMessage | VoiceActivity | VoiceMessage;

/** This subgraph, for the supergraph's composition. */
export type _Service = {
  readonly __typename?: '_Service';
  /** The schema as it stands in the files of the contract. */
  readonly sdl: Scalars['String']['output'];
};



export type ResolverTypeWrapper<T> = Promise<T> | T;


export type ResolverWithResolve<TResult, TParent, TContext, TArgs> = {
  resolve: ResolverFn<TResult, TParent, TContext, TArgs>;
};
export type Resolver<TResult, TParent = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>, TArgs = Record<PropertyKey, never>> = ResolverFn<TResult, TParent, TContext, TArgs> | ResolverWithResolve<TResult, TParent, TContext, TArgs>;

export type ResolverFn<TResult, TParent, TContext, TArgs> = (
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo
) => Promise<TResult> | TResult;

export type SubscriptionSubscribeFn<TResult, TParent, TContext, TArgs> = (
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo
) => AsyncIterable<TResult> | Promise<AsyncIterable<TResult>>;

export type SubscriptionResolveFn<TResult, TParent, TContext, TArgs> = (
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo
) => TResult | Promise<TResult>;

export interface SubscriptionSubscriberObject<TResult, TKey extends string, TParent, TContext, TArgs> {
  subscribe: SubscriptionSubscribeFn<{ [key in TKey]: TResult }, TParent, TContext, TArgs>;
  resolve?: SubscriptionResolveFn<TResult, { [key in TKey]: TResult }, TContext, TArgs>;
}

export interface SubscriptionResolverObject<TResult, TParent, TContext, TArgs> {
  subscribe: SubscriptionSubscribeFn<any, TParent, TContext, TArgs>;
  resolve: SubscriptionResolveFn<TResult, any, TContext, TArgs>;
}

export type SubscriptionObject<TResult, TKey extends string, TParent, TContext, TArgs> =
  | SubscriptionSubscriberObject<TResult, TKey, TParent, TContext, TArgs>
  | SubscriptionResolverObject<TResult, TParent, TContext, TArgs>;

export type SubscriptionResolver<TResult, TKey extends string, TParent = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>, TArgs = Record<PropertyKey, never>> =
  | ((...args: any[]) => SubscriptionObject<TResult, TKey, TParent, TContext, TArgs>)
  | SubscriptionObject<TResult, TKey, TParent, TContext, TArgs>;

export type TypeResolveFn<TTypes, TParent = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>> = (
  parent: TParent,
  context: TContext,
  info: GraphQLResolveInfo
) => Maybe<TTypes> | Promise<Maybe<TTypes>>;

export type IsTypeOfResolverFn<T = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>> = (obj: T, context: TContext, info: GraphQLResolveInfo) => boolean | Promise<boolean>;

export type NextResolverFn<T> = () => Promise<T>;

export type DirectiveResolverFn<TResult = Record<PropertyKey, never>, TParent = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>, TArgs = Record<PropertyKey, never>> = (
  next: NextResolverFn<TResult>,
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo
) => TResult | Promise<TResult>;



/** Mapping of union types */
export type ResolversUnionTypes<_RefType extends Record<string, unknown>> = {
  VoiceActivityChange:
    | ( BindingEventRecord )
    | ( CallEventRecord )
    | ( SmsEventRecord )
    | ( MessageEventRecord )
  ;
  _Entity:
    | ( AccountNodeRecord )
    | ( BindingRecord )
    | ( CallRecord )
    | ( NumberGroupRecord )
    | ( SmsMessageRecord )
    | ( VoiceActivityRecord )
    | ( VoiceMessageRecord )
  ;
};

/** Mapping of interface types */
export type ResolversInterfaceTypes<_RefType extends Record<string, unknown>> = {
  BindingPayload:
    | ( BindingResultRecord )
    | ( BindingResultRecord )
    | ( BindingResultRecord )
    | ( BindingResultRecord )
    | ( BindingResultRecord )
    | ( BindingResultRecord )
    | ( BindingResultRecord )
    | ( BindingResultRecord )
    | ( BindingResultRecord )
  ;
  Node:
    | ( AccountNodeRecord )
    | ( AuditEntryRecord )
    | ( BindingRecord )
    | ( CallRecord )
    | ( NumberGroupRecord )
    | ( SmsMessageRecord )
    | ( DeliveryRecord )
    | ( VoiceMessageRecord )
  ;
  VoiceChange:
    | ( BindingEventRecord )
    | ( CallEventRecord )
    | ( SmsEventRecord )
    | ( AccountEventRecord )
    | ( MessageEventRecord )
  ;
  VoiceMessagesPayload:
    | ( SendResultRecord )
    | ( SendResultRecord )
    | ( SendResultRecord )
    | ( SendResultRecord )
    | ( SendResultRecord )
  ;
  VoicePayload:
    | ( BindingResultRecord )
    | ( BindingResultRecord )
    | ( BindingResultRecord )
    | ( BindingResultRecord )
    | ( BindingResultRecord )
    | ( BindingResultRecord )
    | ( BindingResultRecord )
    | ( BindingResultRecord )
    | ( ErasureResultRecord )
    | ( PullResultRecord )
    | ( AccountResultRecord )
    | ( BindingResultRecord )
    | ( DeliveryResultRecord )
    | ( SendResultRecord )
    | ( SendResultRecord )
    | ( SendResultRecord )
    | ( SendResultRecord )
    | ( SendResultRecord )
    | ( GroupResultRecord )
  ;
};

/** Mapping between all available schema types and the resolvers types */
export type ResolversTypes = {
  Account: ResolverTypeWrapper<AccountNodeRecord>;
  AuditAction: AuditAction;
  AuditEntry: ResolverTypeWrapper<AuditEntryRecord>;
  AuditEntryConnection: ResolverTypeWrapper<AuditPageRecord>;
  AuditEntryEdge: ResolverTypeWrapper<Omit<AuditEntryEdge, 'node'> & { node: ResolversTypes['AuditEntry'] }>;
  AuditFilter: AuditFilter;
  Binding: ResolverTypeWrapper<BindingRecord>;
  BindingAnnouncements: ResolverTypeWrapper<BindingAnnouncements>;
  BindingAnnouncementsInput: BindingAnnouncementsInput;
  BindingConnection: ResolverTypeWrapper<BindingPageRecord>;
  BindingEdge: ResolverTypeWrapper<Omit<BindingEdge, 'node'> & { node: ResolversTypes['Binding'] }>;
  BindingFilter: BindingFilter;
  BindingMode: BindingMode;
  BindingOptions: ResolverTypeWrapper<BindingRecord>;
  BindingPayload: ResolverTypeWrapper<ResolversInterfaceTypes<ResolversTypes>['BindingPayload']>;
  BindingStatus: BindingStatus;
  BindingStatusChange: ResolverTypeWrapper<BindingEventRecord>;
  BindingStatusFilter: BindingStatusFilter;
  Boolean: ResolverTypeWrapper<Scalars['Boolean']['output']>;
  Call: ResolverTypeWrapper<CallRecord>;
  CallConnection: ResolverTypeWrapper<CallPageRecord>;
  CallEdge: ResolverTypeWrapper<Omit<CallEdge, 'node'> & { node: ResolversTypes['Call'] }>;
  CallFilter: CallFilter;
  CallOutcome: CallOutcome;
  CallStatus: CallStatus;
  CallStatusChange: ResolverTypeWrapper<CallEventRecord>;
  CallStatusFilter: CallStatusFilter;
  CreateAxBindingInput: CreateAxBindingInput;
  CreateAxBindingPayload: ResolverTypeWrapper<BindingResultRecord>;
  CreateAxbBindingInput: CreateAxbBindingInput;
  CreateAxbBindingPayload: ResolverTypeWrapper<BindingResultRecord>;
  CreateAxgBindingInput: CreateAxgBindingInput;
  CreateAxgBindingPayload: ResolverTypeWrapper<BindingResultRecord>;
  CreateAxnBindingInput: CreateAxnBindingInput;
  CreateAxnBindingPayload: ResolverTypeWrapper<BindingResultRecord>;
  CreateAxxBindingInput: CreateAxxBindingInput;
  CreateAxxBindingPayload: ResolverTypeWrapper<BindingResultRecord>;
  CreateAxybBindingInput: CreateAxybBindingInput;
  CreateAxybBindingPayload: ResolverTypeWrapper<BindingResultRecord>;
  CreateTransferBindingInput: CreateTransferBindingInput;
  CreateTransferBindingPayload: ResolverTypeWrapper<BindingResultRecord>;
  CreateXybBindingInput: CreateXybBindingInput;
  CreateXybBindingPayload: ResolverTypeWrapper<BindingResultRecord>;
  Cursor: ResolverTypeWrapper<Scalars['Cursor']['output']>;
  DateTime: ResolverTypeWrapper<Scalars['DateTime']['output']>;
  EraseNumberInput: EraseNumberInput;
  EraseNumberPayload: ResolverTypeWrapper<ErasureResultRecord>;
  ErasedCount: ResolverTypeWrapper<ErasedCount>;
  ErasedKind: ErasedKind;
  ErrorCode: ErrorCode;
  Float: ResolverTypeWrapper<Scalars['Float']['output']>;
  HungUpBy: HungUpBy;
  ID: ResolverTypeWrapper<Scalars['ID']['output']>;
  Int: ResolverTypeWrapper<Scalars['Int']['output']>;
  JSONObject: ResolverTypeWrapper<Scalars['JSONObject']['output']>;
  KeptAfterErasure: ResolverTypeWrapper<KeptAfterErasure>;
  Mutation: ResolverTypeWrapper<Record<PropertyKey, never>>;
  Node: ResolverTypeWrapper<ResolversInterfaceTypes<ResolversTypes>['Node']>;
  NumberGroup: ResolverTypeWrapper<NumberGroupRecord>;
  NumberGroupConnection: ResolverTypeWrapper<GroupPageRecord>;
  NumberGroupEdge: ResolverTypeWrapper<Omit<NumberGroupEdge, 'node'> & { node: ResolversTypes['NumberGroup'] }>;
  NumberGroupFilter: NumberGroupFilter;
  NumberGroupStatus: NumberGroupStatus;
  NumberHolderInput: NumberHolderInput;
  PageInfo: ResolverTypeWrapper<PageInfo>;
  PhoneNumber: ResolverTypeWrapper<Scalars['PhoneNumber']['output']>;
  PullReportsInput: PullReportsInput;
  PullReportsPayload: ResolverTypeWrapper<PullResultRecord>;
  Query: ResolverTypeWrapper<Record<PropertyKey, never>>;
  RefreshAccountInput: RefreshAccountInput;
  RefreshAccountPayload: ResolverTypeWrapper<AccountResultRecord>;
  ReleaseBindingInput: ReleaseBindingInput;
  ReleaseBindingPayload: ResolverTypeWrapper<BindingResultRecord>;
  ReplayDeliveryInput: ReplayDeliveryInput;
  ReplayDeliveryPayload: ResolverTypeWrapper<DeliveryResultRecord>;
  SandboxDialInput: SandboxDialInput;
  SandboxDialPayload: ResolverTypeWrapper<RoutedRecord>;
  SandboxReportInput: SandboxReportInput;
  SandboxReportPayload: ResolverTypeWrapper<ReportResultRecord>;
  SandboxTextInput: SandboxTextInput;
  SendIvrCallInput: SendIvrCallInput;
  SendIvrCallPayload: ResolverTypeWrapper<SendResultRecord>;
  SendMarketingCallInput: SendMarketingCallInput;
  SendMarketingCallPayload: ResolverTypeWrapper<SendResultRecord>;
  SendVerificationCodeInput: SendVerificationCodeInput;
  SendVerificationCodePayload: ResolverTypeWrapper<SendResultRecord>;
  SendVoiceNotificationInput: SendVoiceNotificationInput;
  SendVoiceNotificationPayload: ResolverTypeWrapper<SendResultRecord>;
  SendVoiceSmsInput: SendVoiceSmsInput;
  SendVoiceSmsPayload: ResolverTypeWrapper<SendResultRecord>;
  SmsHandling: SmsHandling;
  SmsMessage: ResolverTypeWrapper<SmsMessageRecord>;
  SmsMessageConnection: ResolverTypeWrapper<SmsPageRecord>;
  SmsMessageEdge: ResolverTypeWrapper<Omit<SmsMessageEdge, 'node'> & { node: ResolversTypes['SmsMessage'] }>;
  SmsMessageFilter: SmsMessageFilter;
  SmsReceived: ResolverTypeWrapper<SmsEventRecord>;
  SmsReceivedFilter: SmsReceivedFilter;
  SmsTriggerInput: SmsTriggerInput;
  String: ResolverTypeWrapper<Scalars['String']['output']>;
  Subscription: ResolverTypeWrapper<Record<PropertyKey, never>>;
  URL: ResolverTypeWrapper<Scalars['URL']['output']>;
  UpsertNumberGroupInput: UpsertNumberGroupInput;
  UpsertNumberGroupPayload: ResolverTypeWrapper<GroupResultRecord>;
  Vendor: ResolverTypeWrapper<VendorRecord>;
  VendorAccountHealth: VendorAccountHealth;
  VendorAccountStatus: VendorAccountStatus;
  VendorAccountStatusChange: ResolverTypeWrapper<AccountEventRecord>;
  VendorAccountStatusFilter: VendorAccountStatusFilter;
  VendorAttempt: ResolverTypeWrapper<AttemptRecord>;
  VendorAttemptOutcome: VendorAttemptOutcome;
  VendorCapabilities: ResolverTypeWrapper<VendorModuleRecord>;
  VendorDelivery: ResolverTypeWrapper<DeliveryRecord>;
  VendorDeliveryConnection: ResolverTypeWrapper<DeliveryPageRecord>;
  VendorDeliveryEdge: ResolverTypeWrapper<Omit<VendorDeliveryEdge, 'node'> & { node: ResolversTypes['VendorDelivery'] }>;
  VendorDeliveryFilter: VendorDeliveryFilter;
  VendorDeliveryRemark: ResolverTypeWrapper<VendorDeliveryRemark>;
  VendorDeliveryState: VendorDeliveryState;
  VendorError: ResolverTypeWrapper<Omit<VendorError, 'vendor'> & { vendor: ResolversTypes['Vendor'] }>;
  VendorOperation: ResolverTypeWrapper<NamedOperationRecord>;
  VendorOption: ResolverTypeWrapper<VendorOption>;
  VirtualNumber: ResolverTypeWrapper<Scalars['VirtualNumber']['output']>;
  VoiceActivity: ResolverTypeWrapper<VoiceActivityRecord>;
  VoiceActivityChange: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['VoiceActivityChange']>;
  VoiceBalanceUnit: VoiceBalanceUnit;
  VoiceChange: ResolverTypeWrapper<ResolversInterfaceTypes<ResolversTypes>['VoiceChange']>;
  VoiceMessage: ResolverTypeWrapper<VoiceMessageRecord>;
  VoiceMessageConnection: ResolverTypeWrapper<MessagePageRecord>;
  VoiceMessageEdge: ResolverTypeWrapper<Omit<VoiceMessageEdge, 'node'> & { node: ResolversTypes['VoiceMessage'] }>;
  VoiceMessageFilter: VoiceMessageFilter;
  VoiceMessageKind: VoiceMessageKind;
  VoiceMessageStatus: VoiceMessageStatus;
  VoiceMessageStatusChange: ResolverTypeWrapper<MessageEventRecord>;
  VoiceMessageStatusFilter: VoiceMessageStatusFilter;
  VoiceMessagesPayload: ResolverTypeWrapper<ResolversInterfaceTypes<ResolversTypes>['VoiceMessagesPayload']>;
  VoiceOperation: ResolverTypeWrapper<string>;
  VoicePayload: ResolverTypeWrapper<ResolversInterfaceTypes<ResolversTypes>['VoicePayload']>;
  VoiceRecording: ResolverTypeWrapper<RevealedRecordingRecord>;
  VoiceService: ResolverTypeWrapper<string>;
  VoiceTemplateParameterInput: VoiceTemplateParameterInput;
  VoiceTimeSpanInput: VoiceTimeSpanInput;
  VoiceUserError: ResolverTypeWrapper<UserErrorRecord>;
  _Any: ResolverTypeWrapper<Scalars['_Any']['output']>;
  _Entity: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['_Entity']>;
  _Service: ResolverTypeWrapper<_Service>;
  federation__FieldSet: ResolverTypeWrapper<Scalars['federation__FieldSet']['output']>;
  federation__Scope: ResolverTypeWrapper<Scalars['federation__Scope']['output']>;
  link__Import: ResolverTypeWrapper<Scalars['link__Import']['output']>;
};

/** Mapping between all available schema types and the resolvers parents */
export type ResolversParentTypes = {
  Account: AccountNodeRecord;
  AuditEntry: AuditEntryRecord;
  AuditEntryConnection: AuditPageRecord;
  AuditEntryEdge: Omit<AuditEntryEdge, 'node'> & { node: ResolversParentTypes['AuditEntry'] };
  AuditFilter: AuditFilter;
  Binding: BindingRecord;
  BindingAnnouncements: BindingAnnouncements;
  BindingAnnouncementsInput: BindingAnnouncementsInput;
  BindingConnection: BindingPageRecord;
  BindingEdge: Omit<BindingEdge, 'node'> & { node: ResolversParentTypes['Binding'] };
  BindingFilter: BindingFilter;
  BindingOptions: BindingRecord;
  BindingPayload: ResolversInterfaceTypes<ResolversParentTypes>['BindingPayload'];
  BindingStatusChange: BindingEventRecord;
  BindingStatusFilter: BindingStatusFilter;
  Boolean: Scalars['Boolean']['output'];
  Call: CallRecord;
  CallConnection: CallPageRecord;
  CallEdge: Omit<CallEdge, 'node'> & { node: ResolversParentTypes['Call'] };
  CallFilter: CallFilter;
  CallStatusChange: CallEventRecord;
  CallStatusFilter: CallStatusFilter;
  CreateAxBindingInput: CreateAxBindingInput;
  CreateAxBindingPayload: BindingResultRecord;
  CreateAxbBindingInput: CreateAxbBindingInput;
  CreateAxbBindingPayload: BindingResultRecord;
  CreateAxgBindingInput: CreateAxgBindingInput;
  CreateAxgBindingPayload: BindingResultRecord;
  CreateAxnBindingInput: CreateAxnBindingInput;
  CreateAxnBindingPayload: BindingResultRecord;
  CreateAxxBindingInput: CreateAxxBindingInput;
  CreateAxxBindingPayload: BindingResultRecord;
  CreateAxybBindingInput: CreateAxybBindingInput;
  CreateAxybBindingPayload: BindingResultRecord;
  CreateTransferBindingInput: CreateTransferBindingInput;
  CreateTransferBindingPayload: BindingResultRecord;
  CreateXybBindingInput: CreateXybBindingInput;
  CreateXybBindingPayload: BindingResultRecord;
  Cursor: Scalars['Cursor']['output'];
  DateTime: Scalars['DateTime']['output'];
  EraseNumberInput: EraseNumberInput;
  EraseNumberPayload: ErasureResultRecord;
  ErasedCount: ErasedCount;
  Float: Scalars['Float']['output'];
  ID: Scalars['ID']['output'];
  Int: Scalars['Int']['output'];
  JSONObject: Scalars['JSONObject']['output'];
  KeptAfterErasure: KeptAfterErasure;
  Mutation: Record<PropertyKey, never>;
  Node: ResolversInterfaceTypes<ResolversParentTypes>['Node'];
  NumberGroup: NumberGroupRecord;
  NumberGroupConnection: GroupPageRecord;
  NumberGroupEdge: Omit<NumberGroupEdge, 'node'> & { node: ResolversParentTypes['NumberGroup'] };
  NumberGroupFilter: NumberGroupFilter;
  NumberHolderInput: NumberHolderInput;
  PageInfo: PageInfo;
  PhoneNumber: Scalars['PhoneNumber']['output'];
  PullReportsInput: PullReportsInput;
  PullReportsPayload: PullResultRecord;
  Query: Record<PropertyKey, never>;
  RefreshAccountInput: RefreshAccountInput;
  RefreshAccountPayload: AccountResultRecord;
  ReleaseBindingInput: ReleaseBindingInput;
  ReleaseBindingPayload: BindingResultRecord;
  ReplayDeliveryInput: ReplayDeliveryInput;
  ReplayDeliveryPayload: DeliveryResultRecord;
  SandboxDialInput: SandboxDialInput;
  SandboxDialPayload: RoutedRecord;
  SandboxReportInput: SandboxReportInput;
  SandboxReportPayload: ReportResultRecord;
  SandboxTextInput: SandboxTextInput;
  SendIvrCallInput: SendIvrCallInput;
  SendIvrCallPayload: SendResultRecord;
  SendMarketingCallInput: SendMarketingCallInput;
  SendMarketingCallPayload: SendResultRecord;
  SendVerificationCodeInput: SendVerificationCodeInput;
  SendVerificationCodePayload: SendResultRecord;
  SendVoiceNotificationInput: SendVoiceNotificationInput;
  SendVoiceNotificationPayload: SendResultRecord;
  SendVoiceSmsInput: SendVoiceSmsInput;
  SendVoiceSmsPayload: SendResultRecord;
  SmsMessage: SmsMessageRecord;
  SmsMessageConnection: SmsPageRecord;
  SmsMessageEdge: Omit<SmsMessageEdge, 'node'> & { node: ResolversParentTypes['SmsMessage'] };
  SmsMessageFilter: SmsMessageFilter;
  SmsReceived: SmsEventRecord;
  SmsReceivedFilter: SmsReceivedFilter;
  SmsTriggerInput: SmsTriggerInput;
  String: Scalars['String']['output'];
  Subscription: Record<PropertyKey, never>;
  URL: Scalars['URL']['output'];
  UpsertNumberGroupInput: UpsertNumberGroupInput;
  UpsertNumberGroupPayload: GroupResultRecord;
  VendorAccountStatusChange: AccountEventRecord;
  VendorAccountStatusFilter: VendorAccountStatusFilter;
  VendorAttempt: AttemptRecord;
  VendorCapabilities: VendorModuleRecord;
  VendorDelivery: DeliveryRecord;
  VendorDeliveryConnection: DeliveryPageRecord;
  VendorDeliveryEdge: Omit<VendorDeliveryEdge, 'node'> & { node: ResolversParentTypes['VendorDelivery'] };
  VendorDeliveryFilter: VendorDeliveryFilter;
  VendorDeliveryRemark: VendorDeliveryRemark;
  VendorError: VendorError;
  VendorOperation: NamedOperationRecord;
  VendorOption: VendorOption;
  VirtualNumber: Scalars['VirtualNumber']['output'];
  VoiceActivity: VoiceActivityRecord;
  VoiceActivityChange: ResolversUnionTypes<ResolversParentTypes>['VoiceActivityChange'];
  VoiceChange: ResolversInterfaceTypes<ResolversParentTypes>['VoiceChange'];
  VoiceMessage: VoiceMessageRecord;
  VoiceMessageConnection: MessagePageRecord;
  VoiceMessageEdge: Omit<VoiceMessageEdge, 'node'> & { node: ResolversParentTypes['VoiceMessage'] };
  VoiceMessageFilter: VoiceMessageFilter;
  VoiceMessageStatusChange: MessageEventRecord;
  VoiceMessageStatusFilter: VoiceMessageStatusFilter;
  VoiceMessagesPayload: ResolversInterfaceTypes<ResolversParentTypes>['VoiceMessagesPayload'];
  VoicePayload: ResolversInterfaceTypes<ResolversParentTypes>['VoicePayload'];
  VoiceRecording: RevealedRecordingRecord;
  VoiceTemplateParameterInput: VoiceTemplateParameterInput;
  VoiceTimeSpanInput: VoiceTimeSpanInput;
  VoiceUserError: UserErrorRecord;
  _Any: Scalars['_Any']['output'];
  _Entity: ResolversUnionTypes<ResolversParentTypes>['_Entity'];
  _Service: _Service;
  federation__FieldSet: Scalars['federation__FieldSet']['output'];
  federation__Scope: Scalars['federation__Scope']['output'];
  link__Import: Scalars['link__Import']['output'];
};

export type AuthenticatedDirectiveArgs = { };

export type AuthenticatedDirectiveResolver<Result, Parent, ContextType = GraphQLContext, Args = AuthenticatedDirectiveArgs> = DirectiveResolverFn<Result, Parent, ContextType, Args>;

export type KeyDirectiveArgs = {
  fields: Scalars['federation__FieldSet']['input'];
  resolvable?: Maybe<Scalars['Boolean']['input']>;
};

export type KeyDirectiveResolver<Result, Parent, ContextType = GraphQLContext, Args = KeyDirectiveArgs> = DirectiveResolverFn<Result, Parent, ContextType, Args>;

export type LinkDirectiveArgs = {
  as?: Maybe<Scalars['String']['input']>;
  import?: Maybe<ReadonlyArray<Maybe<Scalars['link__Import']['input']>>>;
  url: Scalars['String']['input'];
};

export type LinkDirectiveResolver<Result, Parent, ContextType = GraphQLContext, Args = LinkDirectiveArgs> = DirectiveResolverFn<Result, Parent, ContextType, Args>;

export type RequiresScopesDirectiveArgs = {
  scopes: ReadonlyArray<ReadonlyArray<Scalars['federation__Scope']['input']>>;
};

export type RequiresScopesDirectiveResolver<Result, Parent, ContextType = GraphQLContext, Args = RequiresScopesDirectiveArgs> = DirectiveResolverFn<Result, Parent, ContextType, Args>;

export type ShareableDirectiveArgs = { };

export type ShareableDirectiveResolver<Result, Parent, ContextType = GraphQLContext, Args = ShareableDirectiveArgs> = DirectiveResolverFn<Result, Parent, ContextType, Args>;

export type TagDirectiveArgs = {
  name: Scalars['String']['input'];
};

export type TagDirectiveResolver<Result, Parent, ContextType = GraphQLContext, Args = TagDirectiveArgs> = DirectiveResolverFn<Result, Parent, ContextType, Args>;

export type AccountResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['Account'] = ResolversParentTypes['Account']> = {
  balance?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  balanceUnit?: Resolver<ResolversTypes['VoiceBalanceUnit'], ParentType, ContextType>;
  bindings?: Resolver<ResolversTypes['BindingConnection'], ParentType, ContextType, Partial<AccountBindingsArgs>>;
  calls?: Resolver<ResolversTypes['CallConnection'], ParentType, ContextType, Partial<AccountCallsArgs>>;
  changedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  checkedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  health?: Resolver<ResolversTypes['VendorAccountHealth'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  openedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  overdraft?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  priority?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  revision?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  role?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  services?: Resolver<Maybe<ReadonlyArray<ResolversTypes['VoiceService']>>, ParentType, ContextType>;
  status?: Resolver<ResolversTypes['VendorAccountStatus'], ParentType, ContextType>;
  vendor?: Resolver<ResolversTypes['Vendor'], ParentType, ContextType>;
  voiceMessages?: Resolver<ResolversTypes['VoiceMessageConnection'], ParentType, ContextType, Partial<AccountVoiceMessagesArgs>>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type AuditEntryResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['AuditEntry'] = ResolversParentTypes['AuditEntry']> = {
  account?: Resolver<Maybe<ResolversTypes['Account']>, ParentType, ContextType>;
  action?: Resolver<ResolversTypes['AuditAction'], ParentType, ContextType>;
  at?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  client?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  count?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  operation?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  subject?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  subjectIds?: Resolver<ReadonlyArray<ResolversTypes['ID']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type AuditEntryConnectionResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['AuditEntryConnection'] = ResolversParentTypes['AuditEntryConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['AuditEntryEdge']>, ParentType, ContextType>;
  nodes?: Resolver<ReadonlyArray<ResolversTypes['AuditEntry']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type AuditEntryEdgeResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['AuditEntryEdge'] = ResolversParentTypes['AuditEntryEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['AuditEntry'], ParentType, ContextType>;
};

export type BindingResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['Binding'] = ResolversParentTypes['Binding']> = {
  account?: Resolver<Maybe<ResolversTypes['Account']>, ParentType, ContextType>;
  activatedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  attempts?: Resolver<ReadonlyArray<ResolversTypes['VendorAttempt']>, ParentType, ContextType>;
  calls?: Resolver<ResolversTypes['CallConnection'], ParentType, ContextType, Partial<BindingCallsArgs>>;
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  expiresAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  extension?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  failure?: Resolver<Maybe<ResolversTypes['VoiceUserError']>, ParentType, ContextType>;
  group?: Resolver<Maybe<ResolversTypes['NumberGroup']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  metadata?: Resolver<Maybe<ResolversTypes['JSONObject']>, ParentType, ContextType>;
  mode?: Resolver<ResolversTypes['BindingMode'], ParentType, ContextType>;
  numberA?: Resolver<Maybe<ResolversTypes['PhoneNumber']>, ParentType, ContextType>;
  numberB?: Resolver<Maybe<ResolversTypes['PhoneNumber']>, ParentType, ContextType>;
  numberX?: Resolver<Maybe<ResolversTypes['VirtualNumber']>, ParentType, ContextType>;
  numberY?: Resolver<Maybe<ResolversTypes['VirtualNumber']>, ParentType, ContextType>;
  options?: Resolver<ResolversTypes['BindingOptions'], ParentType, ContextType>;
  record?: Resolver<Maybe<ResolversTypes['Boolean']>, ParentType, ContextType>;
  reference?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  releasedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  replacedBy?: Resolver<Maybe<ResolversTypes['Binding']>, ParentType, ContextType>;
  revision?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  smsMessages?: Resolver<ResolversTypes['SmsMessageConnection'], ParentType, ContextType, Partial<BindingSmsMessagesArgs>>;
  status?: Resolver<ResolversTypes['BindingStatus'], ParentType, ContextType>;
  unprovenNumber?: Resolver<Maybe<ResolversTypes['PhoneNumber']>, ParentType, ContextType>;
  updatedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  vendor?: Resolver<ResolversTypes['Vendor'], ParentType, ContextType>;
  vendorBindingId?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type BindingAnnouncementsResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['BindingAnnouncements'] = ResolversParentTypes['BindingAnnouncements']> = {
  afterAnswer?: Resolver<Maybe<ReadonlyArray<ResolversTypes['String']>>, ParentType, ContextType>;
  whenACalls?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  whenBCalls?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  whenOthersCall?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type BindingConnectionResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['BindingConnection'] = ResolversParentTypes['BindingConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['BindingEdge']>, ParentType, ContextType>;
  nodes?: Resolver<ReadonlyArray<ResolversTypes['Binding']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type BindingEdgeResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['BindingEdge'] = ResolversParentTypes['BindingEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Binding'], ParentType, ContextType>;
};

export type BindingOptionsResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['BindingOptions'] = ResolversParentTypes['BindingOptions']> = {
  announcements?: Resolver<Maybe<ResolversTypes['BindingAnnouncements']>, ParentType, ContextType>;
  areaCode?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  autoAssignY?: Resolver<Maybe<ResolversTypes['Boolean']>, ParentType, ContextType>;
  incomingCallEvents?: Resolver<Maybe<ResolversTypes['Boolean']>, ParentType, ContextType>;
  lifetimeSeconds?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  maxCallSeconds?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  replacesNumberA?: Resolver<Maybe<ResolversTypes['PhoneNumber']>, ParentType, ContextType>;
  showCallerToA?: Resolver<Maybe<ResolversTypes['Boolean']>, ParentType, ContextType>;
  showCallerToB?: Resolver<Maybe<ResolversTypes['Boolean']>, ParentType, ContextType>;
  sms?: Resolver<Maybe<ResolversTypes['SmsHandling']>, ParentType, ContextType>;
};

export type BindingPayloadResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['BindingPayload'] = ResolversParentTypes['BindingPayload']> = {
  __resolveType: TypeResolveFn<'CreateAxBindingPayload' | 'CreateAxbBindingPayload' | 'CreateAxgBindingPayload' | 'CreateAxnBindingPayload' | 'CreateAxxBindingPayload' | 'CreateAxybBindingPayload' | 'CreateTransferBindingPayload' | 'CreateXybBindingPayload' | 'ReleaseBindingPayload', ParentType, ContextType>;
};

export type BindingStatusChangeResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['BindingStatusChange'] = ResolversParentTypes['BindingStatusChange']> = {
  at?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  binding?: Resolver<ResolversTypes['Binding'], ParentType, ContextType>;
  cursor?: Resolver<ResolversTypes['Cursor'], ParentType, ContextType>;
  previousStatus?: Resolver<Maybe<ResolversTypes['BindingStatus']>, ParentType, ContextType>;
  status?: Resolver<ResolversTypes['BindingStatus'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type CallResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['Call'] = ResolversParentTypes['Call']> = {
  account?: Resolver<Maybe<ResolversTypes['Account']>, ParentType, ContextType>;
  answeredAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  billedSeconds?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  binding?: Resolver<Maybe<ResolversTypes['Binding']>, ParentType, ContextType>;
  callee?: Resolver<Maybe<ResolversTypes['PhoneNumber']>, ParentType, ContextType>;
  caller?: Resolver<Maybe<ResolversTypes['PhoneNumber']>, ParentType, ContextType>;
  callerAnsweredAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  callerDurationSeconds?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  durationSeconds?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  endedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  hungUpBy?: Resolver<Maybe<ResolversTypes['HungUpBy']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  numberX?: Resolver<Maybe<ResolversTypes['VirtualNumber']>, ParentType, ContextType>;
  outcome?: Resolver<Maybe<ResolversTypes['CallOutcome']>, ParentType, ContextType>;
  recording?: Resolver<Maybe<ResolversTypes['VoiceRecording']>, ParentType, ContextType>;
  reference?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  revision?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  ringingAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  startedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  status?: Resolver<ResolversTypes['CallStatus'], ParentType, ContextType>;
  unprovenNumber?: Resolver<Maybe<ResolversTypes['PhoneNumber']>, ParentType, ContextType>;
  updatedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  vendor?: Resolver<ResolversTypes['Vendor'], ParentType, ContextType>;
  vendorCallId?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  vendorCode?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  vendorText?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type CallConnectionResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['CallConnection'] = ResolversParentTypes['CallConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['CallEdge']>, ParentType, ContextType>;
  nodes?: Resolver<ReadonlyArray<ResolversTypes['Call']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type CallEdgeResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['CallEdge'] = ResolversParentTypes['CallEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Call'], ParentType, ContextType>;
};

export type CallStatusChangeResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['CallStatusChange'] = ResolversParentTypes['CallStatusChange']> = {
  at?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  call?: Resolver<ResolversTypes['Call'], ParentType, ContextType>;
  cursor?: Resolver<ResolversTypes['Cursor'], ParentType, ContextType>;
  previousStatus?: Resolver<Maybe<ResolversTypes['CallStatus']>, ParentType, ContextType>;
  status?: Resolver<ResolversTypes['CallStatus'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type CreateAxBindingPayloadResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['CreateAxBindingPayload'] = ResolversParentTypes['CreateAxBindingPayload']> = {
  binding?: Resolver<Maybe<ResolversTypes['Binding']>, ParentType, ContextType>;
  userErrors?: Resolver<ReadonlyArray<ResolversTypes['VoiceUserError']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type CreateAxbBindingPayloadResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['CreateAxbBindingPayload'] = ResolversParentTypes['CreateAxbBindingPayload']> = {
  binding?: Resolver<Maybe<ResolversTypes['Binding']>, ParentType, ContextType>;
  userErrors?: Resolver<ReadonlyArray<ResolversTypes['VoiceUserError']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type CreateAxgBindingPayloadResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['CreateAxgBindingPayload'] = ResolversParentTypes['CreateAxgBindingPayload']> = {
  binding?: Resolver<Maybe<ResolversTypes['Binding']>, ParentType, ContextType>;
  userErrors?: Resolver<ReadonlyArray<ResolversTypes['VoiceUserError']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type CreateAxnBindingPayloadResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['CreateAxnBindingPayload'] = ResolversParentTypes['CreateAxnBindingPayload']> = {
  binding?: Resolver<Maybe<ResolversTypes['Binding']>, ParentType, ContextType>;
  userErrors?: Resolver<ReadonlyArray<ResolversTypes['VoiceUserError']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type CreateAxxBindingPayloadResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['CreateAxxBindingPayload'] = ResolversParentTypes['CreateAxxBindingPayload']> = {
  binding?: Resolver<Maybe<ResolversTypes['Binding']>, ParentType, ContextType>;
  userErrors?: Resolver<ReadonlyArray<ResolversTypes['VoiceUserError']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type CreateAxybBindingPayloadResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['CreateAxybBindingPayload'] = ResolversParentTypes['CreateAxybBindingPayload']> = {
  binding?: Resolver<Maybe<ResolversTypes['Binding']>, ParentType, ContextType>;
  userErrors?: Resolver<ReadonlyArray<ResolversTypes['VoiceUserError']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type CreateTransferBindingPayloadResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['CreateTransferBindingPayload'] = ResolversParentTypes['CreateTransferBindingPayload']> = {
  binding?: Resolver<Maybe<ResolversTypes['Binding']>, ParentType, ContextType>;
  userErrors?: Resolver<ReadonlyArray<ResolversTypes['VoiceUserError']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type CreateXybBindingPayloadResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['CreateXybBindingPayload'] = ResolversParentTypes['CreateXybBindingPayload']> = {
  binding?: Resolver<Maybe<ResolversTypes['Binding']>, ParentType, ContextType>;
  userErrors?: Resolver<ReadonlyArray<ResolversTypes['VoiceUserError']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export interface CursorScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['Cursor'], any> {
  name: 'Cursor';
}

export interface DateTimeScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['DateTime'], any> {
  name: 'DateTime';
}

export type EraseNumberPayloadResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['EraseNumberPayload'] = ResolversParentTypes['EraseNumberPayload']> = {
  complete?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  erased?: Resolver<ReadonlyArray<ResolversTypes['ErasedCount']>, ParentType, ContextType>;
  kept?: Resolver<ReadonlyArray<ResolversTypes['KeptAfterErasure']>, ParentType, ContextType>;
  userErrors?: Resolver<ReadonlyArray<ResolversTypes['VoiceUserError']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type ErasedCountResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['ErasedCount'] = ResolversParentTypes['ErasedCount']> = {
  count?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['ErasedKind'], ParentType, ContextType>;
};

export interface JsonObjectScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['JSONObject'], any> {
  name: 'JSONObject';
}

export type KeptAfterErasureResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['KeptAfterErasure'] = ResolversParentTypes['KeptAfterErasure']> = {
  count?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  what?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  why?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type MutationResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['Mutation'] = ResolversParentTypes['Mutation']> = {
  createAxBinding?: Resolver<Maybe<ResolversTypes['CreateAxBindingPayload']>, ParentType, ContextType, RequireFields<MutationCreateAxBindingArgs, 'input'>>;
  createAxbBinding?: Resolver<Maybe<ResolversTypes['CreateAxbBindingPayload']>, ParentType, ContextType, RequireFields<MutationCreateAxbBindingArgs, 'input'>>;
  createAxgBinding?: Resolver<Maybe<ResolversTypes['CreateAxgBindingPayload']>, ParentType, ContextType, RequireFields<MutationCreateAxgBindingArgs, 'input'>>;
  createAxnBinding?: Resolver<Maybe<ResolversTypes['CreateAxnBindingPayload']>, ParentType, ContextType, RequireFields<MutationCreateAxnBindingArgs, 'input'>>;
  createAxxBinding?: Resolver<Maybe<ResolversTypes['CreateAxxBindingPayload']>, ParentType, ContextType, RequireFields<MutationCreateAxxBindingArgs, 'input'>>;
  createAxybBinding?: Resolver<Maybe<ResolversTypes['CreateAxybBindingPayload']>, ParentType, ContextType, RequireFields<MutationCreateAxybBindingArgs, 'input'>>;
  createTransferBinding?: Resolver<Maybe<ResolversTypes['CreateTransferBindingPayload']>, ParentType, ContextType, RequireFields<MutationCreateTransferBindingArgs, 'input'>>;
  createXybBinding?: Resolver<Maybe<ResolversTypes['CreateXybBindingPayload']>, ParentType, ContextType, RequireFields<MutationCreateXybBindingArgs, 'input'>>;
  eraseNumber?: Resolver<Maybe<ResolversTypes['EraseNumberPayload']>, ParentType, ContextType, RequireFields<MutationEraseNumberArgs, 'input'>>;
  pullReports?: Resolver<Maybe<ResolversTypes['PullReportsPayload']>, ParentType, ContextType, RequireFields<MutationPullReportsArgs, 'input'>>;
  refreshAccount?: Resolver<Maybe<ResolversTypes['RefreshAccountPayload']>, ParentType, ContextType, RequireFields<MutationRefreshAccountArgs, 'input'>>;
  releaseBinding?: Resolver<Maybe<ResolversTypes['ReleaseBindingPayload']>, ParentType, ContextType, RequireFields<MutationReleaseBindingArgs, 'input'>>;
  replayDelivery?: Resolver<Maybe<ResolversTypes['ReplayDeliveryPayload']>, ParentType, ContextType, RequireFields<MutationReplayDeliveryArgs, 'input'>>;
  sandboxDial?: Resolver<ResolversTypes['SandboxDialPayload'], ParentType, ContextType, RequireFields<MutationSandboxDialArgs, 'input'>>;
  sandboxReport?: Resolver<ResolversTypes['SandboxReportPayload'], ParentType, ContextType, RequireFields<MutationSandboxReportArgs, 'input'>>;
  sandboxText?: Resolver<ResolversTypes['SandboxDialPayload'], ParentType, ContextType, RequireFields<MutationSandboxTextArgs, 'input'>>;
  sendIvrCall?: Resolver<Maybe<ResolversTypes['SendIvrCallPayload']>, ParentType, ContextType, RequireFields<MutationSendIvrCallArgs, 'input'>>;
  sendMarketingCall?: Resolver<Maybe<ResolversTypes['SendMarketingCallPayload']>, ParentType, ContextType, RequireFields<MutationSendMarketingCallArgs, 'input'>>;
  sendVerificationCode?: Resolver<Maybe<ResolversTypes['SendVerificationCodePayload']>, ParentType, ContextType, RequireFields<MutationSendVerificationCodeArgs, 'input'>>;
  sendVoiceNotification?: Resolver<Maybe<ResolversTypes['SendVoiceNotificationPayload']>, ParentType, ContextType, RequireFields<MutationSendVoiceNotificationArgs, 'input'>>;
  sendVoiceSms?: Resolver<Maybe<ResolversTypes['SendVoiceSmsPayload']>, ParentType, ContextType, RequireFields<MutationSendVoiceSmsArgs, 'input'>>;
  upsertNumberGroup?: Resolver<Maybe<ResolversTypes['UpsertNumberGroupPayload']>, ParentType, ContextType, RequireFields<MutationUpsertNumberGroupArgs, 'input'>>;
};

export type NodeResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['Node'] = ResolversParentTypes['Node']> = {
  __resolveType: TypeResolveFn<'Account' | 'AuditEntry' | 'Binding' | 'Call' | 'NumberGroup' | 'SmsMessage' | 'VendorDelivery' | 'VoiceMessage', ParentType, ContextType>;
};

export type NumberGroupResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['NumberGroup'] = ResolversParentTypes['NumberGroup']> = {
  account?: Resolver<Maybe<ResolversTypes['Account']>, ParentType, ContextType>;
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  failure?: Resolver<Maybe<ResolversTypes['VoiceUserError']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  metadata?: Resolver<Maybe<ResolversTypes['JSONObject']>, ParentType, ContextType>;
  numbers?: Resolver<ReadonlyArray<ResolversTypes['PhoneNumber']>, ParentType, ContextType>;
  reference?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  revision?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  status?: Resolver<ResolversTypes['NumberGroupStatus'], ParentType, ContextType>;
  updatedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  vendor?: Resolver<ResolversTypes['Vendor'], ParentType, ContextType>;
  vendorGroupId?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type NumberGroupConnectionResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['NumberGroupConnection'] = ResolversParentTypes['NumberGroupConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['NumberGroupEdge']>, ParentType, ContextType>;
  nodes?: Resolver<ReadonlyArray<ResolversTypes['NumberGroup']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type NumberGroupEdgeResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['NumberGroupEdge'] = ResolversParentTypes['NumberGroupEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['NumberGroup'], ParentType, ContextType>;
};

export type PageInfoResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['PageInfo'] = ResolversParentTypes['PageInfo']> = {
  endCursor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  hasNextPage?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  hasPreviousPage?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  startCursor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export interface PhoneNumberScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['PhoneNumber'], any> {
  name: 'PhoneNumber';
}

export type PullReportsPayloadResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['PullReportsPayload'] = ResolversParentTypes['PullReportsPayload']> = {
  account?: Resolver<Maybe<ResolversTypes['Account']>, ParentType, ContextType>;
  received?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  userErrors?: Resolver<ReadonlyArray<ResolversTypes['VoiceUserError']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type QueryResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['Query'] = ResolversParentTypes['Query']> = {
  _entities?: Resolver<ReadonlyArray<Maybe<ResolversTypes['_Entity']>>, ParentType, ContextType, RequireFields<Query_EntitiesArgs, 'representations'>>;
  _service?: Resolver<ResolversTypes['_Service'], ParentType, ContextType>;
  account?: Resolver<Maybe<ResolversTypes['Account']>, ParentType, ContextType, RequireFields<QueryAccountArgs, 'id'>>;
  accounts?: Resolver<Maybe<ReadonlyArray<ResolversTypes['Account']>>, ParentType, ContextType, Partial<QueryAccountsArgs>>;
  auditTrail?: Resolver<Maybe<ResolversTypes['AuditEntryConnection']>, ParentType, ContextType, Partial<QueryAuditTrailArgs>>;
  binding?: Resolver<Maybe<ResolversTypes['Binding']>, ParentType, ContextType, RequireFields<QueryBindingArgs, 'id'>>;
  bindings?: Resolver<Maybe<ResolversTypes['BindingConnection']>, ParentType, ContextType, Partial<QueryBindingsArgs>>;
  call?: Resolver<Maybe<ResolversTypes['Call']>, ParentType, ContextType, RequireFields<QueryCallArgs, 'id'>>;
  calls?: Resolver<Maybe<ResolversTypes['CallConnection']>, ParentType, ContextType, Partial<QueryCallsArgs>>;
  deliveries?: Resolver<Maybe<ResolversTypes['VendorDeliveryConnection']>, ParentType, ContextType, Partial<QueryDeliveriesArgs>>;
  node?: Resolver<Maybe<ResolversTypes['Node']>, ParentType, ContextType, RequireFields<QueryNodeArgs, 'id'>>;
  numberGroup?: Resolver<Maybe<ResolversTypes['NumberGroup']>, ParentType, ContextType, RequireFields<QueryNumberGroupArgs, 'id'>>;
  numberGroups?: Resolver<Maybe<ResolversTypes['NumberGroupConnection']>, ParentType, ContextType, Partial<QueryNumberGroupsArgs>>;
  smsMessage?: Resolver<Maybe<ResolversTypes['SmsMessage']>, ParentType, ContextType, RequireFields<QuerySmsMessageArgs, 'id'>>;
  smsMessages?: Resolver<Maybe<ResolversTypes['SmsMessageConnection']>, ParentType, ContextType, Partial<QuerySmsMessagesArgs>>;
  vendors?: Resolver<Maybe<ReadonlyArray<ResolversTypes['VendorCapabilities']>>, ParentType, ContextType>;
  voiceActivity?: Resolver<Maybe<ResolversTypes['VoiceActivity']>, ParentType, ContextType, RequireFields<QueryVoiceActivityArgs, 'reference'>>;
  voiceMessage?: Resolver<Maybe<ResolversTypes['VoiceMessage']>, ParentType, ContextType, RequireFields<QueryVoiceMessageArgs, 'id'>>;
  voiceMessages?: Resolver<Maybe<ResolversTypes['VoiceMessageConnection']>, ParentType, ContextType, Partial<QueryVoiceMessagesArgs>>;
};

export type RefreshAccountPayloadResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['RefreshAccountPayload'] = ResolversParentTypes['RefreshAccountPayload']> = {
  account?: Resolver<Maybe<ResolversTypes['Account']>, ParentType, ContextType>;
  userErrors?: Resolver<ReadonlyArray<ResolversTypes['VoiceUserError']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type ReleaseBindingPayloadResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['ReleaseBindingPayload'] = ResolversParentTypes['ReleaseBindingPayload']> = {
  binding?: Resolver<Maybe<ResolversTypes['Binding']>, ParentType, ContextType>;
  userErrors?: Resolver<ReadonlyArray<ResolversTypes['VoiceUserError']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type ReplayDeliveryPayloadResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['ReplayDeliveryPayload'] = ResolversParentTypes['ReplayDeliveryPayload']> = {
  delivery?: Resolver<Maybe<ResolversTypes['VendorDelivery']>, ParentType, ContextType>;
  userErrors?: Resolver<ReadonlyArray<ResolversTypes['VoiceUserError']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type SandboxDialPayloadResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['SandboxDialPayload'] = ResolversParentTypes['SandboxDialPayload']> = {
  reason?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  ringSeconds?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  routed?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  takesSeconds?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  talkSeconds?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  vendorCallId?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type SandboxReportPayloadResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['SandboxReportPayload'] = ResolversParentTypes['SandboxReportPayload']> = {
  reason?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  reported?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
};

export type SendIvrCallPayloadResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['SendIvrCallPayload'] = ResolversParentTypes['SendIvrCallPayload']> = {
  userErrors?: Resolver<ReadonlyArray<ResolversTypes['VoiceUserError']>, ParentType, ContextType>;
  voiceMessages?: Resolver<Maybe<ReadonlyArray<ResolversTypes['VoiceMessage']>>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type SendMarketingCallPayloadResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['SendMarketingCallPayload'] = ResolversParentTypes['SendMarketingCallPayload']> = {
  userErrors?: Resolver<ReadonlyArray<ResolversTypes['VoiceUserError']>, ParentType, ContextType>;
  voiceMessages?: Resolver<Maybe<ReadonlyArray<ResolversTypes['VoiceMessage']>>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type SendVerificationCodePayloadResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['SendVerificationCodePayload'] = ResolversParentTypes['SendVerificationCodePayload']> = {
  userErrors?: Resolver<ReadonlyArray<ResolversTypes['VoiceUserError']>, ParentType, ContextType>;
  voiceMessages?: Resolver<Maybe<ReadonlyArray<ResolversTypes['VoiceMessage']>>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type SendVoiceNotificationPayloadResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['SendVoiceNotificationPayload'] = ResolversParentTypes['SendVoiceNotificationPayload']> = {
  userErrors?: Resolver<ReadonlyArray<ResolversTypes['VoiceUserError']>, ParentType, ContextType>;
  voiceMessages?: Resolver<Maybe<ReadonlyArray<ResolversTypes['VoiceMessage']>>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type SendVoiceSmsPayloadResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['SendVoiceSmsPayload'] = ResolversParentTypes['SendVoiceSmsPayload']> = {
  userErrors?: Resolver<ReadonlyArray<ResolversTypes['VoiceUserError']>, ParentType, ContextType>;
  voiceMessages?: Resolver<Maybe<ReadonlyArray<ResolversTypes['VoiceMessage']>>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type SmsMessageResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['SmsMessage'] = ResolversParentTypes['SmsMessage']> = {
  account?: Resolver<Maybe<ResolversTypes['Account']>, ParentType, ContextType>;
  binding?: Resolver<Maybe<ResolversTypes['Binding']>, ParentType, ContextType>;
  content?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  from?: Resolver<Maybe<ResolversTypes['PhoneNumber']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  numberX?: Resolver<Maybe<ResolversTypes['VirtualNumber']>, ParentType, ContextType>;
  reference?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  revision?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  sentAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  to?: Resolver<Maybe<ResolversTypes['PhoneNumber']>, ParentType, ContextType>;
  unprovenNumber?: Resolver<Maybe<ResolversTypes['PhoneNumber']>, ParentType, ContextType>;
  vendor?: Resolver<ResolversTypes['Vendor'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type SmsMessageConnectionResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['SmsMessageConnection'] = ResolversParentTypes['SmsMessageConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['SmsMessageEdge']>, ParentType, ContextType>;
  nodes?: Resolver<ReadonlyArray<ResolversTypes['SmsMessage']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type SmsMessageEdgeResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['SmsMessageEdge'] = ResolversParentTypes['SmsMessageEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['SmsMessage'], ParentType, ContextType>;
};

export type SmsReceivedResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['SmsReceived'] = ResolversParentTypes['SmsReceived']> = {
  at?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  cursor?: Resolver<ResolversTypes['Cursor'], ParentType, ContextType>;
  smsMessage?: Resolver<ResolversTypes['SmsMessage'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type SubscriptionResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['Subscription'] = ResolversParentTypes['Subscription']> = {
  accountStatusChanged?: SubscriptionResolver<Maybe<ResolversTypes['VendorAccountStatusChange']>, "accountStatusChanged", ParentType, ContextType, Partial<SubscriptionAccountStatusChangedArgs>>;
  bindingStatusChanged?: SubscriptionResolver<Maybe<ResolversTypes['BindingStatusChange']>, "bindingStatusChanged", ParentType, ContextType, Partial<SubscriptionBindingStatusChangedArgs>>;
  callStatusChanged?: SubscriptionResolver<Maybe<ResolversTypes['CallStatusChange']>, "callStatusChanged", ParentType, ContextType, Partial<SubscriptionCallStatusChangedArgs>>;
  smsReceived?: SubscriptionResolver<Maybe<ResolversTypes['SmsReceived']>, "smsReceived", ParentType, ContextType, Partial<SubscriptionSmsReceivedArgs>>;
  voiceActivityChanged?: SubscriptionResolver<Maybe<ResolversTypes['VoiceActivityChange']>, "voiceActivityChanged", ParentType, ContextType, RequireFields<SubscriptionVoiceActivityChangedArgs, 'references'>>;
  voiceMessageStatusChanged?: SubscriptionResolver<Maybe<ResolversTypes['VoiceMessageStatusChange']>, "voiceMessageStatusChanged", ParentType, ContextType, Partial<SubscriptionVoiceMessageStatusChangedArgs>>;
};

export interface UrlScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['URL'], any> {
  name: 'URL';
}

export type UpsertNumberGroupPayloadResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['UpsertNumberGroupPayload'] = ResolversParentTypes['UpsertNumberGroupPayload']> = {
  numberGroup?: Resolver<Maybe<ResolversTypes['NumberGroup']>, ParentType, ContextType>;
  userErrors?: Resolver<ReadonlyArray<ResolversTypes['VoiceUserError']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type VendorResolvers = EnumResolverSignature<{ EMAY?: any, INTERLINE?: any, JUMDATA?: any, KSYUN?: any, WINNERLOOK?: any }, ResolversTypes['Vendor']>;

export type VendorAccountStatusChangeResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['VendorAccountStatusChange'] = ResolversParentTypes['VendorAccountStatusChange']> = {
  account?: Resolver<Maybe<ResolversTypes['Account']>, ParentType, ContextType>;
  at?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  balance?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  cursor?: Resolver<ResolversTypes['Cursor'], ParentType, ContextType>;
  previousStatus?: Resolver<Maybe<ResolversTypes['VendorAccountStatus']>, ParentType, ContextType>;
  status?: Resolver<ResolversTypes['VendorAccountStatus'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type VendorAttemptResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['VendorAttempt'] = ResolversParentTypes['VendorAttempt']> = {
  account?: Resolver<Maybe<ResolversTypes['Account']>, ParentType, ContextType>;
  at?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  error?: Resolver<Maybe<ResolversTypes['VoiceUserError']>, ParentType, ContextType>;
  outcome?: Resolver<ResolversTypes['VendorAttemptOutcome'], ParentType, ContextType>;
  vendorRequestId?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type VendorCapabilitiesResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['VendorCapabilities'] = ResolversParentTypes['VendorCapabilities']> = {
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  operations?: Resolver<ReadonlyArray<ResolversTypes['VendorOperation']>, ParentType, ContextType>;
  vendor?: Resolver<ResolversTypes['Vendor'], ParentType, ContextType>;
};

export type VendorDeliveryResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['VendorDelivery'] = ResolversParentTypes['VendorDelivery']> = {
  account?: Resolver<Maybe<ResolversTypes['Account']>, ParentType, ContextType>;
  body?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  erasedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  kind?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  reason?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  receivedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  remarks?: Resolver<ReadonlyArray<ResolversTypes['VendorDeliveryRemark']>, ParentType, ContextType>;
  size?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  state?: Resolver<ResolversTypes['VendorDeliveryState'], ParentType, ContextType>;
  vendor?: Resolver<ResolversTypes['Vendor'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type VendorDeliveryConnectionResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['VendorDeliveryConnection'] = ResolversParentTypes['VendorDeliveryConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['VendorDeliveryEdge']>, ParentType, ContextType>;
  nodes?: Resolver<ReadonlyArray<ResolversTypes['VendorDelivery']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type VendorDeliveryEdgeResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['VendorDeliveryEdge'] = ResolversParentTypes['VendorDeliveryEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['VendorDelivery'], ParentType, ContextType>;
};

export type VendorDeliveryRemarkResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['VendorDeliveryRemark'] = ResolversParentTypes['VendorDeliveryRemark']> = {
  field?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type VendorErrorResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['VendorError'] = ResolversParentTypes['VendorError']> = {
  code?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  vendor?: Resolver<ResolversTypes['Vendor'], ParentType, ContextType>;
};

export type VendorOperationResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['VendorOperation'] = ResolversParentTypes['VendorOperation']> = {
  batchSize?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  operation?: Resolver<ResolversTypes['VoiceOperation'], ParentType, ContextType>;
  options?: Resolver<ReadonlyArray<ResolversTypes['VendorOption']>, ParentType, ContextType>;
  service?: Resolver<Maybe<ResolversTypes['VoiceService']>, ParentType, ContextType>;
};

export type VendorOptionResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['VendorOption'] = ResolversParentTypes['VendorOption']> = {
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  required?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
};

export interface VirtualNumberScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['VirtualNumber'], any> {
  name: 'VirtualNumber';
}

export type VoiceActivityResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['VoiceActivity'] = ResolversParentTypes['VoiceActivity']> = {
  bindings?: Resolver<Maybe<ResolversTypes['BindingConnection']>, ParentType, ContextType, Partial<VoiceActivityBindingsArgs>>;
  calls?: Resolver<Maybe<ResolversTypes['CallConnection']>, ParentType, ContextType, Partial<VoiceActivityCallsArgs>>;
  cursor?: Resolver<Maybe<ResolversTypes['Cursor']>, ParentType, ContextType>;
  reference?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  smsMessages?: Resolver<Maybe<ResolversTypes['SmsMessageConnection']>, ParentType, ContextType, Partial<VoiceActivitySmsMessagesArgs>>;
  voiceMessages?: Resolver<Maybe<ResolversTypes['VoiceMessageConnection']>, ParentType, ContextType, Partial<VoiceActivityVoiceMessagesArgs>>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type VoiceActivityChangeResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['VoiceActivityChange'] = ResolversParentTypes['VoiceActivityChange']> = {
  __resolveType: TypeResolveFn<'BindingStatusChange' | 'CallStatusChange' | 'SmsReceived' | 'VoiceMessageStatusChange', ParentType, ContextType>;
};

export type VoiceChangeResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['VoiceChange'] = ResolversParentTypes['VoiceChange']> = {
  __resolveType: TypeResolveFn<'BindingStatusChange' | 'CallStatusChange' | 'SmsReceived' | 'VendorAccountStatusChange' | 'VoiceMessageStatusChange', ParentType, ContextType>;
};

export type VoiceMessageResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['VoiceMessage'] = ResolversParentTypes['VoiceMessage']> = {
  account?: Resolver<Maybe<ResolversTypes['Account']>, ParentType, ContextType>;
  answeredAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  attempts?: Resolver<ReadonlyArray<ResolversTypes['VendorAttempt']>, ParentType, ContextType>;
  calledAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  displayedNumber?: Resolver<Maybe<ResolversTypes['VirtualNumber']>, ParentType, ContextType>;
  dryRun?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  durationSeconds?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  endedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  failure?: Resolver<Maybe<ResolversTypes['VoiceUserError']>, ParentType, ContextType>;
  hasVoiceReply?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  keysPressed?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['VoiceMessageKind'], ParentType, ContextType>;
  metadata?: Resolver<Maybe<ResolversTypes['JSONObject']>, ParentType, ContextType>;
  outcome?: Resolver<Maybe<ResolversTypes['CallOutcome']>, ParentType, ContextType>;
  recipient?: Resolver<ResolversTypes['PhoneNumber'], ParentType, ContextType>;
  recording?: Resolver<Maybe<ResolversTypes['VoiceRecording']>, ParentType, ContextType>;
  reference?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  revision?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  status?: Resolver<ResolversTypes['VoiceMessageStatus'], ParentType, ContextType>;
  templateId?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  unprovenNumber?: Resolver<Maybe<ResolversTypes['PhoneNumber']>, ParentType, ContextType>;
  updatedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  vendor?: Resolver<ResolversTypes['Vendor'], ParentType, ContextType>;
  vendorCode?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  vendorMessageId?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  vendorRequestId?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  vendorText?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  voiceReply?: Resolver<Maybe<ResolversTypes['VoiceRecording']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type VoiceMessageConnectionResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['VoiceMessageConnection'] = ResolversParentTypes['VoiceMessageConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['VoiceMessageEdge']>, ParentType, ContextType>;
  nodes?: Resolver<ReadonlyArray<ResolversTypes['VoiceMessage']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type VoiceMessageEdgeResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['VoiceMessageEdge'] = ResolversParentTypes['VoiceMessageEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['VoiceMessage'], ParentType, ContextType>;
};

export type VoiceMessageStatusChangeResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['VoiceMessageStatusChange'] = ResolversParentTypes['VoiceMessageStatusChange']> = {
  at?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  cursor?: Resolver<ResolversTypes['Cursor'], ParentType, ContextType>;
  previousStatus?: Resolver<Maybe<ResolversTypes['VoiceMessageStatus']>, ParentType, ContextType>;
  status?: Resolver<ResolversTypes['VoiceMessageStatus'], ParentType, ContextType>;
  voiceMessage?: Resolver<ResolversTypes['VoiceMessage'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type VoiceMessagesPayloadResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['VoiceMessagesPayload'] = ResolversParentTypes['VoiceMessagesPayload']> = {
  __resolveType: TypeResolveFn<'SendIvrCallPayload' | 'SendMarketingCallPayload' | 'SendVerificationCodePayload' | 'SendVoiceNotificationPayload' | 'SendVoiceSmsPayload', ParentType, ContextType>;
};

export type VoiceOperationResolvers = EnumResolverSignature<{ CREATE_AXB_BINDING?: any, CREATE_AXG_BINDING?: any, CREATE_AXN_BINDING?: any, CREATE_AXX_BINDING?: any, CREATE_AXYB_BINDING?: any, CREATE_AX_BINDING?: any, CREATE_TRANSFER_BINDING?: any, CREATE_XYB_BINDING?: any, PULL_REPORTS?: any, REFRESH_ACCOUNT?: any, RELEASE_BINDING?: any, SEND_IVR_CALL?: any, SEND_MARKETING_CALL?: any, SEND_VERIFICATION_CODE?: any, SEND_VOICE_NOTIFICATION?: any, SEND_VOICE_SMS?: any, UPSERT_NUMBER_GROUP?: any }, ResolversTypes['VoiceOperation']>;

export type VoicePayloadResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['VoicePayload'] = ResolversParentTypes['VoicePayload']> = {
  __resolveType: TypeResolveFn<'CreateAxBindingPayload' | 'CreateAxbBindingPayload' | 'CreateAxgBindingPayload' | 'CreateAxnBindingPayload' | 'CreateAxxBindingPayload' | 'CreateAxybBindingPayload' | 'CreateTransferBindingPayload' | 'CreateXybBindingPayload' | 'EraseNumberPayload' | 'PullReportsPayload' | 'RefreshAccountPayload' | 'ReleaseBindingPayload' | 'ReplayDeliveryPayload' | 'SendIvrCallPayload' | 'SendMarketingCallPayload' | 'SendVerificationCodePayload' | 'SendVoiceNotificationPayload' | 'SendVoiceSmsPayload' | 'UpsertNumberGroupPayload', ParentType, ContextType>;
};

export type VoiceRecordingResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['VoiceRecording'] = ResolversParentTypes['VoiceRecording']> = {
  archived?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  contentType?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  expiresAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  sizeBytes?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  url?: Resolver<ResolversTypes['URL'], ParentType, ContextType>;
};

export type VoiceServiceResolvers = EnumResolverSignature<{ MARKETING?: any, NOTIFICATION?: any, VERIFICATION?: any, VOICE_SMS?: any }, ResolversTypes['VoiceService']>;

export type VoiceUserErrorResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['VoiceUserError'] = ResolversParentTypes['VoiceUserError']> = {
  code?: Resolver<ResolversTypes['ErrorCode'], ParentType, ContextType>;
  field?: Resolver<Maybe<ReadonlyArray<ResolversTypes['String']>>, ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  retryAfter?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  retryable?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  vendor?: Resolver<Maybe<ResolversTypes['VendorError']>, ParentType, ContextType>;
};

export interface _AnyScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['_Any'], any> {
  name: '_Any';
}

export type _EntityResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['_Entity'] = ResolversParentTypes['_Entity']> = {
  __resolveType: TypeResolveFn<'Account' | 'Binding' | 'Call' | 'NumberGroup' | 'SmsMessage' | 'VoiceActivity' | 'VoiceMessage', ParentType, ContextType>;
};

export type _ServiceResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['_Service'] = ResolversParentTypes['_Service']> = {
  sdl?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export interface Federation__FieldSetScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['federation__FieldSet'], any> {
  name: 'federation__FieldSet';
}

export interface Federation__ScopeScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['federation__Scope'], any> {
  name: 'federation__Scope';
}

export interface Link__ImportScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['link__Import'], any> {
  name: 'link__Import';
}

export type Resolvers<ContextType = GraphQLContext> = {
  Account?: AccountResolvers<ContextType>;
  AuditEntry?: AuditEntryResolvers<ContextType>;
  AuditEntryConnection?: AuditEntryConnectionResolvers<ContextType>;
  AuditEntryEdge?: AuditEntryEdgeResolvers<ContextType>;
  Binding?: BindingResolvers<ContextType>;
  BindingAnnouncements?: BindingAnnouncementsResolvers<ContextType>;
  BindingConnection?: BindingConnectionResolvers<ContextType>;
  BindingEdge?: BindingEdgeResolvers<ContextType>;
  BindingOptions?: BindingOptionsResolvers<ContextType>;
  BindingPayload?: BindingPayloadResolvers<ContextType>;
  BindingStatusChange?: BindingStatusChangeResolvers<ContextType>;
  Call?: CallResolvers<ContextType>;
  CallConnection?: CallConnectionResolvers<ContextType>;
  CallEdge?: CallEdgeResolvers<ContextType>;
  CallStatusChange?: CallStatusChangeResolvers<ContextType>;
  CreateAxBindingPayload?: CreateAxBindingPayloadResolvers<ContextType>;
  CreateAxbBindingPayload?: CreateAxbBindingPayloadResolvers<ContextType>;
  CreateAxgBindingPayload?: CreateAxgBindingPayloadResolvers<ContextType>;
  CreateAxnBindingPayload?: CreateAxnBindingPayloadResolvers<ContextType>;
  CreateAxxBindingPayload?: CreateAxxBindingPayloadResolvers<ContextType>;
  CreateAxybBindingPayload?: CreateAxybBindingPayloadResolvers<ContextType>;
  CreateTransferBindingPayload?: CreateTransferBindingPayloadResolvers<ContextType>;
  CreateXybBindingPayload?: CreateXybBindingPayloadResolvers<ContextType>;
  Cursor?: GraphQLScalarType;
  DateTime?: GraphQLScalarType;
  EraseNumberPayload?: EraseNumberPayloadResolvers<ContextType>;
  ErasedCount?: ErasedCountResolvers<ContextType>;
  JSONObject?: GraphQLScalarType;
  KeptAfterErasure?: KeptAfterErasureResolvers<ContextType>;
  Mutation?: MutationResolvers<ContextType>;
  Node?: NodeResolvers<ContextType>;
  NumberGroup?: NumberGroupResolvers<ContextType>;
  NumberGroupConnection?: NumberGroupConnectionResolvers<ContextType>;
  NumberGroupEdge?: NumberGroupEdgeResolvers<ContextType>;
  PageInfo?: PageInfoResolvers<ContextType>;
  PhoneNumber?: GraphQLScalarType;
  PullReportsPayload?: PullReportsPayloadResolvers<ContextType>;
  Query?: QueryResolvers<ContextType>;
  RefreshAccountPayload?: RefreshAccountPayloadResolvers<ContextType>;
  ReleaseBindingPayload?: ReleaseBindingPayloadResolvers<ContextType>;
  ReplayDeliveryPayload?: ReplayDeliveryPayloadResolvers<ContextType>;
  SandboxDialPayload?: SandboxDialPayloadResolvers<ContextType>;
  SandboxReportPayload?: SandboxReportPayloadResolvers<ContextType>;
  SendIvrCallPayload?: SendIvrCallPayloadResolvers<ContextType>;
  SendMarketingCallPayload?: SendMarketingCallPayloadResolvers<ContextType>;
  SendVerificationCodePayload?: SendVerificationCodePayloadResolvers<ContextType>;
  SendVoiceNotificationPayload?: SendVoiceNotificationPayloadResolvers<ContextType>;
  SendVoiceSmsPayload?: SendVoiceSmsPayloadResolvers<ContextType>;
  SmsMessage?: SmsMessageResolvers<ContextType>;
  SmsMessageConnection?: SmsMessageConnectionResolvers<ContextType>;
  SmsMessageEdge?: SmsMessageEdgeResolvers<ContextType>;
  SmsReceived?: SmsReceivedResolvers<ContextType>;
  Subscription?: SubscriptionResolvers<ContextType>;
  URL?: GraphQLScalarType;
  UpsertNumberGroupPayload?: UpsertNumberGroupPayloadResolvers<ContextType>;
  Vendor?: VendorResolvers;
  VendorAccountStatusChange?: VendorAccountStatusChangeResolvers<ContextType>;
  VendorAttempt?: VendorAttemptResolvers<ContextType>;
  VendorCapabilities?: VendorCapabilitiesResolvers<ContextType>;
  VendorDelivery?: VendorDeliveryResolvers<ContextType>;
  VendorDeliveryConnection?: VendorDeliveryConnectionResolvers<ContextType>;
  VendorDeliveryEdge?: VendorDeliveryEdgeResolvers<ContextType>;
  VendorDeliveryRemark?: VendorDeliveryRemarkResolvers<ContextType>;
  VendorError?: VendorErrorResolvers<ContextType>;
  VendorOperation?: VendorOperationResolvers<ContextType>;
  VendorOption?: VendorOptionResolvers<ContextType>;
  VirtualNumber?: GraphQLScalarType;
  VoiceActivity?: VoiceActivityResolvers<ContextType>;
  VoiceActivityChange?: VoiceActivityChangeResolvers<ContextType>;
  VoiceChange?: VoiceChangeResolvers<ContextType>;
  VoiceMessage?: VoiceMessageResolvers<ContextType>;
  VoiceMessageConnection?: VoiceMessageConnectionResolvers<ContextType>;
  VoiceMessageEdge?: VoiceMessageEdgeResolvers<ContextType>;
  VoiceMessageStatusChange?: VoiceMessageStatusChangeResolvers<ContextType>;
  VoiceMessagesPayload?: VoiceMessagesPayloadResolvers<ContextType>;
  VoiceOperation?: VoiceOperationResolvers;
  VoicePayload?: VoicePayloadResolvers<ContextType>;
  VoiceRecording?: VoiceRecordingResolvers<ContextType>;
  VoiceService?: VoiceServiceResolvers;
  VoiceUserError?: VoiceUserErrorResolvers<ContextType>;
  _Any?: GraphQLScalarType;
  _Entity?: _EntityResolvers<ContextType>;
  _Service?: _ServiceResolvers<ContextType>;
  federation__FieldSet?: GraphQLScalarType;
  federation__Scope?: GraphQLScalarType;
  link__Import?: GraphQLScalarType;
};

export type DirectiveResolvers<ContextType = GraphQLContext> = {
  authenticated?: AuthenticatedDirectiveResolver<any, any, ContextType>;
  key?: KeyDirectiveResolver<any, any, ContextType>;
  link?: LinkDirectiveResolver<any, any, ContextType>;
  requiresScopes?: RequiresScopesDirectiveResolver<any, any, ContextType>;
  shareable?: ShareableDirectiveResolver<any, any, ContextType>;
  tag?: TagDirectiveResolver<any, any, ContextType>;
};
