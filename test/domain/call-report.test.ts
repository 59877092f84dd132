import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { CALL_RANK, type Call, type CallFacts, type CallStatus, hasEnded } from '../../src/domain/call.ts';
import { applyCallReport, type CallProgress, type CallStep } from '../../src/domain/call-report.ts';
import { aCall, NEW_YEAR } from '../support/records.ts';

const SECOND = 1_000;
const NUMBERS = { caller: '13800138000', callee: '13900139000', numberX: '17000000001' };
const STARTED = { ...NUMBERS, startedAt: NEW_YEAR };
const RANG = { ...STARTED, ringingAt: NEW_YEAR + 3 * SECOND };
const ANSWERED = { ...RANG, answeredAt: NEW_YEAR + 9 * SECOND };
const END: CallFacts = { endedAt: NEW_YEAR + 69 * SECOND, seconds: 60, hungUpBy: 'CALLER', vendorCode: '0' };

/** What a vendor reports of one call, where each report says all that is known by then. */
const TALK: readonly CallProgress[] = [
  { status: 'INITIATED', facts: STARTED },
  { status: 'RINGING', facts: RANG },
  { status: 'IN_PROGRESS', facts: ANSWERED },
  { status: 'COMPLETED', facts: { ...ANSWERED, ...END, outcome: 'ANSWERED' } },
];
/** The same, where a report says no more than its own time. */
const TERSE: readonly CallProgress[] = [
  { status: 'INITIATED', facts: STARTED },
  { status: 'RINGING', facts: { ringingAt: RANG.ringingAt } },
  { status: 'IN_PROGRESS', facts: { answeredAt: ANSWERED.answeredAt } },
  { status: 'COMPLETED', facts: { ...ANSWERED, ...END, outcome: 'ANSWERED' } },
];
const ENDS_WITHOUT_ANSWER = (Object.keys(CALL_RANK) as CallStatus[]).filter(
  (status) => hasEnded(status) && status !== 'COMPLETED',
);
const unanswered = (status: CallStatus): readonly CallProgress[] => [
  { status: 'INITIATED', facts: STARTED },
  { status: 'RINGING', facts: RANG },
  { status, facts: { ...RANG, endedAt: NEW_YEAR + 30 * SECOND, vendorCode: '7' } },
];

const blank = aCall();

/** A call after its news, whatever order they came in, and the steps that it was told in. */
function tell(reports: readonly CallProgress[]): { call: Omit<Call, 'updatedAt'>; steps: CallStep[] } {
  let call: Call = blank;
  const steps: CallStep[] = [];
  reports.forEach((report, index) => {
    const before: Call = index === 0 ? { ...call, status: report.status } : call;
    const after = applyCallReport(before, index === 0, report, NEW_YEAR + index);
    call = after.call;
    steps.push(...after.steps);
  });
  const { updatedAt: _when, ...record } = call;
  return { call: record, steps };
}

const statuses = (steps: readonly CallStep[]) => steps.map(({ call }) => call.status);

/** All of the reports in any order, each of them up to three times. */
const anyOrder = (reports: readonly CallProgress[]) =>
  fc
    .array(fc.constantFrom(...reports), { maxLength: 2 * reports.length })
    .chain((again) => fc.shuffledSubarray([...reports, ...again], { minLength: reports.length + again.length }));

function permutations<T>(items: readonly T[]): T[][] {
  if (items.length < 2) return [[...items]];
  return items.flatMap((first, at) => permutations(items.toSpliced(at, 1)).map((rest) => [first, ...rest]));
}

type Story = readonly [title: string, reports: readonly CallProgress[]];
const CUMULATIVE: readonly Story[] = [
  ['a talk', TALK],
  ...ENDS_WITHOUT_ANSWER.map((status): Story => [`a call that ended ${status}`, unanswered(status)]),
];
const STORIES: readonly Story[] = [...CUMULATIVE, ['a talk, told tersely', TERSE]];

/** A call but for its revision: how often it changed on the way depends on the order of its reports. */
function contentOf({ call }: ReturnType<typeof tell>) {
  const { revision: _revision, ...content } = call;
  return content;
}

describe.each(STORIES)('the reports of %s', (_title, reports) => {
  const inOrder = tell(reports);

  test('leave one record in whichever order they come, and however often', () => {
    const wanted = contentOf(inOrder);
    for (const order of permutations(reports)) expect(contentOf(tell(order))).toEqual(wanted);
    fc.assert(
      fc.property(anyOrder(reports), (order) => {
        expect(contentOf(tell(order))).toEqual(wanted);
      }),
    );
  });

  test('give steps that only rise, each from where the one before ended', () => {
    fc.assert(
      fc.property(anyOrder(reports), (order) => {
        const { steps } = tell(order);
        let previous: CallStatus | undefined;
        for (const step of steps) {
          expect(step.previous).toBe(previous);
          if (previous) expect(CALL_RANK[step.call.status]).toBeGreaterThan(CALL_RANK[previous]);
          previous = step.call.status;
        }
        expect(statuses(steps)[0]).toBe('INITIATED');
        expect(previous).toBe(reports.at(-1)?.status);
      }),
    );
  });

  test('show no step with a fact that came after it', () => {
    const later: Partial<Record<CallStatus, readonly (keyof CallFacts)[]>> = {
      INITIATED: [
        'ringingAt',
        'callerAnsweredAt',
        'answeredAt',
        'endedAt',
        'seconds',
        'hungUpBy',
        'outcome',
        'vendorCode',
      ],
      RINGING: ['callerAnsweredAt', 'answeredAt', 'endedAt', 'seconds', 'hungUpBy', 'outcome', 'vendorCode'],
      IN_PROGRESS: ['endedAt', 'seconds', 'hungUpBy', 'outcome', 'vendorCode'],
    };
    fc.assert(
      fc.property(anyOrder(reports), (order) => {
        for (const { call } of tell(order).steps) {
          for (const fact of later[call.status] ?? []) expect(call).not.toHaveProperty(fact);
        }
      }),
    );
  });
});

test.each(CUMULATIVE)('%s is told in the same steps in whichever order its reports come', (_title, reports) => {
  const expected = statuses(tell(reports).steps);
  expect(expected).toEqual(reports.map(({ status }) => status));
  fc.assert(
    fc.property(anyOrder(reports), (order) => {
      expect(statuses(tell(order).steps)).toEqual(expected);
    }),
  );
});

test('terse reports give the same steps too, except one that a later one has overtaken', () => {
  fc.assert(
    fc.property(anyOrder(TERSE), (order) => {
      const told = statuses(tell(order).steps);
      const highest = (end: number) => Math.max(0, ...order.slice(0, end).map(({ status }) => CALL_RANK[status]));
      const overtaken = (status: CallStatus) => {
        const arrival = order.findIndex((report) => report.status === status);
        return CALL_RANK[status] < highest(arrival) && order[0]?.status !== 'COMPLETED';
      };
      for (const { status } of TERSE) expect(told.includes(status) || overtaken(status)).toBe(true);
    }),
  );
});

test('an end with all the times gives all the steps by itself', () => {
  const { steps } = tell(TALK.slice(-1));
  expect(statuses(steps)).toEqual(['INITIATED', 'RINGING', 'IN_PROGRESS', 'COMPLETED']);
});

test('the end decides the facts on which earlier reports differ', () => {
  const guesses: CallProgress[] = [
    { status: 'INITIATED', facts: { ...STARTED, callee: 'anonymous', startedAt: NEW_YEAR - 5 } },
    { status: 'RINGING', facts: { ...RANG, callee: '13700137000' } },
  ];
  const end = TALK.slice(-1);
  const { call } = tell(end);
  for (const order of permutations([...guesses, ...end])) expect(tell(order).call).toEqual(call);
});

test('of two different ends the one that says more stays, in either order', () => {
  const ends = (Object.keys(CALL_RANK) as CallStatus[]).filter(hasEnded);
  const reports = ends.map((status): CallProgress => ({ status, facts: { ...STARTED, vendorCode: status } }));
  fc.assert(
    fc.property(fc.shuffledSubarray(reports, { minLength: 2 }), (order) => {
      const most = order.map(({ status }) => status).sort((a, b) => CALL_RANK[b] - CALL_RANK[a])[0];
      expect(tell(order).call).toMatchObject({ status: most, vendorCode: most });
    }),
  );
  expect(new Set(ends.map((status) => CALL_RANK[status])).size).toBe(ends.length);
});

test('a report that says nothing new changes nothing, not even the time of the last change', () => {
  for (const report of TALK) {
    const { call } = applyCallReport({ ...blank, status: report.status }, true, report, NEW_YEAR);
    expect(applyCallReport(call, false, report, NEW_YEAR + 1)).toEqual({ call, steps: [] });
  }
});

test('a late fact is kept although it makes no step', () => {
  const { call, steps } = tell([...TERSE.filter(({ status }) => status !== 'RINGING')]);
  expect(statuses(steps)).toContain('COMPLETED');
  const late = { status: 'COMPLETED', facts: { recordingUrl: 'https://vendor.example/1.mp3' } } as const;
  const after = applyCallReport({ ...call, updatedAt: NEW_YEAR }, false, late, NEW_YEAR + 1);
  expect(after).toMatchObject({ call: late.facts, steps: [] });
});
