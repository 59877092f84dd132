import { array, assert, asyncProperty, constantFrom, nat, record } from 'fast-check';
import { expect, test } from 'vitest';
import {
  ConnectionLost,
  type GraphQLAnswer,
  type Transport,
  watchVoiceActivity,
} from '../../clients/watch/dist/index.js';

/** A log of changes of some records, each with its place and the revision of its record. */
const logOf = (subjects: readonly number[]) => {
  const revisions = new Map<number, number>();
  return subjects.map((subject, place) => {
    const revision = (revisions.get(subject) ?? 0) + 1;
    revisions.set(subject, revision);
    return { cursor: `${place + 1}`, id: `call_${subject}`, revision };
  });
};

type Logged = ReturnType<typeof logOf>[number];

/** How a subscription ends after some items, and from how far before its cursor a careless road begins again. */
interface Loss {
  readonly items: number;
  readonly repeats: number;
  readonly ends: 'COMPLETE' | 'ERRORS' | 'THROWS' | 'NO_DATA' | 'CURSOR';
}

const answerOf = ({ cursor, id, revision }: Logged): GraphQLAnswer => ({
  data: { voiceActivityChanged: { cursor, at: '', calls: { id, revision, reference: 'order' } } },
});

/** A server over the log, whose subscriptions are lost as told, and then stand. */
function unreliable(
  log: readonly Logged[],
  losses: readonly Loss[],
  { told, onEnd }: { readonly told: () => string; readonly onEnd: () => void },
): Transport {
  const left = [...losses];
  // Only what has been told of is among the records: the log grows as it is watched.
  let written = 0;
  return {
    query: async () => {
      const newest = new Map(log.slice(0, written).map(({ id, revision }) => [id, revision]));
      const nodes = [...newest].map(([id, revision]) => ({ id, revision, reference: 'order' }));
      const page = (of: readonly object[]) => ({ nodes: of, pageInfo: { hasNextPage: false, endCursor: null } });
      const lists = { bindings: page([]), calls: page(nodes), voiceMessages: page([]), smsMessages: page([]) };
      // The reader of the log trails it.
      return { data: { voiceActivity: { cursor: `${Math.max(0, written - 2)}`, ...lists } } };
    },
    subscribe: async function* ({ variables }) {
      // From where the last item said to resume.
      expect(variables.after).toBe(told());
      const loss = left.shift();
      const from = Math.max(0, Number(variables.after) - (loss?.repeats ?? 0));
      for (const change of log.slice(from, from + (loss?.items ?? log.length))) {
        written = Math.max(written, Number(change.cursor));
        yield answerOf(change);
      }
      if (!loss) return onEnd();
      if (loss.ends === 'THROWS') throw new ConnectionLost('cut');
      if (loss.ends === 'ERRORS') yield { errors: [{ message: 'a router lost its subgraph' }] };
      if (loss.ends === 'NO_DATA') yield { data: { voiceActivityChanged: null } };
      if (loss.ends === 'CURSOR') yield { errors: [{ message: '', extensions: { code: 'CURSOR_EXPIRED' } }] };
    },
  };
}

test('whatever is lost or repeated, each change is told once, in order, or is among records that are read anew', async () => {
  const loss = record({
    items: nat(6),
    repeats: nat(4),
    ends: constantFrom('COMPLETE', 'ERRORS', 'THROWS', 'NO_DATA', 'CURSOR' as const),
  });
  await assert(
    asyncProperty(
      array(nat(3), { maxLength: 30 }),
      array(loss as never, { maxLength: 8 }),
      async (subjects, losses) => {
        const log = logOf(subjects);
        const leaving = new AbortController();
        let last = '';
        const transport = unreliable(log, losses as readonly Loss[], {
          told: () => last,
          onEnd: () => leaving.abort(),
        });
        const watched = watchVoiceActivity({
          transport,
          references: ['order'],
          signal: leaving.signal,
          backoff: { firstMs: 0 },
        });
        const known = new Map<string, number>();
        let place = 0;
        for await (const item of watched) {
          last = item.cursor;
          if (item.kind === 'RECORDS') {
            for (const { id, revision } of item.activities[0]?.calls ?? []) {
              expect(revision).toBeGreaterThanOrEqual(known.get(id) ?? 0);
              known.set(id, revision);
            }
            continue;
          }
          expect(item.record.revision).toBe((known.get(item.record.id) ?? 0) + 1);
          expect(Number(item.cursor)).toBeGreaterThan(place);
          place = Number(item.cursor);
          known.set(item.record.id, item.record.revision);
        }
        expect(known).toEqual(new Map(log.map(({ id, revision }) => [id, revision])));
      },
    ),
    { numRuns: 200 },
  );
});
