import { describe, expect, test } from 'vitest';
import { redactEcho } from '../../src/accounts/redact-echo.ts';
import { accepted, type Outcome, rejected } from '../../src/domain/outcome.ts';
import { maskNumbersIn } from '../../src/domain/phone-number.ts';
import { withoutValues } from '../../src/graphql/without-values.ts';
import { codeLabel } from '../../src/metrics/metrics.ts';

const refused = (message: string): Outcome<never> =>
  rejected({ code: 'CONTENT_REJECTED', message: 'The vendor does not allow it.', vendor: { code: '7', message } });
const wordsOf = (outcome: Outcome<unknown>) => (outcome.kind === 'Accepted' ? '' : outcome.failure.vendor?.message);

describe('a vendor’s refusal', () => {
  test('is kept without the name, the id-card number, the code and the text that were sent', () => {
    const order = {
      terms: { numberA: '13800138000', holder: { name: '张三', idNumber: '340125455522255222225' } },
      content: { code: '246810', text: '您好，请取件', templateParameters: [{ value: '五号柜子' }] },
    };
    const said = refused('张三 (340125455522255222225) 246810: 您好，请取件; 五号柜子 at 13800138000');
    expect(wordsOf(redactEcho(said, order))).toBe('**** (****) ****: ****; **** at 13800138000');
    expect(redactEcho(refused('no such template'), order)).toEqual(refused('no such template'));
  });

  test.each([
    ['参数“张”不合法', { templateParameters: [{ value: '张' }] }, '参数“****”不合法'],
    ['parameter A1 (value 7) of 17', { templateParameters: [{ value: '7' }] }, 'parameter A1 (value ****) of 17'],
    ['变量12元超长', { templateParameters: [{ value: '12' }] }, '变量****元超长'],
    ['bad name LI', { templateParameters: [{ value: 'Li' }] }, 'bad name ****'],
    ['{"name":"\\u5f20\\u4e09"}', { text: '张三' }, '{"name":"****"}'],
    ['name=%E5%BC%A0%E4%B8%89', { text: '张三' }, 'name=****'],
    ['code １２３４５６', { code: '123456' }, 'code ****'],
    ['no parameter', { templateParameters: [{ value: ' ' }, { value: '' }] }, 'no parameter'],
  ])('hides what it quotes, whatever its length and however it is written: %s', (message, content, kept) => {
    expect(wordsOf(redactEcho(refused(message), { content }))).toBe(kept);
  });

  test('of one recipient among others is redacted, too; an acceptance is kept as it is', () => {
    const outcome = accepted({ recipients: [accepted({ vendorMessageId: '246810' }), refused('bad code 246810')] });
    const kept = redactEcho(outcome, { content: { code: '246810' } });
    expect(kept).toEqual(accepted({ recipients: [accepted({ vendorMessageId: '246810' }), refused('bad code ****')] }));
    expect(redactEcho(accepted({ balance: '246810' }), { content: { code: '246810' } })).toEqual(
      accepted({ balance: '246810' }),
    );
  });
});

test.each([
  ['200099', '200099'],
  ['HTTP 502', 'HTTP 502'],
  ['isv.BUSINESS_LIMIT_CONTROL', 'isv.BUSINESS_LIM'],
  ['13800138000', 'others'],
  ['x13800138000', 'others'],
  ['张三', 'others'],
  ['', 'others'],
])('a vendor’s code as figures and logs have it: %s', (code, label) => {
  expect(codeLabel(code)).toBe(label);
});

test('a vendor’s words are shown with everything masked that can be a number', () => {
  expect(maskNumbersIn('号码13800138000与+8613900139000在黑名单 (200099)')).toBe(
    '号码138****8000与+86****9000在黑名单 (200099)',
  );
});

test.each([
  [
    'Variable "$input" got invalid value { numberA: "13800138000", note: "a; b" }; Field "note" is not defined by type "I".',
    'Variable "$input" got an invalid value; Field "note" is not defined by type "I".',
  ],
  [
    'Variable "$input" got invalid value "13800138000" at "input.seconds"; Int cannot represent non-integer value: "13800138000"',
    'Variable "$input" got an invalid value at "input.seconds"; Int cannot represent non-integer value.',
  ],
  ['String cannot represent a non string value: 13800138000', 'String cannot represent a non string value.'],
  ['Expected value of type "PhoneNumber!", found 13800138000.', 'Expected value of type "PhoneNumber!".'],
  ['Cannot query field "x" on type "Call".', 'Cannot query field "x" on type "Call".'],
])('an error repeats no value of an input: %s', (message, kept) => {
  expect(withoutValues(message)).toBe(kept);
});
