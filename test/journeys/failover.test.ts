import { expect, test } from 'vitest';
import { jsonReply } from '../../src/sandbox/exchange.ts';
import { startSimulator } from '../../src/sandbox/server.ts';
import { SIMULATED_VENDORS } from '../support/pairs.ts';
import { startService, temporaryFolder } from '../support/service.ts';
import { startWinnerlook, winnerlookAccount } from '../support/winnerlook.ts';

const SEND = `mutation ($input: SendVoiceNotificationInput!) {
  sendVoiceNotification(input: $input) {
    voiceMessages { status account { id } attempts { outcome } failure { code } }
    userErrors { code vendor { code } }
  }
}`;

interface Sent {
  readonly sendVoiceNotification: { readonly voiceMessages: readonly object[] };
}

test('a vendor’s internal failure is never tried at another vendor, and a refusal that another one could cure is, once', async () => {
  const simulated = SIMULATED_VENDORS.get('JUMDATA');
  const [account] = simulated?.accounts ?? [];
  if (!simulated || !account) throw new Error('The sandbox has no account at Jumdata.');
  await using cleaning = new AsyncDisposableStack();
  const folder = cleaning.use(await temporaryFolder());
  const jumdata = await startSimulator(simulated.model, { callbackUrl: () => '' });
  cleaning.defer(() => jumdata.close());
  const winnerlook = await startWinnerlook();
  cleaning.defer(() => winnerlook.close());
  const service = cleaning.use(
    await startService(folder.path, { SANDBOX: 'true' }, [
      {
        id: 'acct_first',
        vendor: 'JUMDATA',
        baseUrl: jumdata.baseUrl,
        credentials: account.credentials,
        priority: 2,
        callback: { token: 'a-callback-token-of-jumdata' },
      },
      winnerlookAccount(winnerlook.baseUrl, { id: 'acct_second', priority: 1 }),
    ]),
  );
  const send = async (key: string, recipient: string) => {
    const input = { idempotencyKey: key, recipients: [recipient], templateId: 'T0' };
    const { data } = await service.query<Sent>(SEND, { input });
    return data.sendVoiceNotification.voiceMessages[0];
  };
  const answer = (code: number) =>
    jumdata.inject({ kind: 'reply', when: 'after', reply: jsonReply({ code, msg: 'told by the test' }) });

  for (const [place, code] of [500, 501, 999, 12_345].entries()) {
    answer(code);
    expect(await send(`open-${code}`, `1380013800${place}`)).toMatchObject({
      status: 'UNKNOWN',
      account: { id: 'acct_first' },
      attempts: [{ outcome: 'UNKNOWN' }],
    });
  }
  expect(winnerlook.recorded).toEqual([]);

  // The balance is used up.
  answer(603);
  expect(await send('refused', '13800138009')).toMatchObject({ account: { id: 'acct_second' }, status: 'ACCEPTED' });
  expect(winnerlook.recorded).toHaveLength(1);
});
