import { Counter, collectDefaultMetrics, Gauge, Registry } from 'prom-client';
import type { AccountHealth } from './standing.ts';

/** What is counted. No label holds a number, a name or a text. */
export interface Metrics {
  readonly registry: Registry;
  vendorRequest(account: string, operation: string, outcome: string): void;
  /** A vendor used a code that its document does not list. */
  unknownCode(vendor: string, code: string): void;
  delivery(account: string, state: string): void;
  accountHealth(account: string, health: AccountHealth): void;
  readonly subscriptions: Gauge;
}

const HEALTH_FIGURE: Record<AccountHealth, number> = { HEALTHY: 1, RECOVERING: 0.5, UNHEALTHY: 0 };

// The codes of all vendors' documents are words or up to six digits.
const CODE = /^(?!.*\d{7})[\w.: -]{1,64}$/;

/**
 * A vendor's raw code as it may stand in figures and logs: cut, so that a faulty vendor cannot fill them with text, and
 * without what looks like a number or a text in a code's place.
 */
export function codeLabel(code: string): string {
  return CODE.test(code) ? code.slice(0, 16) : 'other';
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
  const subscriptions = new Gauge({
    name: 'voice_subscriptions',
    help: 'Subscriptions that are open now.',
    registers,
  });
  const accountHealth = new Gauge({
    name: 'voice_account_health',
    help: 'Health of an account: 1 healthy, 0.5 recovering, 0 resting.',
    labelNames: ['account'],
    registers,
  });
  return {
    registry,
    vendorRequest: (account, operation, outcome) => vendorRequests.inc({ account, operation, outcome }),
    unknownCode: (vendor, code) => unknownCodes.inc({ vendor, code: codeLabel(code) }),
    delivery: (account, state) => deliveries.inc({ account, state }),
    accountHealth: (account, health) => accountHealth.set({ account }, HEALTH_FIGURE[health]),
    subscriptions,
  };
}
