import { describe, expect, test } from 'vitest';
import { possibleFaults, type VendorFaults } from '../../src/sandbox/faults.ts';
import { SIMULATED, type Simulated } from '../../src/sandbox/registry.ts';
import { createRegistry } from '../../src/vendors/registry.ts';
import type { OperationName } from '../../src/vendors/vendor.ts';
import { openBench } from '../contract/harness.ts';

const A = '13800138000';
const B = '13900139000';
const AXB = { mode: 'AXB', terms: { numberA: A, numberB: B, numberX: '17100000001', lifetimeSeconds: 60 }, token: 't' };
const message = (content: object) => ({ kind: 'NOTIFICATION', recipients: [{ number: A, token: 'x' }], content });

/** A request that each vendor carries out, by the operation that it stands behind. */
const REQUESTS: Readonly<Record<string, readonly [OperationName, unknown]>> = {
  WINNERLOOK: ['createAxbBinding', { ...AXB, terms: { numberA: A, numberB: B } }],
  INTERLINE: ['createAxbBinding', AXB],
  JUMDATA: ['sendVoiceNotification', message({ templateId: 'T0' })],
  EMAY: ['sendVoiceNotification', message({ text: '您好' })],
  KSYUN: ['sendVoiceNotification', message({ templateId: '1002', templateParameters: [] })],
};

const vendors = createRegistry();
const openVendor = async ({ model, accounts: [account] }: Simulated) => {
  const module = vendors.get(model.vendor);
  if (!module || !account || !model.faults) throw new Error(`${model.vendor} is not whole.`);
  const bench = await openBench(module, model, account.credentials);
  const [operation, order] = REQUESTS[model.vendor] ?? [];
  if (!operation) throw new Error(`No request is written down for ${model.vendor}.`);
  const { rehearsal } = bench.simulator;
  return { bench, faults: model.faults, rehearsal, send: () => bench.send(operation, order) };
};

/** The vendor's own code in an outcome, wherever the operation has it. */
const codeIn = (outcome: unknown): string | undefined =>
  /"vendor":\{"code":"([^"]+)"/.exec(JSON.stringify(outcome))?.[1];

const FAILING = SIMULATED.filter(({ model }) => model.faults).map(
  (simulated) => [simulated.model.vendor, simulated] as const,
);

describe.each(FAILING)('%s', (_name, simulated) => {
  test('refuses with every code of its document, in the form that its adapter reads', async () => {
    const { bench, faults, rehearsal, send } = await openVendor(simulated);
    await using _bench = bench;
    for (const { code } of faults.codes) {
      rehearsal.add('fault', { fault: 'REFUSED', code, times: 1 });
      expect(codeIn(await send())?.replace('HTTP ', ''), code).toBe(code);
    }
    expect(rehearsal.standing).toEqual([]);
    expect(bench.simulator.recorded, 'nothing was carried out').toEqual([]);
  });

  test('loses an answer before or after it has carried out the request', async () => {
    const { bench, rehearsal, send } = await openVendor(simulated);
    await using _bench = bench;
    for (const [when, carriedOut] of [
      ['BEFORE', 0],
      ['AFTER', 1],
    ] as const) {
      rehearsal.add('fault', { fault: 'ANSWER_LOST', when, how: 'RESET', times: 1 });
      expect(JSON.stringify(await send()), when).toMatch(/OUTCOME_UNKNOWN/);
      expect(bench.simulator.recorded, when).toHaveLength(carriedOut);
    }
  });

  test('has an empty balance until the fault is cleared', async () => {
    const { bench, rehearsal, send } = await openVendor(simulated);
    await using _bench = bench;
    rehearsal.add('dry', { fault: 'EMPTY_BALANCE', times: 'ALWAYS' });
    for (let time = 0; time < 3; time++) expect(JSON.stringify(await send())).toMatch(/INSUFFICIENT_BALANCE/);
    expect(rehearsal.clear('another')).toBe(0);
    expect(rehearsal.clear('dry')).toBe(1);
    expect(JSON.stringify(await send())).not.toMatch(/INSUFFICIENT_BALANCE|failure/);
  });

  test('fails as often as it was told to, and only at the operation that was named', async () => {
    const { bench, faults, rehearsal, send } = await openVendor(simulated);
    await using _bench = bench;
    const [code = ''] = faults.codes.map((row) => row.code);
    rehearsal.add('other', { fault: 'REFUSED', code, operation: 'REPORTS', times: 1 });
    rehearsal.add('twice', { fault: 'REFUSED', code, times: 2 });
    expect([codeIn(await send()), codeIn(await send())].map((found) => found?.replace('HTTP ', ''))).toEqual([
      code,
      code,
    ]);
    expect(codeIn(await send())).toBeUndefined();
    expect(rehearsal.standing).toMatchObject([{ id: 'other', left: 1 }]);
  });
});

test('a vendor has the faults that can happen to it', () => {
  const table = Object.fromEntries(
    FAILING.map(([vendor, { model }]) => [vendor, possibleFaults(model.faults as VendorFaults)]),
  );
  const always = ['ANSWER_LOST', 'REFUSED', 'EMPTY_BALANCE'];
  expect(table).toEqual({
    WINNERLOOK: [...always, 'NO_NUMBER_FREE', 'LATE', 'DOUBLED', 'REORDERED'],
    INTERLINE: [...always, 'NO_NUMBER_FREE', 'LATE', 'DOUBLED', 'REORDERED'],
    JUMDATA: always,
    EMAY: [...always, 'LATE', 'DOUBLED'],
    KSYUN: [...always, 'LATE', 'DOUBLED', 'REORDERED'],
  });
});
