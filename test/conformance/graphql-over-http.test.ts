import { serverAudits } from 'graphql-http';
import { expect, test } from 'vitest';
import { sharedService } from '../support/shared.ts';

const running = sharedService();

test('probe', async () => {
  const results = await Promise.all(
    serverAudits({ url: `${running().url}/graphql` }).map(async (audit) => {
      const result = await audit.fn();
      return { id: audit.id, name: audit.name, status: result.status, reason: 'reason' in result ? result.reason : '' };
    }),
  );
  console.log(JSON.stringify(results.filter(({ status }) => status !== 'ok'), null, 1), results.filter(({ status }) => status === 'ok').length, results.length);
  expect(1).toBe(1);
});
