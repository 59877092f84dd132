import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { bind } from '../../../src/application/bindings/bind.ts';
import { upsertGroup } from '../../../src/application/bindings/upsert-group.ts';
import { send } from '../../../src/application/messages/send.ts';
import type { KeyOwner, Services } from '../../../src/application/services.ts';
import { CUSTOMER } from '../../../src/sandbox/winnerlook/authentication.ts';
import { openEngine } from '../../../src/store/open.ts';
import { createVault } from '../../../src/store/vault.ts';
import { databaseIn } from '../../support/database-in.ts';
import { temporaryFolder } from '../../support/service.ts';
import { DATA_KEY, KEY_MISMATCHES_PER_MINUTE, openServices, openServicesOver } from '../../support/services.ts';
import { startWinnerlook } from '../../support/winnerlook.ts';

const DISPATCH: KeyOwner = { application: 'dispatch', subject: 'dispatch-1', seesNumbers: true };
const ORDERS: KeyOwner = { ...DISPATCH, application: 'orders' };
const BLIND: KeyOwner = { ...DISPATCH, seesNumbers: false };
const BLIND_COLLEAGUE: KeyOwner = { ...BLIND, subject: 'dispatch-2' };
const SEEING_COLLEAGUE: KeyOwner = { ...DISPATCH, subject: 'dispatch-2' };

const RECIPIENT = '13800138000';
const as = (services: Services, keyOwner: KeyOwner): Services => ({ ...services, keyOwner });

/** Each command under the same key: what it made, and the code of its refusal. */
const COMMANDS = {
  send: async (services: Services, number = RECIPIENT) => {
    const { messages, errors } = await send(services, 'NOTIFICATION', { idempotencyKey: 'order-42' }, [number], {
      templateId: 'T200',
    });
    return { id: messages[0]?.id, code: errors[0]?.code, retryAfter: errors[0]?.retryAfter ?? undefined };
  },
  bind: async (services: Services, number = RECIPIENT) => {
    const numbers = { numberA: number, numberB: '13900139000' };
    const { subject, errors } = await bind(services, 'AXB', { idempotencyKey: 'order-42' }, numbers);
    return { id: subject?.id, code: errors[0]?.code, retryAfter: errors[0]?.retryAfter ?? undefined };
  },
  upsertGroup: async (services: Services, number = RECIPIENT) => {
    const { subject, errors } = await upsertGroup(services, { idempotencyKey: 'order-42' }, undefined, [number]);
    return { id: subject?.id, code: errors[0]?.code, retryAfter: errors[0]?.retryAfter ?? undefined };
  },
} as const;

const accountAt = (baseUrl: string) =>
  [{ id: 'acct_1', vendor: 'WINNERLOOK', baseUrl, credentials: CUSTOMER }] as const;

/** One account at a simulator of its own. */
async function openBench() {
  const winnerlook = await startWinnerlook();
  const opened = await openServices(accountAt(winnerlook.baseUrl));
  return {
    services: opened.services,
    winnerlook,
    [Symbol.asyncDispose]: async () => {
      await opened[Symbol.asyncDispose]();
      await winnerlook.close();
    },
  };
}

const NAMES = Object.keys(COMMANDS) as (keyof typeof COMMANDS)[];

test.each(NAMES)('two applications use one key for %s without learning of each other', async (name) => {
  await using bench = await openBench();
  const mine = await COMMANDS[name](as(bench.services, DISPATCH));
  const theirs = await COMMANDS[name](as(bench.services, ORDERS), '13700137000');
  expect([mine.code, theirs.code]).toEqual([undefined, undefined]);
  expect(theirs.id).not.toBe(mine.id);
  expect(bench.winnerlook.recorded).toHaveLength(2);
  expect(await COMMANDS[name](as(bench.services, DISPATCH))).toEqual(mine);
  expect(await COMMANDS[name](as(bench.services, ORDERS), '13700137000')).toEqual(theirs);
  expect(bench.winnerlook.recorded).toHaveLength(2);
});

test.each(NAMES)(
  'within one application %s is answered with its record to each caller who may see numbers',
  async (name) => {
    await using bench = await openBench();
    const first = await COMMANDS[name](as(bench.services, DISPATCH));
    expect(await COMMANDS[name](as(bench.services, SEEING_COLLEAGUE))).toEqual(first);
    expect((await COMMANDS[name](as(bench.services, SEEING_COLLEAGUE), '13700137000')).code).toBe(
      'IDEMPOTENCY_MISMATCH',
    );
    expect(bench.winnerlook.recorded).toHaveLength(1);
  },
);

test.each(NAMES)(
  'a caller who may not see numbers gets one answer from %s for the right and for wrong candidates of another caller’s number',
  async (name) => {
    await using bench = await openBench();
    await COMMANDS[name](as(bench.services, DISPATCH));
    const right = await COMMANDS[name](as(bench.services, BLIND_COLLEAGUE));
    const wrong = await COMMANDS[name](as(bench.services, BLIND_COLLEAGUE), '13700137000');
    expect(right).toEqual({ id: undefined, code: 'IDEMPOTENCY_MISMATCH', retryAfter: undefined });
    expect(wrong).toEqual(right);
    expect(bench.winnerlook.recorded).toHaveLength(1);
  },
);

test.each(NAMES)('a caller who may not see numbers repeats its own %s as often as it likes', async (name) => {
  await using bench = await openBench();
  const first = await COMMANDS[name](as(bench.services, BLIND));
  for (let times = 0; times < 2 * KEY_MISMATCHES_PER_MINUTE; times++) {
    expect(await COMMANDS[name](as(bench.services, BLIND))).toEqual(first);
  }
  const together = Array.from({ length: 10 * KEY_MISMATCHES_PER_MINUTE }, () =>
    COMMANDS[name](as(bench.services, BLIND)),
  );
  for (const each of await Promise.all(together)) expect(each).toEqual(first);
  expect(bench.winnerlook.recorded).toHaveLength(1);
});

test('mismatches of a caller who may not see numbers are bounded, also where they come at the same time', async () => {
  await using bench = await openBench();
  await COMMANDS.send(as(bench.services, BLIND));
  const candidates = Array.from({ length: 50 }, (_, index) => `137001370${String(index).padStart(2, '0')}`);
  const answers = await Promise.all(candidates.map((number) => COMMANDS.send(as(bench.services, BLIND), number)));
  const codes = Map.groupBy(answers, ({ code }) => code);
  expect(codes.get('IDEMPOTENCY_MISMATCH')).toHaveLength(KEY_MISMATCHES_PER_MINUTE);
  expect(codes.get('RATE_LIMITED')).toHaveLength(candidates.length - KEY_MISMATCHES_PER_MINUTE);
  // Whether the next input is the right one is not told either, until the minute is over.
  const right = await COMMANDS.send(as(bench.services, BLIND));
  expect(right).toMatchObject({ id: undefined, code: 'RATE_LIMITED' });
  expect((right.retryAfter ?? 0) - bench.services.now()).toBeGreaterThan(0);
  // Others, and requests under a new key, are not concerned.
  expect((await COMMANDS.send(as(bench.services, SEEING_COLLEAGUE))).code).toBeUndefined();
  expect((await COMMANDS.bind(as(bench.services, { ...BLIND, application: 'orders' }))).code).toBeUndefined();
});

test('a key without an owner: an equal request of any application gets the record, a different one is not sent', async () => {
  await using folder = await temporaryFolder();
  await using bench = await openBench();
  const accounts = accountAt(bench.winnerlook.baseUrl);
  let first: Awaited<ReturnType<typeof COMMANDS.send>>;
  {
    await using before = await openServicesOver(folder.path, accounts);
    first = await COMMANDS.send(as(before.services, DISPATCH));
  }
  await turnBack(await databaseIn(folder.path), 'order-42');
  await using after = await openServicesOver(folder.path, accounts);
  expect(await COMMANDS.send(as(after.services, ORDERS))).toEqual(first);
  expect(await COMMANDS.send(as(after.services, BLIND))).toEqual(first);
  expect((await COMMANDS.send(as(after.services, ORDERS), '13700137000')).code).toBe('IDEMPOTENCY_MISMATCH');
  expect(bench.winnerlook.recorded).toHaveLength(1);
});

/** Makes of a database one as the version before keys had owners left it, with one key in it. */
async function turnBack(databaseUrl: string, key: string): Promise<void> {
  const engine = await openEngine(databaseUrl);
  const hash = createVault(DATA_KEY).hash(key);
  await sql`update requests set idempotency_key = ${hash}, hashed = 1`.execute(engine.db);
  await sql`alter table requests drop column caller`.execute(engine.db);
  await sql`delete from kysely_migration where name = '0011-key-owners'`.execute(engine.db);
  await engine.close();
}
