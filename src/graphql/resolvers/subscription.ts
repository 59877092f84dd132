import type { StoredEvent } from '../../domain/event.ts';
import { subjectOf } from '../../domain/event.ts';
import { decodeCursor, encodeCursor } from '../../events/cursor.ts';
import { followEvents } from '../../events/follow.ts';
import { CursorError } from '../../events/log.ts';
import { maySee } from '../caller.ts';
import type { GraphQLContext } from '../context.ts';
import { invalidCursor } from '../errors.ts';
import type { Resolvers } from '../generated.ts';
import type { BindingEvent, CallEvent } from '../mappers.ts';

interface EventFilter {
  readonly ids?: readonly string[] | null;
  readonly accountId?: string | null;
  readonly reference?: string | null;
}

export const subscriptionResolvers: Pick<Resolvers, 'BindingStatusChange' | 'CallStatusChange' | 'Subscription'> = {
  Subscription: {
    bindingStatusChanged: {
      subscribe: (_root, { filter, after }, context) =>
        watch(context, after, (event): event is BindingEvent => event.topic === 'BINDING' && matches(event, filter)),
      resolve: (event: BindingEvent) => event,
    },
    callStatusChanged: {
      subscribe: (_root, { filter, after }, context) =>
        watch(
          context,
          after,
          (event): event is CallEvent =>
            event.topic === 'CALL' &&
            matches(event, filter) &&
            (!filter?.bindingId || event.call.bindingId === filter.bindingId),
        ),
      resolve: (event: CallEvent) => event,
    },
  },
  BindingStatusChange: {
    cursor: ({ seq }) => encodeCursor(seq),
    previousStatus: ({ previousStatus }) => (previousStatus as BindingEvent['binding']['status'] | undefined) ?? null,
    status: ({ binding }) => binding.status,
  },
  CallStatusChange: {
    cursor: ({ seq }) => encodeCursor(seq),
    previousStatus: ({ previousStatus }) => (previousStatus as CallEvent['call']['status'] | undefined) ?? null,
    status: ({ call }) => call.status,
  },
};

/** Follows the event log for one subscriber: what it may see of what it asked for. */
async function watch<Event extends StoredEvent>(
  { house, caller }: GraphQLContext,
  after: string | null | undefined,
  wanted: (event: StoredEvent) => event is Event,
): Promise<AsyncGenerator<Event, void, void>> {
  const place = after ? decodeCursor(after) : undefined;
  if (after && place === undefined) throw invalidCursor('This is not a cursor that this service gave out.');
  const visible = (event: StoredEvent): event is Event => wanted(event) && maySee(caller, subjectOf(event));
  try {
    return await followEvents(house.events, place, visible);
  } catch (error) {
    throw error instanceof CursorError ? invalidCursor(error.message) : error;
  }
}

function matches(event: StoredEvent, filter: EventFilter | null | undefined): boolean {
  const subject = subjectOf(event);
  if (filter?.ids && !filter.ids.includes(subject.id)) return false;
  if (filter?.accountId && subject.accountId !== filter.accountId) return false;
  return !filter?.reference || subject.reference === filter.reference;
}
