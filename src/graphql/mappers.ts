import type { CommandResult } from '../application/command.ts';
import type { Binding } from '../domain/binding.ts';
import type { Call } from '../domain/call.ts';
import type { StoredEvent } from '../domain/event.ts';
import type { Connection } from './connection.ts';

/** What resolvers hand to each other behind the schema's types. */
export type BindingPage = Connection<Binding>;
export type CallPage = Connection<Call>;
export type BindingResult = CommandResult<Binding>;
export type BindingEvent = Extract<StoredEvent, { topic: 'BINDING' }>;
export type CallEvent = Extract<StoredEvent, { topic: 'CALL' }>;
