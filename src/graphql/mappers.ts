import type { Account } from '../accounts/accounts.ts';
import type { CommandResult } from '../application/commands/command-result.ts';
import type { AccountState } from '../domain/account.ts';
import type { AuditEntry } from '../domain/audit.ts';
import type { Binding } from '../domain/binding.ts';
import type { Call } from '../domain/call.ts';
import type { Delivery } from '../domain/delivery.ts';
import type { EventOf } from '../domain/event.ts';
import type { NumberGroup } from '../domain/group.ts';
import type { VoiceMessage } from '../domain/message.ts';
import type { SmsMessage } from '../domain/sms.ts';
import type { Place } from '../events/cursor.ts';
import type { Connection } from './connection.ts';

/** What resolvers hand to each other behind the schema's types. */
export type AuditPage = Connection<AuditEntry>;
export type BindingPage = Connection<Binding>;
export type CallPage = Connection<Call>;
export type DeliveryPage = Connection<Delivery>;
export type GroupPage = Connection<NumberGroup>;
export type MessagePage = Connection<VoiceMessage>;
export type SmsPage = Connection<SmsMessage>;

export type AccountResult = CommandResult<Account>;
export type BindingResult = CommandResult<Binding>;
export type DeliveryResult = CommandResult<Delivery>;
export type GroupResult = CommandResult<NumberGroup>;

export type AccountEvent = EventOf<'ACCOUNT'>;
export type BindingEvent = EventOf<'BINDING'>;
export type CallEvent = EventOf<'CALL'>;
export type MessageEvent = EventOf<'MESSAGE'>;
export type SmsEvent = EventOf<'SMS'>;

/** An account; as its vendor told of it at an event, where that is what is shown. */
export interface AccountNode extends Account {
  readonly told?: AccountState;
}

/** Everything under one reference; nothing is stored for it. */
export interface VoiceActivity {
  readonly reference: string;
  /** Taken before any of it is read, so that what is written meanwhile is watched. */
  readonly place: Place;
}

/** A vendor's operation with its name. */
export interface NamedOperation {
  readonly name: string;
  readonly service?: string;
  readonly batchSize?: number;
  readonly options: Readonly<Record<string, string | undefined>>;
}
