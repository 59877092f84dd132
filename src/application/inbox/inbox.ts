import type { Delivery } from '../../domain/delivery.ts';

/** The one door in for all vendor news. */
export interface Inbox {
  /** Resolves once the raw bytes are durable; then, and only then, may the vendor be told so. */
  accept(delivery: NewDelivery): Promise<void>;
  /** Applies what an earlier run left RECEIVED, where only this process works on the store. */
  sweep(): Promise<void>;
  /** Resolves when everything that was accepted until now has been applied, or left to others. */
  settled(): Promise<void>;
  /** From now on leaves what is durable to the processes that work on the same store; where there are none, nothing. */
  leave(): void;
}

export type NewDelivery = Pick<Delivery, 'accountId' | 'vendor' | 'kind' | 'token' | 'headers' | 'body'>;
