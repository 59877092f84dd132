import { expect, test } from 'vitest';
import type { RunningService } from '../support/service.ts';
import { sharedService } from '../support/shared.ts';

interface Result {
  readonly binding?: { id: string; status: string; mode: string; vendor: string; numberX: string | null };
  readonly voiceMessages?: readonly { status: string; vendor: string; kind: string }[];
  readonly numberGroup?: { id: string; status: string };
  readonly account?: { id: string; status: string; balance: string | null };
  readonly received?: number;
  readonly userErrors: readonly { code: string; message: string }[];
}

const running = sharedService();

let keys = 0;

/** Sends one mutation with a key of its own and gives its payload. */
async function run(service: RunningService, mutation: string, input: object, keyed = true): Promise<Result> {
  const type = `${mutation[0]?.toUpperCase()}${mutation.slice(1)}Input`;
  const selections: Record<string, string> = {
    binding: 'binding { id status mode vendor numberX }',
    message: 'voiceMessages { status vendor kind }',
    group: 'numberGroup { id status }',
    account: 'account { id status balance }',
  };
  const kind = /^send/.test(mutation)
    ? 'message'
    : /Group$/.test(mutation)
      ? 'group'
      : /Account|Reports/.test(mutation)
        ? 'account'
        : 'binding';
  const document = `mutation ($input: ${type}!) { ${mutation}(input: $input) { ${selections[kind]} userErrors { code message } } }`;
  const { data, errors } = await service.query<Record<string, Result>>(document, {
    input: keyed ? { idempotencyKey: `every-${++keys}`, ...input } : input,
  });
  expect(errors).toBeUndefined();
  return data[mutation] as Result;
}

const holder = { name: '张三', idNumber: '340125455522255222225' };
const A = '13800138000';
const B = '13900139000';

/** Every binding operation of every vendor: the mutation, its input, the mode and vendor that it ends at. */
const BINDINGS: readonly [string, object, string, string][] = [
  ['createAxBinding', { numberA: A, numberB: B, holder, showCallerToA: true }, 'AX', 'WINNERLOOK'],
  ['createAxnBinding', { numberA: A, holder, incomingCallEvents: true }, 'AXN', 'WINNERLOOK'],
  ['createAxxBinding', { numberA: A, holder, extension: '0007', numberX: '17000000050' }, 'AXX', 'WINNERLOOK'],
  ['createAxbBinding', { numberA: A, numberB: B, sms: 'DELIVER_AND_REPORT' }, 'AXB', 'WINNERLOOK'],
  [
    'createAxbBinding',
    { numberA: A, numberB: B, accountId: 'acct_sandbox_interline', numberX: '17100000001', lifetimeSeconds: 60 },
    'AXB',
    'INTERLINE',
  ],
  ['createAxybBinding', { numberA: A, numberX: '17000000060', autoAssignY: false }, 'AXYB', 'WINNERLOOK'],
  ['createXybBinding', { numberX: '17000000060', numberY: '17000000061', numberB: B }, 'XYB', 'WINNERLOOK'],
  [
    'createTransferBinding',
    { numberX: '17000000070', numberA: '65892547', accountId: 'acct_sandbox_winnerlook' },
    'TRANSFER',
    'WINNERLOOK',
  ],
  [
    'createTransferBinding',
    { numberX: '17100000002', numberA: A, lifetimeSeconds: 60, accountId: 'acct_sandbox_interline' },
    'TRANSFER',
    'INTERLINE',
  ],
];

const MESSAGES: readonly [string, object, string, string][] = [
  [
    'sendVoiceNotification',
    { accountId: 'acct_sandbox_winnerlook', templateId: 'T1', playTimes: 2 },
    'NOTIFICATION',
    'WINNERLOOK',
  ],
  [
    'sendVoiceNotification',
    { accountId: 'acct_sandbox_jumdata', templateId: 'T1', templateParameters: [{ value: '5 点' }] },
    'NOTIFICATION',
    'JUMDATA',
  ],
  ['sendVoiceNotification', { text: '您的订单已送达' }, 'NOTIFICATION', 'EMAY'],
  [
    'sendVoiceNotification',
    { accountId: 'acct_sandbox_ksyun', templateId: '1003', templateParameters: [{ name: 'text', value: 'a b+c' }] },
    'NOTIFICATION',
    'KSYUN',
  ],
  ['sendMarketingCall', { text: '新品上市', interactiveText: '请按 1' }, 'MARKETING', 'EMAY'],
  ['sendIvrCall', { templateId: '2002' }, 'IVR', 'KSYUN'],
  ['sendIvrCall', { text: '您好', interactiveText: '确认请按 1' }, 'IVR', 'EMAY'],
  ['sendVoiceSms', { text: '您好', smsText: '短信', smsTrigger: { key: '1' } }, 'VOICE_SMS', 'EMAY'],
];

test('every binding operation of every vendor works through its mutation, and each binding can be released', async () => {
  const service = running();
  const bound: string[] = [];
  for (const [mutation, input, mode, vendor] of BINDINGS) {
    const { binding, userErrors } = await run(service, mutation, input);
    expect({ mutation, mode: binding?.mode, vendor: binding?.vendor, status: binding?.status, userErrors }).toEqual({
      mutation,
      mode,
      vendor,
      status: 'ACTIVE',
      userErrors: [],
    });
    bound.push(binding?.id ?? '');
  }
  const group = await run(service, 'upsertNumberGroup', { numbers: [B, '13700137000'] });
  expect(group).toMatchObject({ numberGroup: { status: 'ACTIVE' }, userErrors: [] });
  const groupId = group.numberGroup?.id;
  const axg = await run(service, 'createAxgBinding', { numberA: A, numberX: '17000000080', groupId });
  expect(axg).toMatchObject({ binding: { mode: 'AXG', status: 'ACTIVE' }, userErrors: [] });
  const replaced = await run(service, 'upsertNumberGroup', { groupId, numbers: [B] });
  expect(replaced).toMatchObject({ numberGroup: { id: groupId, status: 'ACTIVE' }, userErrors: [] });

  for (const bindingId of [...bound, axg.binding?.id]) {
    const { binding, userErrors } = await run(service, 'releaseBinding', { bindingId }, false);
    expect({ status: binding?.status, userErrors }).toEqual({ status: 'RELEASED', userErrors: [] });
  }
});

test('every sending operation of every vendor works through its mutation', async () => {
  const service = running();
  for (const [mutation, input, kind, vendor] of MESSAGES) {
    const { voiceMessages, userErrors } = await run(service, mutation, { recipients: [A], ...input });
    expect({ mutation, voiceMessages, userErrors }).toEqual({
      mutation,
      voiceMessages: [{ kind, vendor, status: 'ACCEPTED' }],
      userErrors: [],
    });
  }
  for (const [accountId, vendor, more, status] of [
    ['acct_sandbox_emay_verification', 'EMAY', {}, 'ACCEPTED'],
    ['acct_sandbox_ksyun', 'KSYUN', { templateId: '100001', playTimes: 1 }, 'ACCEPTED'],
    ['acct_sandbox_ksyun', 'KSYUN', { templateId: '100001', playTimes: 1, dryRun: true }, 'CHECKED'],
  ] as const) {
    const sent = await run(service, 'sendVerificationCode', { accountId, recipient: A, code: '246810', ...more });
    expect(sent).toEqual({
      voiceMessages: [{ kind: 'VERIFICATION_CODE', vendor, status }],
      userErrors: [],
    });
  }
});

test('a message shows what the vendor calls the request that it went out with, where the vendor names requests', async () => {
  const service = running();
  for (const [input, name] of [
    [{ accountId: 'acct_sandbox_jumdata', templateId: 'T0' }, /^\d{20}$/],
    [{ accountId: 'acct_sandbox_ksyun', templateId: '1002' }, /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/],
    [{ accountId: 'acct_sandbox_winnerlook', templateId: 'T0' }, undefined],
    [{ accountId: 'acct_sandbox_emay_notification', text: '您好' }, undefined],
  ] as const) {
    const { data } = await service.query<{
      sendVoiceNotification: {
        voiceMessages: { vendorRequestId: string | null; attempts: { vendorRequestId: string | null }[] }[];
      };
    }>(
      `mutation ($input: SendVoiceNotificationInput!) {
        sendVoiceNotification(input: $input) { voiceMessages { vendorRequestId attempts { vendorRequestId } } }
      }`,
      // Vendors refuse a second call to a number within a minute.
      { input: { idempotencyKey: input.accountId, recipients: [B], ...input } },
    );
    const vendorRequestId = name ? expect.stringMatching(name) : null;
    expect(data.sendVoiceNotification.voiceMessages).toEqual([{ vendorRequestId, attempts: [{ vendorRequestId }] }]);
  }
});

test('accounts are asked for their balance, and reports are pulled, where the vendor has such', async () => {
  const service = running();
  for (const accountId of ['acct_sandbox_interline', 'acct_sandbox_emay_notification', 'acct_sandbox_emay_voicesms']) {
    const { account, userErrors } = await run(service, 'refreshAccount', { accountId }, false);
    expect({ id: account?.id, balance: account?.balance, userErrors }).toEqual({
      id: accountId,
      balance: expect.stringMatching(/^\d/),
      userErrors: [],
    });
  }
  expect(await run(service, 'refreshAccount', { accountId: 'acct_sandbox_jumdata' }, false)).toMatchObject({
    userErrors: [{ code: 'UNSUPPORTED' }],
  });
  expect(await run(service, 'pullReports', { accountId: 'acct_sandbox_ksyun' }, false)).toMatchObject({
    userErrors: [{ code: 'UNSUPPORTED' }],
  });
  expect(await run(service, 'pullReports', { accountId: 'acct_sandbox_emay_voicesms' }, false)).toMatchObject({
    userErrors: [],
  });
});
