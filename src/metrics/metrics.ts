import { Counter, collectDefaultMetrics, Gauge, Registry } from 'prom-client';
import type { AccountHealth } from '../domain/account.ts';

/** Why a push was turned away; BROKEN_OFF where its body did not come whole, NOT_STORED where the store took nothing. */
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
  /** A field of a report could not be read and was left out. Only names of the vendor's own table of fields are given. */
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
  const registers = [registry];
  const vendorRequests = new Counter({
    name: 'voice_vendor_requests_total',
    help: 'Requests to vendors by what became of them.',
    labelNames: ['account', 'operation', 'outcome'],
    registers,
  });
  const unknownCodes = new Counter({
    name: 'voice_vendor_unknown_codes_total',
    help: 'Codes that a vendor used and its document does not list.',
    labelNames: ['vendor', 'code'],
    registers,
  });
  const deliveries = new Counter({
    name: 'voice_deliveries_total',
    help: 'Deliveries from vendors by the state they reached.',
    labelNames: ['account', 'state'],
    registers,
  });
  const remarks = new Counter({
    name: 'voice_delivery_remarks_total',
    help: 'Fields of what vendors delivered that could not be read and were left out, while the rest was applied.',
    labelNames: ['vendor', 'field'],
    registers,
  });
  const refusedPushes = new Counter({
    name: 'voice_callbacks_refused_total',
    help: 'Requests to callback addresses that were turned away, by reason.',
    labelNames: ['account', 'reason'],
    registers,
  });
  const refusedRequests = new Counter({
    name: 'voice_requests_refused_total',
    help: 'Requests to all other addresses that were turned away, by door and reason.',
    labelNames: ['door', 'reason'],
    registers,
  });
  const subscriptions = new Gauge({
    name: 'voice_subscriptions',
    help: 'Subscriptions that are open now.',
    registers,
  });
  const limited = new Counter({
    name: 'voice_graphql_limited_total',
    help: 'Operations that were refused and connections that were cut because one caller cost too much, by the limit.',
    labelNames: ['reason'],
    registers,
  });
  const accountHealth = new Gauge({
    name: 'voice_account_health',
    help: 'Health of an account: 1 healthy, 0.5 recovering, 0 resting.',
    labelNames: ['account'],
    registers,
  });
  const numbersLeft = new Gauge({
    name: 'voice_number_spellings_left',
    help: 'Rows that are still to be looked at for numbers as earlier versions spelled them.',
    registers,
  });
  const recordings = new Counter({
    name: 'voice_recordings_total',
    help: 'Requests for recordings and voice replies by where the bytes came from and what became of them.',
    labelNames: ['source', 'outcome'],
    registers,
  });
  const archived = new Counter({
    name: 'voice_recordings_archived_total',
    help: 'Tries to archive a recording by what became of them.',
    labelNames: ['account', 'outcome'],
    registers,
  });
  const known = new Map<string, Set<string>>();
  return {
    registry,
    vendorRequest: (account, operation, outcome) => vendorRequests.inc({ account, operation, outcome }),
    unknownCode: (vendor, code) => {
      // Counted too, so that whoever makes codes up cannot fill the memory.
      const codes = known.get(vendor) ?? new Set();
      known.set(vendor, codes);
      const label = codeLabel(code);
      if (codes.size < MOST_CODES) codes.add(label);
      unknownCodes.inc({ vendor, code: codes.has(label) ? label : 'others' });
    },
    delivery: (account, state) => deliveries.inc({ account, state }),
    remark: (vendor, field, count) => remarks.inc({ vendor, field }, count),
    accountHealth: (account, health) => accountHealth.set({ account }, HEALTH_FIGURE[health]),
    refusedPush: (reason, account = '') => refusedPushes.inc({ account, reason }),
    refused: (door, reason) => refusedRequests.inc({ door, reason }),
    subscriptions,
    limited: (reason) => limited.inc({ reason }),
    numbersLeft,
    recording: (source, outcome) => recordings.inc({ source, outcome }),
    archived: (account, outcome) => archived.inc({ account, outcome }),
  };
}
