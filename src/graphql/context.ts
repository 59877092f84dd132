import type { House } from '../application/house.ts';
import type { Sandbox } from '../sandbox/sandbox.ts';
import { actorOf, applicationOf, type Caller } from './caller.ts';
import { createLoaders, type Loaders } from './loaders.ts';
import { type Reveals, watchReveals } from './reveals.ts';

/** What every resolver gets. One a request; one a subscription's event. */
export interface GraphQLContext {
  /** The use cases, on the caller's behalf, narrowed to the accounts that it may use. */
  readonly house: House;
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
  house: House,
  caller: Caller,
  sandbox: Sandbox | undefined,
  connection?: Connection,
): GraphQLContext {
  const accounts = caller.accounts ? narrow(house, caller.accounts) : house.accounts;
  const keyOwner = {
    application: applicationOf(caller),
    subject: caller.subject ?? '',
    seesNumbers: caller.scopes.has('voice:pii'),
  };
  const own: House = { ...house, accounts, actor: actorOf(caller), keyOwner };
  const [loaders, reveals] = [createLoaders(house.store, caller), watchReveals(own)];
  return { house: own, caller, loaders, reveals, sandbox, connection };
}

function narrow({ accounts }: House, allowed: ReadonlySet<string>): House['accounts'] {
  return {
    all: accounts.all.filter(({ id }) => allowed.has(id)),
    find: (id) => (allowed.has(id) ? accounts.find(id) : undefined),
    close: accounts.close,
  };
}
