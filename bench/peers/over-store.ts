import type { Services } from '../../src/application/services.ts';
import { onBehalfOf } from '../../src/application/use-cases.ts';
import type { Caller } from '../../src/domain/caller.ts';
import { createContext, type GraphQLContext } from '../../src/graphql/context.ts';
import { openStore } from '../../src/store/open.ts';
import { createVault } from '../../src/store/vault.ts';
import { servicesWithoutInbox } from '../../test/support/services.ts';
import { peerOptions } from '../processes/peer.ts';
import { ACCOUNT, DATA_KEY } from '../processes/service.ts';

/** What a peer that reads the service's own store is started with. */
export interface StorePeerOptions {
  readonly databaseUrl: string;
  readonly folder: string;
  /** The scopes of each Authorization header that will come: peers look it up and verify nothing. */
  readonly callers: Readonly<Record<string, string>>;
}

export interface StorePeer {
  readonly services: Services;
  callerOf(authorization: string | undefined): Caller;
  /** The context of the service's own resolvers; what they reveal is noted, and never written down. */
  contextOf(authorization: string | undefined): GraphQLContext;
}

/** Opens the store, the reads and the use cases of the service itself, without its limits, tokens and audit. */
export async function openStorePeer(): Promise<StorePeer> {
  const { databaseUrl, folder, callers } = peerOptions<StorePeerOptions>();
  const store = await openStore(databaseUrl, createVault(DATA_KEY));
  const account = { ...ACCOUNT, baseUrl: 'http://127.0.0.1:9' };
  const services = (await servicesWithoutInbox(store, folder, [account], Date.now)) as Services;
  const known = new Map<string | undefined, Caller>(
    Object.entries(callers).map(([header, scope]) => [
      header,
      { subject: 'bench', scopes: new Set(scope.split(' ')), accounts: undefined, expiresAt: undefined },
    ]),
  );
  const callerOf = (authorization: string | undefined) => {
    const caller = known.get(authorization);
    if (!caller) throw new Error('This caller was not announced.');
    return caller;
  };
  return {
    services,
    callerOf,
    contextOf: (authorization) => {
      const caller = callerOf(authorization);
      return createContext(caller, onBehalfOf(caller, services), services);
    },
  };
}
