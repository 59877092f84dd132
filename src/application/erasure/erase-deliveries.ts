import { isUtf8 } from 'node:buffer';
import type { Delivery } from '../../domain/delivery.ts';
import { type Striking, striking } from '../../domain/erasure.ts';
import type { House } from '../house.ts';
import { applyBatch, decode } from '../news/apply-deliveries.ts';

export interface DeliveriesErased {
  readonly erased: number;
  /** Those whose bytes nobody could read: whether they hold the number is not known. */
  readonly unreadable: number;
  /** False where the time was over before all were looked at. */
  readonly isComplete: boolean;
}

// Some milliseconds of work, after which others get their turn.
const PAGE = 100;

/**
 * Looks through the inbox, oldest first, and takes the number out of what holds it. Each is opened, because raw bytes
 * have no index. Ends at `deadline` (of performance.now()) and goes on from there when it is asked again.
 */
export async function eraseDeliveries(
  house: House,
  number: string,
  accountIds: readonly string[] | undefined,
  dryRun: boolean,
  deadline: number,
): Promise<DeliveriesErased> {
  const { store } = house;
  const look = striking(number);
  const mark = `erasing:${store.requests.fingerprint({ number, accountIds })}`;
  let [erased, unreadable] = [0, 0];
  let beyondId = dryRun ? undefined : await store.marks.get(mark);
  for (;;) {
    const { items, more } = await store.deliveries.page(
      { accountIds },
      { limit: PAGE, direction: 'backward', beyondId },
    );
    for (const delivery of items) {
      const found = isWithin(house, delivery, look);
      if (found === 'unreadable') unreadable++;
      if (found !== true) continue;
      erased++;
      if (!dryRun) await eraseOne(house, delivery, look);
    }
    // Pages are newest first, whatever the direction of reading.
    beyondId = items[0]?.id;
    if (!more || beyondId === undefined) break;
    if (!dryRun) await store.marks.set(mark, beyondId);
    if (performance.now() > deadline) return { erased, unreadable, isComplete: false };
    await new Promise(setImmediate);
  }
  if (!dryRun) await store.marks.remove(mark);
  return { erased, unreadable, isComplete: true };
}

// Digits as JSON and forms can write them but need not: \u0031, %31.
const ESCAPED_DIGITS = /\\u003\d|%3\d/i;

/** Whether the number stands in the bytes as they came, or inside what they are when they are decoded. */
function isWithin(house: House, delivery: Delivery, { isIn }: Striking): boolean | 'unreadable' {
  const { headers, body, reason, remarks = [] } = delivery;
  const text = textOf(body);
  const told = remarks.map(({ message }) => message);
  if ([text, reason, ...told, ...Object.values(headers)].some((part) => part !== undefined && isIn(part))) return true;
  if (text !== undefined && !ESCAPED_DIGITS.test(text)) return false;
  const items = decode(house, delivery);
  if (items.some((item) => 'news' in item && isIn(JSON.stringify(item.news)))) return true;
  return text === undefined && items.some((item) => 'unreadable' in item) ? 'unreadable' : false;
}

const textOf = (body: Buffer): string | undefined => (isUtf8(body) ? body.toString('utf8') : undefined);

/**
 * Puts a delivery without the number in place of what came. One that waits for its message is tried once more first,
 * because it waits no longer after that.
 */
async function eraseOne(house: House, { id }: Delivery, look: Striking): Promise<void> {
  const before = await house.store.deliveries.find(id);
  if (before && isWaiting(before)) await applyBatch(house, [before]);
  const delivery = await house.store.deliveries.find(id);
  if (!delivery) return;
  const { headers, reason, remarks, state } = delivery;
  const kept: Delivery = {
    ...delivery,
    headers: Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, look.strike(value)])),
    body: bodyWithout(house, delivery, look),
    state: isWaiting(delivery) ? 'FAILED' : state,
    reason: isWaiting(delivery) ? GIVEN_UP : reason && look.strike(reason),
    ...(remarks ? { remarks: look.without(remarks) } : {}),
  };
  await house.store.deliveries.erase(kept, house.now());
}

const isWaiting = ({ state }: Delivery): boolean => state === 'RECEIVED' || state === 'UNMATCHED';

/** Where the number is inside what the bytes hold encrypted or escaped, nothing of them can be kept. */
function bodyWithout(house: House, delivery: Delivery, look: Striking): Buffer {
  const text = textOf(delivery.body);
  const body = text === undefined ? delivery.body : Buffer.from(look.strike(text));
  return isWithin(house, { ...delivery, headers: {}, reason: undefined, remarks: [], body }, look) === true
    ? Buffer.alloc(0)
    : body;
}

const GIVEN_UP = 'A number was erased from it before its message was known.';
