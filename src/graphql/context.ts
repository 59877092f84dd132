import type { House } from '../application/house.ts';
import type { Sandbox } from '../sandbox/sandbox.ts';
import type { Caller } from './caller.ts';
import { createLoaders, type Loaders } from './loaders.ts';

/** What every resolver gets. One a request; one a subscription's event. */
export interface GraphQLContext {
  /** The use cases, narrowed to the accounts that the caller may use. */
  readonly house: House;
  readonly caller: Caller;
  readonly loaders: Loaders;
  /** Only where the process runs the simulated vendors. */
  readonly sandbox: Sandbox | undefined;
  /** Closes the socket that the request came over, with a reason; undefined over HTTP. */
  readonly disconnect: ((reason: string) => void) | undefined;
}

/** The context of one request by one caller. */
export function createContext(
  house: House,
  caller: Caller,
  sandbox: Sandbox | undefined,
  disconnect?: (reason: string) => void,
): GraphQLContext {
  const narrowed = caller.accounts ? { ...house, accounts: narrow(house, caller.accounts) } : house;
  return { house: narrowed, caller, loaders: createLoaders(house.store, caller), sandbox, disconnect };
}

function narrow({ accounts }: House, allowed: ReadonlySet<string>): House['accounts'] {
  return {
    all: accounts.all.filter(({ id }) => allowed.has(id)),
    find: (id) => (allowed.has(id) ? accounts.find(id) : undefined),
    close: accounts.close,
  };
}
