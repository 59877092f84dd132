import type { GraphQLResolveInfo } from 'graphql';
import { parse } from 'graphql';
import { expect, test } from 'vitest';
import { audit, type NewAuditEntry } from '../../src/application/commands/audit.ts';
import type { Services } from '../../src/application/services.ts';
import { type Reveals, watchReveals } from '../../src/graphql/reveals.ts';
import { openServices } from '../support/services.ts';

const ALL = { limit: 100, direction: 'backward' } as const;

/** What a resolver is told of the operation that it is part of. */
function infoOf(source: string): GraphQLResolveInfo {
  const { definitions } = parse(source);
  const fragments = definitions.filter((each) => each.kind === 'FragmentDefinition');
  return {
    operation: definitions.find((each) => each.kind === 'OperationDefinition'),
    fragments: Object.fromEntries(fragments.map((fragment) => [fragment.name.value, fragment])),
  } as unknown as GraphQLResolveInfo;
}

async function open() {
  const bench = await openServices([]);
  const services: Services = { ...bench.services, actor: { subject: 'support', clientId: undefined } };
  return {
    ...bench,
    services,
    reveals: watchReveals(written(services)),
    trail: async () => (await services.store.audit.page({}, ALL)).items.toReversed(),
  };
}

/** Services, and how what is shown is written into the audit trail. */
const written = (services: Services) => ({
  ...services,
  audit: (entries: readonly NewAuditEntry[]) => audit(services.store, services, ...entries),
});

const show = (reveals: Reveals, id: string, accountId = 'acct_1') =>
  reveals.note('REVEAL_NUMBERS', { id, accountId }, infoOf('subscription { callStatusChanged { call { caller } } }'));

test('what is shown is one line an account, with each record once', async () => {
  await using bench = await open();
  const { reveals, trail } = bench;
  for (const id of ['call_1', 'call_1', 'call_2']) show(reveals, id);
  show(reveals, 'call_3', 'acct_2');
  await reveals.write();
  expect(await trail()).toMatchObject([
    { accountId: 'acct_1', subjectIds: ['call_1', 'call_2'], count: 2, subject: 'support' },
    { accountId: 'acct_2', subjectIds: ['call_3'], count: 1 },
  ]);
  await reveals.write();
  expect(await trail()).toHaveLength(2);
});

test('a subscription is a line at once, then one a minute, then one for the rest', async () => {
  await using bench = await open();
  const { reveals, trail, pass } = bench;
  const item = async (id: string) => {
    show(reveals, id);
    await reveals.write();
  };
  await item('call_1');
  for (let second = 0; second < 50; second++) await item(`call_${second}`);
  expect((await trail()).map(({ count }) => count)).toEqual([1]);
  pass(60_000);
  await item('call_50');
  expect((await trail()).map(({ count }) => count)).toEqual([1, 51]);
  await item('call_51');
  await reveals.end();
  expect((await trail()).map(({ count }) => count)).toEqual([1, 51, 1]);
});

test('a busy subscription writes as soon as a line is full', async () => {
  await using bench = await open();
  const { reveals, trail } = bench;
  for (let item = 0; item <= 1_000; item++) {
    show(reveals, `call_${item}`);
    await reveals.write();
  }
  expect((await trail()).map(({ count }) => count)).toEqual([1, 500, 500]);
});

test('what could not be written is not lost: it is in the next line', async () => {
  await using bench = await open();
  const { services, trail } = bench;
  let isFull = true;
  const store = {
    ...services.store,
    audit: {
      ...services.store.audit,
      append: (entries: Parameters<typeof services.store.audit.append>[0]) => {
        if (isFull) throw new Error('no room');
        return services.store.audit.append(entries);
      },
    },
  };
  const reveals = watchReveals(written({ ...services, store }));
  show(reveals, 'call_1');
  await expect(reveals.write()).rejects.toThrow('no room');
  show(reveals, 'call_2');
  await reveals.end();
  isFull = false;
  await reveals.write();
  expect(await trail()).toMatchObject([{ subjectIds: ['call_1', 'call_2'], count: 2 }]);
});

test('an operation is named by its fields in the schema, never by what its author called them', async () => {
  await using bench = await open();
  const { reveals, trail } = bench;
  const source = `query Call13800138000 { n13800138000: calls { id } ...Rest ... { bindings { id } } calls { id } }
    fragment Rest on Query { voiceMessages { id } }`;
  reveals.note('REVEAL_NUMBERS', { id: 'call_1', accountId: 'acct_1' }, infoOf(source));
  await reveals.write();
  expect((await trail())[0]?.operation).toBe('calls voiceMessages bindings');
});
