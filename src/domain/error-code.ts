/**
 * The one catalogue of business failures. Each vendor's codes are mapped onto it by that vendor's code table.
 *
 * `retryable`: the same request can succeed later without being changed.
 * `elsewhere`: another account could cure it, so a proved refusal with this code may be sent through another one.
 * `text`: what is said where the vendor's own words are missing.
 */
export const ERROR_CODES = {
  AUTHENTICATION: rule(
    false,
    true,
    'The vendor did not accept the account’s credentials. Check them in the accounts file.',
  ),
  PERMISSION: rule(false, true, 'The account may not use this service. Ask the vendor to enable it.'),
  ACCOUNT_DISABLED: rule(false, true, 'The vendor has disabled the account. Ask the vendor to enable it.'),
  IP_NOT_ALLOWED: rule(
    false,
    true,
    'The vendor does not know this server’s address. Have it put on the vendor’s allow-list.',
  ),
  INSUFFICIENT_BALANCE: rule(false, true, 'The account has no balance left. Top it up.'),
  TIMESTAMP_SKEW: rule(true, true, 'The vendor refused the time of the request. Check this server’s clock.'),
  RATE_LIMITED: rule(true, true, 'The account sends too fast. Try again later.'),
  RESOURCE_EXHAUSTED: rule(
    true,
    true,
    'The vendor has no number or line free, or a quota is used up. Try again later.',
  ),
  RECIPIENT_FREQUENCY_LIMITED: rule(true, false, 'This number was called too often. Try again later.'),
  INVALID_ARGUMENT: rule(false, false, 'A value of the input cannot be used. Correct it.'),
  INVALID_NUMBER: rule(false, false, 'This is not a number that can be used here. Correct it.'),
  NOT_FOUND: rule(false, false, 'What the request names does not exist. Check its id or number.'),
  ALREADY_BOUND: rule(false, false, 'The number is bound already. Release that binding or use another number.'),
  NOT_BOUND: rule(false, false, 'There is no such binding.'),
  CONFLICT: rule(false, false, 'The request contradicts something that exists. Look at it before you try again.'),
  BLACKLISTED: rule(false, false, 'The number is on a blacklist and cannot be called.'),
  CONTENT_REJECTED: rule(false, false, 'The vendor does not allow this text. Change it.'),
  TEMPLATE_INVALID: rule(false, false, 'The template does not exist, is not approved or does not fit its parameters.'),
  UNSUPPORTED: rule(false, false, 'The vendor of this account cannot do this.'),
  IDEMPOTENCY_MISMATCH: rule(false, false, 'This idempotency key was used for another request. Use a new key.'),
  OUTCOME_UNKNOWN: rule(
    false,
    false,
    'The vendor may or may not have executed the request. It is not sent again; watch the record.',
  ),
  VENDOR_UNAVAILABLE: rule(true, true, 'The vendor could not be reached. Try again later.'),
  VENDOR_ERROR: rule(false, false, 'The vendor failed to carry out the request.'),
  UNKNOWN: rule(
    false,
    false,
    'The vendor answered with a code that its document does not explain, so the request may have been executed. It is not sent again.',
  ),
} as const satisfies Record<string, ErrorRule>;

export type ErrorCode = keyof typeof ERROR_CODES;

export interface ErrorRule {
  readonly retryable: boolean;
  readonly elsewhere: boolean;
  readonly text: string;
}

function rule(retryable: boolean, elsewhere: boolean, text: string): ErrorRule {
  return { retryable, elsewhere, text };
}
