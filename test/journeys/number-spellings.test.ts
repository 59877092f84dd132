import { describe, expect, test } from 'vitest';
import { type RunningService, startService, temporaryFolder } from '../support/service.ts';
import { until } from '../support/until.ts';
import { PRINTED_PUSH, push, winnerlookAccount } from '../support/winnerlook.ts';

const ACCOUNT = winnerlookAccount('http://127.0.0.1:9', {
  credentials: { appId: '402bf13d73b1424484280a3e9356055e', token: 'secret' },
});
const LISTS = {
  bindings: 'BindingFilter',
  calls: 'CallFilter',
  voiceMessages: 'VoiceMessageFilter',
  smsMessages: 'SmsMessageFilter',
  numberGroups: 'NumberGroupFilter',
} as const;
const CALLEE = '15556428812';
const CALLS = 'query ($number: PhoneNumber) { calls(first: 10, filter: { number: $number }) { nodes { callee } } }';
const ERASE = `mutation ($number: PhoneNumber!) {
  eraseNumber(input: { number: $number }) { complete erased { kind count } userErrors { code field } }
}`;

const pushOf = (callee: string) =>
  PRINTED_PUSH.replace(CALLEE, callee).replace(
    '17090892ea7c49418bffb0732237a03e',
    `call-of-${encodeURIComponent(callee)}`,
  );

const calleesOf = async (service: RunningService, number: string | undefined) => {
  const { data } = await service.query<{ calls: { nodes: { callee: string }[] } }>(CALLS, { number });
  return data.calls.nodes.map(({ callee }) => callee);
};

/** A sandbox that calls to these numbers were pushed to. */
async function pushed(folder: string, callees: readonly string[]): Promise<RunningService> {
  const service = await startService(folder, { SANDBOX: 'true' }, [ACCOUNT]);
  for (const callee of callees) await push(service.url, pushOf(callee));
  await until('the calls', async () => (await calleesOf(service, undefined)).length === callees.length);
  return service;
}

describe('a person', () => {
  test('is one and the same, however vendors and callers write the number', async () => {
    const written = [
      '8615556428812',
      '015556428812',
      '+86 155-5642-8812',
      '１５５５６４２８８１２',
      'tel:+8615556428812;ext=1',
    ];
    await using folder = await temporaryFolder();
    await using service = await pushed(folder.path, [...written, '15556428813']);
    for (const number of [CALLEE, ...written]) {
      expect(await calleesOf(service, number), number).toEqual(written.map(() => CALLEE));
    }
    const { data } = await service.query<{ eraseNumber: object }>(ERASE, { number: '008615556428812' });
    expect(data.eraseNumber).toMatchObject({
      complete: true,
      userErrors: [],
      erased: expect.arrayContaining([
        { kind: 'CALL', count: written.length },
        { kind: 'DELIVERY', count: written.length },
      ]),
    });
    expect(await calleesOf(service, CALLEE)).toEqual([]);
    expect((await calleesOf(service, undefined)).filter(Boolean)).toEqual(['15556428813']);
  });

  test('is found and erased as a record shows the number, also where it is none', async () => {
    const odd = ['85221234567', '1555642881', 'anonymous', 'sip:alice@vendor.example', '123456'];
    await using folder = await temporaryFolder();
    await using service = await pushed(folder.path, odd);
    for (const number of odd) {
      expect(await calleesOf(service, number)).toEqual([number]);
      const { data } = await service.query<{ eraseNumber: object }>(ERASE, { number });
      expect(data.eraseNumber, number).toMatchObject({
        complete: true,
        userErrors: [],
        erased: expect.arrayContaining([
          { kind: 'CALL', count: 1 },
          { kind: 'DELIVERY', count: 1 },
        ]),
      });
    }
    expect((await calleesOf(service, undefined)).filter(Boolean)).toEqual([]);
    const { data } = await service.query<{ eraseNumber: object }>(ERASE, { number: 'nobody' });
    expect(data.eraseNumber).toMatchObject({ userErrors: [{ code: 'INVALID_NUMBER', field: ['input', 'number'] }] });
  });
});

test('a filter that is no number is refused by every list, and one that finds nothing is empty', async () => {
  await using folder = await temporaryFolder();
  await using service = await startService(folder.path, { SANDBOX: 'true' }, [ACCOUNT]);
  for (const [list, type] of Object.entries(LISTS)) {
    const document = `query ($filter: ${type}) { ${list}(first: 10, filter: $filter) { nodes { id } } }`;
    for (const number of ['', ' ', 'nobody', '1380013800', '138001380001', '%2B8613800138000']) {
      const { errors } = await service.query(document, { filter: { number } });
      expect(errors?.[0]?.extensions.code, `${list} of “${number}”`).toBe('BAD_USER_INPUT');
      expect(errors?.[0]?.message).toContain('filter.number is no telephone number');
      expect(errors?.[0]?.message).not.toContain('138');
    }
    const { data, errors } = await service.query(document, { filter: { number: '+86 138 0013 8000' } });
    expect(errors).toBeUndefined();
    expect(data).toMatchObject({ [list]: { nodes: [] } });
  }
});
