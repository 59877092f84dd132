import type { BindingTerms } from '../../domain/binding.ts';
import { fault, type InputFault } from '../../domain/input-fault.ts';
import { parsePhoneNumber } from '../../domain/phone-number.ts';

const NUMBER_FIELDS = ['numberA', 'numberB', 'numberX', 'numberY', 'replacesNumberA'] as const;
// A year of seconds times ten: past any use, and far from what a vendor's 32-bit integer holds.
const LONGEST_LIFETIME_SECONDS = 10 * 365 * 86_400;
const LONGEST_CALL_SECONDS = 86_400;

/** The terms with every number in its one spelling, and the faults that hold for any vendor. */
export function validateTerms(terms: BindingTerms): { terms: BindingTerms; faults: InputFault[] } {
  const faults: InputFault[] = [];
  const numbers: Partial<Record<(typeof NUMBER_FIELDS)[number], string>> = {};
  for (const field of NUMBER_FIELDS) {
    const given = terms[field];
    if (given === undefined) continue;
    const number = parsePhoneNumber(given);
    if (number === undefined) faults.push(fault(field, 'This is not a telephone number.', 'INVALID_NUMBER'));
    else numbers[field] = number;
  }
  faults.push(...sameNumberFaults(numbers));
  faults.push(...secondsFaults('lifetimeSeconds', terms.lifetimeSeconds, LONGEST_LIFETIME_SECONDS));
  faults.push(...secondsFaults('maxCallSeconds', terms.maxCallSeconds, LONGEST_CALL_SECONDS));
  const afterAnswer = terms.announcements?.afterAnswer ?? [];
  if (afterAnswer.length > 2) faults.push(fault('announcements.afterAnswer', 'Give one or two announcement ids.'));
  return { terms: { ...terms, ...numbers }, faults };
}

function sameNumberFaults({ numberA, numberB, numberX, numberY }: BindingTerms): InputFault[] {
  const faults: InputFault[] = [];
  const differ = (field: string, a: string | undefined, b: string | undefined, message: string) => {
    if (a !== undefined && a === b) faults.push(fault(field, message, 'INVALID_NUMBER'));
  };
  differ('numberB', numberA, numberB, 'A and B are the same number. Give two different numbers.');
  differ('numberX', numberX, numberA, 'The virtual number X cannot be the real number A.');
  differ('numberX', numberX, numberB, 'The virtual number X cannot be the real number B.');
  differ('numberY', numberY, numberX, 'X and Y are the same number.');
  differ('numberY', numberY, numberA, 'The virtual number Y cannot be the real number A.');
  differ('numberY', numberY, numberB, 'The virtual number Y cannot be the real number B.');
  return faults;
}

function secondsFaults(field: string, seconds: number | undefined, longest: number): InputFault[] {
  if (seconds === undefined || (seconds >= 1 && seconds <= longest)) return [];
  return [
    fault(
      field,
      `Give a whole number of seconds from 1 to ${longest}${field === 'lifetimeSeconds' ? ', or leave it out for a binding that lives until it is released' : ''}.`,
    ),
  ];
}
