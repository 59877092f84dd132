import { expect, test } from 'vitest';
import { send } from '../../../src/application/messages/send.ts';
import { openPair } from '../../support/pairs.ts';

test.each([
  ['WINNERLOOK', 'T'],
  ['JUMDATA', 'T2'],
  ['KSYUN', '1004'],
])('a template variable given twice is refused before %s is asked, with its field', async (vendor, templateId) => {
  await using pair = await openPair({ vendor }, { vendor });
  const sent = (names: readonly (string | undefined)[]) =>
    send(pair.services, 'NOTIFICATION', { idempotencyKey: names.join() }, ['13800138000'], {
      templateId,
      templateParameters: names.map((name, index) => ({ ...(name === undefined ? {} : { name }), value: `v${index}` })),
    });
  expect(await sent(['first', ' first '])).toMatchObject({
    messages: [],
    errors: [{ code: 'INVALID_ARGUMENT', field: ['input', 'templateParameters', '1', 'name'] }],
  });
  expect(pair.first.recorded).toEqual([]);
  expect((await sent(['first', 'second'])).messages).toMatchObject([{ status: 'ACCEPTED' }]);
});

test('variables without a name are told apart by their places', async () => {
  await using pair = await openPair({ vendor: 'JUMDATA' }, { vendor: 'JUMDATA' });
  const templateParameters = [{ value: 'a' }, { value: 'b' }];
  const content = { templateId: 'T2', templateParameters };
  const { messages } = await send(pair.services, 'NOTIFICATION', { idempotencyKey: 'k' }, ['13800138000'], content);
  expect(messages).toMatchObject([{ status: 'ACCEPTED' }]);
});
