import type { Actor } from './audit.ts';

/** Rights that a token can carry in its `scope`. */
export type Scope = 'voice:read' | 'voice:write' | 'voice:pii' | 'voice:admin';

/** Who asks, and what for. */
export interface Caller {
  /** The token's subject; undefined where no token was sent. */
  readonly subject: string | undefined;
  /** The application that the token was given to, where the token says. */
  readonly clientId?: string | undefined;
  /** What the token's own claim for it names as the caller's application. */
  readonly application?: string | undefined;
  readonly scopes: ReadonlySet<string>;
  /** The accounts that the caller is limited to; undefined: all. */
  readonly accounts: ReadonlySet<string> | undefined;
  /** The references of the business objects that the caller is limited to; left out: all. */
  readonly references?: ReadonlySet<string> | undefined;
  /** When the token expires, in milliseconds since 1970; undefined: never. */
  readonly expiresAt: number | undefined;
}

/** A caller without a token: may read nothing but the schema. */
export const ANONYMOUS: Caller = { subject: undefined, scopes: new Set(), accounts: undefined, expiresAt: undefined };

/** Every caller of a sandbox without authentication: everything there is made up. */
export const SANDBOX_CALLER: Caller = {
  subject: 'sandbox',
  scopes: new Set<Scope>(['voice:read', 'voice:write', 'voice:pii', 'voice:admin']),
  accounts: undefined,
  expiresAt: undefined,
};

/** The key that requests are counted under: the token's subject, or without a token the client's address. */
export function holderOf(caller: Caller, address: string | undefined): string {
  const isNameless = caller === SANDBOX_CALLER || caller === ANONYMOUS;
  return isNameless ? `address ${address}` : `subject ${caller.subject}`;
}

/**
 * The key that operations are counted under; undefined in an open sandbox, which has one developer, whose load test is
 * not to be refused.
 */
export function operationHolderOf(caller: Caller, address: string | undefined): string | undefined {
  return caller === SANDBOX_CALLER ? undefined : holderOf(caller, address);
}

/** The caller as the audit trail names it: without a subject in a sandbox without tokens. */
export function actorOf(caller: Caller): Actor {
  return { subject: caller === SANDBOX_CALLER ? undefined : caller.subject, clientId: caller.clientId };
}

/**
 * The application that a caller belongs to: what the claim `voice_application` names, else the one that the token was
 * given to, else the subject by itself. A subject never stands for an application of the same name.
 */
export function applicationOf({ application, clientId, subject }: Caller): string {
  const named = application ?? clientId;
  return JSON.stringify(named === undefined ? { subject } : { application: named });
}

/** What tells whose a record is. An operator's own record has no reference. */
export interface Owned {
  /** Undefined for what is about no single account: only who is limited to none may see it. */
  readonly accountId: string | undefined;
  readonly reference?: string | undefined;
}

/**
 * Whether the caller may know of a record. What it may not is to be answered as if it were not there. What has no
 * reference is hidden from a caller who is limited to some.
 */
export function maySee(caller: Caller, { accountId, reference }: Owned): boolean {
  const { references } = caller;
  return (
    mayUse(caller, accountId) && (references === undefined || (reference !== undefined && references.has(reference)))
  );
}

/** Whether what the caller has done may go through an account, and what it sees may have come through it. */
export function mayUse({ accounts }: Caller, accountId: string | undefined): boolean {
  return accounts === undefined || (accountId !== undefined && accounts.has(accountId));
}

/** Whether the caller may know how the operator's accounts stand: not where it is limited to business objects. */
export function mayKnowAccount(caller: Caller, accountId: string): boolean {
  return caller.references === undefined && mayUse(caller, accountId);
}
