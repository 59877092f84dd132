import { expect, test } from 'vitest';
import { SANDBOX_ACCOUNT } from '../../src/config/account-faults.ts';
import { SIMULATED } from '../../src/sandbox/registry.ts';

test('the sandbox’s accounts have ids that an accounts file cannot have', () => {
  const ids = SIMULATED.flatMap(({ accounts }) => accounts.map(({ id }) => id));
  expect(ids.length).toBeGreaterThan(5);
  for (const id of ids) expect(id.startsWith(SANDBOX_ACCOUNT), id).toBe(true);
  expect(new Set(ids).size).toBe(ids.length);
});
