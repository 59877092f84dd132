import { expect, test } from 'vitest';
import type { BindOption, Operation, OperationName, SendOption } from '../../src/vendors/vendor.ts';
import { openBench, type VendorBench } from './harness.ts';
import { parametersOf } from './parameters.ts';
import type { VendorContract } from './vendor-contract.ts';

export type Option = BindOption | SendOption | 'numbers';

/** Two values of an option that mean different things, and what of the first a vendor gets word for word. */
interface Samples {
  readonly values: readonly [unknown, unknown];
  readonly verbatim?: readonly string[];
}

const text = (one: string, other: string): Samples => ({ values: [one, other], verbatim: [one] });
const whole = (one: number, other: number): Samples => ({ values: [one, other], verbatim: [String(one)] });
// The first is what is not the case where the option is left out.
const YES_OR_NO: Samples = { values: [true, false] };

/** Every option that a vendor can have: a new one does not compile before it is here. */
const SAMPLES: Readonly<Record<Option, Samples>> = {
  numberX: text('17000000071', '17000000072'),
  numberA: text('13800000081', '13800000082'),
  numberB: text('13800000083', '13800000084'),
  numberY: text('17000000073', '17000000074'),
  extension: text('7301', '7302'),
  groupId: text('g_declared_1', 'g_declared_2'),
  areaCode: text('0371', '0372'),
  lifetimeSeconds: whole(7_391, 7_392),
  record: YES_OR_NO,
  maxCallSeconds: whole(731, 732),
  showCallerToA: YES_OR_NO,
  showCallerToB: YES_OR_NO,
  'announcements.whenACalls': text('7311', '7312'),
  'announcements.whenBCalls': text('7313', '7314'),
  'announcements.whenOthersCall': text('7315', '7316'),
  'announcements.afterAnswer': { values: [['7317', '7318'], ['7319']], verbatim: ['7317', '7318'] },
  sms: { values: ['INTERCEPT', 'DELIVER_AND_REPORT'] },
  incomingCallEvents: YES_OR_NO,
  replacesNumberA: text('13800000085', '13800000086'),
  autoAssignY: YES_OR_NO,
  holder: {
    values: [
      { name: '张三', idNumber: '110101199003070071' },
      { name: '李四', idNumber: '110101199003070072' },
    ],
    verbatim: ['张三', '110101199003070071'],
  },
  templateId: text('100731', '100732'),
  templateParameters: {
    values: [[{ name: 'first', value: 'value-731' }], [{ name: 'first', value: 'value-732' }]],
    verbatim: ['value-731'],
  },
  text: text('spoken 731', 'spoken 732'),
  code: text('73111', '73112'),
  displayNumber: text('075573100', '075573200'),
  playTimes: whole(2, 1),
  speechFirst: YES_OR_NO,
  keyTemplate: text('K731', 'K732'),
  interactiveText: text('asked 731', 'asked 732'),
  voiceReplyPrompt: text('reply 731', 'reply 732'),
  smsText: text('sms 731', 'sms 732'),
  smsTrigger: { values: [{ key: '7' }, { connectedSeconds: 17 }] },
  region: text('cn-north-731', 'cn-north-732'),
  dryRun: YES_OR_NO,
  numbers: { values: [['13800000087', '13800000088'], ['13800000089']], verbatim: ['13800000087', '13800000088'] },
};

/**
 * Each option that an operation declares changes what the vendor's simulator receives: left out, with one value, and
 * with another one. So none can be promised by the table of options, and dropped on its way.
 */
export function describeDeclaredOptions(contract: VendorContract): void {
  const declared = contract.operations
    .filter(({ operation }, place, all) => all.findIndex((other) => other.operation === operation) === place)
    .flatMap(({ operation, order }) => {
      const { options } = contract.module.operations[operation] as Operation<unknown, unknown, unknown>;
      return (Object.keys(options) as Option[]).map((option) => [operation, option, order as Order] as const);
    });

  test.each(declared)('%s sends its option %s, as it is given', async (operation, option, order) => {
    await using bench = await openBench(contract.module, contract.model, contract.credentials);
    const { values, verbatim = [] } = SAMPLES[option];
    const options = togetherWith(contract, operation, option);
    const received = (value: unknown) =>
      receivedOf(
        bench,
        operation,
        options.reduce((changed, each) => withOption(changed, each, value), order),
      );
    const [leftOut, one, other] = [await received(undefined), await received(values[0]), await received(values[1])];

    expect(one).not.toEqual(leftOut);
    expect(other).not.toEqual(one);
    // What is no flag: `false` may be what a vendor does anyway, and then need not be said.
    if (values[1] !== false) expect(other).not.toEqual(leftOut);
    const wire = JSON.stringify(one);
    expect(verbatim.filter((part) => !wire.includes(part))).toEqual([]);
  });
}

/** The options that a vendor has one field for, this one among them. */
function togetherWith({ inOneField }: VendorContract, operation: OperationName, option: Option): readonly Option[] {
  const together = inOneField?.[operation];
  return together?.includes(option) ? together : [option];
}

type Order = Readonly<Record<string, unknown>> & { readonly terms?: object; readonly content?: object };

/** The order with another value for an option; undefined leaves it out. */
function withOption(order: Order, option: Option, value: unknown): Order {
  if (option === 'numbers') return { ...order, numbers: value ?? [] };
  const holder = order.terms ? 'terms' : 'content';
  const changed = set(order[holder] as Options, option.split('.'), value);
  // What is sent of a group is the vendor's own name of it.
  return { ...order, [holder]: changed, ...(option === 'groupId' ? { vendorGroupId: value } : {}) };
}

type Options = Readonly<Record<string, unknown>>;

function set(options: Options, [name = '', ...inner]: readonly string[], value: unknown): Options {
  const { [name]: before, ...others } = options;
  const after = inner.length > 0 ? set((before ?? {}) as Options, inner, value) : value;
  return after === undefined ? others : { ...others, [name]: after };
}

/** What the simulator gets of a request, without what changes with the time of day alone. */
async function receivedOf(bench: VendorBench, operation: OperationName, order: unknown): Promise<object> {
  const requests: { readonly path: string; readonly parameters: Record<string, unknown> }[] = [];
  for (const milliseconds of [0, 61_000]) {
    bench.skew(milliseconds);
    await bench.send(operation, order);
    const request = bench.simulator.recorded.at(-1)?.request;
    if (!request) throw new Error(`The simulator got no request for ${operation}.`);
    // Signatures in an address.
    const path = request.path.replace(/[0-9a-f]{32}/gi, '');
    requests.push({ path, parameters: parametersOf(request.body, request.query) });
  }
  const [first, later] = requests;
  const lasting = Object.entries(first?.parameters ?? {}).filter(([name, value]) => {
    return JSON.stringify(value) === JSON.stringify(later?.parameters[name]);
  });
  expect(first?.path).toBe(later?.path);
  return { path: first?.path, parameters: Object.fromEntries(lasting) };
}
