import { fault, type InputFault } from '../domain/input-fault.ts';
import { isMainlandMobile } from '../domain/phone-number.ts';
import type { Recipient } from './vendor.ts';

/** The recipients that a vendor cannot call which calls mobile numbers of mainland China only. */
export function mobileRecipientFaults(recipients: readonly Recipient[]): InputFault[] {
  return recipients.flatMap(({ number }, index) =>
    isMainlandMobile(number)
      ? []
      : [
          fault(
            ['recipients', String(index)],
            'Only mobile numbers of mainland China can be called.',
            'INVALID_NUMBER',
          ),
        ],
  );
}
