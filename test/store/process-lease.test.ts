import { expect, test, vi } from 'vitest';
import type { ProcessRepository } from '../../src/store/leases.ts';
import { createProcessLease } from '../../src/store/process-lease.ts';

const LEASE_MS = 10_000;
const OUTAGE = new Error('the database is out of reach');

/** A lease over a store that does as the test says, and clocks that it sets. */
function bench() {
  const clocks = { monotonic: 1_000, wall: 1_700_000_000_000 };
  vi.spyOn(performance, 'now').mockImplementation(() => clocks.monotonic);
  vi.spyOn(Date, 'now').mockImplementation(() => clocks.wall);
  const said: string[] = [];
  const state = { known: new Set<string>(), fails: 0, takes: 0 };
  const work = (name: string, holder: string) => {
    said.push(name);
    clocks.monotonic += state.takes;
    clocks.wall += state.takes;
    if (state.fails-- > 0) throw OUTAGE;
    return state.known.has(holder);
  };
  const processes: Pick<ProcessRepository, 'begin' | 'renew' | 'end'> = {
    begin: async (holder) => {
      work('begin', holder);
      state.known.add(holder);
    },
    renew: async (holder) => work('renew', holder),
    end: async (holder) => void (work('end', holder) && state.known.delete(holder)),
  };
  const troubles: Error[] = [];
  const lease = createProcessLease(processes as ProcessRepository, (error) => error === OUTAGE, {
    milliseconds: LEASE_MS,
    onTrouble: (error) => void troubles.push(error),
  });
  const pass = (milliseconds: number) => {
    clocks.monotonic += milliseconds;
    clocks.wall += milliseconds;
  };
  return { lease, clocks, state, said, troubles, pass };
}

test('a lease is certain for nine tenths of its length, counted from before it was asked for', async () => {
  const { lease, state, pass } = bench();
  state.takes = 2_000;
  const term = await lease.enter();
  expect(term.isCertain).toBe(true);
  pass(6_999);
  expect(term.isCertain).toBe(true);
  pass(1);
  expect(term.isCertain).toBe(false);
  await lease.end();
});

test('a machine that slept is not certain of its lease, although its monotonic clock stood still', async () => {
  const { lease, clocks } = bench();
  const term = await lease.enter();
  clocks.wall += 9_001;
  expect(term.isCertain).toBe(false);
  expect(await lease.secure(term)).toBe(true);
  clocks.wall -= 3_600_000;
  expect(term.isCertain).toBe(true);
  await lease.end();
});

test('one that ran out is renewed where no other process has ended it, by one request for all that want it', async () => {
  const { lease, said, pass } = bench();
  const term = await lease.enter();
  pass(60_000);
  expect(await Promise.all([lease.secure(term), lease.secure(term), lease.enter()])).toEqual([true, true, term]);
  expect(said).toEqual(['begin', 'renew']);
  await lease.end();
});

test('one that was ended is lost for good: what comes later is under another name', async () => {
  const { lease, state, troubles, pass } = bench();
  const term = await lease.enter();
  state.known.clear();
  pass(60_000);
  expect(await lease.secure(term)).toBe(false);
  const next = await lease.enter();
  expect(next.holder).not.toBe(term.holder);
  expect([term.isCertain, next.isCertain]).toEqual([false, true]);
  expect(await lease.secure(term)).toBe(false);
  expect(troubles).toMatchObject([{ message: expect.stringContaining('taken over') }]);
  await lease.end();
});

test('one that the store does not know to be in force is renewed before it counts again', async () => {
  const { lease, said } = bench();
  const term = await lease.enter();
  lease.doubt(term);
  expect(term.isCertain).toBe(false);
  expect(await lease.secure(term)).toBe(true);
  expect(said).toEqual(['begin', 'renew']);
  await lease.end();
});

test('while the store refuses requests it is asked again; a lease that may have begun is not begun under its name', async () => {
  const { lease, state, said } = bench();
  state.fails = 1;
  const term = await lease.enter();
  expect(term.isCertain).toBe(true);
  expect(said).toEqual(['begin', 'begin']);
  expect(state.known).toEqual(new Set([term.holder]));
  await lease.end();
});

test('one that is given back is certain no more, and is not taken again', async () => {
  const { lease, state, said } = bench();
  const term = await lease.enter();
  await lease.end();
  await lease.end();
  expect([term.isCertain, state.known.size, said.at(-1)]).toEqual([false, 0, 'end']);
  await expect(lease.enter()).rejects.toThrow('given its lease back');
});

test('a process that never needed its lease writes nothing', async () => {
  const { lease, said } = bench();
  await lease.end();
  expect(said).toEqual([]);
});
