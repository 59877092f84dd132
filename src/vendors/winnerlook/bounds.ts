import type { BindingTerms } from '../../domain/binding.ts';
import { fault, type InputFault } from '../../domain/input-fault.ts';
import { isMainlandMobile } from '../../domain/phone-number.ts';

/** The tables ask for mobile numbers (手机号), codes 400024 and 400025 say the same. */
export function mobileFaults(terms: BindingTerms): InputFault[] {
  return (['numberA', 'numberB', 'replacesNumberA'] as const).flatMap((field) => {
    const number = terms[field];
    if (number === undefined || isMainlandMobile(number)) return [];
    return [fault(field, 'Winnerlook binds only mobile numbers of mainland China (11 digits).', 'INVALID_NUMBER')];
  });
}

/** Codes 400093 (2 to 6 characters) and 400094. The document's own example has 21 digits, so only the shape is held. */
export function holderFaults(terms: BindingTerms): InputFault[] {
  const faults: InputFault[] = [];
  const length = [...(terms.holder?.name ?? '')].length;
  if (terms.holder && (length < 2 || length > 6))
    faults.push(fault('holder.name', 'The name must have 2 to 6 characters.'));
  if (terms.holder && !/^[0-9]{14,20}[0-9Xx]$/.test(terms.holder.idNumber)) {
    faults.push(fault('holder.idNumber', 'This is not the number of an identity card.'));
  }
  return faults;
}

/** Section 2.1.1: four digits, 0000 to 9999; leading zeros count. */
export function extensionFaults(terms: BindingTerms): InputFault[] {
  if (terms.extension === undefined || /^\d{4}$/.test(terms.extension)) return [];
  return [fault('extension', 'An extension has exactly four digits, 0000 to 9999.')];
}
