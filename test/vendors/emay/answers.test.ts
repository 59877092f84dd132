import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { emay } from '../../../src/vendors/emay/index.ts';
import type { Recipient, VendorAnswer } from '../../../src/vendors/vendor.ts';

const answer = (body: unknown, status = 200): VendorAnswer => ({
  status,
  contentType: 'application/json',
  body: Buffer.from(typeof body === 'string' ? body : JSON.stringify(body)),
});

const A = { number: '15538850000', token: 'msgA' };
const B = { number: '15538850001', token: 'msgB' };

/** The vendor's message id of each recipient, or the kind of outcome where there is none. */
function ids(data: unknown, recipients: readonly Recipient[] = [A, B]): string[] {
  const outcome = emay.operations.sendVoiceNotification?.read(answer({ code: 'SUCCESS', data }), {
    kind: 'NOTIFICATION',
    recipients,
    content: { text: 'a' },
  });
  if (outcome?.kind !== 'Accepted') throw new Error('The answer as a whole was accepted.');
  return outcome.reply.recipients.map((each) =>
    each.kind === 'Accepted' ? (each.reply.vendorMessageId ?? 'Accepted') : each.kind,
  );
}

describe('an accepted batch', () => {
  test('is matched by our id, in whatever order it is answered', () => {
    const data = [
      { mobile: B.number, voiceId: '2', customVoiceId: B.token },
      { mobile: A.number, voiceId: '1', customVoiceId: A.token },
    ];
    expect(ids(data)).toEqual(['1', '2']);
  });

  test('with one of our ids twice, as the document prints it, is told apart by the number', () => {
    // Section 2.1.1.2.
    const data = [
      { mobile: '15538850000', voiceId: '20170392833833891100', customVoiceId: 'msgA' },
      { mobile: '15538850001', voiceId: '20170392833833892100', customVoiceId: 'msgA' },
    ];
    expect(ids(data)).toEqual(['20170392833833891100', '20170392833833892100']);
    expect(ids(data.toReversed())).toEqual(['20170392833833891100', '20170392833833892100']);
  });

  test('without our ids is matched by number, one entry for each recipient of the same number', () => {
    const twin = { number: A.number, token: 'msgC' };
    const data = [
      { mobile: ` +86${A.number}`, voiceId: '1' },
      { mobile: A.number, voiceId: '2', customVoiceId: '' },
    ];
    expect(ids(data, [A, B, twin])).toEqual(['1', 'Unknown', '2']);
  });

  test('reads the names of voice SMS', () => {
    expect(ids([{ mobile: A.number, joinId: '7', customJoinId: A.token }], [A])).toEqual(['7']);
  });

  test('with a bare entry in place of a list is read', () => {
    expect(ids({ mobile: A.number, voiceId: '7', customVoiceId: A.token }, [A])).toEqual(['7']);
  });

  test.each([
    ['null', null],
    ['missing', undefined],
    ['empty', []],
    ['of another shape', 'ok'],
    ['about another recipient', [{ mobile: '13800138000', voiceId: '1', customVoiceId: 'other' }]],
    ['a list of nonsense', [null, 1, 'x', [], { mobile: {} }]],
  ])('whose data is %s leaves each recipient’s fate open', (_title, data) => {
    expect(ids(data)).toEqual(['Unknown', 'Unknown']);
  });

  test('an entry that cannot be read leaves its neighbours alone', () => {
    const data = [{ mobile: { odd: true } }, { mobile: B.number, voiceId: '2', customVoiceId: B.token }];
    expect(ids(data)).toEqual(['Unknown', '2']);
  });

  test('an entry with a code of its own is taken at its word, and its neighbours are not touched', () => {
    const order = { kind: 'NOTIFICATION', recipients: [A, B], content: { text: 'a' } } as const;
    const own = (code: string) => {
      const data = [
        { mobile: A.number, customVoiceId: A.token, voiceId: '1', code },
        { mobile: B.number, customVoiceId: B.token, voiceId: '2' },
      ];
      const outcome = emay.operations.sendVoiceNotification?.read(answer({ code: 'SUCCESS', data }), order);
      if (outcome?.kind !== 'Accepted') throw new Error('The batch as a whole was accepted.');
      expect(outcome.reply.recipients[1]).toEqual({ kind: 'Accepted', reply: { vendorMessageId: '2' } });
      return outcome.reply.recipients[0];
    };
    expect(own(' SUCCESS ')).toEqual({ kind: 'Accepted', reply: { vendorMessageId: '1' } });
    expect(own('ERROR_MOBILE_ERROR')).toMatchObject({ kind: 'Rejected', failure: { code: 'INVALID_NUMBER' } });
    expect(own('ERROR_SYSTEM')).toMatchObject({ kind: 'Unknown', vendorMessageId: '1' });
  });

  test('an id that comes as a number keeps all of its digits', () => {
    const body = `{"code":"SUCCESS","data":[{"mobile":"${A.number}","voiceId":20170392833833891100,"customVoiceId":"msgA"}]}`;
    const outcome = emay.operations.sendVoiceNotification?.read(answer(body), {
      kind: 'NOTIFICATION',
      recipients: [A],
      content: { text: 'a' },
    });
    const accepted = { kind: 'Accepted', reply: { vendorMessageId: '20170392833833891100' } };
    expect(outcome).toEqual({ kind: 'Accepted', reply: { recipients: [accepted] } });
  });

  test('answers each recipient once, whatever order and part of the batch comes back', () => {
    const batch = fc.integer({ min: 1, max: 40 }).chain((size) =>
      fc.record({
        size: fc.constant(size),
        answered: fc.shuffledSubarray(Array.from({ length: size }, (_, index) => index)),
        withIds: fc.boolean(),
      }),
    );
    fc.assert(
      fc.property(batch, ({ size, answered, withIds }) => {
        const recipients = Array.from({ length: size }, (_, index) => ({
          number: `138${String(index).padStart(8, '0')}`,
          token: `msg${index}`,
        }));
        const data = answered.map((index) => ({
          mobile: recipients[index]?.number,
          voiceId: String(index),
          ...(withIds ? { customVoiceId: recipients[index]?.token } : {}),
        }));
        const expected = recipients.map((_, index) => (answered.includes(index) ? String(index) : 'Unknown'));
        expect(ids(data, recipients)).toEqual(expected);
      }),
    );
  });
});

test('a refusal refuses the whole batch, whatever stands beside it', () => {
  const order = { kind: 'NOTIFICATION', recipients: [A, B], content: { text: 'a' } } as const;
  const refused = answer({ code: ' ERROR_NEEDMORE_BLANCE ', data: null }, 500);
  expect(emay.operations.sendVoiceNotification?.read(refused, order)).toMatchObject({
    kind: 'Rejected',
    failure: { code: 'INSUFFICIENT_BALANCE', vendor: { code: 'ERROR_NEEDMORE_BLANCE', message: '余额不足' } },
  });
});

describe('a balance', () => {
  const read = (body: unknown) => emay.operations.refreshAccount?.read(answer(body), {});

  test.each([
    ['a voice product’s', { balance: '1200.50', responseCode: 'SUCCESS' }, '1200.50'],
    ['a voice product’s without quotes', { balance: 1200, responseCode: 'SUCCESS' }, '1200'],
    ['voice SMS’s', { data: '7', code: 'SUCCESS' }, '7'],
    ['voice SMS’s without quotes', { data: 0, code: 'SUCCESS' }, '0'],
    ['an overdrawn', { balance: '-3.5', responseCode: 'SUCCESS' }, '-3.5'],
  ])('%s is read', (_title, body, balance) => {
    expect(read(body)).toEqual({ kind: 'Accepted', reply: { balance } });
  });

  test.each(['responseCode', 'code'])('is refused under %s', (name) => {
    expect(read({ [name]: 'ERROR_SIGN' })).toMatchObject({ kind: 'Rejected', failure: { code: 'AUTHENTICATION' } });
  });

  test.each([{ responseCode: 'SUCCESS' }, { balance: 'xxx', responseCode: 'SUCCESS' }, { code: 'SUCCESS', data: [] }])(
    'that is no number is none: %j',
    (body) => expect(read(body)).toMatchObject({ kind: 'Unknown' }),
  );
});

describe('a pulled page', () => {
  const read = (body: string, limit = 2) => {
    const page = answer(body);
    return { outcome: emay.operations.pullReports?.read(page, { limit }), page };
  };

  test.each([
    ['[{},{}]', 2, true],
    ['[{}]', 1, false],
    ['[]', 0, false],
    ['null', 0, false],
    ['{}', 1, false],
  ])('whose data is %s counts %d reports, and asks for more: %s', (data, count, more) => {
    const { outcome, page } = read(`{"code":"SUCCESS","data":${data}}`);
    expect(outcome).toEqual({ kind: 'Accepted', reply: { body: page.body, count, more } });
  });

  test('that is damaged is kept, because its reports are not handed out again', () => {
    const { outcome, page } = read('{\n  "code": "SUCCESS",\n  "data": [{"voiceId": "1" "state"');
    expect(outcome).toEqual({ kind: 'Accepted', reply: { body: page.body, count: 1, more: false } });
  });

  test('that breaks off counts its whole reports, in whichever order its parts come', () => {
    const body = '{"data":[{"voiceId":"1","state":"4"},{"voiceId":"2","state":"4"},{"voi';
    const { outcome, page } = read(body, 200);
    const kept = { kind: 'Accepted', reply: { body: page.body, count: 2, more: false } };
    expect(outcome).toEqual(kept);
    expect(emay.operations.pullReports?.readPart?.(page, { limit: 200 })).toEqual(kept);
    expect(emay.operations.pullReports?.readPart?.(answer('<html>'), { limit: 200 })).toBeUndefined();
  });

  test('that is no page is not kept', () => {
    expect(read('<html>SUCCESS</html>').outcome).toMatchObject({ kind: 'Unknown' });
    expect(read('{"code":"ERROR_OVER_SPEED"}').outcome).toMatchObject({
      kind: 'Rejected',
      failure: { code: 'RATE_LIMITED' },
    });
  });
});

test('any answer at all is read without an exception', () => {
  const order = { kind: 'NOTIFICATION', recipients: [A], content: { text: 'a' } } as const;
  const body = fc.oneof(
    fc.string(),
    fc.json(),
    fc.json().map((data) => `{"code":"SUCCESS","data":${data}}`),
  );
  fc.assert(
    fc.property(body, (text) => {
      const kinds = [
        emay.operations.sendVoiceSms?.read(answer(text), order),
        emay.operations.refreshAccount?.read(answer(text), {}),
        emay.operations.pullReports?.read(answer(text), { limit: 10 }),
      ].map((outcome) => outcome?.kind);
      for (const kind of kinds) expect(['Accepted', 'Rejected', 'Unknown']).toContain(kind);
    }),
  );
});
