import type { z } from 'zod';
import type { BindingTerms } from '../../domain/binding.ts';
import { fault, type InputFault } from '../../domain/input-fault.ts';
import { accepted, type Outcome, unknown } from '../../domain/outcome.ts';
import type { BindOrder, BindReply, Operation, VendorAnswer } from '../vendor.ts';
import { defined, flag, maybeText } from '../wire.ts';
import { afterAnswer, announcementFaults, perCaller } from './announcements.ts';
import { type InterlineCredentials, putRequest, readReply, refused, replySchema } from './client.ts';
import { SUBMITTED_BEFORE } from './codes.ts';

type BindOperation = Operation<InterlineCredentials, BindOrder, BindReply>;

/** The address of X's bindings (4.1, 4.2). */
export const BINDINGS_PATH = '/igw/service/uc/interline';

/** The address of X's transfer (4.3, 4.4). */
export const transferPath = (numberX: string | undefined): string =>
  `${BINDINGS_PATH}/${encodeURIComponent(numberX ?? '')}/transfer`;

/** Section 4.1: A and B reach each other through X. */
export const bindAxb: BindOperation = {
  options: {
    numberX: 'required',
    numberA: 'required',
    numberB: 'required',
    lifetimeSeconds: 'required',
    record: 'optional',
    showCallerToA: 'optional',
    showCallerToB: 'optional',
    'announcements.whenBCalls': 'optional',
    'announcements.whenACalls': 'optional',
    'announcements.whenOthersCall': 'optional',
    'announcements.afterAnswer': 'optional',
  },
  repeatable: true,
  check: ({ terms }) => termFaults(terms),
  request: (account, { terms, token }, now) =>
    putRequest(
      account,
      `${BINDINGS_PATH}/${encodeURIComponent(terms.numberX ?? '')}`,
      {
        appid: account.credentials.appid,
        anum: terms.numberA,
        bnum: terms.numberB,
        reqid: token,
        ttl: terms.lifetimeSeconds,
        record: flag(terms.record),
        display: displayBothWays(terms),
        anucode: perCaller(terms.announcements),
        ansanu: afterAnswer(terms.announcements),
        userData: userData(token),
      },
      now,
    ),
  read,
};

/** Section 4.3: callers of X are put through to A. The answer names no binding. */
export const bindTransfer: BindOperation = {
  options: {
    numberX: 'required',
    numberA: 'required',
    lifetimeSeconds: 'optional',
    record: 'optional',
    showCallerToA: 'optional',
    'announcements.whenOthersCall': 'optional',
  },
  repeatable: true,
  check: ({ terms }) => termFaults(terms),
  request: (account, { terms, token }, now) =>
    putRequest(
      account,
      transferPath(terms.numberX),
      {
        appid: account.credentials.appid,
        anum: terms.numberA,
        reqid: token,
        anucode: terms.announcements?.whenOthersCall,
        record: flag(terms.record),
        display: flag(terms.showCallerToA),
        ttl: terms.lifetimeSeconds,
        userData: userData(token),
      },
      now,
    ),
  read,
};

/** “a,b” of 4.1: whether B sees A when A calls, then whether A sees B when B calls. */
function displayBothWays({ showCallerToA, showCallerToB }: BindingTerms): string | undefined {
  if (showCallerToA === undefined && showCallerToB === undefined) return undefined;
  return `${flag(showCallerToB ?? false)},${flag(showCallerToA ?? false)}`;
}

/** 建议 base64 编码 (4.1, 4.3). */
const userData = (token: string): string => Buffer.from(token).toString('base64');

const bindReplySchema = replySchema.extend({ subid: maybeText });
type BindReplyBody = z.infer<typeof bindReplySchema>;

/**
 * A reqid that was here before proves that an earlier request arrived, and not what became of it: the document does not
 * say whether a repeated request gets the first answer again. With a subid it did.
 */
function read(answer: VendorAnswer): Outcome<BindReply> {
  const reply = ({ subid }: BindReplyBody): BindReply => defined({ vendorBindingId: subid });
  return readReply(answer, bindReplySchema, reply, (body) => {
    if (body.error !== SUBMITTED_BEFORE) return refused(body);
    if (body.subid !== undefined) return accepted(reply(body));
    const message =
      'The vendor has had this request before and does not repeat its answer, so the binding most likely exists. The ' +
      'first push of a call through it will confirm it.';
    return { ...unknown(message, { code: body.error, message: body.reason ?? '' }), about: 'CONFLICT' };
  });
}

// 4.1 and 4.3: 最长 24 字节.
const LONGEST_NUMBER_BYTES = 24;

function termFaults(terms: BindingTerms): InputFault[] {
  const faults = (['numberA', 'numberB'] as const)
    .filter((field) => Buffer.byteLength(terms[field] ?? '') > LONGEST_NUMBER_BYTES)
    .map((field) => fault(field, `A number has at most ${LONGEST_NUMBER_BYTES} bytes.`, 'INVALID_NUMBER'));
  const { lifetimeSeconds } = terms;
  if (lifetimeSeconds !== undefined && !(Number.isSafeInteger(lifetimeSeconds) && lifetimeSeconds > 0)) {
    faults.push(fault('lifetimeSeconds', 'A lifetime is a whole number of seconds, 1 or more.'));
  }
  return [...faults, ...announcementFaults(terms.announcements)];
}
