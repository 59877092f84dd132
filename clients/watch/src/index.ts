export { type ActivityStore, type ActivityView, createActivityStore } from './activity-store.ts';
export type { BackoffOptions } from './backoff.ts';
export { DEFAULT_FIELDS, type Documents, type Fields, type Renamed, voiceDocuments } from './documents.ts';
export { type FetchOptions, overFetch } from './fetch.ts';
export { type Follower, followVoiceActivity } from './follow.ts';
export { type Activities, withItem } from './holding.ts';
export type {
  ActivityRecords,
  ChangeItem,
  ListName,
  RecordsItem,
  StatusRecord,
  WatchedRecord,
  WatchItem,
} from './records.ts';
export { Refused } from './refusals.ts';
export {
  ConnectionLost,
  type GraphQLAnswer,
  type GraphQLFault,
  type GraphQLRequest,
  type TokenSource,
  type Transport,
} from './transport.ts';
export { type WatchOptions, type WatchStatus, watchVoiceActivity } from './watch.ts';
