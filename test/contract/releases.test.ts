import { describe, expect, test } from 'vitest';
import { BINDING_MODES, type Binding, type BindingMode, type BindingTerms } from '../../src/domain/binding.ts';
import { createRegistry } from '../../src/vendors/registry.ts';
import type { Operation, ReleaseOrder, VendorAccount } from '../../src/vendors/vendor.ts';
import { aBinding } from '../support/records.ts';

const FACTS = {
  numberX: '17000000001',
  numberY: '17000000002',
  numberA: '13800138000',
  numberB: '13900139000',
  extension: '0007',
} as const satisfies BindingTerms;
const ID = '19070462c1d14c3a8ff13e21d897b18c';
const NAMES = [...Object.keys(FACTS), 'vendorBindingId'] as const;

/** What the documents ask for (必填) in each shape of a release, the shape that is sent first in front. */
const DOCUMENTED: Readonly<Record<string, Partial<Record<BindingMode, readonly Record<string, unknown>[]>>>> = {
  WINNERLOOK: {
    // 2.1.6
    AX: [{ middleNumber: FACTS.numberX, bindNumberA: FACTS.numberA, mode: '2' }],
    AXN: [{ middleNumber: FACTS.numberX, bindNumberA: FACTS.numberA, mode: '1' }],
    AXB: [{ middleNumber: FACTS.numberX, bindNumberA: FACTS.numberA, bindNumberB: FACTS.numberB, mode: '0' }],
    // 2.1.7, then 2.1.6
    AXX: [
      { middleNumber: FACTS.numberX, withExtNumber: 1, ext: FACTS.extension },
      { middleNumber: FACTS.numberX, bindNumberA: FACTS.numberA, mode: '3' },
    ],
    // 2.1.8 to 2.1.10, 2.1.5
    AXYB: [{ middleNumber: FACTS.numberX, bindNumberA: FACTS.numberA, mode: '4' }],
    XYB: [{ middleNumber: FACTS.numberX, bindNumberY: FACTS.numberY, bindNumberB: FACTS.numberB, mode: '5' }],
    AXG: [{ bindId: ID }],
    TRANSFER: [{ transferMiddleNumber: FACTS.numberX, transferToNumberA: FACTS.numberA, isDeleteTransfer: 1 }],
  },
  INTERLINE: {
    // 4.2 and 4.4; X is in the path of a transfer.
    AXB: [{ appid: 'app', subid: ID }],
    TRANSFER: [{ appid: 'app' }],
  },
};

const account: VendorAccount<unknown> = {
  id: 'acct_1',
  vendor: 'WINNERLOOK',
  baseUrl: 'https://vendor.example',
  credentials: { appId: 'app', token: 'token', devid: 'dev', authKey: 'key', appid: 'app' },
  services: undefined,
  callbackUrl: () => 'https://ours.example/callbacks',
};

/** A binding of which only some facts are known. */
function knowing(vendor: string, mode: BindingMode, names: readonly string[], lost: '' | undefined): Binding {
  const known = Object.entries(FACTS).map(([name, value]) => [name, names.includes(name) ? value : lost] as const);
  const terms: BindingTerms = Object.fromEntries(known.filter(([, value]) => value !== undefined));
  const vendorBindingId = names.includes('vendorBindingId') ? ID : lost;
  return {
    ...aBinding({ vendor, mode, terms }),
    ...(vendorBindingId === undefined ? {} : { vendorBindingId }),
  };
}

/** The parameters of a release as they are sent, and its path. */
function sent(operation: Operation<unknown, ReleaseOrder, unknown>, binding: Binding) {
  const { url, body } = operation.request(account, { binding }, 1_622_020_210_513);
  const { pathname, searchParams } = new URL(url);
  const parameters: Record<string, unknown> = { ...Object.fromEntries(searchParams), ...JSON.parse(body ?? '{}') };
  return { pathname, parameters };
}

const subsets = NAMES.reduce<string[][]>((all, name) => all.flatMap((some) => [some, [...some, name]]), [[]]);

const releasing = createRegistry()
  .modules.filter(({ operations }) => operations.releaseBinding)
  .flatMap((module) =>
    BINDING_MODES.filter((mode) => `create${mode[0]}${mode.slice(1).toLowerCase()}Binding` in module.operations).map(
      (mode) => [module.vendor, mode, module] as const,
    ),
  );

describe.each(releasing)('a release at %s of mode %s', (vendor, mode, module) => {
  const operation = module.operations.releaseBinding as Operation<unknown, ReleaseOrder, unknown>;
  const shapes = DOCUMENTED[vendor]?.[mode] ?? [];

  test('sends all that the document requires, and nothing where that is not known, whatever facts were lost', () => {
    let refused = 0;
    for (const lost of ['', undefined] as const) {
      for (const names of subsets) {
        const binding = knowing(vendor, mode, names, lost);
        const faults = operation.check?.({ binding }) ?? [];
        if (faults.length > 0) {
          refused += 1;
          expect(faults).toEqual([
            { field: ['bindingId'], code: 'CONFLICT', message: expect.stringMatching(/Not known: .+\. .+/) },
          ]);
          expect(() => operation.request(account, { binding }, 0)).toThrow();
          continue;
        }
        const { pathname, parameters } = sent(operation, binding);
        expect(
          Object.values(parameters).filter((value) => value === '' || value === undefined || value === null),
        ).toEqual([]);
        expect(pathname).not.toMatch(/undefined|\/\//);
        if (shapes.length > 0) expect(shapes).toContainEqual(parameters);
      }
    }
    expect(refused).toBeGreaterThan(0);
  });

  test('is sent in the first shape that suffices', () => {
    if (shapes.length === 0) return;
    expect(sent(operation, knowing(vendor, mode, NAMES, undefined)).parameters).toEqual(shapes[0]);
  });
});

test('an AXx binding whose extension was lost with the answer is released by X and A', () => {
  const { operations } = createRegistry().get('WINNERLOOK');
  const operation = operations.releaseBinding as Operation<unknown, ReleaseOrder, unknown>;
  const binding = knowing('WINNERLOOK', 'AXX', ['numberX', 'numberA'], undefined);
  expect(operation.check?.({ binding })).toEqual([]);
  expect(sent(operation, binding).parameters).toEqual(DOCUMENTED.WINNERLOOK?.AXX?.[1]);
});

test('each mode of the documents has its release', () => {
  const offered = releasing.map(([vendor, mode]) => `${vendor} ${mode}`);
  const documented = Object.entries(DOCUMENTED).flatMap(([vendor, modes]) =>
    Object.keys(modes).map((mode) => `${vendor} ${mode}`),
  );
  expect(offered).toEqual(expect.arrayContaining(documented));
});
