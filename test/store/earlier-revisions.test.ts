import { expect, test } from 'vitest';
import { changeBinding } from '../../src/application/records/change-binding.ts';
import type { NewEvent } from '../../src/domain/event.ts';
import { openStore } from '../../src/store/open.ts';
import { createVault } from '../../src/store/vault.ts';
import { databaseIn } from '../support/database-in.ts';
import { makeEarlierDatabase } from '../support/earlier-version.ts';
import { aBinding, aCall, bindingEvent, NEW_YEAR } from '../support/records.ts';
import { temporaryFolder } from '../support/service.ts';

const VAULT = createVault(new Uint8Array(32).fill(7));

test('records and events of before there were revisions have them too, and rise from there', async () => {
  await using folder = await temporaryFolder();
  const url = await databaseIn(folder.path);
  const [binding, call] = [aBinding(), aCall()];
  const told = (status: typeof call.status): NewEvent => {
    return { topic: 'CALL', record: { ...call, status }, at: NEW_YEAR, previousStatus: undefined };
  };
  const events = [told('INITIATED'), bindingEvent(binding), told('RINGING'), told('COMPLETED')];
  await makeEarlierDatabase(url, VAULT, { bindings: [binding], calls: [call], events });
  const store = await openStore(url, VAULT);
  try {
    const ofCall = (await store.events.about(call.id)).map(({ record }) => record.revision);
    expect(ofCall).toEqual([...new Set(ofCall)].sort((a, b) => a - b));
    expect(ofCall).toHaveLength(3);
    expect((await store.calls.find(call.id))?.revision).toBeGreaterThanOrEqual(ofCall.at(-1) ?? Infinity);

    const before = (await store.bindings.find(binding.id))?.revision ?? 0;
    await store.transaction((tx) =>
      changeBinding(tx, binding.id, NEW_YEAR, (current) => ({ ...current, status: 'EXPIRED' })),
    );
    expect(await store.bindings.find(binding.id)).toMatchObject({ revision: before + 1 });
    const ofBinding = (await store.events.about(binding.id)).map(({ record }) => record.revision);
    expect(ofBinding[0]).toBeLessThanOrEqual(before);
    expect(ofBinding[1]).toBe(before + 1);
  } finally {
    await store.close();
  }
});
