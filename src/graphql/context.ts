import type { Services } from '../application/services.ts';
import { actorOf, applicationOf, type Caller } from '../domain/caller.ts';
import type { Sandbox } from '../sandbox/sandbox.ts';
import { createLoaders, type Loaders } from './loaders.ts';
import { type Reveals, watchReveals } from './reveals.ts';

/** What every resolver gets. One a request; one a subscription's event. */
export interface GraphQLContext {
  /** The use cases, on the caller's behalf, narrowed to the accounts that it may use. */
  readonly services: Services;
  readonly caller: Caller;
  readonly loaders: Loaders;
  /** What is shown unmasked, for the audit trail. */
  readonly reveals: Reveals;
  /** Only where the process runs the simulated vendors. */
  readonly sandbox: Sandbox | undefined;
  /** The connection of a subscription; undefined over plain HTTP. */
  readonly connection: Connection | undefined;
}

/** The connection that a subscription came over. Each of these ends it so that its client connects again. */
export interface Connection {
  /** The subscriber takes its events too slowly. */
  tooSlow(): void;
  /** The store takes nothing now: what the subscriber would miss, it gets when it comes again. */
  tryAgainLater(): void;
}

/** The context of one request by one caller. */
export function createContext(
  services: Services,
  caller: Caller,
  sandbox: Sandbox | undefined,
  connection?: Connection,
): GraphQLContext {
  const accounts = caller.accounts ? narrow(services, caller.accounts) : services.accounts;
  const keyOwner = {
    application: applicationOf(caller),
    subject: caller.subject ?? '',
    seesNumbers: caller.scopes.has('voice:pii'),
  };
  const own: Services = { ...services, accounts, actor: actorOf(caller), keyOwner };
  const [loaders, reveals] = [createLoaders(services.store, caller), watchReveals(own)];
  return { services: own, caller, loaders, reveals, sandbox, connection };
}

function narrow({ accounts }: Services, allowed: ReadonlySet<string>): Services['accounts'] {
  return {
    all: accounts.all.filter(({ id }) => allowed.has(id)),
    find: (id) => (allowed.has(id) ? accounts.find(id) : undefined),
    close: accounts.close,
  };
}
