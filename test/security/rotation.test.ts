import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { BIND, CALLS } from '../support/documents.ts';
import { type RunningService, startService, temporaryFolder } from '../support/service.ts';
import { PRINTED_PUSH, push, startWinnerlook, winnerlookAccount } from '../support/winnerlook.ts';

const key = (fill: number) => Buffer.alloc(32, fill).toString('base64');
const run = promisify(execFile);

const rekey = (folder: string, env: Record<string, string>) =>
  run(process.execPath, ['src/rekey.ts'], {
    env: { PATH: process.env.PATH, DATABASE_URL: `file:${join(folder, 'voice.db')}`, SANDBOX: 'on', ...env },
  });

async function write(service: RunningService, from: number, count: number): Promise<void> {
  for (let place = from; place < from + count; place++) {
    const input = {
      idempotencyKey: `k-${place}`,
      accountId: 'acct_test',
      numberA: '13800138000',
      numberB: '13900139000',
    };
    const { data, errors } = await service.query<{ createAxbBinding: { userErrors: object[] } }>(BIND, { input });
    expect(errors).toBeUndefined();
    expect(data.createAxbBinding.userErrors).toEqual([]);
    const pushed = PRINTED_PUSH.replace(/1709\w+/, `call-${place}`).replace(
      /402bf13d\w+/,
      '936fdf9f5572456fa4b7a795cb037879',
    );
    expect((await push(service.url, pushed)).status).toBe(200);
  }
}

const callsOf = async (service: RunningService) =>
  (await service.query<{ calls: { nodes: { vendorCallId: string; caller: string }[] } }>(CALLS)).data.calls.nodes;

test('the key is rotated while the service works: nothing fails, and afterwards the old key is not needed', async () => {
  await using vendor = await startedWinnerlook();
  await using folder = await temporaryFolder();
  const accounts = [winnerlookAccount(vendor.baseUrl)];
  {
    await using service = await startService(folder.path, { DATA_KEY: key(1), SANDBOX: 'on' }, accounts);
    await write(service, 0, 20);
    await service.stop();
  }
  const both = { DATA_KEY: key(2), DATA_KEY_PREVIOUS: key(1), SANDBOX: 'on' };
  {
    await using service = await startService(folder.path, both, accounts);
    const rotating = rekey(folder.path, both);
    await write(service, 20, 20);
    const { stdout } = await rotating;
    expect(stdout).toContain('100 %');
    expect(stdout).toContain('not needed any more');
    await service.stop();
  }
  await using service = await startService(folder.path, { DATA_KEY: key(2), SANDBOX: 'on' }, accounts);
  const calls = await callsOf(service);
  expect(new Set(calls.map(({ vendorCallId }) => vendorCallId)).size).toBe(40);
  expect(new Set(calls.map(({ caller }) => caller))).toEqual(new Set(['18362970769']));
  const trail = await service.query<{ auditTrail: { nodes: object[] } }>(
    '{ auditTrail(first: 9, filter: { actions: [ROTATE_KEY] }) { nodes { subject operation } } }',
  );
  expect(trail.data.auditTrail.nodes).toEqual([{ subject: null, operation: 'db:rekey' }]);
});

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
