import { bindingOf, type EventOf, type EventTopic, referenceOf, type StoredEvent } from '../../domain/event.ts';
import { cursorOf, decodeCursor } from '../../events/cursor.ts';
import { CursorError } from '../../events/resume.ts';
import type { GraphQLContext } from '../context.ts';
import { badInput, invalidCursor } from '../errors.ts';
import type { Resolvers } from '../generated.ts';
import { accountOf } from './records.ts';

interface EventFilter {
  readonly ids?: readonly string[] | null;
  readonly accountId?: string | null;
  readonly bindingId?: string | null;
  readonly reference?: string | null;
}

/** The fields of a subscription that watches one topic. */
function watching<Topic extends EventTopic>(topic: Topic) {
  return {
    subscribe: (
      _root: object,
      { filter, after }: { filter?: EventFilter | null; after?: string | null },
      context: GraphQLContext,
    ) => watch(context, after, (event): event is EventOf<Topic> => event.topic === topic && matches(event, filter)),
    resolve: (event: EventOf<Topic>) => event,
  };
}

/** The types of what can happen under a reference, by the topic of the event. */
const ACTIVITY = {
  BINDING: 'BindingStatusChange',
  CALL: 'CallStatusChange',
  MESSAGE: 'VoiceMessageStatusChange',
  SMS: 'SmsReceived',
} as const;

type ActivityEvent = EventOf<keyof typeof ACTIVITY>;

// A page of fifty orders twice over. An event is looked up among them at once, so it is only to bound a request.
const MOST_REFERENCES = 100;

/** The changes of everything under some references, in the order of the log. */
function watchActivity(
  _root: object,
  { references, after }: { references: readonly string[]; after?: string | null },
  context: GraphQLContext,
) {
  if (references.length < 1 || references.length > MOST_REFERENCES) {
    throw badInput(`Give 1 to ${MOST_REFERENCES} references; open another subscription for more.`);
  }
  const wanted = new Set(references);
  return watch(context, after, (event): event is ActivityEvent => wanted.has(referenceOf(event) ?? ''));
}

const cursor = cursorOf;

/** The status before an event; it was written with a record of the same kind. */
const previousStatus = <Record extends { status: string }>(event: {
  previousStatus: string | undefined;
  record: Record;
}) => (event.previousStatus as Record['status'] | undefined) ?? null;

const status = <Record extends { status: string }>({ record }: { record: Record }): Record['status'] => record.status;

export const subscriptionResolvers: Pick<
  Resolvers,
  | 'VendorAccountStatusChange'
  | 'BindingStatusChange'
  | 'CallStatusChange'
  | 'SmsReceived'
  | 'Subscription'
  | 'VoiceActivityChange'
  | 'VoiceMessageStatusChange'
> = {
  Subscription: {
    accountStatusChanged: watching('ACCOUNT'),
    bindingStatusChanged: watching('BINDING'),
    callStatusChanged: watching('CALL'),
    smsReceived: watching('SMS'),
    voiceActivityChanged: { subscribe: watchActivity, resolve: (event: ActivityEvent) => event },
    voiceMessageStatusChanged: watching('MESSAGE'),
  },
  VendorAccountStatusChange: {
    cursor,
    previousStatus,
    status,
    balance: ({ record }) => record.balance ?? null,
    account: ({ record }, _args, context) => {
      const account = accountOf(record, {}, context);
      return account && { ...account, told: record };
    },
  },
  VoiceActivityChange: { __resolveType: ({ topic }) => ACTIVITY[topic] },
  BindingStatusChange: { cursor, previousStatus, status, binding: ({ record }) => record },
  CallStatusChange: { cursor, previousStatus, status, call: ({ record }) => record },
  SmsReceived: { cursor, smsMessage: ({ record }) => record },
  VoiceMessageStatusChange: { cursor, previousStatus, status, voiceMessage: ({ record }) => record },
};

/** Follows the event log for one subscriber: what it may see of what it asked for. */
async function watch<Event extends StoredEvent>(
  { reads, metrics, reveals, connection }: GraphQLContext,
  after: string | null | undefined,
  wanted: (event: StoredEvent) => event is Event,
): Promise<AsyncGenerator<Event, void, void>> {
  const place = after ? decodeCursor(after) : undefined;
  if (after && place === undefined) throw invalidCursor('This is not a cursor that this service gave out.');
  try {
    const following = await reads.follow(place, {
      wanted,
      onOverflow: () => connection?.tooSlow(),
      onFailure: (error) => {
        if (reads.isOutage(error)) connection?.tryAgainLater();
      },
      onEnd: () => {
        metrics.subscriptions.dec();
        void reveals.end();
      },
    });
    metrics.subscriptions.inc();
    return following;
  } catch (error) {
    if (reads.isOutage(error)) connection?.tryAgainLater();
    throw error instanceof CursorError ? invalidCursor(error.message, error.reason === 'EXPIRED') : error;
  }
}

function matches(event: StoredEvent, filter: EventFilter | null | undefined): boolean {
  if (!filter) return true;
  const { ids, accountId, bindingId, reference } = filter;
  if (ids && !ids.includes(event.record.id)) return false;
  if (accountId && event.record.accountId !== accountId) return false;
  if (bindingId && bindingOf(event) !== bindingId) return false;
  return !reference || referenceOf(event) === reference;
}
