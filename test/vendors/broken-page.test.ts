import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readBrokenPage } from '../../src/vendors/broken-page.ts';

const item = fc.dictionary(
  fc.constantFrom('voiceId', 'state', 'a"b\\'),
  fc.oneof(fc.string(), fc.integer(), fc.constant([{ '}': ']' }])),
  {
    minKeys: 1,
  },
);

test('wherever a page is cut, all items before the cut are read, and none that is not whole', () => {
  fc.assert(
    fc.property(
      fc.array(item, { minLength: 1, maxLength: 5 }),
      fc.boolean(),
      fc.double({ min: 0, max: 1, noNaN: true }),
      (items, isBare, share) => {
        const printed = items.map((each) => JSON.stringify(each));
        const [before, after] = isBare ? ['[', ']'] : ['{"code":"SUCCESS","data":[', ']}'];
        const text = before + printed.join() + after;
        const cut = Math.floor(share * (text.length - 1));
        const ends = printed.map((_, index) => before.length + printed.slice(0, index + 1).join().length);
        const whole = ends.filter((end) => end <= cut).length;
        const read = readBrokenPage(text.slice(0, cut));
        expect(read?.items ?? []).toEqual(items.slice(0, whole));
        if (cut >= before.length) expect(read?.broken).toContain(`breaks off after ${whole} whole report`);
      },
    ),
  );
});

test.each([
  ['[{"a":1},{"a" 2},{"a":3}]', [{ a: 1 }], /the next one is no JSON \(from character 10 on\)/],
  ['[{"a":1},{"a":2}', [{ a: 1 }, { a: 2 }], /the list is not closed/],
  ['[{"a":1},{"a":', [{ a: 1 }], /ends inside the next one \(at character 14\)/],
  ['[{"a":1}]\n[{"a":2}]', [{ a: 1 }, { a: 2 }], /what follows is no JSON/],
  ['{"data":[{"a":1}],"code":"SUC', [{ a: 1 }], /what follows is no JSON/],
  ['\uFEFF [{"a":12345678901234567890},{', [{ a: '12345678901234567890' }], /ends inside/],
])('of %j the whole items are read, and it says what is wrong', (text, items, reason) => {
  const page = readBrokenPage(text);
  expect(page?.items).toEqual(items);
  expect(page?.broken).toMatch(reason);
});

test.each(['', 'hello', '<html>', '[1,2', '{]', '"['])('%j is no beginning of a page', (text) => {
  expect(readBrokenPage(text)).toBeUndefined();
});

test('costs no more than the length of the text, whatever it is', () => {
  const megabyte = 1024 * 1024;
  const started = performance.now();
  for (const filling of ['{', '[{', '{}', '{"', '"\\', '}', ']', '{"a":[', '[{},']) {
    readBrokenPage(`[{${filling.repeat(megabyte / filling.length)}`);
    readBrokenPage(`{"data":[${filling.repeat(megabyte / filling.length)}`);
  }
  expect(performance.now() - started).toBeLessThan(5_000);
});
