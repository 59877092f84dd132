import { expect, test } from 'vitest';
import { openTwoVendors } from '../support/two-vendors.ts';
import { until } from '../support/until.ts';

const A = '13800138000';
const B = '13900139000';
const holder = { name: '张三', idNumber: '340125455522255222225' };
const winnerlook = (input: object) => ({ accountId: 'acct_one', ...input });
const interline = (input: object) => ({ accountId: 'acct_two', lifetimeSeconds: 600, numberA: A, ...input });

test('a binding of any mode whose answer was lost is adopted with its first call, and can be released', async () => {
  await using bench = await openTwoVendors();
  const { service } = bench;
  const y = { numberX: '17000000060', numberY: '17000000061' };
  const group = await service.query<{ upsertNumberGroup: { numberGroup: { id: string } } }>(
    'mutation ($input: UpsertNumberGroupInput!) { upsertNumberGroup(input: $input) { numberGroup { id } } }',
    { input: { idempotencyKey: 'group', accountId: 'acct_one', numbers: [B] } },
  );
  const groupId = group.data.upsertNumberGroup.numberGroup.id;
  // The mutation, its input, and who dials what; an X that the vendor chose is known to its state alone.
  const modes: readonly [string, object, string, string, string?][] = [
    ['createAxBinding', winnerlook({ numberA: A, holder, numberX: '17000000001' }), B, '17000000001'],
    ['createAxnBinding', winnerlook({ numberA: A, holder, numberX: '17000000002' }), B, '17000000002'],
    // The vendor's choice: the first number of its pool, and the first extension of it.
    ['createAxxBinding', winnerlook({ numberA: A, holder }), B, '17664870250', '0001'],
    ['createAxbBinding', winnerlook({ numberA: A, numberB: B, numberX: '17000000003' }), A, '17000000003'],
    ['createAxybBinding', winnerlook({ numberA: A, numberX: y.numberX }), B, y.numberX],
    ['createXybBinding', winnerlook({ ...y, numberB: B }), A, y.numberY],
    ['createAxgBinding', winnerlook({ numberA: A, numberX: '17000000004', groupId }), B, '17000000004'],
    ['createTransferBinding', winnerlook({ numberA: A, numberX: '17000000005' }), B, '17000000005'],
    ['createAxbBinding', interline({ numberB: B, numberX: '17100000001' }), A, '17100000001'],
    ['createTransferBinding', interline({ numberX: '17100000002' }), B, '17100000002'],
  ];
  const adopted: string[] = [];
  for (const [mutation, input, from, to, extension] of modes) {
    const vendor = 'lifetimeSeconds' in input ? bench.interline : bench.winnerlook;
    vendor.inject({ kind: 'reset', when: 'after' });
    const { binding, userErrors } = await bench.create(mutation, input);
    expect({ mutation, status: binding?.status, userErrors }).toMatchObject({
      status: 'UNKNOWN',
      userErrors: [{ code: 'OUTCOME_UNKNOWN' }],
    });
    const order = { from, to, outcome: 'ANSWERED' as const, seconds: 5 };
    expect(vendor.dial(extension ? { ...order, extension } : order)).toMatchObject({ routed: true });
    await until(`${mutation} to be adopted`, async () => (await bench.find(binding?.id))?.status === 'ACTIVE');
    adopted.push(binding?.id ?? '');
  }
  const document = `mutation ($id: ID!) {
    releaseBinding(input: { bindingId: $id }) { binding { status } userErrors { code message } }
  }`;
  for (const id of adopted.toReversed()) {
    const { data } = await service.query<Record<string, unknown>>(document, { id });
    expect(data).toEqual({ releaseBinding: { binding: { status: 'RELEASED' }, userErrors: [] } });
  }
  for (const [, , from, to, extension] of modes) {
    const order = { from, to, outcome: 'ANSWERED' as const, seconds: 5 };
    for (const vendor of [bench.winnerlook, bench.interline]) {
      expect(vendor.dial(extension ? { ...order, extension } : order)).toMatchObject({ routed: false });
    }
  }
});
