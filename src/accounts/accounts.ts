import type { AccountConfig } from '../config/accounts.ts';
import type { AccountHealth } from '../domain/account.ts';
import type { Vendor } from '../domain/vendor.ts';
import { createVendorHttp, DEFAULT_TIMEOUTS, type VendorHttp } from '../vendors/http.ts';
import { createRecordingHttp, type RecordingHttp } from '../vendors/recording-http.ts';
import type { VendorRegistry } from '../vendors/registry.ts';
import type { VendorAccount, VendorModule } from '../vendors/vendor.ts';
import { defined } from '../vendors/wire.ts';
import { type AccountBreaker, createAccountBreaker } from './breaker.ts';
import { createPace, type Pace } from './pace.ts';

/** An account, ready to be used: its settings, its vendor's module and its connections. */
export interface Account {
  readonly id: string;
  readonly vendor: Vendor;
  readonly name: string;
  readonly config: AccountConfig;
  readonly module: VendorModule;
  /** The account as its vendor's module sees it. */
  readonly atVendor: VendorAccount<unknown>;
  readonly http: VendorHttp;
  /** Fetches recordings, from where the account allows it. */
  readonly recordings: RecordingHttp;
  readonly standing: AccountBreaker;
  readonly pace: Pace;
}

export interface AccountDirectory {
  /** As they stand in the accounts file. */
  readonly all: readonly Account[];
  find(id: string): Account | undefined;
  close(): Promise<void>;
}

/**
 * Opens every account. `publicUrl` is asked at each use, because a port chosen by the system is known only later;
 * `onHealth` is told of the health that each account begins with, and of each change.
 */
export function openAccounts(
  configs: readonly AccountConfig[],
  vendors: VendorRegistry,
  publicUrl: () => string,
  onHealth: (accountId: string, health: AccountHealth) => void,
): AccountDirectory {
  const accounts = configs.map((config) => openAccount(config, vendors, publicUrl, onHealth));
  const byId = new Map(accounts.map((account) => [account.id, account]));
  return {
    all: accounts,
    find: (id) => byId.get(id),
    close: async () => {
      await Promise.all(accounts.flatMap(({ http, recordings }) => [http.close(), recordings.close()]));
    },
  };
}

function openAccount(
  config: AccountConfig,
  vendors: VendorRegistry,
  publicUrl: () => string,
  onHealth: (accountId: string, health: AccountHealth) => void,
): Account {
  const { id, vendor, tls, recordings } = config;
  const module = vendors.get(vendor);
  const baseUrl = config.baseUrl ?? module.defaultBaseUrl;
  if (baseUrl === undefined) throw new Error(`The account ${id} needs a baseUrl: ${vendor} has no common address.`);
  const timeouts = { ...DEFAULT_TIMEOUTS, ...defined(config.timeouts ?? {}) };
  const home = new URL(baseUrl);
  const standing = createAccountBreaker((health) => onHealth(id, health));
  onHealth(id, standing.health);
  return {
    id,
    vendor,
    name: config.name ?? id,
    config,
    module,
    atVendor: {
      id,
      vendor,
      baseUrl,
      credentials: config.credentials,
      services: config.services,
      callbackUrl: (kind, token) => {
        const address = `${config.callback.baseUrl ?? publicUrl()}/callbacks/${id}/${config.callback.token}${kind ? `/${kind}` : ''}`;
        return token === undefined ? address : `${address}?token=${token}`;
      },
    },
    http: createVendorHttp(timeouts, tls),
    recordings: createRecordingHttp({
      hosts: recordings?.hosts ?? [home.origin],
      allowPrivate: recordings?.allowPrivate ?? false,
      timeouts,
      tls: tls && { settings: tls, host: home.hostname },
    }),
    standing,
    pace: createPace(config.limits?.requestsPerSecond),
  };
}
