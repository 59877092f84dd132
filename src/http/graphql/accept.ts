// As graphql-sse and Hive Gateway ask for it.
const EVENT_STREAM = 'text/event-stream';

/** The media types that a client takes, without their parameters. */
const typesOf = (accept = ''): string[] =>
  accept.split(',').flatMap((type) => type.split(';')[0]?.trim().toLowerCase() || []);

/** Whether a client takes its answer as an event stream. */
export const takesEventStream = (accept: string | undefined): boolean => typesOf(accept).includes(EVENT_STREAM);

/** Whether a client takes its answer in no other way. */
export const wantsOnlyEventStream = (accept: string | undefined): boolean =>
  takesEventStream(accept) && typesOf(accept).every((type) => type === EVENT_STREAM);
