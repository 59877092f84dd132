import type { VendorCode } from '../vendors/codes.ts';
import type { SimulatorReply, SimulatorRequest } from './exchange.ts';
import type { PushFault } from './pushes.ts';

/** What a request asks a simulated vendor to do. */
export const OPERATIONS = ['BIND', 'RELEASE', 'GROUP', 'SEND', 'ACCOUNT', 'REPORTS'] as const;
export type SimulatedOperation = (typeof OPERATIONS)[number];

/** Something that goes wrong with the next request, for tests: before the vendor acts on it, or after. */
export type Fault =
  | { readonly kind: 'silence' | 'reset'; readonly when: 'before' | 'after' }
  | { readonly kind: 'reply'; readonly when: 'before' | 'after'; readonly reply: SimulatorReply };

/** A fault that a person has asked for, complete: what goes wrong, with what, and how often. */
export type FaultOrder = { readonly times: number | 'ALWAYS' } & (
  | {
      readonly fault: 'ANSWER_LOST';
      readonly operation?: SimulatedOperation | undefined;
      readonly when: 'BEFORE' | 'AFTER';
      readonly how: 'RESET' | 'SILENCE';
    }
  | {
      readonly fault: 'REFUSED';
      readonly operation?: SimulatedOperation | undefined;
      readonly code: string;
      readonly message?: string | undefined;
    }
  | { readonly fault: 'EMPTY_BALANCE' | 'NO_NUMBER_FREE' | 'DOUBLED' }
  | { readonly fault: 'LATE' | 'REORDERED'; readonly seconds: number }
);

export type FaultKind = FaultOrder['fault'];

/** A fault as it stands: how often it still strikes. */
export type StandingFault = FaultOrder & {
  readonly id: string;
  readonly vendor: string;
  readonly left: number | 'ALWAYS';
};

/** How a simulated vendor fails, in its own words. */
export interface VendorFaults {
  /** How its reports reach the customer. */
  readonly reports: 'pushed' | 'pulled' | 'none';
  /** The codes of its document with which it can refuse. */
  readonly codes: readonly VendorCode[];
  operationOf(request: SimulatorRequest): SimulatedOperation;
  /** The refusal of a request, in the form of the vendor's answers. */
  refuse(code: string, message: string, request: SimulatorRequest): SimulatorReply;
  /** The code for an empty balance. */
  emptyBalance(request: SimulatorRequest): string;
  /** The code where no virtual number is free; left out by vendors without bindings. */
  readonly noNumberFree?: string;
}

/** The faults that one simulated vendor can have. */
export function possibleFaults({ reports, noNumberFree }: VendorFaults): FaultKind[] {
  return [
    'ANSWER_LOST',
    'REFUSED',
    'EMPTY_BALANCE',
    ...(noNumberFree === undefined ? [] : (['NO_NUMBER_FREE'] as const)),
    ...(reports === 'none' ? [] : (['LATE', 'DOUBLED'] as const)),
    // A page that is pulled has no order that a customer could rely on.
    ...(reports === 'pushed' ? (['REORDERED'] as const) : []),
  ];
}

/** The faults that one simulated vendor was told to have. */
export interface Rehearsal {
  add(id: string, order: FaultOrder): StandingFault;
  readonly standing: readonly StandingFault[];
  /** Takes faults away: the one with the id, or all. Gives how many those were. */
  clear(id?: string): number;
  /** What goes wrong with a request; counts as one time. */
  ofRequest(request: SimulatorRequest): Fault | undefined;
  /** What goes wrong with a push or with a report that is handed out; counts as one time. */
  ofPush(): PushFault;
}

const CHANGING: readonly SimulatedOperation[] = ['BIND', 'RELEASE', 'GROUP', 'SEND'];

/** Which requests a fault strikes where nothing narrower was asked for; none: it strikes pushes. */
const STRIKES: Readonly<Record<FaultKind, readonly SimulatedOperation[]>> = {
  ANSWER_LOST: CHANGING,
  REFUSED: CHANGING,
  EMPTY_BALANCE: ['BIND', 'SEND'],
  NO_NUMBER_FREE: ['BIND'],
  LATE: [],
  DOUBLED: [],
  REORDERED: [],
};

/** An empty rehearsal. They are forgotten when the process ends. */
export function createRehearsal(vendor: string, table: VendorFaults | undefined): Rehearsal {
  let standing: readonly StandingFault[] = [];
  const take = (strikes: (fault: StandingFault) => boolean): StandingFault | undefined => {
    const struck = standing.find(strikes);
    standing = standing.flatMap((fault) => {
      if (fault !== struck || fault.left === 'ALWAYS') return [fault];
      return fault.left > 1 ? [{ ...fault, left: fault.left - 1 }] : [];
    });
    return struck;
  };
  return {
    add: (id, order) => {
      const fault = { id, vendor, ...order, left: order.times };
      standing = [...standing, fault];
      return fault;
    },
    get standing() {
      return standing;
    },
    clear: (id) => {
      const before = standing.length;
      standing = id === undefined ? [] : standing.filter((fault) => fault.id !== id);
      return before - standing.length;
    },
    ofRequest: (request) => {
      if (!table || standing.length === 0) return undefined;
      const operation = table.operationOf(request);
      const struck = take((fault) => strikesAt(fault).includes(operation));
      return struck && faultOf(struck, table, request);
    },
    ofPush: () => {
      const late = take(({ fault }) => fault === 'LATE');
      const doubled = take(({ fault }) => fault === 'DOUBLED');
      const reordered = take(({ fault }) => fault === 'REORDERED');
      return {
        lateSeconds: late?.fault === 'LATE' ? late.seconds : 0,
        copies: doubled ? 2 : 1,
        overtakenWithin: reordered?.fault === 'REORDERED' ? reordered.seconds : undefined,
      };
    },
  };
}

function strikesAt(fault: StandingFault): readonly SimulatedOperation[] {
  return 'operation' in fault && fault.operation ? [fault.operation] : STRIKES[fault.fault];
}

function faultOf(order: StandingFault, table: VendorFaults, request: SimulatorRequest): Fault | undefined {
  const refused = (code: string, message?: string): Fault => ({
    kind: 'reply',
    when: 'before',
    reply: table.refuse(code, message ?? table.codes.find((row) => row.code === code)?.text ?? '', request),
  });
  switch (order.fault) {
    case 'ANSWER_LOST':
      return {
        kind: order.how === 'SILENCE' ? 'silence' : 'reset',
        when: order.when === 'BEFORE' ? 'before' : 'after',
      };
    case 'REFUSED':
      return refused(order.code, order.message);
    case 'EMPTY_BALANCE':
      return refused(table.emptyBalance(request));
    case 'NO_NUMBER_FREE':
      return refused(table.noNumberFree ?? '');
    default:
      return undefined;
  }
}
