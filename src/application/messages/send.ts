import type { Account } from '../../accounts/accounts.ts';
import { givenOptions, route } from '../../accounts/route.ts';
import { correlationToken } from '../../domain/ids.ts';
import { fault, type InputFault } from '../../domain/input-fault.ts';
import type { MessageContent, MessageKind, VoiceMessage } from '../../domain/message.ts';
import { parsePhoneNumber, readPhoneNumber } from '../../domain/phone-number.ts';
import { FIRST_REVISION } from '../../domain/revision.ts';
import type { OperationName, Recipient, SendOrder } from '../../vendors/vendor.ts';
import { audit } from '../commands/audit.ts';
import { errorOfFailure, errorOfFault, type UserError } from '../commands/command-result.ts';
import { claimedForNothing, earlierRequest, type KeyedRequest, keyedRequest } from '../commands/idempotency.ts';
import { authorityFaults, type CommonInput, commonFaults } from '../commands/validate-common.ts';
import { namesOfRecipients, namesOfRequest } from '../records/lock-names.ts';
import { newId } from '../records/new-id.ts';
import type { Services } from '../services.ts';
import { orAbandon } from '../under-way/abandon.ts';
import { limitRecipients } from './limit-recipients.ts';
import { inTurns, submit, takeTurns } from './submit.ts';
import { contentFaults } from './validate-content.ts';

/** Which operation sends each kind of message. */
export const OPERATION_OF_KIND = {
  NOTIFICATION: 'sendVoiceNotification',
  VERIFICATION_CODE: 'sendVerificationCode',
  MARKETING: 'sendMarketingCall',
  IVR: 'sendIvrCall',
  VOICE_SMS: 'sendVoiceSms',
} as const satisfies Record<MessageKind, OperationName>;

/** The messages of a request in the order of its recipients, and what went wrong. */
export interface SendResult {
  readonly messages: readonly VoiceMessage[];
  readonly errors: readonly UserError[];
}

const MOST_RECIPIENTS = 500;

/**
 * Sends one message to each recipient. Every recipient becomes a message of its own with its own outcome; one bad
 * number fails alone. The intents are durable before any vendor hears of them, and each is handed over once.
 */
export async function send(
  services: Pick<
    Services,
    'accounts' | 'store' | 'now' | 'log' | 'metrics' | 'actor' | 'keyOwner' | 'keyMismatches' | 'authority'
  >,
  kind: MessageKind,
  common: CommonInput,
  recipients: readonly string[],
  asked: MessageContent,
): Promise<SendResult> {
  const operationName = OPERATION_OF_KIND[kind];
  const notOwn = authorityFaults(services, common);
  if (notOwn.length > 0) return refused(notOwn);
  const given = { ...common, recipients, content: asked };
  const request = keyedRequest(services, common.idempotencyKey, operationName, given);
  const content = withNumberRead(asked);
  const earlier = await earlierMessages(services, request);
  if (earlier) return earlier;

  const inputFaults = [...commonFaults(common), ...recipientCountFaults(recipients), ...contentFaults(content)];
  if (inputFaults.length > 0) return refused(inputFaults);

  const ids = recipients.map(() => newId('message'));
  const numbered = recipients.map((given, index): Recipient => {
    return { number: readPhoneNumber(given), token: correlationToken(ids[index] ?? '') };
  });
  const order: SendOrder = { kind, recipients: numbered, content };
  const wanted = { accountId: common.accountId, options: givenOptions(content), order, tolerates: isOfOneRecipient };
  const chosen = route(services.accounts, operationName, wanted);
  if ('faults' in chosen) return refused(chosen.faults);

  const [first] = chosen.candidates;
  const { account, operation } = first;
  const faults = recipientFaults(recipients, operation.check?.(order) ?? []);
  if (faults.size === recipients.length) return refused([...faults.values()]);
  const messages = numbered.map(({ number }, index) =>
    newMessage(ids[index] ?? '', account, kind, common, number, content, faults.get(index), services.now()),
  );
  const term = await services.store.lease.enter();
  const turns = takeTurns(first, recipients.length - faults.size);
  const begins = {
    holder: term.holder,
    routed: common.accountId === undefined,
    withheld: content.code !== undefined,
    atOnce: (sent: readonly string[]) => inTurns(first, sent, turns),
  };
  const intent = await orAbandon(services.store, term.holder, ids, () =>
    recordIntent(services, request, account, messages, begins),
  );
  if (!intent) return (await earlierMessages(services, request)) ?? claimedForNothing();
  const parcels = intent.messages.flatMap(({ id, status }, index) => {
    const recipient = numbered[index];
    return status === 'SUBMITTING' && recipient ? [{ id, recipient }] : [];
  });
  const { candidates } = chosen;
  await submit(services, { term, name: operationName, candidates, order, parcels, committed: intent.committed });
  return resultOf(await services.store.messages.findBatch(ids[0] ?? ''));
}

async function earlierMessages(
  services: Pick<Services, 'store' | 'now' | 'keyMismatches'>,
  request: KeyedRequest,
): Promise<SendResult | undefined> {
  const earlier = await earlierRequest(services, request);
  if (!earlier) return undefined;
  if ('mismatch' in earlier) return refused([earlier.mismatch]);
  return resultOf(await services.store.messages.findBatch(earlier.subjectId));
}

function recipientCountFaults(recipients: readonly string[]): InputFault[] {
  if (recipients.length >= 1 && recipients.length <= MOST_RECIPIENTS) return [];
  return [fault('recipients', `Give 1 to ${MOST_RECIPIENTS} recipients.`)];
}

/** What is asked for with the number to show in its one spelling. */
function withNumberRead(content: MessageContent): MessageContent {
  const { displayNumber } = content;
  return displayNumber === undefined ? content : { ...content, displayNumber: readPhoneNumber(displayNumber) };
}

const isOfOneRecipient = ({ field }: InputFault): boolean => field[0] === 'recipients' && field.length === 2;

/** The fault of each recipient that cannot be called, by its place. A number that comes twice is called once. */
function recipientFaults(recipients: readonly string[], found: readonly InputFault[]): Map<number, InputFault> {
  const faults = new Map<number, InputFault>();
  const seen = new Set<string>();
  recipients.forEach((given, index) => {
    const number = parsePhoneNumber(given);
    const field = ['recipients', String(index)];
    if (number === undefined) faults.set(index, fault(field, 'This is not a telephone number.', 'INVALID_NUMBER'));
    else if (seen.has(number))
      faults.set(index, fault(field, 'This number is among the recipients already.', 'CONFLICT'));
    else seen.add(number);
  });
  for (const each of found) {
    const index = Number(each.field[1]);
    if (isOfOneRecipient(each) && !faults.has(index)) faults.set(index, each);
  }
  return faults;
}

function newMessage(
  id: string,
  { id: accountId, vendor }: Account,
  kind: MessageKind,
  { reference, metadata }: CommonInput,
  recipient: string,
  { code: _handedOnNeverStored, ...content }: MessageContent,
  wrong: InputFault | undefined,
  now: number,
): VoiceMessage {
  return {
    id,
    accountId,
    vendor,
    kind,
    status: wrong ? 'FAILED' : 'SUBMITTING',
    recipient,
    ...(reference === undefined ? {} : { reference }),
    ...(metadata === undefined ? {} : { metadata }),
    content,
    revision: FIRST_REVISION,
    createdAt: now,
    updatedAt: now,
    ...(wrong ? { failure: { code: wrong.code, message: wrong.message } } : {}),
  };
}

/** Which process is at the messages of a request, and what the process that takes over must know. */
interface Begins {
  readonly holder: string;
  readonly routed: boolean;
  readonly withheld: boolean;
  /** Those of the messages that a vendor is asked for at once. */
  atOnce(ids: readonly string[]): readonly string[];
}

interface Intent {
  readonly messages: readonly VoiceMessage[];
  /** Those for which the attempt is as durable as the intent. */
  readonly committed: ReadonlySet<string>;
}

/** Claims the key and writes the messages, in one transaction; undefined where another request has the key already. */
function recordIntent(
  services: Pick<Services, 'store' | 'now' | 'actor'>,
  request: KeyedRequest,
  account: Account,
  messages: readonly VoiceMessage[],
  { holder, routed, withheld, atOnce }: Begins,
): Promise<Intent | undefined> {
  const [first] = messages;
  if (!first) throw new Error('A request without recipients is refused before it is recorded.');
  return services.store.transaction(async (tx) => {
    const numbers = messages.map(({ recipient }) => recipient);
    await tx.lock([...namesOfRequest(request), ...namesOfRecipients(account.id, numbers)]);
    if (!(await tx.requests.claim({ ...request, subjectId: first.id }, first.createdAt))) return undefined;
    const subjectIds = messages.map(({ id }) => id);
    await audit(tx, services, { action: 'SEND', operation: request.operation, accountId: account.id, subjectIds });
    const limited = await limitRecipients(tx, account, messages, first.createdAt);
    await tx.messages.insertBatch(limited);
    await tx.events.append(
      limited.map((record) => ({ topic: 'MESSAGE', record, at: record.createdAt, previousStatus: undefined })),
    );
    const sent = limited.flatMap(({ id, status }) => (status === 'SUBMITTING' ? [id] : []));
    const committed = new Set((await tx.processes.isInForce(holder)) ? atOnce(sent) : []);
    const rows = sent.map((subjectId) => {
      return { subjectId, routed, withheld, attemptedAt: committed.has(subjectId) ? account.id : undefined };
    });
    await tx.underWay.begin(holder, rows);
    return { messages: limited, committed };
  });
}

function refused(faults: readonly InputFault[]): SendResult {
  return { messages: [], errors: faults.map(errorOfFault) };
}

function resultOf(messages: readonly VoiceMessage[]): SendResult {
  const errors = messages.flatMap(({ failure, vendor }, index) =>
    failure ? [{ ...errorOfFailure(failure, vendor), field: ['input', 'recipients', String(index)] }] : [],
  );
  return { messages, errors };
}
