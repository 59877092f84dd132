import { isUtf8 } from 'node:buffer';
import type { Delivery } from '../../domain/delivery.ts';
import { type NumberRedaction, redactionOf } from '../../domain/erasure.ts';
import { encodeLike } from '../../vendors/charset.ts';
import { readText } from '../../vendors/push-text.ts';
import { applyBatch, decode } from '../reports/apply-deliveries.ts';
import type { Services } from '../services.ts';

export interface DeliveriesErased {
  readonly erased: number;
  /** Those whose bytes could not be read: whether they hold the number is not known. */
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
  services: Pick<Services, 'accounts' | 'store' | 'now' | 'log' | 'metrics'>,
  number: string,
  accountIds: readonly string[] | undefined,
  dryRun: boolean,
  deadline: number,
): Promise<DeliveriesErased> {
  const { store } = services;
  const look = redactionOf(number);
  const mark = markOf(services, number, accountIds);
  let [erased, unreadable] = [0, 0];
  let beyondId = dryRun ? undefined : await store.jobState.get(mark);
  for (;;) {
    const { items, more } = await store.deliveries.page(
      { accountIds },
      { limit: PAGE, direction: 'backward', beyondId },
    );
    for (const delivery of items) {
      const found = isWithin(services, delivery, look);
      if (found === 'unreadable') unreadable++;
      if (found !== true) continue;
      erased++;
      if (!dryRun) await eraseOne(services, delivery, look);
    }
    // Pages are newest first, whatever the direction of reading.
    beyondId = items[0]?.id;
    if (!more || beyondId === undefined) break;
    if (!dryRun) await store.jobState.set(mark, beyondId);
    if (performance.now() > deadline) return { erased, unreadable, isComplete: false };
    await new Promise(setImmediate);
  }
  if (!dryRun) await store.jobState.remove(mark);
  return { erased, unreadable, isComplete: true };
}

const markOf = ({ store }: Pick<Services, 'store'>, number: string, accountIds: readonly string[] | undefined) =>
  `erasing:${store.requests.fingerprint({ number, accountIds })}`;

/** Whether an erasure of the number was begun, and is not at its end. */
export async function isErasing(
  services: Pick<Services, 'store'>,
  number: string,
  accountIds: readonly string[] | undefined,
): Promise<boolean> {
  return (await services.store.jobState.get(markOf(services, number, accountIds))) !== undefined;
}

// A byte of a character beyond ASCII, percent-encoded.
const OTHER_CHARSET = /%[89a-f][0-9a-f]/i;

/** Whether the number stands in the bytes as they came, or inside what they are when they are decoded. */
function isWithin(
  services: Pick<Services, 'accounts' | 'log'>,
  delivery: Delivery,
  { isIn }: NumberRedaction,
): boolean | 'unreadable' {
  const { headers, body, reason, remarks = [] } = delivery;
  const { text, isCertain } = textOf(delivery);
  const told = remarks.map(({ message }) => message);
  if ([text, reason, ...told, ...Object.values(headers)].some((part) => part !== undefined && isIn(part))) return true;
  // What is escaped in a text is found in it (readings.ts), but for what is percent-encoded in another charset. Bytes
  // that are no UTF-8 can be text all the same, or look like it and be encrypted.
  if (isUtf8(body) && !OTHER_CHARSET.test(text)) return false;
  const items = decode(services, delivery);
  if (items.some((item) => 'report' in item && isIn(JSON.stringify(item.report)))) return true;
  return !isCertain && items.some((item) => 'unreadable' in item) ? 'unreadable' : false;
}

interface BodyText {
  readonly text: string;
  /** Whether the bytes are this text for certain, and not something else that reads like it. */
  readonly isCertain: boolean;
  /** The same delivery with another text, written as this one was. */
  readonly write: (text: string) => Bytes;
}

type Bytes = Pick<Delivery, 'headers' | 'body'>;

/** The text of a body, unpacked and in its charset. Where not every byte can be read, a character for each byte. */
function textOf({ headers, body }: Bytes): BodyText {
  const read = readText({ headers, body });
  if ('unreadable' in read || !read.isWhole) {
    return {
      text: body.toString('latin1'),
      isCertain: false,
      write: (text) => ({ headers, body: Buffer.from(text, 'latin1') }),
    };
  }
  const { text, bytes, charset, declared } = read;
  // What was unpacked is kept unpacked.
  const { 'content-encoding': _packing, ...plain } = headers;
  return {
    text,
    isCertain: isUtf8(bytes) || declared === charset,
    write: (changed) => ({ headers: bytes === body ? headers : plain, body: encodeLike(changed, bytes, charset) }),
  };
}

/**
 * Puts a delivery without the number in place of what came. One that waits for its message is tried once more first,
 * because it waits no longer after that.
 */
async function eraseOne(
  services: Pick<Services, 'accounts' | 'store' | 'now' | 'log' | 'metrics'>,
  { id }: Delivery,
  look: NumberRedaction,
): Promise<void> {
  const before = await services.store.deliveries.find(id);
  if (before && isWaiting(before)) await applyBatch(services, [before]);
  const delivery = await services.store.deliveries.find(id);
  if (!delivery) return;
  const { reason, remarks, state } = delivery;
  const kept: Delivery = {
    ...delivery,
    ...bytesWithout(services, delivery, look),
    state: isWaiting(delivery) ? 'FAILED' : state,
    reason: isWaiting(delivery) ? GIVEN_UP : reason && look.strike(reason),
    ...(remarks ? { remarks: look.without(remarks) } : {}),
  };
  await services.store.deliveries.erase(kept, services.now());
}

const isWaiting = ({ state }: Delivery): boolean => state === 'RECEIVED' || state === 'UNMATCHED';

/**
 * A delivery's bytes and headers without the number, in the charset in which they came. Where the number is inside what
 * they hold encrypted or escaped, nothing of them can be kept.
 */
function bytesWithout(services: Pick<Services, 'accounts' | 'log'>, delivery: Delivery, look: NumberRedaction): Bytes {
  const { text, write } = textOf(delivery);
  const { headers, body } = look.isIn(text) ? write(look.strike(text)) : delivery;
  const kept = {
    headers: Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, look.strike(value)])),
    body,
  };
  const isLeft = isWithin(services, { ...delivery, ...kept, reason: undefined, remarks: [] }, look);
  return isLeft === true ? { ...kept, body: Buffer.alloc(0) } : kept;
}

const GIVEN_UP = 'A number was erased from it before its message was known.';
