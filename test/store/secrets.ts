import type { Store } from '../../src/store/store.ts';
import { aBinding, aCall, aDelivery, bindingEvent, NEW_YEAR } from '../support/records.ts';

/** Numbers and an address that must not lie in a database in clear. */
export const SECRETS = {
  numberA: '13812345670',
  numberB: '13912345671',
  numberX: '17012345672',
  numberY: '17112345673',
  caller: '18612345674',
  callee: '02187654321',
  pushed: '18912345675',
  header: '18812345676',
  recording: 'https://recordings.vendor.example/0f3a',
};

/** Writes numbers wherever a record can hold one. */
export async function writeSecrets({ transaction }: Store): Promise<void> {
  const { numberA, numberB, numberX, numberY, caller, callee, pushed, header, recording } = SECRETS;
  const binding = aBinding({ reference: 'order-42', terms: { numberA, numberB }, metadata: { phone: numberB } });
  const bound = { ...binding, terms: { ...binding.terms, numberX, numberY, replacesNumberA: caller } };
  const call = aCall({ caller, callee, numberX, recordingUrl: recording });
  await transaction(async (tx) => {
    await tx.bindings.insert(binding);
    await tx.bindings.update(bound);
    await tx.calls.insert(call, undefined);
    await tx.events.append([
      bindingEvent(bound),
      { topic: 'CALL', record: call, at: NEW_YEAR, previousStatus: undefined },
    ]);
    const fingerprint = tx.requests.fingerprint({ numberA, numberB });
    await tx.requests.claim({ key: 'k', operation: 'o', fingerprint, subjectId: binding.id }, NEW_YEAR);
    await tx.deliveries.insertMany([
      aDelivery({ headers: { 'x-from': header }, body: Buffer.from(JSON.stringify({ pushed, recording })) }),
    ]);
  });
}

/** A text in the spellings in which bytes could hold it. */
export const spellings = (text: string) => [
  Buffer.from(text),
  Buffer.from(text, 'utf16le'),
  ...[0, 1, 2].map((shift) => Buffer.from(base64Core(text, shift))),
];

/** The part of a text's base64 that is the same whatever stands around it. */
function base64Core(text: string, shift: number): string {
  const encoded = Buffer.from('\0'.repeat(shift) + text).toString('base64');
  return encoded.slice(4, -4);
}
