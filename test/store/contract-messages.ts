import { describe, expect, test } from 'vitest';
import type { AccountState } from '../../src/domain/account.ts';
import type { NumberGroup } from '../../src/domain/group.ts';
import { aMessage, anSms, NEW_YEAR } from '../support/records.ts';
import type { OpenStore } from './contract.ts';

const ids = (records: readonly { id: string }[]) => records.map(({ id }) => id);
const ALL = { limit: 1_000, direction: 'forward' } as const;
const NUMBER = '13800138000';

/** How voice messages are kept and found. */
export function describeMessages(open: OpenStore): void {
  describe('keeps a voice message', () => {
    test('with all that is known of it, and as it is after a change', async () => {
      await using opened = await open();
      const { messages } = opened.store;
      const full = aMessage({
        reference: 'order-42',
        metadata: { nested: { list: [1, 'two', null] } },
        content: { templateId: 't', templateParameters: [{ name: '名', value: '值' }], playTimes: 2 },
      });
      await messages.insertBatch([full]);
      expect(await messages.find(full.id)).toEqual(full);
      const ended = { ...full, status: 'DELIVERED', vendorMessageId: 'v', seconds: 1.5, revision: 2 } as const;
      await messages.update(ended);
      expect(await messages.find(full.id)).toEqual(ended);
      expect(await messages.findMany([full.id, 'msg_nobody'])).toEqual([ended]);
    });

    test('beside the others of its request, in the order of the recipients, however many', async () => {
      await using opened = await open();
      const { messages } = opened.store;
      // More columns in all than one statement of PostgreSQL takes parameters (65,535).
      const batch = Array.from({ length: 6_000 }, (_, place) =>
        aMessage({ recipient: String(13_800_000_000 + place) }),
      );
      await opened.store.transaction((tx) => tx.messages.insertBatch(batch.toReversed()));
      await messages.insertBatch([aMessage()]);
      expect(ids(await messages.findBatch(batch.at(-1)?.id ?? ''))).toEqual(ids(batch).reverse());
      const { items } = await messages.page({ number: '13800004711' }, ALL);
      expect(ids(items)).toEqual([batch[4_711]?.id]);
      expect(await messages.findBatch('msg_nobody')).toEqual([]);
    });

    test('and finds it by the vendor’s name for it, at one account or at all', async () => {
      await using opened = await open();
      const { messages } = opened.store;
      const mine = aMessage({ vendorMessageId: 'same' });
      const theirs = aMessage({ vendorMessageId: 'same', accountId: 'acct_2' });
      await messages.insertBatch([mine]);
      await messages.insertBatch([theirs]);
      expect(await messages.findByVendorId('same', 'acct_2')).toEqual([theirs]);
      expect(ids(await messages.findByVendorId('same')).sort()).toEqual([mine.id, theirs.id].sort());
      expect(await messages.findByVendorId('SAME')).toEqual([]);
    });

    test('and knows when a number was called last; what was refused does not count', async () => {
      await using opened = await open();
      const { messages } = opened.store;
      const at = (createdAt: number, changes = {}) => aMessage({ createdAt, ...changes });
      await messages.insertBatch([at(NEW_YEAR + 3), at(NEW_YEAR + 1), at(NEW_YEAR + 2, { recipient: '13900139000' })]);
      await messages.insertBatch([at(NEW_YEAR + 4, { status: 'FAILED' }), at(NEW_YEAR + 5, { accountId: 'acct_2' })]);
      await messages.insertBatch([at(NEW_YEAR + 6, { status: 'FAILED', vendorMessageId: 'it was sent' })]);
      expect(await messages.sentTo('acct_1', NUMBER, NEW_YEAR)).toEqual([1, 3, 6].map((ms) => NEW_YEAR + ms));
      expect(await messages.sentTo('acct_1', NUMBER, NEW_YEAR + 3)).toEqual([NEW_YEAR + 6]);
    });

    test('and lists it by its kind, and forgets its number on demand', async () => {
      await using opened = await open();
      const { messages } = opened.store;
      const [notice, code] = [aMessage(), aMessage({ kind: 'VERIFICATION_CODE' })];
      await messages.insertBatch([notice, code]);
      expect(ids((await messages.page({ kinds: ['VERIFICATION_CODE', 'IVR'] }, ALL)).items)).toEqual([code.id]);
      expect((await messages.page({ kinds: [] }, ALL)).items).toEqual([]);
      await messages.forget(code.id, (message) => ({ ...message, recipient: 'forgotten' }));
      await messages.forget('msg_nobody', (message) => message);
      expect(await messages.find(code.id)).toEqual({ ...code, recipient: 'forgotten', revision: 2 });
      expect(ids((await messages.page({ number: NUMBER }, ALL)).items)).toEqual([notice.id]);
    });
  });
}

/** How texts are kept, and number groups, and what is known of accounts. */
export function describeOtherRecords(open: OpenStore): void {
  test('keeps a text once, however often and from wherever it is told', async () => {
    await using opened = await open();
    const { store } = opened;
    const sms = anSms({ bindingId: 'bnd_1', numberX: '17000000001', sentAt: NEW_YEAR });
    const told = Array.from({ length: 10 }, () => store.transaction((tx) => tx.sms.insert(anSms(), 'the same')));
    expect((await Promise.all(told)).filter(Boolean)).toHaveLength(1);
    expect(await store.sms.insert(sms, 'another')).toBe(true);
    expect(await store.sms.insert(anSms({ accountId: 'acct_2' }), 'another')).toBe(true);
    expect(await store.sms.find(sms.id)).toEqual(sms);
    expect((await store.sms.page({ bindingId: 'bnd_1' }, ALL)).items).toEqual([sms]);
    expect((await store.sms.page({ number: '17000000001' }, ALL)).items).toEqual([sms]);
    await store.sms.forget(sms.id, ({ from: _from, ...rest }) => ({ ...rest, content: '' }));
    expect((await store.sms.findMany([sms.id]))[0]).not.toHaveProperty('from');
  });

  test('keeps a number group as it was saved last, and finds it by every number that it has had', async () => {
    await using opened = await open();
    const { groups } = opened.store;
    const group: NumberGroup = {
      id: 'grp_1',
      accountId: 'acct_1',
      vendor: 'WINNERLOOK',
      status: 'SAVING',
      numbers: [NUMBER, '13900139000'],
      vendorGroupId: 'g1',
      revision: 1,
      createdAt: NEW_YEAR,
      updatedAt: NEW_YEAR,
    };
    await groups.save(group);
    const saved = {
      ...group,
      status: 'ACTIVE',
      numbers: ['13700137000'],
      revision: 2,
      updatedAt: NEW_YEAR + 1,
    } as const;
    await groups.save(saved);
    expect(await groups.find('grp_1')).toEqual(saved);
    expect(await groups.findMany(['grp_1', 'grp_2'])).toEqual([saved]);
    for (const number of [NUMBER, '13700137000']) {
      expect((await groups.page({ number, statuses: ['ACTIVE'] }, ALL)).items).toEqual([saved]);
    }
  });

  test('keeps how accounts stand as their vendors told last', async () => {
    await using opened = await open();
    const { accountStates } = opened.store;
    const state: AccountState = {
      id: 'acct_1',
      accountId: 'acct_1',
      vendor: 'EMAY',
      status: 'ACTIVE',
      balance: '1.10',
      revision: 1,
      createdAt: NEW_YEAR,
      updatedAt: NEW_YEAR,
    };
    await accountStates.save(state);
    await accountStates.save({ ...state, balance: '0.30', revision: 2 });
    expect(await accountStates.find('acct_1')).toEqual({ ...state, balance: '0.30', revision: 2 });
    expect(await accountStates.findMany(['acct_1', 'acct_2'])).toHaveLength(1);
    expect(await accountStates.find('acct_2')).toBeUndefined();
  });
}
