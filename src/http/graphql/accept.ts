// As graphql-sse and Hive Gateway ask for it.
const EVENT_STREAM = 'text/event-stream';
const JSON_TYPE = 'application/json';
const GRAPHQL = 'application/graphql-response+json';

/** The media types that a client takes, without their parameters. */
const typesOf = (accept = ''): string[] =>
  accept.split(',').flatMap((type) => type.split(';')[0]?.trim().toLowerCase() || []);

/** Whether a client takes its answer as an event stream. */
export const takesEventStream = (accept: string | undefined): boolean => typesOf(accept).includes(EVENT_STREAM);

/** Whether a client takes its answer in no other way. */
export const wantsOnlyEventStream = (accept: string | undefined): boolean =>
  takesEventStream(accept) && typesOf(accept).every((type) => type === EVENT_STREAM);

/** Whether a client names JSON for its answer, and not GraphQL's own media type. */
export const wantsPlainJson = (accept: string | undefined): boolean =>
  typesOf(accept).includes(JSON_TYPE) && !typesOf(accept).includes(GRAPHQL);

/** Whether a client names a media type of GraphQL's: browsers do not when they load a page, an image or a script. */
export const namesJson = (accept: string | undefined): boolean =>
  typesOf(accept).some((type) => type === JSON_TYPE || type === GRAPHQL);
