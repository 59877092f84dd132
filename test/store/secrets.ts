import type { Store } from '../../src/store/store.ts';
import { aBinding, aCall, aDelivery, bindingEvent, KEY_OWNER, NEW_YEAR } from '../support/records.ts';

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
  reference: 'order-42-of-13512345677',
  idempotencyKey: 'bind-13612345678',
  reason: 'nothing is known of 13712345679',
};

/** Writes numbers wherever a record can hold one. */
export async function writeSecrets({ transaction }: Store): Promise<void> {
  const { numberA, numberB, numberX, numberY, caller, callee, pushed, header, recording } = SECRETS;
  const binding = aBinding({ reference: SECRETS.reference, terms: { numberA, numberB }, metadata: { phone: numberB } });
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
    await tx.requests.claim(
      { key: SECRETS.idempotencyKey, owner: KEY_OWNER, operation: 'o', fingerprint, subjectId: binding.id },
      NEW_YEAR,
    );
    await tx.deliveries.insertMany([
      aDelivery({
        headers: { 'x-from': header },
        body: Buffer.from(JSON.stringify({ pushed, recording })),
        reason: SECRETS.reason,
      }),
    ]);
  });
}
