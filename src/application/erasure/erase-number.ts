import { isOver } from '../../domain/binding.ts';
import { fault } from '../../domain/input-fault.ts';
import { compactOf } from '../../domain/number-spelling.ts';
import { parsePhoneNumber, readPhoneNumber } from '../../domain/phone-number.ts';
import { release } from '../bindings/release.ts';
import { audit, type NewAuditEntry } from '../commands/audit.ts';
import { refusedInput, type UserError } from '../commands/command-result.ts';
import type { Services } from '../services.ts';
import { eraseDeliveries, isErasing } from './erase-deliveries.ts';
import { eraseRecords, eventsWith, type Held, type Kind, recordsWith } from './erase-records.ts';
import { spellAll } from './spell-numbers.ts';

export interface ErasureOrder {
  readonly number: string;
  /** Releases the bindings in force first; otherwise they are a reason to refuse. */
  readonly releaseBindings: boolean;
  /** Only says what would be erased. */
  readonly dryRun: boolean;
}

export interface ErasureResult {
  readonly erased: readonly { readonly kind: ErasedKind; readonly count: number }[];
  readonly kept: readonly Kept[];
  readonly complete: boolean;
  readonly errors: readonly UserError[];
}

/** What may still hold the number, or something made of it. */
export interface Kept {
  readonly what: string;
  readonly why: string;
  /** Where it was counted. */
  readonly count: number | null;
}

const KIND_NAMES = {
  bindings: 'BINDING',
  calls: 'CALL',
  messages: 'VOICE_MESSAGE',
  sms: 'SMS_MESSAGE',
  groups: 'NUMBER_GROUP',
} as const satisfies Record<Kind, string>;

type ErasedKind = (typeof KIND_NAMES)[Kind] | 'EVENT' | 'DELIVERY';

// Shorter numbers are carriers' and public services': no person owns one.
const SHORTEST_PERSONAL = 7;
// Vendors put single digits and signs where they know no number. What stands everywhere cannot be taken out.
const SHORTEST_SHOWN = { digits: 3, text: 2 };
// Well below the half minute that gateways wait; some 100,000 deliveries are looked at in it (docs/operate.md).
const BUDGET_MS = 20_000;

/**
 * Takes one number out of everything that is stored, in the given accounts or in all of them. Can be asked for again at
 * any time: it finds what is left. Bindings in force keep a person reachable, so they are released first or refuse it.
 */
export async function eraseNumber(
  services: Pick<Services, 'accounts' | 'store' | 'events' | 'now' | 'log' | 'metrics' | 'actor' | 'inbox'>,
  order: ErasureOrder,
  accountIds: readonly string[] | undefined,
  budgetMs = BUDGET_MS,
): Promise<ErasureResult> {
  const deadline = performance.now() + budgetMs;
  const number = readPhoneNumber(order.number);
  if (isOfNobody(number)) return refused([NO_NUMBER]);
  // What waits in the inbox would bring the number back.
  if (!order.dryRun) await services.inbox.sweep();
  // Records can show it in a spelling that the index does not lead from yet.
  const isSpelled = await spellAll(services, deadline - budgetMs / 2);
  const held = await recordsWith(services, number, accountIds);
  const isKnown = held.length > 0 || isLikeANumber(number) || (await isErasing(services, number, accountIds));
  if (!isKnown) return refused([NO_NUMBER]);
  await audit(services.store, services, ...entries(held));
  if (order.dryRun) return foretell(services, number, held, accountIds, deadline, isSpelled);

  const inForce = held.filter(({ isInForce }) => isInForce);
  const errors = order.releaseBindings ? await releaseAll(services, inForce) : refusedInForce(inForce.length);
  if (errors.length > 0) return { erased: [], kept: [], complete: false, errors };

  const records = await eraseRecords(services, number, held);
  const deliveries = await eraseDeliveries(services, number, accountIds, false, deadline);
  services.events.reread();
  return {
    erased: counts(records.records, records.events, deliveries.erased),
    kept: [
      ...counted(records.inForce, 'bindings', 'They came into force while the number was erased. Erase it again.'),
      ...counted(records.groupsAtVendor, 'number groups at their vendor', GROUPS_KEPT),
      ...counted(deliveries.unreadable, 'deliveries', UNREADABLE_KEPT),
      ...unspelled(isSpelled),
      ...ALWAYS_KEPT,
    ],
    complete: isSpelled && deliveries.isComplete && records.inForce === 0,
    errors: [],
  };
}

/** The answer to a caller whose authority is narrower than an account: a number is erased from all of an account. */
export function notErasable(): ErasureResult {
  return refused([fault([], NARROWED)]);
}

/** A short number that belongs to a carrier or a public service, or what stands for no number. */
function isOfNobody(number: string): boolean {
  if (parsePhoneNumber(number) !== undefined) return number.length < SHORTEST_PERSONAL;
  return number.length < (compactOf(number) === undefined ? SHORTEST_SHOWN.text : SHORTEST_SHOWN.digits);
}

/** Whether it is taken for a person's number without a record that shows it. */
function isLikeANumber(number: string): boolean {
  return (compactOf(number)?.length ?? 0) >= SHORTEST_PERSONAL;
}

async function foretell(
  services: Pick<Services, 'accounts' | 'store' | 'now' | 'log' | 'metrics'>,
  number: string,
  held: readonly Held[],
  accountIds: readonly string[] | undefined,
  deadline: number,
  isSpelled: boolean,
): Promise<ErasureResult> {
  const records = new Map<Kind, number>();
  let events = 0;
  for (const each of held) {
    records.set(each.kind, (records.get(each.kind) ?? 0) + 1);
    events += await eventsWith(services, each, number);
  }
  const deliveries = await eraseDeliveries(services, number, accountIds, true, deadline);
  const inForce = held.filter(({ isInForce }) => isInForce).length;
  return {
    erased: counts(records, events, deliveries.erased),
    kept: [
      ...counted(inForce, 'bindings', 'They are in force: release them first, or let them be released.'),
      ...counted(deliveries.unreadable, 'deliveries', UNREADABLE_KEPT),
      ...unspelled(isSpelled),
      ...ALWAYS_KEPT,
    ],
    complete: isSpelled && deliveries.isComplete,
    errors: [],
  };
}

/** A line of the trail for each account. */
function entries(held: readonly Held[]): NewAuditEntry[] {
  const entry = { action: 'ERASE', operation: 'eraseNumber' } as const;
  const byAccount = Map.groupBy(held, ({ accountId }) => accountId);
  if (byAccount.size === 0) return [entry];
  return [...byAccount].map(([accountId, found]) => ({ ...entry, accountId, subjectIds: found.map(({ id }) => id) }));
}

function refusedInForce(count: number): readonly UserError[] {
  if (count === 0) return [];
  const message = `The number is in ${count} binding${count === 1 ? '' : 's'} in force. Release ${count === 1 ? 'it' : 'them'} first, or set releaseBindings.`;
  return refusedInput([fault('number', message, 'CONFLICT')]).errors;
}

/** Releases bindings; gives what stood in the way. */
async function releaseAll(
  services: Pick<Services, 'accounts' | 'store' | 'now' | 'log' | 'metrics' | 'actor'>,
  inForce: readonly Held[],
): Promise<UserError[]> {
  const errors: UserError[] = [];
  for (const { id } of inForce) {
    const { subject, errors: own } = await release(services, id);
    if (subject && isOver(subject.status)) continue;
    const message = `The binding ${id} could not be released, so nothing was erased. Try again later.`;
    errors.push(...own, ...refusedInput([fault('releaseBindings', message, 'CONFLICT')]).errors);
  }
  return errors;
}

function counts(records: ReadonlyMap<Kind, number>, events: number, deliveries: number): ErasureResult['erased'] {
  const kinds = Object.entries(KIND_NAMES) as [Kind, (typeof KIND_NAMES)[Kind]][];
  return [
    ...kinds.map(([kind, name]) => ({ kind: name, count: records.get(kind) ?? 0 })),
    { kind: 'EVENT', count: events },
    { kind: 'DELIVERY', count: deliveries },
  ];
}

function counted(count: number, what: string, why: string): Kept[] {
  return count === 0 ? [] : [{ what, why, count }];
}

function unspelled(isSpelled: boolean): Kept[] {
  return isSpelled ? [] : [{ what: 'records of an earlier version', why: UNSPELLED_KEPT, count: null }];
}

const NO_NUMBER = fault(
  'number',
  'This is no telephone number of a person, and no record shows it as one. Give it as a record shows it.',
  'INVALID_NUMBER',
);

function refused(faults: Parameters<typeof refusedInput>[0]): ErasureResult {
  return { erased: [], kept: [], complete: false, errors: refusedInput(faults).errors };
}

const GROUPS_KEPT =
  'The vendor did not take the group without the number, or nothing would be left of it. Replace its numbers.';
const UNREADABLE_KEPT = 'Their bytes could not be read, so it is not known whether the number stands in them.';

const NARROWED =
  'A number is erased from everything that an account has. Use a token without the claim voice_references.';

const UNSPELLED_KEPT =
  'Their numbers are still being brought to one spelling: the number can stand in them in another. Ask again.';

const ALWAYS_KEPT: readonly Kept[] = [
  {
    what: 'keyed hashes of requests and texts',
    why: 'They keep a repeated request or push from being carried out twice; the number cannot be read from them.',
    count: null,
  },
  {
    what: 'the audit trail',
    why: 'It names records by their ids and holds no number.',
    count: null,
  },
  {
    what: 'the vendors’ own records, backups, and whatever other systems have read',
    why: 'This service cannot change them.',
    count: null,
  },
];
