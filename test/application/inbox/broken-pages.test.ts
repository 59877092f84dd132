import { expect, test } from 'vitest';
import { pullReports } from '../../../src/application/inbox/pull-reports.ts';
import { CUSTOMERS } from '../../../src/sandbox/emay/customers.ts';
import { aMessage } from '../../support/records.ts';
import { openServices } from '../../support/services.ts';
import { openPeer } from '../../vendors/peers.ts';

const CUSTOMER = { appId: CUSTOMERS[0]?.appId ?? '', secretKey: CUSTOMERS[0]?.secretKey ?? '' };
const REPORTS = [1, 2, 3].map((place) => ({ voiceId: `v${place}`, state: 'SUCCESS', mobile: '13800138000' }));
const PAGE = JSON.stringify({ code: 'SUCCESS', data: REPORTS });
const BROKEN_OFF = PAGE.slice(0, -20);

const answers = {
  'whole, but no JSON': (body: string) => `HTTP/1.1 200 OK\r\ncontent-length: ${body.length}\r\n\r\n${body}`,
  'cut off by the end of its connection': (body: string) => `HTTP/1.1 200 OK\r\ncontent-length: 9999\r\n\r\n${body}`,
  'cut off in its chunks': (body: string) =>
    `HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n${body.length.toString(16)}\r\n${body}\r\n`,
};

test.each(Object.entries(answers))(
  'a pulled page that is %s is kept; its whole reports are applied, and the reason says what is wrong',
  async (_title, answer) => {
    await using vendor = await openPeer(
      () => undefined,
      (socket) => socket.end(answer(BROKEN_OFF)),
    );
    const account = { id: 'acct_1', vendor: 'EMAY', credentials: CUSTOMER, services: ['notification'] };
    await using bench = await openServices([{ ...account, baseUrl: `http://127.0.0.1:${vendor.port}` }]);
    const { services } = bench;
    const messages = REPORTS.map(({ voiceId }) => aMessage({ vendorMessageId: voiceId }));
    await services.store.messages.insertBatch(messages);

    expect(
      await pullReports({ ...services, actor: { subject: 'test', clientId: undefined } } as never, 'acct_1'),
    ).toMatchObject({
      received: 2,
      errors: [],
    });

    const [delivery] = (await services.store.deliveries.page({}, { limit: 2, direction: 'forward' })).items;
    expect(delivery).toMatchObject({
      state: 'FAILED',
      kind: 'pulled',
      reason: expect.stringMatching(/breaks off after 2 whole reports.*ends inside/),
    });
    expect(delivery?.body.toString()).toBe(BROKEN_OFF);
    const applied = await services.store.messages.findMany(messages.map(({ id }) => id));
    expect(messages.map(({ id }) => applied.find((one) => one.id === id)?.status)).toEqual([
      'DELIVERED',
      'DELIVERED',
      'ACCEPTED',
    ]);
  },
);
