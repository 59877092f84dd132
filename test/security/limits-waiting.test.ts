import { expect, test } from 'vitest';
import { openSlowPeer } from '../crash/slow-peer.ts';
import { startService, temporaryFolder } from '../support/service.ts';
import { openSocket } from '../support/socket.ts';
import { until } from '../support/until.ts';
import { startWinnerlook, winnerlookAccount } from '../support/winnerlook.ts';

const SEND = `mutation Send($input: SendVoiceNotificationInput!) {
  sendVoiceNotification(input: $input) { voiceMessages { id status } userErrors { code } }
}`;
const inputOf = (idempotencyKey: string, recipients = 1) => ({
  input: {
    idempotencyKey,
    accountId: 'acct_test',
    recipients: Array.from({ length: recipients }, (_, index) => `138001380${String(index).padStart(2, '0')}`),
    templateId: 'T1',
  },
});
const TIMED_OUT = {
  data: null,
  errors: [{ message: expect.stringMatching(/same idempotency key/), extensions: { code: 'OPERATION_TIMEOUT' } }],
};

/** The service over one simulated vendor, whose answers are held back as long as `gate` has a promise. */
async function openBench() {
  const cleaning = new AsyncDisposableStack();
  const folder = cleaning.use(await temporaryFolder());
  const vendor = await startWinnerlook();
  cleaning.defer(() => vendor.close());
  const gate = { holds: undefined as Promise<void> | undefined };
  const peer = cleaning.use(await openSlowPeer(vendor.baseUrl, () => gate.holds));
  const start = async () =>
    cleaning.use(
      await startService(folder.path, { SANDBOX: 'on', LIMIT_OPERATION_SECONDS: '0.5' }, [
        winnerlookAccount(peer.baseUrl),
      ]),
    );
  return { vendor, peer, gate, start, [Symbol.asyncDispose]: () => cleaning.disposeAsync() };
}

test.each(['HTTP', 'WebSocket'])(
  'over %s a caller waits no longer than the limit; the send itself is finished, recorded, and never repeated',
  async (transport) => {
    await using bench = await openBench();
    const { vendor, peer, gate } = bench;
    const service = await bench.start();
    using socket = await openSocket(service.url);
    const send = () =>
      transport === 'HTTP'
        ? service.query(SEND, inputOf('slow'))
        : socket.ask({ query: SEND, variables: inputOf('slow') });
    const { promise, resolve } = Promise.withResolvers<void>();
    gate.holds = promise;

    expect(await send()).toMatchObject(TIMED_OUT);
    expect(peer.held).toBe(1);
    // The same key asks the vendor for nothing while its first answer is out.
    expect(await send()).toMatchObject({
      data: { sendVoiceNotification: { voiceMessages: [{ status: 'SUBMITTING' }] } },
    });
    resolve();
    gate.holds = undefined;
    await until('the message to be recorded as accepted', async () => {
      const answer = (await send()) as { data: { sendVoiceNotification: { voiceMessages: { status: string }[] } } };
      return answer.data.sendVoiceNotification.voiceMessages[0]?.status === 'ACCEPTED';
    });
    expect(vendor.recorded).toHaveLength(1);
  },
);

test('after SIGTERM the service finishes a send whose caller has gone, to the last recipient', async () => {
  // More than are asked for at a time, so that the vendor is still to be asked for some.
  const recipients = 20;
  await using bench = await openBench();
  const { vendor, gate, peer } = bench;
  const service = await bench.start();
  const { promise, resolve } = Promise.withResolvers<void>();
  gate.holds = promise;
  expect(await service.query(SEND, inputOf('ending', recipients))).toMatchObject(TIMED_OUT);
  expect(peer.held).toBeLessThan(recipients);

  const ended = service.stop();
  await until('the port to be closed', async () =>
    fetch(service.url, { headers: { connection: 'close' } }).then(
      () => false,
      () => true,
    ),
  );
  resolve();
  gate.holds = undefined;
  expect(await ended).toBe(0);

  const again = await bench.start();
  const messages = Array.from({ length: recipients }, () => ({ status: 'ACCEPTED' }));
  expect(await again.query(SEND, inputOf('ending', recipients))).toMatchObject({
    data: { sendVoiceNotification: { voiceMessages: messages } },
  });
  expect(vendor.recorded).toHaveLength(recipients);
});
