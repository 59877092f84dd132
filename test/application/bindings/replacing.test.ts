import { describe, expect, test } from 'vitest';
import { bind } from '../../../src/application/bindings/bind.ts';
import { release } from '../../../src/application/bindings/release.ts';
import { namesOfBinding } from '../../../src/application/records/lock-names.ts';
import { newId } from '../../../src/application/records/new-id.ts';
import { takePlace } from '../../../src/application/records/take-place.ts';
import { expireBindings } from '../../../src/application/upkeep/expire.ts';
import { settleJob } from '../../../src/application/upkeep/settle.ts';
import type { Binding, BindingMode, BindingTerms } from '../../../src/domain/binding.ts';
import { correlationToken } from '../../../src/domain/ids.ts';
import type { Fault } from '../../../src/sandbox/faults.ts';
import { CUSTOMER as INTERLINE } from '../../../src/sandbox/interline/authentication.ts';
import { interlineSimulator } from '../../../src/sandbox/interline/index.ts';
import { startSimulator } from '../../../src/sandbox/server.ts';
import { CUSTOMER as WINNERLOOK } from '../../../src/sandbox/winnerlook/authentication.ts';
import { winnerlookSimulator } from '../../../src/sandbox/winnerlook/index.ts';
import { aBinding } from '../../support/records.ts';
import { openServices, statusesOf } from '../../support/services.ts';

const A = '13800138000';
const B = '13900139000';
const C = '13700137000';
const HOUR = 3_600_000;
const LOST: Fault = { kind: 'silence', when: 'after' };
const holder = { name: '张三', idNumber: '340125455522255222225' };
const callbackUrl = () => 'http://127.0.0.1:9/';

/** One way in which a later binding takes the place of an earlier one at its vendor. */
interface Replacement {
  readonly title: string;
  readonly accountId: string;
  readonly mode: BindingMode;
  readonly first: BindingTerms;
  readonly second: BindingTerms;
}

const X = '17664870250';
const INTERLINE_X = '17100000001';
const pair = { numberA: A, numberB: B, numberX: INTERLINE_X, lifetimeSeconds: 600 };

const REPLACEMENTS: readonly Replacement[] = [
  ...(['AX', 'AXN'] as const).map((mode) => ({
    title: `Winnerlook ${mode} with replacesNumberA, for the same A on the same X`,
    accountId: 'acct_winnerlook',
    mode,
    first: { numberA: A, numberX: X, holder },
    second: { numberA: A, numberX: X, holder, replacesNumberA: A },
  })),
  {
    title: 'Winnerlook AX with replacesNumberA, for another A on the same X',
    accountId: 'acct_winnerlook',
    mode: 'AX',
    first: { numberA: A, numberX: X, holder },
    second: { numberA: C, numberX: X, holder, replacesNumberA: A },
  },
  {
    title: 'Winnerlook AXN with replacesNumberA, for another A on an X that the vendor chooses',
    accountId: 'acct_winnerlook',
    mode: 'AXN',
    first: { numberA: A, holder },
    second: { numberA: C, holder, replacesNumberA: A },
  },
  {
    title: 'a second transfer of one X at Winnerlook',
    accountId: 'acct_winnerlook',
    mode: 'TRANSFER',
    first: { numberA: A, numberX: X },
    second: { numberA: C, numberX: X },
  },
  {
    title: 'a second transfer of one X at Interline',
    accountId: 'acct_interline',
    mode: 'TRANSFER',
    first: { numberA: A, numberX: INTERLINE_X },
    second: { numberA: C, numberX: INTERLINE_X },
  },
  {
    title: 'the same pair on the same X at Interline, under one subid',
    accountId: 'acct_interline',
    mode: 'AXB',
    first: pair,
    second: { ...pair, lifetimeSeconds: 1_200 },
  },
];

async function open() {
  const winnerlook = await startSimulator(winnerlookSimulator, { callbackUrl });
  const interline = await startSimulator(interlineSimulator, { callbackUrl });
  const bench = await openServices([
    { id: 'acct_winnerlook', vendor: 'WINNERLOOK', baseUrl: winnerlook.baseUrl, credentials: WINNERLOOK },
    { id: 'acct_interline', vendor: 'INTERLINE', baseUrl: interline.baseUrl, credentials: INTERLINE },
  ]);
  const vendors = { acct_winnerlook: winnerlook, acct_interline: interline };
  const vendorOf = (accountId: string) => vendors[accountId as keyof typeof vendors];
  let keys = 0;
  return {
    ...bench,
    vendorOf,
    make: async ({ accountId, mode }: Replacement, terms: BindingTerms): Promise<Binding> => {
      const { subject, errors } = await bind(bench.services, mode, { idempotencyKey: `k${++keys}`, accountId }, terms);
      if (!subject) throw new Error(`It was refused: ${JSON.stringify(errors)}`);
      return subject;
    },
    look: async (binding: Binding) => (await bench.services.store.bindings.find(binding.id)) as Binding,
    /** Whether the vendor puts a call to X through to the A of the terms. */
    reaches: (accountId: string, { numberA, numberB }: BindingTerms, numberX: string | undefined) => {
      const from = numberB ?? '13600136000';
      const dialled = vendorOf(accountId).dial({ from, to: numberX ?? '', outcome: 'ANSWERED', seconds: 5 });
      return dialled.routed && dialled.callee === numberA;
    },
    [Symbol.asyncDispose]: async () => {
      await bench[Symbol.asyncDispose]();
      await Promise.all([winnerlook.close(), interline.close()]);
    },
  };
}

/** A call through a binding, as its vendor reports it. */
function callThrough(
  accountId: string,
  report: { callId: string; token?: string; id?: string | undefined; terms?: BindingTerms; at?: number },
) {
  const { callId, token, id, terms, at } = report;
  const numbers = { from: '13600136000', to: terms?.numberA ?? A, x: terms?.numberX };
  const isWinnerlook = accountId === 'acct_winnerlook';
  const local = at === undefined ? undefined : new Date(at + 8 * HOUR).toISOString().slice(0, 19).replace('T', ' ');
  const body = isWinnerlook
    ? {
        accountId: WINNERLOOK.appId,
        callId,
        bindId: id,
        customerData: token,
        displayNumber: numbers.x,
        callerNumber: numbers.from,
        calleeNumber: numbers.to,
        callerState: '0',
        calleeState: '2',
        startCallTime: local,
      }
    : {
        devid: INTERLINE.devid,
        appid: INTERLINE.appid,
        taskid: callId,
        subid: id,
        userData: token && Buffer.from(token).toString('base64'),
        rcaller: numbers.x,
        caller: numbers.from,
        callee: numbers.to,
        result: '17',
        beginTime: Math.ceil((at ?? Date.now()) / 1_000),
      };
  const vendor = isWinnerlook ? ('WINNERLOOK' as const) : ('INTERLINE' as const);
  return { accountId, vendor, kind: undefined, headers: {}, body: Buffer.from(JSON.stringify(body)) };
}

describe.each(REPLACEMENTS.map((each) => [each.title, each] as const))('%s', (_title, replacement) => {
  const { accountId, first, second } = replacement;

  test('ends the first binding with an event and a link, and releasing that one leaves the second in force', async () => {
    await using bench = await open();
    const one = await bench.make(replacement, first);
    const two = await bench.make(replacement, second);
    expect(two).toMatchObject({ status: 'ACTIVE' });
    const ended = await bench.look(one);
    expect(ended).toMatchObject({ status: 'RELEASED', replacedBy: two.id, releasedAt: expect.any(Number) });
    expect(await statusesOf(bench.services, one.id)).toEqual(['CREATING', 'ACTIVE', 'RELEASED']);

    const { recorded } = bench.vendorOf(accountId);
    const before = recorded.length;
    expect(await release(bench.services, one.id)).toEqual({ subject: ended, errors: [] });
    expect(recorded).toHaveLength(before);
    expect(bench.reaches(accountId, second, two.terms.numberX)).toBe(true);

    expect(await release(bench.services, two.id)).toMatchObject({ subject: { status: 'RELEASED' }, errors: [] });
    expect(bench.reaches(accountId, second, two.terms.numberX)).toBe(false);
  });

  test('also where the release of the first was under way: it is not asked for again', async () => {
    await using bench = await open();
    const one = await bench.make(replacement, first);
    bench.vendorOf(accountId).inject({ kind: 'silence', when: 'before' });
    await release(bench.services, one.id);
    expect(await bench.look(one)).toMatchObject({ status: 'RELEASING' });
    const two = await bench.make(replacement, second);
    expect(await bench.look(one)).toMatchObject({ status: 'RELEASED', replacedBy: two.id });
    bench.pass(2 * 60_000);
    await settleJob(24 * HOUR, 0).run(bench.services);
    expect(bench.reaches(accountId, second, two.terms.numberX)).toBe(true);
    expect(await statusesOf(bench.services, one.id)).toEqual(['CREATING', 'ACTIVE', 'RELEASING', 'RELEASED']);
  });

  test('also where the answer for the first was lost; what comes of it later does not bring it back', async () => {
    await using bench = await open();
    bench.vendorOf(accountId).inject(LOST);
    const one = await bench.make(replacement, { ...first, numberX: first.numberX ?? X });
    expect(one.status).toBe('UNKNOWN');
    const two = await bench.make(replacement, second);
    expect(await bench.look(one)).toMatchObject({ status: 'RELEASED', replacedBy: two.id });
    expect(await bench.look(one)).not.toHaveProperty('failure');
    await bench.services.inbox.accept(callThrough(accountId, { callId: 'late', token: correlationToken(one.id) }));
    await bench.services.inbox.settled();
    expect(await statusesOf(bench.services, one.id)).toEqual(['CREATING', 'UNKNOWN', 'RELEASED']);
  });

  test('also where the first was given up at the deadline', async () => {
    await using bench = await open();
    bench.vendorOf(accountId).inject({ ...LOST, when: 'before' } as Fault);
    const one = await bench.make(replacement, { ...first, numberX: first.numberX ?? X });
    const { lifetimeSeconds: _none, ...terms } = one.terms;
    await bench.services.store.bindings.update({ ...one, status: 'FAILED', terms });
    const two = await bench.make(replacement, second);
    expect(await bench.look(one)).toMatchObject({ status: 'RELEASED', replacedBy: two.id });
  });

  test('also where the answer for the second was lost, once its first call proves that it exists', async () => {
    await using bench = await open();
    const one = await bench.make(replacement, first);
    bench.vendorOf(accountId).inject(LOST);
    const two = await bench.make(replacement, second);
    expect(two.status).toBe('UNKNOWN');
    expect(await bench.look(one)).toMatchObject({ status: 'ACTIVE' });
    const id = one.vendorBindingId;
    const report = { callId: 'c', token: correlationToken(two.id), id: accountId === 'acct_interline' ? id : 'new' };
    await bench.services.inbox.accept(callThrough(accountId, { ...report, terms: { ...second, numberX: X } }));
    await bench.services.inbox.settled();
    expect(await bench.look(two)).toMatchObject({ status: 'ACTIVE' });
    expect(await bench.look(one)).toMatchObject({ status: 'RELEASED', replacedBy: two.id });
  });

  test('a first binding that is over stays as it ended', async () => {
    await using bench = await open();
    const one = await bench.make(replacement, first);
    await bench.services.store.bindings.update({ ...one, status: 'EXPIRED' });
    const two = await bench.make(replacement, second);
    expect(two.status).toBe('ACTIVE');
    expect(await bench.look(one)).toMatchObject({ status: 'EXPIRED' });
    expect(await bench.look(one)).not.toHaveProperty('replacedBy');
  });

  test('calls that began before are linked to the first, those that began later to the second', async () => {
    await using bench = await open();
    const one = await bench.make(replacement, first);
    // Within the windows of the vendors' signatures.
    bench.pass(2 * 60_000);
    const two = await bench.make(replacement, second);
    const token = correlationToken(one.id);
    const ended = (await bench.look(one)).releasedAt ?? 0;
    const { services } = bench;
    await services.inbox.accept(callThrough(accountId, { callId: 'before', token, at: ended - 60_000 }));
    await services.inbox.accept(callThrough(accountId, { callId: 'after', token, at: ended + 1_000 }));
    await services.inbox.settled();
    const throughOf = async (callId: string) =>
      (await services.store.calls.findByVendorId(callId, accountId)).map(({ bindingId }) => bindingId);
    expect(await throughOf('before')).toEqual([one.id]);
    expect(await throughOf('after')).toEqual([two.id]);
  });

  test('of two that are made at the same moment one is in force on an X in the end, whichever was answered first', async () => {
    await using bench = await open();
    const both = await Promise.all([bench.make(replacement, second), bench.make(replacement, second)]);
    const inForce = (await Promise.all(both.map(bench.look))).filter(({ status }) => status === 'ACTIVE');
    expect(inForce.length).toBeGreaterThan(0);
    expect(new Set(inForce.map(({ terms }) => terms.numberX)).size).toBe(inForce.length);
  });
});

test('of many that are settled at once the one asked for last is in force, and the links of all others lead to it', async () => {
  await using bench = await open();
  const { store, now } = bench.services;
  const terms = { numberA: A, numberX: INTERLINE_X };
  const common = { accountId: 'acct_interline', vendor: 'INTERLINE', mode: 'TRANSFER', terms } as const;
  const made = Array.from({ length: 12 }, () => aBinding({ ...common, status: 'CREATING' }));
  for (const binding of made) await store.bindings.insert(binding);
  const settle = (binding: Binding) =>
    store.transaction(async (tx) => {
      await tx.lock(namesOfBinding(binding.accountId, binding));
      await takePlace(tx, binding.id, now(), (current) => ({ ...current, status: 'ACTIVE' }));
    });
  await Promise.all(made.toSorted((a, b) => a.id.slice(-4).localeCompare(b.id.slice(-4))).map(settle));
  const after = await Promise.all(made.map(bench.look));
  expect(after.map(({ status }) => status)).toEqual([...Array(11).fill('RELEASED'), 'ACTIVE']);
  const byId = new Map(after.map((binding) => [binding.id, binding]));
  for (const binding of after) {
    let last = binding;
    while (last.replacedBy) last = byId.get(last.replacedBy) as Binding;
    expect(last).toEqual(after.at(-1));
  }
});

test('a binding that is confirmed late does not end one that was asked for after it, and whose fate is unknown', async () => {
  await using bench = await open();
  const { store, now } = bench.services;
  const terms = { numberA: A, numberX: INTERLINE_X };
  const common = { accountId: 'acct_interline', vendor: 'INTERLINE', mode: 'TRANSFER', terms } as const;
  const one = aBinding({ ...common, status: 'CREATING' });
  const two = aBinding({ ...common, status: 'UNKNOWN' });
  for (const binding of [one, two]) await store.bindings.insert(binding);
  await store.transaction((tx) => takePlace(tx, one.id, now(), (current) => ({ ...current, status: 'ACTIVE' })));
  expect(await bench.look(one)).toMatchObject({ status: 'ACTIVE' });
  expect(await bench.look(two)).toMatchObject({ status: 'UNKNOWN' });
});

test('a binding that a repeated request proves to exist ends what it replaced', async () => {
  await using bench = await open();
  const replacement = REPLACEMENTS.at(-1) as Replacement;
  const one = await bench.make(replacement, pair);
  bench.vendorOf('acct_interline').inject({ kind: 'silence', when: 'before' });
  const two = await bench.make(replacement, pair);
  expect(two.status).toBe('UNKNOWN');
  bench.pass(2 * 60_000);
  await settleJob(24 * HOUR, 0).run(bench.services);
  expect(await bench.look(two)).toMatchObject({ status: 'ACTIVE', vendorBindingId: one.vendorBindingId });
  expect(await bench.look(one)).toMatchObject({ status: 'RELEASED', replacedBy: two.id });
});

test('a binding found to exist after a later one took its place is over, and is never in force', async () => {
  await using bench = await open();
  const { store, inbox } = bench.services;
  const times = { createdAt: bench.services.now() - HOUR, updatedAt: bench.services.now() };
  const terms = { numberA: A, numberX: INTERLINE_X };
  const common = { accountId: 'acct_interline', vendor: 'INTERLINE', mode: 'TRANSFER', terms, ...times } as const;
  const one = aBinding({ ...common, id: newId('binding'), status: 'UNKNOWN' });
  const two = aBinding({ ...common, id: newId('binding'), status: 'ACTIVE' });
  for (const binding of [one, two]) await store.bindings.insert(binding);
  await inbox.accept(callThrough('acct_interline', { callId: 'c', token: correlationToken(one.id), terms }));
  await inbox.settled();
  expect(await bench.look(one)).toMatchObject({ status: 'RELEASED', replacedBy: two.id });
  expect(await statusesOf(bench.services, one.id)).toEqual(['RELEASED']);
  expect(await bench.look(two)).toMatchObject({ status: 'ACTIVE' });
});

test('a release finds a later binding under the same id at the vendor, and does not end that one', async () => {
  await using bench = await open();
  const { store } = bench.services;
  const common = { accountId: 'acct_interline', vendor: 'INTERLINE', vendorBindingId: 'sub-1' } as const;
  const one = aBinding({ ...common, terms: { numberX: INTERLINE_X } });
  const two = aBinding({ ...common, terms: { numberX: INTERLINE_X } });
  for (const binding of [one, two]) await store.bindings.insert(binding);
  expect(await release(bench.services, one.id)).toMatchObject({
    subject: { status: 'RELEASED', replacedBy: two.id },
    errors: [],
  });
  expect(bench.vendorOf('acct_interline').recorded).toEqual([]);
});

test('a release waits for a binding that the vendor is making in the same place', async () => {
  await using bench = await open();
  const { store } = bench.services;
  const terms = { numberA: A, numberX: INTERLINE_X };
  const common = { accountId: 'acct_interline', vendor: 'INTERLINE', mode: 'TRANSFER', terms } as const;
  const one = aBinding(common);
  const two = aBinding({ ...common, status: 'CREATING' });
  for (const binding of [one, two]) await store.bindings.insert(binding);
  expect(await release(bench.services, one.id)).toMatchObject({
    errors: [{ code: 'CONFLICT', field: ['input', 'bindingId'], message: expect.stringContaining(two.id) }],
  });
  expect(await bench.look(one)).toMatchObject({ status: 'ACTIVE' });
  expect(bench.vendorOf('acct_interline').recorded).toEqual([]);
});

test('the lifetime of a binding that was replaced ends nothing; that of the later one ends it', async () => {
  await using bench = await open();
  const replacement = REPLACEMENTS.at(-1) as Replacement;
  const one = await bench.make(replacement, { ...pair, lifetimeSeconds: 60 });
  const two = await bench.make(replacement, { ...pair, lifetimeSeconds: 600 });
  bench.pass(61_000);
  await expireBindings.run(bench.services);
  expect(await statusesOf(bench.services, one.id)).toEqual(['CREATING', 'ACTIVE', 'RELEASED']);
  expect(await bench.look(two)).toMatchObject({ status: 'ACTIVE' });
  bench.pass(600_000);
  await expireBindings.run(bench.services);
  expect(await bench.look(two)).toMatchObject({ status: 'EXPIRED' });
});

test('a request that the vendor refuses replaces nothing', async () => {
  await using bench = await open();
  const replacement = REPLACEMENTS[0] as Replacement;
  const one = await bench.make(replacement, replacement.first);
  const two = await bench.make(replacement, { ...replacement.second, numberX: '17099999999' });
  expect(two).toMatchObject({ status: 'FAILED', failure: { code: 'NOT_FOUND' } });
  expect(await bench.look(one)).toMatchObject({ status: 'ACTIVE' });
  expect(bench.reaches('acct_winnerlook', replacement.first, X)).toBe(true);
});

test('bindings of other accounts, other numbers X and other people stay in force', async () => {
  await using bench = await open();
  const { store } = bench.services;
  const near = [
    aBinding({ accountId: 'acct_other', mode: 'TRANSFER', terms: { numberA: A, numberX: X } }),
    aBinding({ accountId: 'acct_winnerlook', mode: 'TRANSFER', terms: { numberA: A, numberX: '17000000001' } }),
    aBinding({ accountId: 'acct_winnerlook', mode: 'AXB', terms: { numberA: A, numberB: C, numberX: X } }),
    aBinding({ accountId: 'acct_winnerlook', mode: 'AXX', terms: { numberA: A, numberX: X, extension: '0001' } }),
    aBinding({ accountId: 'acct_winnerlook', mode: 'AX', terms: { numberA: C, numberX: '17000000002' } }),
  ];
  for (const binding of near) await store.bindings.insert(binding);
  await bench.make(REPLACEMENTS[4] as Replacement, { numberA: B, numberX: X });
  await bench.make(REPLACEMENTS[0] as Replacement, { numberA: B, holder, replacesNumberA: A });
  for (const binding of near) expect(await bench.look(binding)).toEqual(binding);
});
