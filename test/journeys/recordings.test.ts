import { expect, test } from 'vitest';
import { tone } from '../../src/sandbox/recordings.ts';
import type { RunningService } from '../support/service.ts';
import { sharedService } from '../support/shared.ts';
import { until } from '../support/until.ts';

interface Link {
  readonly url: string;
  readonly contentType: string | null;
  readonly sizeBytes: number | null;
}

const running = sharedService({ SANDBOX_SPEED: 'instant' });

const A = '13800138000';

/** Binds and lets A dial X; gives the recording of the call. */
async function recorded(service: RunningService, accountId: string, numberX: string): Promise<Link> {
  const input = {
    idempotencyKey: accountId,
    accountId,
    numberA: A,
    numberB: '13900139000',
    numberX,
    record: true,
    lifetimeSeconds: 600,
  };
  await service.query(
    'mutation ($input: CreateAxbBindingInput!) { createAxbBinding(input: $input) { binding { id } } }',
    { input },
  );
  await service.query(
    'mutation ($to: PhoneNumber!) { sandboxDial(input: { from: "13800138000", to: $to, seconds: 2 }) { routed } }',
    { to: numberX },
  );
  return until('the recording', async () => {
    const calls = await service.query<{ calls: { nodes: { recording: Link | null }[] } }>(
      `{ calls(first: 1, filter: { accountId: "${accountId}" }) { nodes { recording { url contentType sizeBytes } } } }`,
    );
    return calls.data.calls.nodes[0]?.recording ?? undefined;
  });
}

test('in the sandbox the simulated vendors’ recordings can be heard, whole and in part', async () => {
  const service = running();
  for (const [account, numberX] of [
    ['acct_sandbox_winnerlook', '17664870250'],
    ['acct_sandbox_interline', '17100000000'],
  ] as const) {
    const { url } = await recorded(service, account, numberX);
    const whole = await fetch(url);
    expect([whole.status, whole.headers.get('content-type')], account).toEqual([200, 'audio/wav']);
    expect(Buffer.from(await whole.arrayBuffer())).toEqual(tone(2));
    const part = await fetch(url, { headers: { range: 'bytes=-100' } });
    expect(part.status).toBe(206);
    expect(Buffer.from(await part.arrayBuffer())).toEqual(tone(2).subarray(-100));
    expect((await fetch(url, { headers: { range: 'bytes=999999-' } })).status).toBe(416);
  }
});

test('a callee’s voice reply is heard from the record, as the sound that it is', async () => {
  const service = running();
  const reply = '#!AMR\nwhat the callee said';
  const input = {
    idempotencyKey: 'k',
    accountId: 'acct_sandbox_emay_notification',
    recipients: [A],
    text: '您好',
    voiceReplyPrompt: '请留言',
  };
  const sent = await service.query<{ sendVoiceNotification: { voiceMessages: { id: string }[] } }>(
    'mutation ($input: SendVoiceNotificationInput!) { sendVoiceNotification(input: $input) { voiceMessages { id } userErrors { message } } }',
    { input },
  );
  const [{ id } = { id: '' }] = sent.data.sendVoiceNotification.voiceMessages;
  await service.query(
    'mutation ($id: ID!, $reply: String!) { sandboxReport(input: { messageId: $id, voiceReply: $reply }) { reported } }',
    { id, reply },
  );
  const message = await until('the reply', async () => {
    await service.query(
      'mutation { pullReports(input: { accountId: "acct_sandbox_emay_notification" }) { received } }',
    );
    const { data } = await service.query<{ voiceMessage: { voiceReply: Link | null; recording: Link | null } }>(
      'query ($id: ID!) { voiceMessage(id: $id) { voiceReply { url contentType sizeBytes archived } recording { url } } }',
      { id },
    );
    return data.voiceMessage.voiceReply ? data.voiceMessage : undefined;
  });
  expect(message).toMatchObject({
    voiceReply: { contentType: 'audio/amr', sizeBytes: reply.length, archived: true },
    recording: null,
  });
  const url = message.voiceReply?.url ?? '';
  const whole = await fetch(url);
  expect([whole.headers.get('content-type'), await whole.text()]).toEqual(['audio/amr', reply]);
  expect(whole.headers.get('content-disposition')).toContain(`${id}.amr`);
  const part = await fetch(url, { headers: { range: 'bytes=0-4' } });
  expect([part.status, await part.text()]).toEqual([206, '#!AMR']);
  const head = await fetch(url, { method: 'HEAD' });
  expect([head.status, head.headers.get('content-length')]).toEqual([200, String(reply.length)]);
  expect((await fetch(url.replace('/voice-reply', ''))).status).toBe(404);
});
