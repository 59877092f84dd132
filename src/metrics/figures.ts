import { Counter, Gauge, type Registry } from 'prom-client';

/** Every figure of the service itself: its kind, its labels, and what it says to an operator. */
const FIGURES = {
  vendorRequests: {
    kind: Counter,
    name: 'voice_vendor_requests_total',
    help: 'Requests to vendors by what became of them.',
    labelNames: ['account', 'operation', 'outcome'],
  },
  unknownCodes: {
    kind: Counter,
    name: 'voice_vendor_unknown_codes_total',
    help: 'Codes that a vendor used and its document does not list.',
    labelNames: ['vendor', 'code'],
  },
  deliveries: {
    kind: Counter,
    name: 'voice_deliveries_total',
    help: 'Deliveries from vendors by the state they reached.',
    labelNames: ['account', 'state'],
  },
  remarks: {
    kind: Counter,
    name: 'voice_delivery_remarks_total',
    help: 'Fields of what vendors delivered that could not be read and were left out, while the rest was applied.',
    labelNames: ['vendor', 'field'],
  },
  refusedPushes: {
    kind: Counter,
    name: 'voice_callbacks_refused_total',
    help: 'Requests to callback addresses that were turned away, by reason.',
    labelNames: ['account', 'reason'],
  },
  refusedRequests: {
    kind: Counter,
    name: 'voice_requests_refused_total',
    help: 'Requests to all other addresses that were turned away, by door and reason.',
    labelNames: ['door', 'reason'],
  },
  subscriptions: {
    kind: Gauge,
    name: 'voice_subscriptions',
    help: 'Subscriptions that are open now.',
    labelNames: [],
  },
  limited: {
    kind: Counter,
    name: 'voice_graphql_limited_total',
    help: 'Operations that were refused and connections that were cut because one caller cost too much, by the limit.',
    labelNames: ['reason'],
  },
  accountHealth: {
    kind: Gauge,
    name: 'voice_account_health',
    help: 'Health of an account: 1 healthy, 0.5 recovering, 0 resting.',
    labelNames: ['account'],
  },
  numbersLeft: {
    kind: Gauge,
    name: 'voice_number_spellings_left',
    help: 'Rows that are still to be looked at for numbers as earlier versions spelled them.',
    labelNames: [],
  },
  recordings: {
    kind: Counter,
    name: 'voice_recordings_total',
    help: 'Requests for recordings and voice replies by where the bytes came from and what became of them.',
    labelNames: ['source', 'outcome'],
  },
  archived: {
    kind: Counter,
    name: 'voice_recordings_archived_total',
    help: 'Tries to archive a recording by what became of them.',
    labelNames: ['account', 'outcome'],
  },
} as const;

type Figures = { readonly [Name in keyof typeof FIGURES]: InstanceType<(typeof FIGURES)[Name]['kind']> };

/** Makes every figure, in the registry that `/metrics` shows. */
export function registerFigures(registry: Registry): Figures {
  const made = Object.entries(FIGURES).map(([key, { kind: Kind, ...figure }]) => [
    key,
    new Kind({ ...figure, labelNames: [...figure.labelNames], registers: [registry] }),
  ]);
  return Object.fromEntries(made) as Figures;
}
