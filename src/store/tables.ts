import type { Generated } from 'kysely';

/**
 * The tables, alike on both engines. Columns hold what is searched; the record itself is JSON in `sealed`, encrypted,
 * because nearly every record holds a person's number. Times are milliseconds since 1970.
 */
export interface Tables {
  bindings: BindingsTable;
  calls: CallsTable;
  messages: MessagesTable;
  sms: SmsTable;
  number_groups: RecordColumns;
  account_states: RecordColumns;
  numbers: NumbersTable;
  virtual_numbers: NumbersTable;
  recordings: RecordingsTable;
  requests: RequestsTable;
  deliveries: DeliveriesTable;
  awaited: AwaitedTable;
  leases: LeasesTable;
  under_way: UnderWayTable;
  job_state: JobStateTable;
  events: EventsTable;
  audit: AuditTable;
  audit_subjects: AuditSubjectsTable;
}

/**
 * What a row of a table has to name: every column, but those left out on purpose (`Left`). Kysely lets a column that may
 * be null be left out of an insert, so a row says `satisfies RowOf<…>`: without one of its columns it does not compile.
 */
export type RowOf<Name extends keyof Tables, Left extends keyof Tables[Name] = never> = Record<
  Exclude<keyof Tables[Name], Left>,
  unknown
>;

export interface RecordColumns {
  id: string;
  account_id: string;
  vendor: string;
  /** Keyed hash: callers choose it, and may choose a number. Rows of before migration 0005 have it in clear. */
  reference: string | null;
  status: string;
  created_at: number;
  updated_at: number;
  sealed: Uint8Array;
  /** Rises with every change; see `Revised`. In rows of before migration 0013 where the log ended then. */
  revision: number;
}

export interface BindingsTable extends RecordColumns {
  mode: string;
  vendor_binding_id: string | null;
  expires_at: number | null;
  /** When it was released or expired. */
  ended_at: number | null;
  /** Keyed hashes of what the binding holds at its vendor, while it may hold it; see `placeColumns`. */
  place: string | null;
  held_by_a: string | null;
}

export interface CallsTable extends RecordColumns {
  vendor_call_id: string;
  binding_id: string | null;
  /** What the vendor called the binding, kept until that binding is known. */
  vendor_binding_id: string | null;
  started_at: number | null;
}

export interface MessagesTable extends RecordColumns {
  kind: string;
  vendor_message_id: string | null;
  /** The first message of the same request, and this one's place in it. */
  batch_id: string;
  position: number;
}

export interface SmsTable extends RecordColumns {
  binding_id: string | null;
  /** What makes a text the same when it is pushed again. */
  identity: string;
}

/** Deliveries that speak of a message that we do not know (yet), by the vendor's name for it. */
export interface AwaitedTable {
  account_id: string;
  name: string;
  delivery_id: string;
}

/** Which records a number occurs in, or which it is a virtual number of, by its keyed hash. */
export interface NumbersTable {
  hash: string;
  subject_id: string;
}

/** Recordings that are kept here, or are to be, by the id of their call or message. */
export interface RecordingsTable {
  id: string;
  account_id: string;
  state: string;
  attempts: number;
  due_at: number;
  size: number | null;
  content_type: string | null;
  last_error: string | null;
  updated_at: number;
}

/** Idempotency keys: which request was made under each, and the record that came of it. */
export interface RequestsTable {
  /** Keyed hash of the key, and of the application that it belongs to. */
  idempotency_key: string;
  operation: string;
  /** Keyed hash of the input: numbers in it must not be guessed back. */
  fingerprint: string;
  subject_id: string;
  created_at: number;
  /**
   * What the hash is made of: 2, the application and the key; 1, the key alone, in rows of before migration 0011; null
   * in rows of before migration 0005, whose key lies in clear.
   */
  hashed: number | null;
  /** Keyed hash of the caller in its application; null in rows of before migration 0011. */
  caller: string | null;
}

/** The inbox: everything that a vendor delivered, raw. */
export interface DeliveriesTable {
  id: string;
  account_id: string;
  vendor: string;
  kind: string | null;
  state: string;
  /** Only in rows of before migration 0005; later ones have it sealed. */
  reason: string | null;
  sealed_reason: Uint8Array | null;
  /** JSON; null where there are none. */
  sealed_remarks: Uint8Array | null;
  received_at: number;
  applied_at: number | null;
  /** When a number was taken out of it. */
  erased_at: number | null;
  sealed: Uint8Array;
}

/** Who may do, for a while, what only one may do. */
export interface LeasesTable {
  name: string;
  holder: string;
  expires_at: number;
}

/** Records that a process is at, until their request's outcome is written down. */
export interface UnderWayTable {
  subject_id: string;
  /** The process, by the lease `process:…` that it holds. */
  holder: string;
  /** 1 where another account may be tried. */
  routed: number;
  /** 1 where a vendor needs something that is never stored. */
  withheld: number;
  /** The account at which a request may have been made; null: at none. */
  attempted_at: string | null;
}

/** How far a job has come, and what else the processes of a database remember together. */
export interface JobStateTable {
  name: string;
  value: string;
}

/** The event log; `seq` is the order in which events are read. */
export interface EventsTable {
  seq: Generated<number>;
  topic: string;
  subject_id: string;
  account_id: string;
  binding_id: string | null;
  /** Keyed hash, as in the records' tables. */
  reference: string | null;
  previous_status: string | null;
  status: string;
  at: number;
  sealed: Uint8Array;
  /** Of the record as of this event; null in rows of before migration 0013. */
  revision: number | null;
}

/** The audit trail. A line is never changed, but for how it is encrypted. */
export interface AuditTable {
  id: string;
  at: number;
  action: string;
  account_id: string | null;
  /** Keyed hash of the caller's subject. */
  caller: string | null;
  sealed: Uint8Array;
}

/** Which records a line of the audit trail is about. */
export interface AuditSubjectsTable {
  subject_id: string;
  audit_id: string;
}
