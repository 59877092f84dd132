import type { BindingMode, BindingStatus } from '../domain/binding.ts';
import type { CallStatus } from '../domain/call.ts';
import type { DeliveryState } from '../domain/delivery.ts';
import type { NumberGroupStatus } from '../domain/group.ts';
import type { MessageKind, MessageStatus } from '../domain/message.ts';
import type { Instant, Vendor } from '../domain/vendor.ts';

/** Undefined parts do not narrow. Lists narrow to any of their members. */
interface RecordFilter<Status> {
  readonly accountIds?: readonly string[] | undefined;
  readonly vendor?: Vendor | undefined;
  readonly statuses?: readonly Status[] | undefined;
  readonly reference?: string | undefined;
  /** The references that the caller may see; undefined: all. */
  readonly references?: readonly string[] | undefined;
  readonly number?: string | undefined;
  /** From this instant on. */
  readonly from?: Instant | undefined;
  /** Before this instant. */
  readonly to?: Instant | undefined;
  /** Unchanged since before this instant. */
  readonly updatedBefore?: Instant | undefined;
}

/** Bindings, calls and texts are found by virtual numbers too. */
interface VirtualFilter {
  /** What the record shows as its X or Y, and which accounts know the number as a virtual one. */
  readonly virtual?: { readonly number: string; readonly knownAt: readonly string[] } | undefined;
}

export interface BindingFilter extends RecordFilter<BindingStatus>, VirtualFilter {
  readonly modes?: readonly BindingMode[] | undefined;
}

export interface CallFilter extends RecordFilter<CallStatus>, VirtualFilter {
  readonly bindingId?: string | undefined;
}

export interface MessageFilter extends RecordFilter<MessageStatus> {
  readonly kinds?: readonly MessageKind[] | undefined;
}

export interface SmsFilter extends RecordFilter<'RECEIVED'>, VirtualFilter {
  readonly bindingId?: string | undefined;
}

export type GroupFilter = RecordFilter<NumberGroupStatus>;

export interface DeliveryFilter {
  readonly accountIds?: readonly string[] | undefined;
  readonly states?: readonly DeliveryState[] | undefined;
  readonly from?: Instant | undefined;
  readonly to?: Instant | undefined;
}

/** Several things under which records are listed, each by itself. */
export interface Under<By extends 'reference' | 'bindingId' | 'accountId' = 'reference' | 'bindingId' | 'accountId'> {
  readonly by: By;
  readonly values: readonly string[];
}

/** What such lists are narrowed to beside that. */
export interface UnderFilter {
  readonly accountIds?: readonly string[] | undefined;
  /** The references that the caller may see; undefined: all. */
  readonly references?: readonly string[] | undefined;
}

/** Lists under several things at once: a page of each, in a bounded number of statements. */
export interface ListsUnder<Item> {
  pagesUnder(under: Under, filter: UnderFilter, page: PageRequest): Promise<ReadonlyMap<string, Page<Item>>>;
}

/** A part of a list that is ordered newest first. */
export interface PageRequest {
  readonly limit: number;
  /** `forward` reads on from the newest, `backward` reads back from the oldest. */
  readonly direction: 'forward' | 'backward';
  /** Records behind this one, in the direction of reading. */
  readonly beyondId?: string | undefined;
}

export interface Page<Item> {
  /** Newest first, whatever the direction of reading. */
  readonly items: readonly Item[];
  /** Whether more lie beyond, in the direction of reading. */
  readonly more: boolean;
}
