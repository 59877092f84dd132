import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { openStore } from '../../src/store/open.ts';
import { createVault } from '../../src/store/vault.ts';
import { databaseIn } from '../support/database-in.ts';
import { BIND, type Bound, CALLS, RELEASE } from '../support/documents.ts';
import { aDelivery } from '../support/records.ts';
import { type RunningService, startService, temporaryFolder } from '../support/service.ts';
import { PRINTED_PUSH, push, startWinnerlook, winnerlookAccount } from '../support/winnerlook.ts';

const key = (fill: number) => Buffer.alloc(32, fill).toString('base64');
const run = promisify(execFile);

const rekey = async (folder: string, env: Record<string, string>) =>
  run(process.execPath, ['src/bin/db-rekey.ts'], {
    env: { PATH: process.env.PATH, DATABASE_URL: await databaseIn(folder), SANDBOX: 'on', ...env },
  });

async function write(service: RunningService, from: number, count: number): Promise<void> {
  for (let place = from; place < from + count; place++) {
    const input = {
      idempotencyKey: `k-${place}`,
      accountId: 'acct_test',
      numberA: '13800138000',
      numberB: '13900139000',
    };
    const { data, errors } = await service.query<Bound>(BIND, { input });
    expect(errors).toBeUndefined();
    expect(data.createAxbBinding.userErrors).toEqual([]);
    const released = await service.query(RELEASE, { id: data.createAxbBinding.binding?.id });
    expect(released.data).toMatchObject({ releaseBinding: { binding: { status: 'RELEASED' } } });
    const pushed = PRINTED_PUSH.replace(/1709\w+/, `call-${place}`).replace(
      /402bf13d\w+/,
      '936fdf9f5572456fa4b7a795cb037879',
    );
    expect((await push(service.url, pushed)).status).toBe(200);
  }
}

/** So much that the rotation takes a while. */
async function fillInbox(folder: string): Promise<void> {
  const store = await openStore(await databaseIn(folder), createVault(new Uint8Array(32).fill(1)));
  for (let batch = 0; batch < 20; batch++) {
    await store.deliveries.insertMany(
      Array.from({ length: 250 }, () => aDelivery({ state: 'APPLIED', receivedAt: Date.now() })),
    );
  }
  await store.close();
}

const callsOf = async (service: RunningService) =>
  (await service.query<{ calls: { nodes: { vendorCallId: string; caller: string }[] } }>(CALLS)).data.calls.nodes;

/** An account of the vendor, and a database full of what came in under the first key. */
async function filled(folder: string, vendor: string) {
  const accounts = [winnerlookAccount(vendor)];
  const under = (...keys: string[]) => ({
    SANDBOX: 'on',
    DATA_KEY: keys[0] ?? '',
    ...(keys[1] === undefined ? {} : { DATA_KEY_PREVIOUS: keys[1] }),
  });
  await using service = await startService(folder, under(key(1)), accounts);
  await write(service, 0, 20);
  await service.stop();
  await fillInbox(folder);
  return { accounts, under };
}

/** That the new key alone opens everything, and that the rotation is in the audit trail. */
async function expectRotated(service: RunningService, calls: number): Promise<void> {
  const found = await callsOf(service);
  expect(new Set(found.map(({ vendorCallId }) => vendorCallId)).size).toBeGreaterThanOrEqual(calls);
  expect(new Set(found.map(({ caller }) => caller))).toEqual(new Set(['18362970769']));
  const trail = await service.query<{ auditTrail: { nodes: object[] } }>(
    '{ auditTrail(first: 9, filter: { actions: [ROTATE_KEY] }) { nodes { subject operation } } }',
  );
  expect(trail.data.auditTrail.nodes).toEqual([{ subject: null, operation: 'db:rekey' }]);
}

if (process.env.TEST_ENGINE === 'postgres') {
  test('the key is rotated while the service works: nothing fails, and afterwards the old key is not needed', async () => {
    await using vendor = await startedWinnerlook();
    await using folder = await temporaryFolder();
    const { accounts, under } = await filled(folder.path, vendor.baseUrl);
    const both = under(key(2), key(1));
    {
      await using service = await startService(folder.path, both, accounts);
      let isRotated = false;
      const rotating = rekey(folder.path, both).finally(() => {
        isRotated = true;
      });
      let written = 20;
      for (; !isRotated || written < 40; written++) await write(service, written, 1);
      const { stdout } = await rotating;
      expect(service.output()).not.toMatch(/"level":[56]0/);
      expect(stdout).toContain('100 %');
      expect(stdout).toContain('not needed any more');
      await service.stop();
    }
    await using service = await startService(folder.path, under(key(2)), accounts);
    await expectRotated(service, 40);
  }, 120_000);
} else {
  test('the key of a SQLite file is rotated when the service has stopped; before that, the holder of the file is named', async () => {
    await using vendor = await startedWinnerlook();
    await using folder = await temporaryFolder();
    const { accounts, under } = await filled(folder.path, vendor.baseUrl);
    const both = under(key(2), key(1));
    {
      await using service = await startService(folder.path, both, accounts);
      const refused = await rekey(folder.path, both).catch((error: Error & { code?: number }) => error);
      expect(refused).toMatchObject({ code: 75 });
      expect(String(refused)).toContain(`in use by process ${service.process.pid} on `);
      await service.stop();
    }
    const { stdout } = await rekey(folder.path, both);
    expect(stdout).toContain('100 %');
    expect(stdout).toContain('not needed any more');
    await using service = await startService(folder.path, under(key(2)), accounts);
    await expectRotated(service, 20);
  }, 120_000);
}

test('a key that is not known stops the rotation, and is not printed', async () => {
  await using folder = await temporaryFolder();
  await rekey(folder.path, { DATA_KEY: key(1) });
  const refused = await rekey(folder.path, { DATA_KEY: key(2), DATA_KEY_PREVIOUS: key(3) }).catch(
    (error: Error) => error,
  );
  expect(String(refused)).toContain('DATA_KEY_PREVIOUS');
  const wrong = await rekey(folder.path, { DATA_KEY_PREVIOUS: `${key(1)},c2hvcnQ=` }).catch((error: Error) => error);
  expect(String(wrong)).toContain('DATA_KEY_PREVIOUS.1: must be 32 bytes');
  expect(String(wrong) + String(refused)).not.toMatch(/c2hvcnQ=|AQEBAQ|AgICAg/);
});

/** A simulated vendor that ends with the test. */
async function startedWinnerlook() {
  const vendor = await startWinnerlook();
  return { baseUrl: vendor.baseUrl, [Symbol.asyncDispose]: () => vendor.close() };
}
