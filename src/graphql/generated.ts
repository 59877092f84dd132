import type { GraphQLResolveInfo, GraphQLScalarType, GraphQLScalarTypeConfig } from 'graphql';
import type { Vendor as VendorRecord } from '../domain/vendor.ts';
import type { Account as AccountRecord } from '../application/accounts.ts';
import type { Binding as BindingRecord } from '../domain/binding.ts';
import type { Call as CallRecord } from '../domain/call.ts';
import type { BindingPage as BindingPageRecord, CallPage as CallPageRecord, BindingResult as BindingResultRecord, BindingEvent as BindingEventRecord, CallEvent as CallEventRecord } from './mappers.ts';
import type { DialResult as DialResultRecord } from '../sandbox/simulator.ts';
import type { UserError as UserErrorRecord } from '../application/command.ts';
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
   * A telephone number. A number inside mainland China as it is dialled there (13800138000, 02112345678), any other with
   * its plus sign and country code. Spaces and dashes are taken as input. Without the scope voice:pii the middle of it is
   * masked: 138****8000.
   */
  PhoneNumber: { input: string; output: string; }
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
  /** The bindings made through this account, newest first. */
  readonly bindings: BindingConnection;
  /** The calls of this account, newest first. */
  readonly calls: CallConnection;
  /** As it stands in the accounts file: acct_ and a name. */
  readonly id: Scalars['ID']['output'];
  /** The operator's name for the account. */
  readonly name: Scalars['String']['output'];
  /** The higher is preferred where several accounts could carry a request. */
  readonly priority: Scalars['Int']['output'];
  /** The vendor at which the account is. */
  readonly vendor: Vendor;
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

/** Announcements that the vendor plays, by the ids under which it has them. */
export type AnnouncementsInput = {
  /** Once the call is answered: one id or two. */
  readonly afterAnswer?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
  /** When A dials X. */
  readonly whenACalls?: InputMaybe<Scalars['String']['input']>;
  /** When B dials X. */
  readonly whenBCalls?: InputMaybe<Scalars['String']['input']>;
  /** When anybody else dials X. */
  readonly whenOthersCall?: InputMaybe<Scalars['String']['input']>;
};

/**
 * A relation that masks real numbers behind a virtual number X (and Y). Callers dial the virtual number and never learn
 * the real ones.
 */
export type Binding = Node & {
  readonly __typename?: 'Binding';
  /** The account through which it was made. */
  readonly account: Account;
  /** When the vendor confirmed it. */
  readonly activatedAt: Maybe<Scalars['DateTime']['output']>;
  /** The calls that went through it, newest first. */
  readonly calls: CallConnection;
  /** When it was asked for. */
  readonly createdAt: Scalars['DateTime']['output'];
  /** When it ends by itself; null: when it is released. */
  readonly expiresAt: Maybe<Scalars['DateTime']['output']>;
  /** The extension behind X, in mode AXX; leading zeros count. */
  readonly extension: Maybe<Scalars['String']['output']>;
  /** Why it failed, could not be released, or is UNKNOWN. */
  readonly failure: Maybe<UserError>;
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
  /** The virtual number X; null until the vendor has chosen one. */
  readonly numberX: Maybe<Scalars['PhoneNumber']['output']>;
  /** The virtual number Y, in modes AXYB and XYB. */
  readonly numberY: Maybe<Scalars['PhoneNumber']['output']>;
  /** Whether calls are recorded; null where the vendor decides. */
  readonly record: Maybe<Scalars['Boolean']['output']>;
  /** The caller's own business id, an order's say. */
  readonly reference: Maybe<Scalars['String']['output']>;
  /** When it was released. */
  readonly releasedAt: Maybe<Scalars['DateTime']['output']>;
  /** Where it stands. */
  readonly status: BindingStatus;
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
  readonly created?: InputMaybe<TimeSpanInput>;
  /** Only those in one of these modes. */
  readonly modes?: InputMaybe<ReadonlyArray<BindingMode>>;
  /** Only those in which this number occurs, real or virtual. */
  readonly number?: InputMaybe<Scalars['PhoneNumber']['input']>;
  /** Only those with this reference. */
  readonly reference?: InputMaybe<Scalars['String']['input']>;
  /** Only those in one of these states. */
  readonly statuses?: InputMaybe<ReadonlyArray<BindingStatus>>;
  /** Only those at this vendor. */
  readonly vendor?: InputMaybe<Vendor>;
};

/** How a binding masks real numbers. */
export type BindingMode =
  /** Whoever dials X reaches A; B may be named in advance, so that A reaches B through X. */
  | 'AX'
  /** A and B reach each other by dialling X, and see only X. */
  | 'AXB'
  /** A and a group of numbers reach each other by dialling X. */
  | 'AXG'
  /** Whoever dials X reaches A. */
  | 'AXN'
  /** X serves many A: whoever dials X and then the extension reaches A. */
  | 'AXX'
  /** Whoever dials X reaches A, and A sees a number Y in the caller's place that leads back to the caller. */
  | 'AXYB'
  /** Callers of X whom no other binding connects are put through to A. */
  | 'TRANSFER'
  /** Binds B behind the Y of an AXYB binding by hand. */
  | 'XYB';

/** A binding, or why there is none. */
export type BindingPayload = {
  readonly __typename?: 'BindingPayload';
  /** The binding as it now stands, also where the vendor refused it or its fate is unknown; null where the input was refused. */
  readonly binding: Maybe<Binding>;
  /** What went wrong; empty where all went well. */
  readonly userErrors: ReadonlyArray<UserError>;
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
  /** Released on request. */
  | 'RELEASED'
  /** Its release was asked of the vendor; no answer yet. */
  | 'RELEASING'
  /** The vendor's answer was lost: it may be in force. Never asked for again; its fate is being found out. */
  | 'UNKNOWN';

/** A change of a binding's status. */
export type BindingStatusChange = {
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
  /** The account through which it came. */
  readonly account: Account;
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
  /** The virtual number that was dialled. */
  readonly numberX: Maybe<Scalars['PhoneNumber']['output']>;
  /** What became of it, once it is over. */
  readonly outcome: Maybe<CallOutcome>;
  /** The binding's reference. */
  readonly reference: Maybe<Scalars['String']['output']>;
  /** When the other side began to ring. */
  readonly ringingAt: Maybe<Scalars['DateTime']['output']>;
  /** When it began. */
  readonly startedAt: Maybe<Scalars['DateTime']['output']>;
  /** Where it stands. */
  readonly status: CallStatus;
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
  readonly created?: InputMaybe<TimeSpanInput>;
  /** Only those in which this number occurs, real or virtual. */
  readonly number?: InputMaybe<Scalars['PhoneNumber']['input']>;
  /** Only those with this reference. */
  readonly reference?: InputMaybe<Scalars['String']['input']>;
  /** Only those in one of these states. */
  readonly statuses?: InputMaybe<ReadonlyArray<CallStatus>>;
  /** Only those at this vendor. */
  readonly vendor?: InputMaybe<Vendor>;
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
  /** Nobody answered. */
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

/** Where a call stands. A call only moves forward: late and repeated news from the vendor never turns it back. */
export type CallStatus =
  /** The other side was busy. */
  | 'BUSY'
  /** The caller gave up. */
  | 'CANCELED'
  /** They talked, and it is over. */
  | 'COMPLETED'
  /** It failed. */
  | 'FAILED'
  /** Somebody dialled. */
  | 'INITIATED'
  /** They are talking. */
  | 'IN_PROGRESS'
  /** Nobody answered. */
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
export type CallStatusChange = {
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
  /** The account to make it through; left out: one is chosen that can do all that is asked. */
  readonly accountId?: InputMaybe<Scalars['ID']['input']>;
  /** Announcements to play. */
  readonly announcements?: InputMaybe<AnnouncementsInput>;
  /** The area from which the vendor chooses X. */
  readonly areaCode?: InputMaybe<Scalars['String']['input']>;
  /** Who owns number A. */
  readonly holder?: InputMaybe<NumberHolderInput>;
  /** At most 255 characters. The same key with the same input gives the same binding and never makes a second one. */
  readonly idempotencyKey: Scalars['String']['input'];
  /** How long it lives, in seconds; left out: until it is released. */
  readonly lifetimeSeconds?: InputMaybe<Scalars['Int']['input']>;
  /** The longest a call may last, in seconds. */
  readonly maxCallSeconds?: InputMaybe<Scalars['Int']['input']>;
  /** Your own data, stored with the binding and never sent to a vendor; at most 4 kB. */
  readonly metadata?: InputMaybe<Scalars['JSONObject']['input']>;
  /** The real number A. */
  readonly numberA: Scalars['PhoneNumber']['input'];
  /** The real number B that A reaches by dialling X. */
  readonly numberB?: InputMaybe<Scalars['PhoneNumber']['input']>;
  /** The virtual number X; left out: the vendor chooses. */
  readonly numberX?: InputMaybe<Scalars['PhoneNumber']['input']>;
  /** Whether to record calls; left out: as the vendor does by default. */
  readonly record?: InputMaybe<Scalars['Boolean']['input']>;
  /** Your own business id, at most 64 characters. */
  readonly reference?: InputMaybe<Scalars['String']['input']>;
  /** A number A whose earlier binding the vendor is to release as it makes this one. */
  readonly replacesNumberA?: InputMaybe<Scalars['PhoneNumber']['input']>;
  /** Whether A sees the real number of who calls. */
  readonly showCallerToA?: InputMaybe<Scalars['Boolean']['input']>;
};

/** What an AXB binding is to be. */
export type CreateAxbBindingInput = {
  /** The account to make it through; left out: one is chosen that can do all that is asked. */
  readonly accountId?: InputMaybe<Scalars['ID']['input']>;
  /** Announcements to play. */
  readonly announcements?: InputMaybe<AnnouncementsInput>;
  /** The area from which the vendor chooses X. */
  readonly areaCode?: InputMaybe<Scalars['String']['input']>;
  /** At most 255 characters. The same key with the same input gives the same binding and never makes a second one. */
  readonly idempotencyKey: Scalars['String']['input'];
  /** How long it lives, in seconds; left out: until it is released. */
  readonly lifetimeSeconds?: InputMaybe<Scalars['Int']['input']>;
  /** The longest a call may last, in seconds. */
  readonly maxCallSeconds?: InputMaybe<Scalars['Int']['input']>;
  /** Your own data, stored with the binding and never sent to a vendor; at most 4 kB. */
  readonly metadata?: InputMaybe<Scalars['JSONObject']['input']>;
  /** The real number A. */
  readonly numberA: Scalars['PhoneNumber']['input'];
  /** The real number B. */
  readonly numberB: Scalars['PhoneNumber']['input'];
  /** The virtual number X; left out: the vendor chooses. */
  readonly numberX?: InputMaybe<Scalars['PhoneNumber']['input']>;
  /** Whether to record calls; left out: as the vendor does by default. */
  readonly record?: InputMaybe<Scalars['Boolean']['input']>;
  /** Your own business id, at most 64 characters. */
  readonly reference?: InputMaybe<Scalars['String']['input']>;
  /** Whether A sees B's real number instead of X. */
  readonly showCallerToA?: InputMaybe<Scalars['Boolean']['input']>;
  /** Whether B sees A's real number instead of X. */
  readonly showCallerToB?: InputMaybe<Scalars['Boolean']['input']>;
  /** What text messages to X do. */
  readonly sms?: InputMaybe<SmsHandling>;
};

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

export type Mutation = {
  readonly __typename?: 'Mutation';
  /** Binds A to X: whoever dials X reaches A. */
  readonly createAxBinding: BindingPayload;
  /** Binds A and B to X: they reach each other by dialling X. */
  readonly createAxbBinding: BindingPayload;
  /** Releases a binding of any mode. One that is gone already is released as asked. */
  readonly releaseBinding: BindingPayload;
  /** Sandbox only: lets somebody dial a virtual number of a simulated vendor, which then pushes the call's result. */
  readonly sandboxDial: SandboxDialPayload;
};


export type MutationCreateAxBindingArgs = {
  input: CreateAxBindingInput;
};


export type MutationCreateAxbBindingArgs = {
  input: CreateAxbBindingInput;
};


export type MutationReleaseBindingArgs = {
  input: ReleaseBindingInput;
};


export type MutationSandboxDialArgs = {
  input: SandboxDialInput;
};

/** Something with an id that is unique across all types. */
export type Node = {
  /** Opaque. Tells one object from all others, of whatever type. */
  readonly id: Scalars['ID']['output'];
};

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

export type Query = {
  readonly __typename?: 'Query';
  /** Entities by their keys, in the order of the representations; null where there is none that the caller may see. */
  readonly _entities: ReadonlyArray<Maybe<_Entity>>;
  /** This subgraph's schema. */
  readonly _service: _Service;
  /** One account; null where there is none that the caller may see. */
  readonly account: Maybe<Account>;
  /** All accounts that the caller may see, the preferred ones first. */
  readonly accounts: ReadonlyArray<Account>;
  /** One binding; null where there is none that the caller may see. */
  readonly binding: Maybe<Binding>;
  /** Bindings, newest first. Give first or last. */
  readonly bindings: BindingConnection;
  /** One call; null where there is none that the caller may see. */
  readonly call: Maybe<Call>;
  /** Calls, newest first. Give first or last. */
  readonly calls: CallConnection;
  /** Any object by its id; null where there is none that the caller may see. */
  readonly node: Maybe<Node>;
};


export type Query_EntitiesArgs = {
  representations: ReadonlyArray<Scalars['_Any']['input']>;
};


export type QueryAccountArgs = {
  id: Scalars['ID']['input'];
};


export type QueryAccountsArgs = {
  vendor?: InputMaybe<Vendor>;
};


export type QueryBindingArgs = {
  id: Scalars['ID']['input'];
};


export type QueryBindingsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<BindingFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
};


export type QueryCallArgs = {
  id: Scalars['ID']['input'];
};


export type QueryCallsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<CallFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
};


export type QueryNodeArgs = {
  id: Scalars['ID']['input'];
};

/** Which binding to release. */
export type ReleaseBindingInput = {
  /** The binding's id. */
  readonly bindingId: Scalars['ID']['input'];
  /** Not needed: releasing is idempotent by itself. Taken so that every input can carry one. */
  readonly idempotencyKey?: InputMaybe<Scalars['String']['input']>;
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
  /** Whether a binding connected the caller. */
  readonly routed: Scalars['Boolean']['output'];
  /** What the simulated vendor calls the call. */
  readonly vendorCallId: Maybe<Scalars['String']['output']>;
};

/** What a text message to the virtual number does. */
export type SmsHandling =
  /** It is delivered. */
  | 'DELIVER'
  /** It is delivered, and its text is reported. */
  | 'DELIVER_AND_REPORT'
  /** It is held back, and its text is reported. */
  | 'INTERCEPT';

export type Subscription = {
  readonly __typename?: 'Subscription';
  /** Changes of bindings, in order. With after: what was missed first, then live, with no gap and nothing twice. */
  readonly bindingStatusChanged: BindingStatusChange;
  /** Changes of calls, in order. With after: what was missed first, then live, with no gap and nothing twice. */
  readonly callStatusChanged: CallStatusChange;
};


export type SubscriptionBindingStatusChangedArgs = {
  after?: InputMaybe<Scalars['Cursor']['input']>;
  filter?: InputMaybe<BindingStatusFilter>;
};


export type SubscriptionCallStatusChangedArgs = {
  after?: InputMaybe<Scalars['Cursor']['input']>;
  filter?: InputMaybe<CallStatusFilter>;
};

/** From one instant on, to just before another; either may be left out. */
export type TimeSpanInput = {
  /** The first instant that counts. */
  readonly from?: InputMaybe<Scalars['DateTime']['input']>;
  /** The first instant that does not count any more. */
  readonly to?: InputMaybe<Scalars['DateTime']['input']>;
};

/**
 * Why a request was refused, or that its fate is not known. Business failures are data, because routers hide GraphQL
 * errors.
 */
export type UserError = {
  readonly __typename?: 'UserError';
  /** What kind of failure it is. */
  readonly code: ErrorCode;
  /** Path of the input field at fault, outermost first; null where no single field is at fault. */
  readonly field: Maybe<ReadonlyArray<Scalars['String']['output']>>;
  /** A sentence for the developer that says what to do. */
  readonly message: Scalars['String']['output'];
  /** Whether the same request can succeed later without being changed, under a new idempotency key. */
  readonly retryable: Scalars['Boolean']['output'];
  /** The vendor's own words, where it answered. */
  readonly vendor: Maybe<VendorError>;
};

/** A carrier of calls and voice messages. */
export type Vendor =
  /** Winnerlook (云信留客): privacy numbers in every mode, voice notifications. */
  | 'WINNERLOOK';

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

/** Every entity that other subgraphs can ask for. */
export type _Entity = Account | Binding | Call;

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
  _Entity:
    | ( AccountRecord )
    | ( BindingRecord )
    | ( CallRecord )
  ;
};

/** Mapping of interface types */
export type ResolversInterfaceTypes<_RefType extends Record<string, unknown>> = {
  Node:
    | ( AccountRecord )
    | ( BindingRecord )
    | ( CallRecord )
  ;
};

/** Mapping between all available schema types and the resolvers types */
export type ResolversTypes = {
  Account: ResolverTypeWrapper<AccountRecord>;
  AnnouncementsInput: AnnouncementsInput;
  Binding: ResolverTypeWrapper<BindingRecord>;
  BindingConnection: ResolverTypeWrapper<BindingPageRecord>;
  BindingEdge: ResolverTypeWrapper<Omit<BindingEdge, 'node'> & { node: ResolversTypes['Binding'] }>;
  BindingFilter: BindingFilter;
  BindingMode: BindingMode;
  BindingPayload: ResolverTypeWrapper<BindingResultRecord>;
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
  CreateAxbBindingInput: CreateAxbBindingInput;
  Cursor: ResolverTypeWrapper<Scalars['Cursor']['output']>;
  DateTime: ResolverTypeWrapper<Scalars['DateTime']['output']>;
  ErrorCode: ErrorCode;
  HungUpBy: HungUpBy;
  ID: ResolverTypeWrapper<Scalars['ID']['output']>;
  Int: ResolverTypeWrapper<Scalars['Int']['output']>;
  JSONObject: ResolverTypeWrapper<Scalars['JSONObject']['output']>;
  Mutation: ResolverTypeWrapper<Record<PropertyKey, never>>;
  Node: ResolverTypeWrapper<ResolversInterfaceTypes<ResolversTypes>['Node']>;
  NumberHolderInput: NumberHolderInput;
  PageInfo: ResolverTypeWrapper<PageInfo>;
  PhoneNumber: ResolverTypeWrapper<Scalars['PhoneNumber']['output']>;
  Query: ResolverTypeWrapper<Record<PropertyKey, never>>;
  ReleaseBindingInput: ReleaseBindingInput;
  SandboxDialInput: SandboxDialInput;
  SandboxDialPayload: ResolverTypeWrapper<DialResultRecord>;
  SmsHandling: SmsHandling;
  String: ResolverTypeWrapper<Scalars['String']['output']>;
  Subscription: ResolverTypeWrapper<Record<PropertyKey, never>>;
  TimeSpanInput: TimeSpanInput;
  UserError: ResolverTypeWrapper<UserErrorRecord>;
  Vendor: ResolverTypeWrapper<VendorRecord>;
  VendorError: ResolverTypeWrapper<Omit<VendorError, 'vendor'> & { vendor: ResolversTypes['Vendor'] }>;
  _Any: ResolverTypeWrapper<Scalars['_Any']['output']>;
  _Entity: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['_Entity']>;
  _Service: ResolverTypeWrapper<_Service>;
  federation__FieldSet: ResolverTypeWrapper<Scalars['federation__FieldSet']['output']>;
  federation__Scope: ResolverTypeWrapper<Scalars['federation__Scope']['output']>;
  link__Import: ResolverTypeWrapper<Scalars['link__Import']['output']>;
};

/** Mapping between all available schema types and the resolvers parents */
export type ResolversParentTypes = {
  Account: AccountRecord;
  AnnouncementsInput: AnnouncementsInput;
  Binding: BindingRecord;
  BindingConnection: BindingPageRecord;
  BindingEdge: Omit<BindingEdge, 'node'> & { node: ResolversParentTypes['Binding'] };
  BindingFilter: BindingFilter;
  BindingPayload: BindingResultRecord;
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
  CreateAxbBindingInput: CreateAxbBindingInput;
  Cursor: Scalars['Cursor']['output'];
  DateTime: Scalars['DateTime']['output'];
  ID: Scalars['ID']['output'];
  Int: Scalars['Int']['output'];
  JSONObject: Scalars['JSONObject']['output'];
  Mutation: Record<PropertyKey, never>;
  Node: ResolversInterfaceTypes<ResolversParentTypes>['Node'];
  NumberHolderInput: NumberHolderInput;
  PageInfo: PageInfo;
  PhoneNumber: Scalars['PhoneNumber']['output'];
  Query: Record<PropertyKey, never>;
  ReleaseBindingInput: ReleaseBindingInput;
  SandboxDialInput: SandboxDialInput;
  SandboxDialPayload: DialResultRecord;
  String: Scalars['String']['output'];
  Subscription: Record<PropertyKey, never>;
  TimeSpanInput: TimeSpanInput;
  UserError: UserErrorRecord;
  VendorError: VendorError;
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
  bindings?: Resolver<ResolversTypes['BindingConnection'], ParentType, ContextType, Partial<AccountBindingsArgs>>;
  calls?: Resolver<ResolversTypes['CallConnection'], ParentType, ContextType, Partial<AccountCallsArgs>>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  priority?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  vendor?: Resolver<ResolversTypes['Vendor'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type BindingResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['Binding'] = ResolversParentTypes['Binding']> = {
  account?: Resolver<ResolversTypes['Account'], ParentType, ContextType>;
  activatedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  calls?: Resolver<ResolversTypes['CallConnection'], ParentType, ContextType, Partial<BindingCallsArgs>>;
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  expiresAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  extension?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  failure?: Resolver<Maybe<ResolversTypes['UserError']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  metadata?: Resolver<Maybe<ResolversTypes['JSONObject']>, ParentType, ContextType>;
  mode?: Resolver<ResolversTypes['BindingMode'], ParentType, ContextType>;
  numberA?: Resolver<Maybe<ResolversTypes['PhoneNumber']>, ParentType, ContextType>;
  numberB?: Resolver<Maybe<ResolversTypes['PhoneNumber']>, ParentType, ContextType>;
  numberX?: Resolver<Maybe<ResolversTypes['PhoneNumber']>, ParentType, ContextType>;
  numberY?: Resolver<Maybe<ResolversTypes['PhoneNumber']>, ParentType, ContextType>;
  record?: Resolver<Maybe<ResolversTypes['Boolean']>, ParentType, ContextType>;
  reference?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  releasedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  status?: Resolver<ResolversTypes['BindingStatus'], ParentType, ContextType>;
  updatedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  vendor?: Resolver<ResolversTypes['Vendor'], ParentType, ContextType>;
  vendorBindingId?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
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

export type BindingPayloadResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['BindingPayload'] = ResolversParentTypes['BindingPayload']> = {
  binding?: Resolver<Maybe<ResolversTypes['Binding']>, ParentType, ContextType>;
  userErrors?: Resolver<ReadonlyArray<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type BindingStatusChangeResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['BindingStatusChange'] = ResolversParentTypes['BindingStatusChange']> = {
  at?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  binding?: Resolver<ResolversTypes['Binding'], ParentType, ContextType>;
  cursor?: Resolver<ResolversTypes['Cursor'], ParentType, ContextType>;
  previousStatus?: Resolver<Maybe<ResolversTypes['BindingStatus']>, ParentType, ContextType>;
  status?: Resolver<ResolversTypes['BindingStatus'], ParentType, ContextType>;
};

export type CallResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['Call'] = ResolversParentTypes['Call']> = {
  account?: Resolver<ResolversTypes['Account'], ParentType, ContextType>;
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
  numberX?: Resolver<Maybe<ResolversTypes['PhoneNumber']>, ParentType, ContextType>;
  outcome?: Resolver<Maybe<ResolversTypes['CallOutcome']>, ParentType, ContextType>;
  reference?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  ringingAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  startedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  status?: Resolver<ResolversTypes['CallStatus'], ParentType, ContextType>;
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
};

export interface CursorScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['Cursor'], any> {
  name: 'Cursor';
}

export interface DateTimeScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['DateTime'], any> {
  name: 'DateTime';
}

export interface JsonObjectScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['JSONObject'], any> {
  name: 'JSONObject';
}

export type MutationResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['Mutation'] = ResolversParentTypes['Mutation']> = {
  createAxBinding?: Resolver<ResolversTypes['BindingPayload'], ParentType, ContextType, RequireFields<MutationCreateAxBindingArgs, 'input'>>;
  createAxbBinding?: Resolver<ResolversTypes['BindingPayload'], ParentType, ContextType, RequireFields<MutationCreateAxbBindingArgs, 'input'>>;
  releaseBinding?: Resolver<ResolversTypes['BindingPayload'], ParentType, ContextType, RequireFields<MutationReleaseBindingArgs, 'input'>>;
  sandboxDial?: Resolver<ResolversTypes['SandboxDialPayload'], ParentType, ContextType, RequireFields<MutationSandboxDialArgs, 'input'>>;
};

export type NodeResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['Node'] = ResolversParentTypes['Node']> = {
  __resolveType: TypeResolveFn<'Account' | 'Binding' | 'Call', ParentType, ContextType>;
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

export type QueryResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['Query'] = ResolversParentTypes['Query']> = {
  _entities?: Resolver<ReadonlyArray<Maybe<ResolversTypes['_Entity']>>, ParentType, ContextType, RequireFields<Query_EntitiesArgs, 'representations'>>;
  _service?: Resolver<ResolversTypes['_Service'], ParentType, ContextType>;
  account?: Resolver<Maybe<ResolversTypes['Account']>, ParentType, ContextType, RequireFields<QueryAccountArgs, 'id'>>;
  accounts?: Resolver<ReadonlyArray<ResolversTypes['Account']>, ParentType, ContextType, Partial<QueryAccountsArgs>>;
  binding?: Resolver<Maybe<ResolversTypes['Binding']>, ParentType, ContextType, RequireFields<QueryBindingArgs, 'id'>>;
  bindings?: Resolver<ResolversTypes['BindingConnection'], ParentType, ContextType, Partial<QueryBindingsArgs>>;
  call?: Resolver<Maybe<ResolversTypes['Call']>, ParentType, ContextType, RequireFields<QueryCallArgs, 'id'>>;
  calls?: Resolver<ResolversTypes['CallConnection'], ParentType, ContextType, Partial<QueryCallsArgs>>;
  node?: Resolver<Maybe<ResolversTypes['Node']>, ParentType, ContextType, RequireFields<QueryNodeArgs, 'id'>>;
};

export type SandboxDialPayloadResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['SandboxDialPayload'] = ResolversParentTypes['SandboxDialPayload']> = {
  reason?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  routed?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  vendorCallId?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type SubscriptionResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['Subscription'] = ResolversParentTypes['Subscription']> = {
  bindingStatusChanged?: SubscriptionResolver<ResolversTypes['BindingStatusChange'], "bindingStatusChanged", ParentType, ContextType, Partial<SubscriptionBindingStatusChangedArgs>>;
  callStatusChanged?: SubscriptionResolver<ResolversTypes['CallStatusChange'], "callStatusChanged", ParentType, ContextType, Partial<SubscriptionCallStatusChangedArgs>>;
};

export type UserErrorResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['UserError'] = ResolversParentTypes['UserError']> = {
  code?: Resolver<ResolversTypes['ErrorCode'], ParentType, ContextType>;
  field?: Resolver<Maybe<ReadonlyArray<ResolversTypes['String']>>, ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  retryable?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  vendor?: Resolver<Maybe<ResolversTypes['VendorError']>, ParentType, ContextType>;
};

export type VendorResolvers = EnumResolverSignature<{ WINNERLOOK?: any }, ResolversTypes['Vendor']>;

export type VendorErrorResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['VendorError'] = ResolversParentTypes['VendorError']> = {
  code?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  vendor?: Resolver<ResolversTypes['Vendor'], ParentType, ContextType>;
};

export interface _AnyScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['_Any'], any> {
  name: '_Any';
}

export type _EntityResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['_Entity'] = ResolversParentTypes['_Entity']> = {
  __resolveType: TypeResolveFn<'Account' | 'Binding' | 'Call', ParentType, ContextType>;
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
  Binding?: BindingResolvers<ContextType>;
  BindingConnection?: BindingConnectionResolvers<ContextType>;
  BindingEdge?: BindingEdgeResolvers<ContextType>;
  BindingPayload?: BindingPayloadResolvers<ContextType>;
  BindingStatusChange?: BindingStatusChangeResolvers<ContextType>;
  Call?: CallResolvers<ContextType>;
  CallConnection?: CallConnectionResolvers<ContextType>;
  CallEdge?: CallEdgeResolvers<ContextType>;
  CallStatusChange?: CallStatusChangeResolvers<ContextType>;
  Cursor?: GraphQLScalarType;
  DateTime?: GraphQLScalarType;
  JSONObject?: GraphQLScalarType;
  Mutation?: MutationResolvers<ContextType>;
  Node?: NodeResolvers<ContextType>;
  PageInfo?: PageInfoResolvers<ContextType>;
  PhoneNumber?: GraphQLScalarType;
  Query?: QueryResolvers<ContextType>;
  SandboxDialPayload?: SandboxDialPayloadResolvers<ContextType>;
  Subscription?: SubscriptionResolvers<ContextType>;
  UserError?: UserErrorResolvers<ContextType>;
  Vendor?: VendorResolvers;
  VendorError?: VendorErrorResolvers<ContextType>;
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
