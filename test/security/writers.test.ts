import { expect, test } from 'vitest';
import { ACCOUNT, bearer, PRODUCTION } from '../support/production.ts';
import { startService, temporaryFolder } from '../support/service.ts';

const NOTIFY = `mutation ($input: SendVoiceNotificationInput!) {
  sendVoiceNotification(input: $input) { voiceMessages { id recipient failure { code } } userErrors { code field } }
}`;
const BIND = `mutation ($input: CreateAxbBindingInput!) {
  createAxbBinding(input: $input) { binding { id numberA } userErrors { code field } }
}`;

/** A request to an address without a server, and one whose input is refused. */
const REQUESTS = [
  ['createAxbBinding', 'binding', BIND, { numberA: '13800138000', numberB: '13900139000' }, 'VENDOR_UNAVAILABLE'],
  ['createAxbBinding', 'binding', BIND, { numberA: 'nobody', numberB: '13900139000' }, 'INVALID_NUMBER'],
  [
    'sendVoiceNotification',
    'voiceMessages',
    NOTIFY,
    { recipients: ['13800138000'], templateId: 'T1' },
    'VENDOR_UNAVAILABLE',
  ],
  ['sendVoiceNotification', 'voiceMessages', NOTIFY, { recipients: ['nobody'], templateId: 'T1' }, 'INVALID_NUMBER'],
] as const;

test('a caller that may write and not read gets the errors, and no record', async () => {
  await using folder = await temporaryFolder();
  await using service = await startService(folder.path, PRODUCTION, [ACCOUNT]);
  const headers = await bearer({ scope: 'voice:write' });
  for (const [field, subject, document, terms, code] of REQUESTS) {
    const input = { idempotencyKey: `${field} ${code}`, ...terms };
    const { data, errors } = await service.query<Record<string, object>>(document, { input }, headers);
    expect(data[field], `${field} ${code}`).toEqual({
      [subject]: null,
      userErrors: [expect.objectContaining({ code })],
    });
    expect(errors).toEqual([expect.objectContaining({ path: [field, subject] })]);
    expect(errors?.[0]).toMatchObject({
      extensions: { code: 'FORBIDDEN' },
      message: expect.stringContaining('voice:read'),
    });
  }
});

test('a caller that may read and write gets the record, with its numbers masked', async () => {
  await using folder = await temporaryFolder();
  await using service = await startService(folder.path, PRODUCTION, [ACCOUNT]);
  const headers = await bearer({ scope: 'voice:write voice:read' });
  const input = { idempotencyKey: 'k', numberA: '13800138000', numberB: '13900139000' };
  const { data, errors } = await service.query<object>(BIND, { input }, headers);
  expect(errors).toBeUndefined();
  expect(data).toMatchObject({ createAxbBinding: { binding: { numberA: '138****8000' } } });
});
