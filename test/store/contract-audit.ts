import { describe, expect, test } from 'vitest';
import { newId } from '../../src/application/records/new-id.ts';
import type { AuditEntry } from '../../src/domain/audit.ts';
import type { AuditFilter } from '../../src/store/audit-trail.ts';
import { aBinding, aCall, aDelivery, bindingEvent, NEW_YEAR } from '../support/records.ts';
import type { OpenStore } from './contract.ts';

const DAY = 86_400_000;
const ALL = { limit: 100, direction: 'forward' } as const;

/** A line of the trail, changed as the test says. */
function aLine(changes: Partial<AuditEntry> = {}): AuditEntry {
  return {
    id: newId('audit'),
    at: NEW_YEAR,
    subject: 'dispatch',
    clientId: 'dispatch-app',
    action: 'BIND',
    operation: 'createAxbBinding',
    accountId: 'acct_1',
    subjectIds: ['bnd_1'],
    count: 1,
    ...changes,
  };
}

/** The audit trail. */
export function describeAudit(open: OpenStore): void {
  describe('keeps an audit trail', () => {
    test('line by line, newest first, and gives pages of it', async () => {
      await using opened = await open();
      const { audit } = opened.store;
      const lines = [1, 2, 3].map((place) => aLine({ at: NEW_YEAR + place }));
      await audit.append(lines);
      expect((await audit.page({}, ALL)).items).toEqual(lines.toReversed());
      const first = await audit.page({}, { limit: 2, direction: 'forward' });
      expect(first).toEqual({ items: [lines[2], lines[1]], more: true });
      const rest = { limit: 2, direction: 'forward', beyondId: lines[1]?.id } as const;
      expect(await audit.page({}, rest)).toEqual({ items: [lines[0]], more: false });
    });

    test('that can be asked by caller, action, account, record and time', async () => {
      await using opened = await open();
      const { audit } = opened.store;
      const bound = aLine();
      const sent = aLine({
        subject: 'ads',
        action: 'SEND',
        accountId: 'acct_2',
        subjectIds: ['msg_1', 'msg_2'],
        count: 2,
      });
      const rotated = { ...aLine({ action: 'ROTATE_KEY', subjectIds: [], count: 0, at: NEW_YEAR + DAY }) };
      const { subject: _nobody, clientId: _none, accountId: _all, ...nameless } = rotated;
      await audit.append([bound, sent, nameless as AuditEntry]);
      const found = async (filter: AuditFilter) => (await audit.page(filter, ALL)).items.map(({ action }) => action);
      expect(await found({ subject: 'ads' })).toEqual(['SEND']);
      expect(await found({ actions: ['BIND', 'ROTATE_KEY'] })).toEqual(['ROTATE_KEY', 'BIND']);
      expect(await found({ accountIds: ['acct_1'] })).toEqual(['BIND']);
      expect(await found({ accountIds: [] })).toEqual([]);
      expect(await found({ subjectId: 'msg_2' })).toEqual(['SEND']);
      expect(await found({ subjectId: 'msg_3' })).toEqual([]);
      expect(await found({ from: NEW_YEAR + 1 })).toEqual(['ROTATE_KEY']);
      expect(await found({ to: NEW_YEAR + 1 })).toEqual(['SEND', 'BIND']);
    });

    test('of which a line names so many records at most, and counts them all', async () => {
      await using opened = await open();
      const { audit } = opened.store;
      const subjectIds = Array.from({ length: 600 }, (_, index) => `call_${index}`);
      await audit.append([aLine({ subjectIds, count: 600 })]);
      const [line] = (await audit.page({}, ALL)).items;
      expect(line).toMatchObject({ subjectIds: subjectIds.slice(0, 500), count: 600 });
    });

    test('that loses what is past its time, and refuses to lose a young line', async () => {
      await using opened = await open();
      const { audit } = opened.store;
      const [old, young] = [aLine({ at: Date.now() - 200 * DAY }), aLine({ at: Date.now() - 100 * DAY })];
      await audit.append([old, young]);
      expect(await audit.purge(Date.now() - 190 * DAY, 10)).toBe(1);
      expect((await audit.page({}, ALL)).items).toEqual([young]);
      await expect(audit.purge(Date.now(), 10)).rejects.toThrow('append-only');
      expect((await audit.page({}, ALL)).items).toEqual([young]);
    });
  });

  describe('takes people out of what is stored', () => {
    test('a record loses a number and is found by its others', async () => {
      await using opened = await open();
      const { store } = opened;
      const call = aCall({ caller: '13800138000', callee: '13900139000', reference: 'for 13800138000' });
      await store.calls.insert(call, undefined);
      await store.calls.erase(call.id, '13800138000', ({ caller: _gone, ...rest }) => ({
        ...rest,
        reference: 'for ****',
      }));
      const byNumber = async (number: string) => (await store.calls.page({ number }, ALL)).items.length;
      expect(await byNumber('13800138000')).toBe(0);
      expect(await byNumber('13900139000')).toBe(1);
      expect((await store.calls.page({ reference: 'for ****' }, ALL)).items).toEqual([
        expect.not.objectContaining({ caller: expect.anything() }),
      ]);
      expect((await store.calls.page({ reference: 'for 13800138000' }, ALL)).items).toEqual([]);
    });

    test('events keep their place and lose what was taken out', async () => {
      await using opened = await open();
      const { events } = opened.store;
      const [one, other] = [aBinding(), aBinding()];
      await events.append([bindingEvent(one), bindingEvent(other), bindingEvent({ ...one, status: 'RELEASED' })]);
      const about = await events.about(one.id);
      expect(about.map(({ record }) => record.status)).toEqual(['ACTIVE', 'RELEASED']);
      await events.rewrite(
        about.map((event) => ({ ...event, record: { ...event.record, terms: {} } }) as typeof event),
      );
      const all = await events.after(0, 10);
      expect(all.map(({ record }) => record.id)).toEqual([one.id, other.id, one.id]);
      expect(all.map(({ record }) => Object.keys((record as typeof one).terms).length)).toEqual([0, 3, 0]);
    });

    test('a delivery is replaced, says when, and waits for nothing any more', async () => {
      await using opened = await open();
      const { deliveries } = opened.store;
      const delivery = aDelivery({
        state: 'UNMATCHED',
        reason: 'It waits.',
        remarks: [{ field: 'to', message: 'It is 13800138000.' }],
      });
      await deliveries.insertMany([delivery]);
      await deliveries.await('acct_1', 'at-the-vendor', delivery.id);
      const remarks = [{ field: 'to', message: 'It is ****.' }];
      await deliveries.erase(
        { ...delivery, body: Buffer.from('{"to":"****"}'), state: 'FAILED', remarks },
        NEW_YEAR + 1,
      );
      const kept = await deliveries.find(delivery.id);
      expect(kept).toMatchObject({ state: 'FAILED', erasedAt: NEW_YEAR + 1, reason: 'It waits.', remarks });
      expect(kept?.body.toString()).toBe('{"to":"****"}');
      expect(await deliveries.takeAwaiting('acct_1', 'at-the-vendor')).toEqual([]);
    });
  });
}
