import type { JWTPayload } from 'jose';
import { z } from 'zod';
import type { Caller } from '../../domain/caller.ts';
import { unauthenticated } from '../../graphql/errors.ts';

// A name that is stored (as a hash) and logged: as long as an identifier of an OpenID provider may be and then some.
const name = z.string().min(1).max(1_024);
const WHITE_SPACE = /\s+/;
// As long as a reference of an input may be. So many are each looked up by itself in a list.
const reference = z.string().min(1).max(64);
const MOST_REFERENCES = 100;

/** A list with spaces between, as `scope` is one. */
function wordsOf(text: string): string[] {
  return text.split(WHITE_SPACE).filter(Boolean);
}

/**
 * What is read of a token. A claim of another shape than its specification has is refused rather than guessed at:
 * what it was meant to narrow is not known.
 */
const claimsSchema = z.object({
  sub: name,
  exp: z.number().nonnegative(),
  // RFC 8693, section 4.2: a list with spaces between.
  scope: z.string().optional(),
  voice_accounts: z.array(name).optional(),
  voice_references: z
    .union([z.string().transform(wordsOf), z.unknown()])
    .pipe(z.array(reference).max(MOST_REFERENCES))
    .optional(),
  voice_application: name.optional(),
  // OpenID Connect's name for the client (Core, section 2), and that of RFC 9068, section 2.2.
  azp: name.optional(),
  client_id: name.optional(),
});

/** The caller that a verified token stands for. Throws UNAUTHENTICATED, naming the claim, where one cannot be used. */
export function callerOf(payload: JWTPayload): Caller {
  const parsed = claimsSchema.safeParse(payload);
  if (!parsed.success) {
    const claims = [...new Set(parsed.error.issues.map(({ path }) => String(path[0])))].join(', ');
    throw unauthenticated(`The token was not accepted: these claims have a form that is not read: ${claims}.`);
  }
  const {
    sub,
    exp,
    scope = '',
    voice_accounts: accounts,
    voice_references: references,
    voice_application: application,
    azp,
    client_id,
  } = parsed.data;
  return {
    subject: sub,
    clientId: azp ?? client_id,
    application,
    scopes: new Set(wordsOf(scope)),
    // An empty list means no account, not all of them; no reference likewise.
    accounts: accounts && new Set(accounts),
    references: references && new Set(references),
    expiresAt: exp * 1_000,
  };
}
