import DataLoader from 'dataloader';
import type { Binding } from '../../domain/binding.ts';
import type { Call } from '../../domain/call.ts';
import type { VoiceMessage } from '../../domain/message.ts';
import { readPhoneNumber } from '../../domain/phone-number.ts';
import type { SmsMessage } from '../../domain/sms.ts';
import { isRealIn, mayBeVirtual } from '../../domain/virtual-number.ts';
import type { Services } from '../services.ts';

/**
 * Whether what records name as virtual numbers is proved to be such. It is decided as a record is read, from what is
 * stored then, so that it does not depend on the order in which reports came and calls were linked.
 */
export interface VirtualNumbers {
  /** X and Y were asked for or given by the vendor, unless a report alone has told X. */
  inBinding(binding: Binding, number: string): Promise<boolean>;
  /** X is one that the account knows, and no number of a person in the call or behind its binding. */
  inTraffic(kind: 'calls' | 'sms', record: Call | SmsMessage): Promise<boolean>;
  /** What the callee saw is listed by the operator, or the input asked for it. */
  inMessage(message: VoiceMessage): boolean;
  /** The accounts that know a number as a virtual one. */
  accountsThatKnow(number: string): Promise<readonly string[]>;
}

/** What proves virtual numbers for one request: each number and binding is looked up once, those of a page together. */
export function virtualNumbersOf({ store, accounts }: Pick<Services, 'store' | 'accounts'>): VirtualNumbers {
  const isListed = (accountId: string, number: string) =>
    accounts.find(accountId)?.config.numbers?.some((listed) => readPhoneNumber(listed) === number) ?? false;
  const provenAt = new DataLoader<string, ReadonlySet<string>>(async (numbers) => {
    const found = await store.virtualNumbers.provenAt(numbers);
    return numbers.map((number) => found.get(number) ?? new Set());
  });
  const bindings = new DataLoader<string, Binding | undefined>(async (ids) => {
    const found = new Map((await store.bindings.findMany(ids)).map((binding) => [binding.id, binding]));
    return ids.map((id) => found.get(id));
  });
  const isKnown = async (accountId: string, number: string) =>
    isListed(accountId, number) || (await provenAt.load(number)).has(accountId);
  return {
    inBinding: async (binding, number) => {
      const { accountId, isXTold, terms } = binding;
      if (!mayBeVirtual('bindings', binding).includes(number)) return false;
      return isXTold && number === terms.numberX ? isKnown(accountId, number) : true;
    },
    inTraffic: async (kind, record) => {
      const [number] = mayBeVirtual(kind, record);
      const { accountId, bindingId } = record;
      if (number === undefined || !(await isKnown(accountId, number))) return false;
      const binding = bindingId === undefined ? undefined : await bindings.load(bindingId);
      return !binding || !isRealIn(binding, number);
    },
    inMessage: (message) => {
      const [number] = mayBeVirtual('messages', message);
      if (number === undefined) return false;
      return isListed(message.accountId, number) || message.content.displayNumber === number;
    },
    accountsThatKnow: async (number) => {
      const listing = accounts.all.filter(({ id }) => isListed(id, number)).map(({ id }) => id);
      return [...new Set([...listing, ...(await provenAt.load(number))])];
    },
  };
}
