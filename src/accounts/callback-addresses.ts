import type { Account } from './accounts.ts';

/** An account whose callback addresses are not as its vendor's document wants them. */
export interface CallbackDoubt {
  readonly account: string;
  /** The setting that the addresses begin with. */
  readonly setting: 'PUBLIC_URL' | 'callback.baseUrl';
  /** What is wrong with it and what to do. */
  readonly message: string;
}

/**
 * The accounts whose vendor may refuse the callback addresses that it is given, or never push to them. A doubt and not
 * a fault: a vendor may take more than its document says, and a process that does not start hears of no call at all.
 */
export function callbackDoubts(accounts: readonly Account[]): CallbackDoubt[] {
  return accounts.flatMap(({ id, vendor, module: { name, callbackScheme }, config, atVendor }) => {
    const { protocol, host } = new URL(atVendor.callbackUrl());
    if (!callbackScheme || protocol === `${callbackScheme.scheme}:`) return [];
    const setting = config.callback.baseUrl === undefined ? 'PUBLIC_URL' : 'callback.baseUrl';
    const message =
      `The document of ${name} (${callbackScheme.sections}) names only ${callbackScheme.scheme} for callback addresses, ` +
      `and those of ${id} begin with ${protocol}//${host} (${setting}). ${vendor} may refuse bindings, or never push what ` +
      `became of calls. Ask the vendor, or give the account a callback.baseUrl with ${callbackScheme.scheme}.`;
    return [{ account: id, setting, message }];
  });
}
