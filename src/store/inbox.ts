import type { Delivery, DeliveryState, Remark } from '../domain/delivery.ts';
import type { Instant } from '../domain/vendor.ts';
import type { DeliveryFilter, Page, PageRequest } from './lists.ts';

/** What became of a delivery. */
export interface Settlement {
  readonly id: string;
  readonly state: DeliveryState;
  readonly reason: string | undefined;
  readonly remarks?: readonly Remark[];
}

export interface DeliveryRepository {
  /** One transaction for all of them. */
  insertMany(deliveries: readonly Delivery[]): Promise<void>;
  find(id: string): Promise<Delivery | undefined>;
  findMany(ids: readonly string[]): Promise<Delivery[]>;
  page(filter: DeliveryFilter, page: PageRequest): Promise<Page<Delivery>>;
  /** Removes settled ones that are older; gives how many. FAILED and UNMATCHED ones too: their time is over. */
  purge(before: Instant, limit: number): Promise<number>;
  /** Oldest first. */
  inState(state: DeliveryState, limit: number): Promise<Delivery[]>;
  /** Which of these are not settled; held where others may be about to settle them. */
  unsettled(ids: readonly string[]): Promise<ReadonlySet<string>>;
  /** Remembers that a delivery waits for a message, by the vendor's name for it. */
  await(accountId: string, name: string, deliveryId: string): Promise<void>;
  /** How many messages a delivery waits for. */
  awaitedBy(deliveryId: string): Promise<number>;
  /** Takes out the deliveries that wait for a message. */
  takeAwaiting(accountId: string, name: string): Promise<Delivery[]>;
  settle(
    id: string,
    state: DeliveryState,
    reason: string | undefined,
    at: Instant,
    remarks?: readonly Remark[],
  ): Promise<void>;
  settleMany(settlements: readonly Settlement[], at: Instant): Promise<void>;
  /** Puts a delivery that a number was taken out of in place of what came. It waits for no message any more. */
  erase(erased: Delivery, at: Instant): Promise<void>;
}
