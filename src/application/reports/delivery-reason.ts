// The first say what is wrong with the push; the raw bytes have the rest.
const MOST_REASONS = 5;
const LONGEST_REASON = 300;

/** Why a delivery could not be read, as it is kept: never longer than a person reads, whatever the push held. */
export function deliveryReason(faults: readonly string[]): string {
  const told = faults
    .slice(0, MOST_REASONS)
    .map((fault) => (fault.length > LONGEST_REASON ? `${fault.slice(0, LONGEST_REASON)} …` : fault));
  const left = faults.length - told.length;
  return [...told, ...(left > 0 ? [`And so for ${left} more.`] : [])].join(' ');
}
