import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Binding, BindingTerms } from '../../../src/domain/binding.ts';
import { bindAxb, bindTransfer } from '../../../src/vendors/interline/bindings.ts';
import { authorization, signature } from '../../../src/vendors/interline/client.ts';
import { interline } from '../../../src/vendors/interline/index.ts';
import { release } from '../../../src/vendors/interline/release.ts';
import type { BindOrder, VendorAccount, VendorAnswer } from '../../../src/vendors/vendor.ts';

const account: VendorAccount<{ devid: string; authKey: string; appid: string }> = {
  id: 'acct_1',
  vendor: 'INTERLINE',
  baseUrl: 'https://interline.example',
  credentials: { devid: '10000000', authKey: 'key', appid: 'app&1' },
  services: undefined,
  callbackUrl: () => 'https://ours.example/callbacks',
};
const TOKEN = 'bnd0190f3a1b2c3d4e5f60718293a4b5c6d';
// The time of the document's example (2.1).
const NOW = 1622020210513;

const order = (terms: BindingTerms): BindOrder => ({ mode: 'AXB', terms, token: TOKEN });
const terms = { numberX: '17100000001', numberA: '13800000001', numberB: '13800000002', lifetimeSeconds: 100 };
const binding = (more: Partial<Binding>): { binding: Binding } => ({
  binding: {
    id: 'bnd_1',
    accountId: 'acct_1',
    vendor: 'INTERLINE',
    mode: 'AXB',
    status: 'ACTIVE',
    terms,
    revision: 1,
    createdAt: 0,
    updatedAt: 0,
    ...more,
  },
});
const answer = (body: unknown, status = 200): VendorAnswer => ({
  status,
  contentType: 'application/json',
  body: Buffer.from(typeof body === 'string' ? body : JSON.stringify(body)),
});

describe('the Keytime signature', () => {
  test('is characters 24 to 39 of the sha256 of key and time', () => {
    // printf 'key1622020210513' | sha256sum | cut -c25-40
    expect(signature('key', NOW)).toBe('d953ed7cb0cd207f');
  });

  test('stands behind devid and time, as the document prints it', () => {
    expect(authorization(account.credentials, NOW)).toMatch(/^Keytime 10000000,1622020210513,[0-9a-f]{16}$/);
  });
});

describe('what goes over the wire', () => {
  test('a form is encoded once', () => {
    const { body } = bindAxb.request(account, order({ ...terms, announcements: { whenBCalls: '50%2C+1' } }), NOW);
    expect(body).toContain('appid=app%261&');
    expect(body).toContain('anucode=50%252C%2B1%2C%2C&');
  });

  test('a number abroad keeps its plus sign in a path', () => {
    expect(bindTransfer.request(account, order({ ...terms, numberX: '+85221234567' }), NOW).url).toBe(
      'https://interline.example/igw/service/uc/interline/%2B85221234567/transfer',
    );
  });

  test('parameters of a release stand in the address, and nowhere else', () => {
    expect(release.request(account, binding({ vendorBindingId: 'sub/1' }), NOW)).toEqual({
      method: 'DELETE',
      url: 'https://interline.example/igw/service/uc/interline?appid=app%261&subid=sub%2F1',
      headers: { authorization: expect.stringMatching(/^Keytime /) },
    });
  });

  test.each([
    [true, undefined, '0,1'],
    [undefined, true, '1,0'],
    [true, true, '1,1'],
    [false, false, '0,0'],
    [undefined, undefined, null],
  ])('showing callers to A %s and to B %s is display %s', (showCallerToA, showCallerToB, display) => {
    const shown = {
      ...(showCallerToA === undefined ? {} : { showCallerToA }),
      ...(showCallerToB === undefined ? {} : { showCallerToB }),
    };
    const { body } = bindAxb.request(account, order({ ...terms, ...shown }), NOW);
    expect(new URLSearchParams(body).get('display')).toBe(display);
  });

  test('userData is our token again, whatever the token', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (token) => {
        const { body } = bindAxb.request(account, { ...order(terms), token }, NOW);
        const sent = new URLSearchParams(body).get('userData') ?? '';
        expect(Buffer.from(sent, 'base64').toString('utf8')).toBe(Buffer.from(token).toString('utf8'));
      }),
    );
  });

  test('a request is the same one when it is repeated, so that the vendor can tell', () => {
    expect(bindAxb.request(account, order(terms), NOW).body).toBe(bindAxb.request(account, order(terms), NOW + 1).body);
    for (const operation of Object.values(interline.operations)) expect(operation.repeatable).toBe(true);
  });
});

describe('the bounds of a binding', () => {
  const faultsOf = (changes: BindingTerms) => bindAxb.check?.(order({ ...terms, ...changes })) ?? [];
  const fieldsOf = (changes: BindingTerms) => faultsOf(changes).map(({ field }) => field.join('.'));

  test('ordinary terms have no fault', () => {
    expect(faultsOf({ announcements: { whenACalls: '1', afterAnswer: ['1', '2'] } })).toEqual([]);
    expect(bindTransfer.check?.(order({ numberX: terms.numberX, numberA: terms.numberA }))).toEqual([]);
  });

  test('a number has at most 24 bytes', () => {
    expect(faultsOf({ numberA: '1'.repeat(24) })).toEqual([]);
    expect(faultsOf({ numberA: '1'.repeat(25), numberB: '号'.repeat(9) })).toMatchObject([
      { field: ['numberA'], code: 'INVALID_NUMBER' },
      { field: ['numberB'], code: 'INVALID_NUMBER' },
    ]);
  });

  test.each([0, -1, 1.5, Number.NaN, Number.POSITIVE_INFINITY])(
    'a lifetime of %s seconds is none',
    (lifetimeSeconds) => {
      expect(fieldsOf({ lifetimeSeconds })).toEqual(['lifetimeSeconds']);
      expect(bindTransfer.check?.(order({ ...terms, lifetimeSeconds }))).toHaveLength(1);
    },
  );

  test('an announcement id with a comma would be two', () => {
    expect(fieldsOf({ announcements: { whenBCalls: '1,2', whenACalls: '', afterAnswer: ['1', '2,3'] } })).toEqual([
      'announcements.whenBCalls',
      'announcements.whenACalls',
      'announcements.afterAnswer.1',
    ]);
  });

  test('one or two announcements are played after the answer', () => {
    expect(fieldsOf({ announcements: { afterAnswer: [] } })).toEqual(['announcements.afterAnswer']);
    expect(fieldsOf({ announcements: { afterAnswer: ['1', '2', '3'] } })).toEqual(['announcements.afterAnswer']);
  });

  test('a binding whose subid is not known cannot be released, and a transfer needs none', () => {
    expect(release.check?.(binding({}))).toMatchObject([
      { field: ['bindingId'], code: 'CONFLICT', message: expect.stringContaining('first report') },
    ]);
    expect(release.check?.(binding({ vendorBindingId: 'sub-1' }))).toEqual([]);
    expect(release.check?.(binding({ mode: 'TRANSFER' }))).toEqual([]);
  });

  test('a lifetime is required for a pair and optional for a transfer', () => {
    expect(bindAxb.options.lifetimeSeconds).toBe('required');
    expect(bindTransfer.options.lifetimeSeconds).toBe('optional');
    expect(bindTransfer.options).not.toHaveProperty('showCallerToB');
  });
});

describe('what an answer means', () => {
  const read = (reply: VendorAnswer) => bindAxb.read(reply, order(terms));

  test('error may come as text, and a subid as a number', () => {
    expect(read(answer({ error: ' 0 ', subid: 42 }))).toEqual({ kind: 'Accepted', reply: { vendorBindingId: '42' } });
  });

  test('a binding without a subid is accepted all the same', () => {
    expect(read(answer({ error: 0, subid: null }))).toEqual({ kind: 'Accepted', reply: {} });
  });

  test('a repeated request whose answer is not given again may have been executed', () => {
    expect(read(answer({ error: 1004, reason: '重复提交' }))).toEqual({
      kind: 'Unknown',
      about: 'CONFLICT',
      failure: {
        code: 'OUTCOME_UNKNOWN',
        message: expect.stringContaining('most likely exists'),
        vendor: { code: '1004', message: '重复提交' },
      },
    });
  });

  test('a repeated request that is given its subid again was executed', () => {
    expect(read(answer({ error: 1004, subid: 'sub-1' }))).toEqual({
      kind: 'Accepted',
      reply: { vendorBindingId: 'sub-1' },
    });
  });

  test.each(['', '认证失败', '{"error":1101,"reason":"账号认证失败"}'])(
    'HTTP 401 with the body “%s” proves that nothing was executed',
    (body) => {
      expect(read(answer(body, 401))).toMatchObject({
        kind: 'Rejected',
        failure: { code: 'AUTHENTICATION', message: expect.stringContaining('clock'), vendor: { code: '401' } },
      });
    },
  );

  test('success under another HTTP status than 200 proves nothing', () => {
    expect(read(answer({ error: 0, subid: 'sub-1' }, 503))).toMatchObject({
      kind: 'Unknown',
      failure: { code: 'OUTCOME_UNKNOWN', vendor: { code: 'HTTP 503' } },
    });
  });

  test.each([1200, 1300])('a release that is answered %i has what it wanted', (error) => {
    const released = release.read(answer({ error }), binding({}));
    expect(released).toEqual({ kind: 'Accepted', reply: {} });
    expect(read(answer({ error })).kind).toBe('Rejected');
  });

  test.each([
    [0, 'TRIAL'],
    ['1', 'ACTIVE'],
    [2, 'SUSPENDED'],
    [3, 'CLOSED'],
    [9, undefined],
    ['constructor', undefined],
    [undefined, undefined],
  ])('account state %s is %s', (state, ours) => {
    const outcome = interline.operations.refreshAccount?.read(answer({ error: 0, state, balance: -3.25 }), {});
    expect(outcome).toEqual({ kind: 'Accepted', reply: { balance: '-3.25', ...(ours ? { state: ours } : {}) } });
  });

  test('reading never throws, whatever comes', () => {
    const operations = Object.values(interline.operations);
    fc.assert(
      fc.property(fc.oneof(fc.json(), fc.string()), fc.integer({ min: 100, max: 599 }), (body, status) => {
        for (const operation of operations) {
          const { kind } = operation.read(answer(body, status), binding({}) as never);
          expect(['Accepted', 'Rejected', 'Unknown']).toContain(kind);
        }
      }),
    );
  });
});
