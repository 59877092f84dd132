import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { VoiceMessage } from '../../src/domain/message.ts';
import { applyMessageChange, MESSAGE_RANK, type MessageChange } from '../../src/domain/message-report.ts';

const SUBMITTED: VoiceMessage = {
  id: 'msg_1',
  accountId: 'acct_1',
  vendor: 'X',
  kind: 'NOTIFICATION',
  status: 'SUBMITTING',
  recipient: '1',
  content: {},
  revision: 1,
  createdAt: 0,
  updatedAt: 0,
};
const accepted: MessageChange = { status: 'ACCEPTED', facts: { vendorMessageId: 'v1' } };
const delivered: MessageChange = {
  status: 'DELIVERED',
  facts: { outcome: 'ANSWERED', seconds: 9, keysPressed: '1', vendorMessageId: 'v1' },
};
const busy: MessageChange = { status: 'FAILED', facts: { outcome: 'BUSY', vendorCode: '2', vendorMessageId: 'v1' } };
const lost: MessageChange = { status: 'UNKNOWN', facts: { failure: { code: 'OUTCOME_UNKNOWN', message: 'lost' } } };

/** The statuses that events would tell, and the message at the end. */
function run(changes: readonly MessageChange[]) {
  let message = SUBMITTED;
  const statuses: string[] = ['SUBMITTING'];
  for (const [index, change] of changes.entries()) {
    const result = applyMessageChange(message, change, index + 1);
    for (const step of result.steps) {
      expect(step.previous).toBe(statuses.at(-1));
      statuses.push(step.message.status);
    }
    message = result.message;
  }
  const { updatedAt: _when, ...end } = message;
  return { statuses, end };
}

const anyOrder = (report: readonly MessageChange[]) =>
  fc
    .array(fc.integer({ min: 0, max: report.length - 1 }), { maxLength: 12 })
    .map((extra) => [...report, ...extra.flatMap((at) => report[at] ?? [])])
    .chain((all) => fc.shuffledSubarray(all, { minLength: all.length }));

test.each([
  ['delivered', [accepted, delivered]],
  ['busy', [accepted, busy]],
])(
  'a message that was %s ends the same with the same events, in whichever order and however often it is reported',
  (_title, report) => {
    const expected = run(report);
    fc.assert(
      fc.property(anyOrder(report), (changes) => {
        expect(run(changes)).toEqual(expected);
      }),
    );
  },
);

test('a status only rises, whatever comes', () => {
  fc.assert(
    fc.property(anyOrder([accepted, delivered, busy, lost]), (changes) => {
      const { statuses, end } = run(changes);
      const ranks = statuses.map((status) => MESSAGE_RANK[status as VoiceMessage['status']]);
      expect(ranks).toEqual([...ranks].sort((a, b) => a - b));
      expect(new Set(ranks).size).toBe(ranks.length);
      expect(end.status).toBe('DELIVERED');
      expect(end).not.toHaveProperty('failure');
    }),
  );
});

test('a lost answer is outranked by the report that proves the message was sent', () => {
  expect(run([lost, delivered]).statuses).toEqual(['SUBMITTING', 'UNKNOWN', 'ACCEPTED', 'DELIVERED']);
  expect(run([delivered, lost]).statuses).toEqual(['SUBMITTING', 'ACCEPTED', 'DELIVERED']);
});
