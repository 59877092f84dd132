import { describe, expect, test } from 'vitest';
import { bind } from '../../../src/application/bindings/bind.ts';
import { send } from '../../../src/application/messages/send.ts';
import { ERROR_CODES } from '../../../src/domain/error-code.ts';
import type { MessageContent, MessageKind } from '../../../src/domain/message.ts';
import type { VendorCode } from '../../../src/vendors/codes.ts';
import { createRegistry } from '../../../src/vendors/registry.ts';
import { openPair, type Pair, type Side } from '../../support/pairs.ts';
import { ANSWERS } from '../../support/refusals.ts';

/** A request that either account of a pair can carry, and what its record is then. */
interface Carried {
  readonly id: string;
  readonly status: string;
  readonly accountId: string;
  readonly attempts?: readonly { readonly accountId: string; readonly outcome: string }[];
}
type Carry = (pair: Pair, turn: number, accountId?: string) => Promise<Carried | undefined>;

// A number of its own each time: vendors limit how often one may be called.
const numberOf = (turn: number) => `138${String(turn).padStart(8, '0')}`;

const sending =
  (kind: MessageKind, content: MessageContent): Carry =>
  async ({ services }, turn, accountId) => {
    const { messages } = await send(
      services,
      kind,
      { idempotencyKey: `k${turn}`, accountId },
      [numberOf(turn)],
      content,
    );
    return messages[0];
  };

const binding: Carry = async ({ services }, turn, accountId) => {
  const terms = { numberA: numberOf(turn), numberB: '13900139000', lifetimeSeconds: 60 };
  const { subject } = await bind(services, 'AXB', { idempotencyKey: `k${turn}`, accountId }, terms);
  return subject;
};

const bindingAt =
  (numberX: string): Carry =>
  async ({ services }, turn, accountId) => {
    const terms = { numberA: numberOf(turn), numberB: numberOf(turn + 1_000), numberX, lifetimeSeconds: 60 };
    const { subject } = await bind(services, 'AXB', { idempotencyKey: `k${turn}`, accountId }, terms);
    return subject;
  };

const sideOf = (vendor: string, service?: string): Side => ({ vendor, ...(service ? { service } : {}) });
const WINNERLOOK = sideOf('WINNERLOOK');
const INTERLINE = sideOf('INTERLINE');
const JUMDATA = sideOf('JUMDATA');
const KSYUN = sideOf('KSYUN');
const verification = sending('VERIFICATION_CODE', { templateId: '100001', code: '123456' });
const notifying = (templateId: string) => sending('NOTIFICATION', { templateId });

const PAIRS: readonly [title: string, one: Side, other: Side, carry: Carry][] = [
  ['a binding at Winnerlook', WINNERLOOK, WINNERLOOK, binding],
  ['a notification at Winnerlook', WINNERLOOK, WINNERLOOK, notifying('T0')],
  ['a notification at Winnerlook, else Jumdata', WINNERLOOK, JUMDATA, notifying('T0')],
  ['a notification at Winnerlook, else Ksyun', WINNERLOOK, KSYUN, notifying('1002')],
  ['a binding at Interline', INTERLINE, INTERLINE, bindingAt('17100000007')],
  ['a notification at Jumdata', JUMDATA, JUMDATA, notifying('T0')],
  ['a notification at Jumdata, else Winnerlook', JUMDATA, WINNERLOOK, notifying('T0')],
  [
    'a notification at Emay',
    sideOf('EMAY', 'notification'),
    sideOf('EMAY', 'notification'),
    sending('NOTIFICATION', { text: '您好' }),
  ],
  [
    'a verification code at Emay',
    sideOf('EMAY', 'verification'),
    sideOf('EMAY', 'verification'),
    sending('VERIFICATION_CODE', { code: '123456' }),
  ],
  [
    'a voice SMS at Emay',
    sideOf('EMAY', 'voiceSms'),
    sideOf('EMAY', 'voiceSms'),
    sending('VOICE_SMS', { text: '您好', smsTrigger: { key: '1' } }),
  ],
  ['a verification code at Ksyun', KSYUN, KSYUN, verification],
  ['an IVR call at Ksyun', KSYUN, KSYUN, sending('IVR', { templateId: '2002' })],
  ['a notification at Ksyun, else Winnerlook', KSYUN, WINNERLOOK, notifying('1002')],
];

// Each pair goes through all codes of a vendor. What the store decides is the same for all of a vendor's.
const TRIED =
  process.env.TEST_ENGINE === 'postgres'
    ? PAIRS.filter(([, { vendor }], index) => PAIRS.findIndex(([, one]) => one.vendor === vendor) === index)
    : PAIRS;

const rowsOf = ({ vendor }: Side): readonly VendorCode[] =>
  createRegistry()
    .get(vendor)
    .codes.flatMap(({ rows }) => rows);

const answersOf = (carried: Carried | undefined) =>
  carried?.attempts?.map(({ accountId, outcome }) => `${accountId} ${outcome}`);

describe.each(TRIED)('%s', (_title, one, other, carry) => {
  test('goes to the other account after a refusal that it could cure, once, and never while its fate is open', async () => {
    await using pair = await openPair(one, other);
    let turn = 0;
    for (const row of rowsOf(one)) {
      const reply = ANSWERS[one.vendor]?.(row);
      if (!reply) throw new Error(`It is not known how ${one.vendor} prints a refusal.`);
      pair.first.inject({ kind: 'reply', when: 'before', reply });
      const before = pair.second.recorded.length;
      const carried = await carry(pair, ++turn);
      const reached = pair.second.recorded.length - before;

      const isCurable = row.proves === 'REFUSED' && ERROR_CODES[row.category].elsewhere;
      const about = `${row.code} ${row.text}`;
      expect([about, reached], about).toEqual([about, isCurable ? 1 : 0]);
      if (isCurable) {
        expect([about, ...(answersOf(carried) ?? [])]).toEqual([about, 'acct_1 Rejected', 'acct_2 Accepted']);
        expect(carried?.accountId).toBe('acct_2');
      } else {
        const isOpen = row.proves === 'NOTHING';
        expect([about, carried?.status]).toEqual([about, isOpen ? 'UNKNOWN' : 'FAILED']);
        expect(answersOf(carried)).toEqual([isOpen ? 'acct_1 Unknown' : 'acct_1 Rejected']);
      }
      // Seven failures in ten would let the account rest, and a resting account proves that it sent nothing.
      expect((await carry(pair, ++turn, 'acct_1'))?.status).toMatch(/^(ACCEPTED|ACTIVE)$/);
    }
  });

  test.each([
    ['a gateway’s error page', { status: 502, contentType: 'text/html', body: '<html>Bad Gateway</html>' }],
    ['a gateway’s refusal', { status: 403, contentType: 'text/html', body: '<html>Forbidden</html>' }],
    ['a gateway’s limit', { status: 429, contentType: 'text/plain', body: 'too many' }],
    ['an empty answer', { status: 200, contentType: 'application/json', body: '' }],
    ['a code that no document lists', undefined],
  ])('stays at the first account after %s', async (_what, foreign) => {
    await using pair = await openPair(one, other);
    const strange: VendorCode = { ...(rowsOf(one)[0] as VendorCode), code: '987654', text: '从未见过' };
    const reply = foreign ?? ANSWERS[one.vendor]?.(strange);
    if (reply) pair.first.inject({ kind: 'reply', when: 'after', reply });
    const carried = await carry(pair, 1);
    expect(carried).toMatchObject({ status: 'UNKNOWN', accountId: 'acct_1' });
    expect(pair.second.recorded).toEqual([]);
  });
});

test('every vendor that can carry a request is the first of some pair', () => {
  const first = new Set(PAIRS.map(([, { vendor }]) => vendor));
  expect([...first].sort()).toEqual(
    createRegistry()
      .modules.map(({ vendor }) => vendor)
      .sort(),
  );
});
