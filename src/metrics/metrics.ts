import { collectDefaultMetrics, type Gauge, Registry } from 'prom-client';
import type { AccountHealth } from '../domain/account.ts';
import { registerFigures } from './figures.ts';

/**
 * Why a push was turned away; BROKEN_OFF where its body did not come whole, NOT_STORED where the store took nothing.
 */
export type PushRefusal =
  | 'UNKNOWN_ADDRESS'
  | 'CLIENT_NOT_ALLOWED'
  | 'TOO_MANY'
  | 'TOO_LARGE'
  | 'BROKEN_OFF'
  | 'MALFORMED'
  | 'NOT_STORED';

/** Where a request was turned away; `connection` where the bytes that came were no request. */
export type Door =
  | 'graphql'
  | 'callbacks'
  | 'recordings'
  | 'health'
  | 'metrics'
  | 'sandbox'
  | 'elsewhere'
  | 'connection';

/** Why a request was turned away, by the status of its answer. */
export type Refusal =
  | 'MALFORMED'
  | 'UNAUTHENTICATED'
  | 'FORBIDDEN'
  | 'NOT_FOUND'
  | 'TIMED_OUT'
  | 'EXPIRED'
  | 'TOO_LARGE'
  | 'CONTENT_TYPE'
  | 'TOO_MANY'
  | 'UNAVAILABLE'
  | 'OTHER';

/** What is counted. No label holds a number, a name or a text. */
export interface Metrics {
  readonly registry: Registry;
  vendorRequest(account: string, operation: string, outcome: string): void;
  /** A vendor used a code that its document does not list. */
  unknownCode(vendor: string, code: string): void;
  delivery(account: string, state: string): void;
  /**
   * A field of a report could not be read and was left out. Only names of the vendor's own table of fields are given.
   */
  remark(vendor: string, field: string, count: number): void;
  accountHealth(account: string, health: AccountHealth): void;
  /** A request to a callback address was turned away. The account is left out where the address is none of its own. */
  refusedPush(reason: PushRefusal, account?: string): void;
  /** A request to any other address was turned away. */
  refused(door: Door, reason: Refusal): void;
  readonly subscriptions: Gauge;
  /** A caller of the API was refused or cut off for what it cost, by the code of the refusal. */
  limited(reason: string): void;
  /** Rows whose numbers may still be spelled as earlier versions did. */
  readonly numbersLeft: Gauge;
  /** A request for a recording, by where its bytes came from and what became of it. */
  recording(source: string, outcome: string): void;
  /** A try to archive a recording. */
  archived(account: string, outcome: string): void;
}

const HEALTH_FIGURE: Record<AccountHealth, number> = { HEALTHY: 1, RECOVERING: 0.5, UNHEALTHY: 0 };
const LONGEST_CODE = 16;
// More than the longest of the documents' own tables leaves out; what comes beyond is made up.
const MOST_CODES = 100;

// The codes of all vendors' documents are words or up to six digits.
const CODE = /^(?!.*\d{7})[\w.: -]{1,64}$/;

/**
 * A vendor's raw code as it may stand in figures and logs: cut, so that a faulty vendor cannot fill them with text, and
 * without what looks like a number or a text in a code's place.
 */
export function codeLabel(code: string): string {
  return CODE.test(code) ? code.slice(0, LONGEST_CODE) : 'others';
}

export function createMetrics(): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const figures = registerFigures(registry);
  const known = new Map<string, Set<string>>();
  return {
    registry,
    vendorRequest: (account, operation, outcome) => figures.vendorRequests.inc({ account, operation, outcome }),
    unknownCode: (vendor, code) => {
      // Counted too, so that a sender of made-up codes cannot fill the memory.
      const codes = known.get(vendor) ?? new Set();
      known.set(vendor, codes);
      const label = codeLabel(code);
      if (codes.size < MOST_CODES) codes.add(label);
      figures.unknownCodes.inc({ vendor, code: codes.has(label) ? label : 'others' });
    },
    delivery: (account, state) => figures.deliveries.inc({ account, state }),
    remark: (vendor, field, count) => figures.remarks.inc({ vendor, field }, count),
    accountHealth: (account, health) => figures.accountHealth.set({ account }, HEALTH_FIGURE[health]),
    refusedPush: (reason, account = '') => figures.refusedPushes.inc({ account, reason }),
    refused: (door, reason) => figures.refusedRequests.inc({ door, reason }),
    subscriptions: figures.subscriptions,
    limited: (reason) => figures.limited.inc({ reason }),
    numbersLeft: figures.numbersLeft,
    recording: (source, outcome) => figures.recordings.inc({ source, outcome }),
    archived: (account, outcome) => figures.archived.inc({ account, outcome }),
  };
}
