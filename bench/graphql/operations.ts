import { seeded } from '../slices.ts';

/** The operations whose rates are compared. The hand-written peer knows them by their names. */
export const DOCUMENTS = {
  Q1: `query Q1($after: String) {
    calls(first: 20, after: $after) {
      nodes {
        id status outcome vendor vendorCallId reference caller callee startedAt answeredAt endedAt durationSeconds
        binding { id mode status reference numberA numberB createdAt }
        account { id vendor }
      }
      pageInfo { hasNextPage endCursor }
    }
  }`,
  Q2: 'query Q2($id: ID!) { call(id: $id) { id status caller callee startedAt durationSeconds } }',
  Q3: `query Q3($representations: [_Any!]!) {
    _entities(representations: $representations) {
      ... on Call { id status outcome caller callee startedAt endedAt durationSeconds }
    }
  }`,
} as const;

export type OperationName = keyof typeof DOCUMENTS;

const PAGE = 20;
const ENTITIES = 50;
/** So many records are asked for again and again: what front ends have on their screens. */
const HOT = 1_000;
const SEED = 15;

const bodyOf = (operationName: OperationName, variables: object) =>
  JSON.stringify({ operationName, query: DOCUMENTS[operationName], variables });

/** The cursor of the edge before a place; none before the first. */
const after = (callIds: readonly string[], place: number): object =>
  place === 0 ? {} : { after: Buffer.from(`edge:${callIds[place - 1]}`).toString('base64url') };

/** Requests for the newest calls, drawn in the same order in each run. */
export function hotBodies(callIds: readonly string[]): Record<OperationName, string[]> {
  const random = seeded(SEED);
  const newest = Math.min(HOT, callIds.length - PAGE);
  const draw = () => Math.floor(random() * newest);
  const times = (count: number) => Array.from({ length: count });
  return {
    Q1: times(HOT / 2).map(() => bodyOf('Q1', after(callIds, draw()))),
    Q2: times(HOT).map(() => bodyOf('Q2', { id: callIds[draw()] })),
    Q3: times(HOT / 2).map(() => {
      const first = draw();
      const representations = times(ENTITIES).map((_, index) => ({
        __typename: 'Call',
        id: callIds[(first + index * 7) % callIds.length],
      }));
      return bodyOf('Q3', { representations });
    }),
  };
}

/** Requests of which none asks for a record that another one asked for. */
export function coldBodies(callIds: readonly string[]): Record<'Q1' | 'Q2', string[]> {
  const pages = Math.floor(callIds.length / PAGE / 2);
  return {
    // The older half in pages, the newer half one by one.
    Q1: Array.from({ length: pages }, (_, page) => bodyOf('Q1', after(callIds, callIds.length - (page + 1) * PAGE))),
    Q2: callIds.slice(0, pages * PAGE).map((id) => bodyOf('Q2', { id })),
  };
}
