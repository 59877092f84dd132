import { expect, test } from 'vitest';
import { encodeCursor } from '../../src/events/cursor.ts';
import { CALLS, type CallList, RELEASE } from '../support/documents.ts';
import { subscribe } from '../support/subscribe.ts';
import { openTwoVendors } from '../support/two-vendors.ts';
import { until } from '../support/until.ts';

const A = '13800138000';
const B = '13900139000';
const C = '13700137000';
const WINNERLOOK_X = '17664870250';
const INTERLINE_X = '17100000001';
const holder = { name: '张三', idNumber: '340125455522255222225' };
const atWinnerlook = { accountId: 'acct_one', numberX: WINNERLOOK_X };
const atInterline = { accountId: 'acct_two', numberX: INTERLINE_X };

const WATCH = `subscription ($after: Cursor, $ids: [ID!]) {
  bindingStatusChanged(after: $after, filter: { ids: $ids }) {
    previousStatus status binding { id status releasedAt replacedBy { id } }
  }
}`;

interface Change {
  readonly previousStatus: string | null;
  readonly status: string;
  readonly binding: { id: string; releasedAt: string | null; replacedBy: { id: string } | null };
}

/** The mutation, the first input, the second one, and who dials X to reach whom then. */
const REPLACEMENTS = [
  [
    'replacesNumberA at Winnerlook',
    'createAxBinding',
    { ...atWinnerlook, numberA: A, holder },
    { ...atWinnerlook, numberA: A, holder, replacesNumberA: A },
    [C, A],
  ],
  [
    'a second transfer at Winnerlook',
    'createTransferBinding',
    { ...atWinnerlook, numberA: A },
    { ...atWinnerlook, numberA: B },
    [C, B],
  ],
  [
    'a second transfer at Interline',
    'createTransferBinding',
    { ...atInterline, numberA: A },
    { ...atInterline, numberA: B },
    [C, B],
  ],
  [
    'the same pair at Interline',
    'createAxbBinding',
    { ...atInterline, numberA: A, numberB: B, lifetimeSeconds: 600 },
    { ...atInterline, numberA: A, numberB: B, lifetimeSeconds: 900 },
    [A, B],
  ],
] as const;

test.each(REPLACEMENTS)(
  '%s: the first binding shows that it was replaced, its release changes nothing, and calls are the second one’s',
  async (_title, mutation, first, second, [from, callee]) => {
    await using bench = await openTwoVendors();
    const { service } = bench;
    const vendor = first.accountId === 'acct_two' ? bench.interline : bench.winnerlook;
    const one = await bench.create(mutation, first);
    const variables = { after: encodeCursor({ seq: 0 }), ids: [one.binding?.id] };
    using changes = await subscribe<Change>(service.url, WATCH, variables);
    expect((await changes.next()).status).toBe('CREATING');
    expect((await changes.next()).status).toBe('ACTIVE');

    const two = await bench.create(mutation, second);

    expect(two).toMatchObject({ binding: { status: 'ACTIVE', replacedBy: null }, userErrors: [] });
    expect(await changes.next()).toMatchObject({
      previousStatus: 'ACTIVE',
      status: 'RELEASED',
      binding: { id: one.binding?.id, releasedAt: expect.any(String), replacedBy: { id: two.binding?.id } },
    });
    expect(await bench.find(one.binding?.id)).toMatchObject({
      status: 'RELEASED',
      replacedBy: { id: two.binding?.id },
    });

    if (one.binding?.vendorBindingId === two.binding?.vendorBindingId && two.binding?.vendorBindingId) {
      const representation = {
        __typename: 'Binding',
        vendor: 'INTERLINE',
        vendorBindingId: two.binding.vendorBindingId,
      };
      const entity = await service.query<Record<string, unknown>>(
        'query ($of: [_Any!]!) { _entities(representations: $of) { ... on Binding { id } } }',
        { of: [representation] },
      );
      expect(entity.data).toEqual({ _entities: [{ id: two.binding.id }] });
    }

    const asked = vendor.recorded.length;
    const released = await service.query<Record<string, unknown>>(RELEASE, { id: one.binding?.id });
    expect(released.data).toMatchObject({ releaseBinding: { binding: { status: 'RELEASED' }, userErrors: [] } });
    expect(vendor.recorded).toHaveLength(asked);

    const dialled = vendor.dial({ from, to: first.numberX, outcome: 'ANSWERED', seconds: 5 });
    expect(dialled).toMatchObject({ routed: true, callee });
    const [call] = await until('the call', async () => {
      const { data } = await service.query<CallList>(CALLS);
      return data.calls.nodes.length > 0 && data.calls.nodes;
    });
    expect(call?.binding).toEqual({ id: two.binding?.id });
    expect(await bench.find(two.binding?.id)).toMatchObject({ status: 'ACTIVE' });
  },
);
