import { createServer } from 'node:net';
import { describe, expect, test } from 'vitest';
import { jsonReply, type SimulatorReply } from '../../src/sandbox/exchange.ts';
import { leavesOpen } from '../../src/vendors/codes.ts';
import type { BindOrder, Decoded, OperationName, Push } from '../../src/vendors/vendor.ts';
import { describeDeclaredOptions } from './declared-options.ts';
import { openBench } from './harness.ts';
import { parametersOf } from './parameters.ts';
import { describeSpoiledFields } from './spoiled-fields.ts';
import type { OperationContract, VendorContract } from './vendor-contract.ts';

/** Runs everything that every vendor's adapter must hold over one vendor, against its simulator over real HTTP. */
export function describeVendor(contract: VendorContract): void {
  describe(contract.module.vendor, () => {
    const open = () => openBench(contract.module, contract.model, contract.credentials);
    const [first] = contract.operations as [OperationContract, ...OperationContract[]];
    const rows = [
      ...new Map(contract.module.codes.flatMap((table) => table.rows).map((row) => [row.code + row.text, row])),
    ].map(([, row]) => row);

    test('has a contract for every operation it offers', () => {
      const tested = new Set(contract.operations.map(({ operation }) => operation));
      expect([...tested].sort()).toEqual(Object.keys(contract.module.operations).sort());
    });

    test.each(contract.operations.map((operation) => [operation.title, operation] as const))(
      '%s is accepted, in exactly the documented form',
      async (_title, { operation, order, before = [], wire, reply }) => {
        await using bench = await open();
        for (const step of before)
          expect(await bench.send(step.operation, step.order)).toMatchObject({ kind: 'Accepted' });

        const outcome = await bench.send(operation, order);

        expect(outcome).toMatchObject({ kind: 'Accepted', ...(reply ? { reply } : {}) });
        const sent = bench.simulator.recorded.at(-1)?.request;
        expect(sent?.method).toBe(wire.method);
        expect(sent?.path).toMatch(wire.path);
        if (wire.contentType) expect(sent?.headers['content-type']).toBe(wire.contentType);
        const parameters = parametersOf(sent?.body ?? '', sent?.query ?? new URLSearchParams());
        expect(Object.keys(parameters).sort()).toEqual(Object.keys(wire.parameters).sort());
        for (const [name, value] of Object.entries(wire.parameters)) {
          if (value instanceof RegExp) expect(String(parameters[name])).toMatch(value);
          else expect(parameters[name]).toEqual(value);
        }
      },
    );

    const binds = contract.operations.filter(({ operation }) => /^create.*Binding$/.test(operation));
    test.each(binds.map((each) => [each.title, each] as const))(
      '%s carries our token out in a field or an address, so that its first call finds it where the answer was lost',
      async (_title, { operation, order, before = [] }) => {
        await using bench = await open();
        for (const step of before) await bench.send(step.operation, step.order);
        await bench.send(operation, order);
        const { body = '', query = new URLSearchParams() } = bench.simulator.recorded.at(-1)?.request ?? {};
        const { token } = order as BindOrder;
        const carried = Object.values(parametersOf(body, query)).some((value) => carriesToken(String(value), token));
        expect(carried).toBe(!contract.withoutToken?.includes(operation));
      },
    );

    test('a code leaves the fate of a request open only where its meaning does not exclude an execution', () => {
      const open_ = rows.filter(({ proves }) => proves === 'NOTHING').map(({ code }) => code);
      expect([...new Set(open_)].sort()).toEqual([...contract.open].sort());
    });

    describe.each(operationsOf(contract))('%s', (operation, order) => {
      test.each(rows.map((row) => [`${row.code} ${row.text}`, row] as const))(
        'answered with %s has the outcome that the row says, and keeps the vendor’s words',
        async (_title, row) => {
          await using bench = await open();
          bench.simulator.inject({ kind: 'reply', when: 'before', reply: contract.refusal.reply(row) });

          const outcome = await bench.send(operation, order);

          if (operation === 'releaseBinding' && contract.goneAlready?.has(row.code)) {
            expect(outcome).toEqual({ kind: 'Accepted', reply: {} });
            return;
          }
          const vendor = { code: row.code, message: expect.stringContaining(row.text) };
          const open_ = row.category === 'UNKNOWN' ? 'UNKNOWN' : 'OUTCOME_UNKNOWN';
          expect(outcome).toMatchObject(
            row.proves === 'REFUSED'
              ? { kind: 'Rejected', failure: { code: row.category, vendor } }
              : { kind: 'Unknown', about: row.category, failure: { code: open_, vendor } },
          );
        },
      );

      test('is open after every answer that is no answer of the vendor’s own', async () => {
        await using bench = await open();
        for (const reply of FOREIGN_ANSWERS) {
          if (reply.status === contract.refusingStatus) continue;
          bench.simulator.inject({ kind: 'reply', when: 'before', reply });
          expect((await bench.send(operation, order)).kind, JSON.stringify(reply)).toBe('Unknown');
        }
      });
    });

    test('a code that no table lists leaves the fate open and keeps its raw value', async () => {
      await using bench = await open();
      const strange = leavesOpen('987654', '从未见过', 'never seen', 'UNKNOWN');
      bench.simulator.inject({ kind: 'reply', when: 'before', reply: contract.refusal.reply(strange) });

      const outcome = await bench.send(contract.refusal.operation, orderOf(contract));

      expect(outcome).toMatchObject({ kind: 'Unknown', failure: { code: 'UNKNOWN', vendor: { code: '987654' } } });
    });

    test.each(contract.codeTables.map((table) => [table.name, table] as const))(
      'the table %s lists every code of the document',
      (_name, { rows, documented }) => {
        const known = new Set(rows.map(({ code }) => code));
        expect(documented.filter((code) => !known.has(code))).toEqual([]);
        expect(documented.length).toBeGreaterThan(0);
      },
    );

    test.each([
      ['an HTML error page', { status: 502, contentType: 'text/html', body: '<html><h1>Bad Gateway</h1></html>' }],
      ['an empty body', { status: 200, contentType: 'application/json', body: '' }],
      ['half a body', { status: 200, contentType: 'application/json', body: '{"result":"0000' }],
      ['a JSON value of another shape', { status: 200, contentType: 'application/json', body: '[1,2]' }],
    ])('%s leaves the fate of the request open', async (_title, reply) => {
      await using bench = await open();
      bench.simulator.inject({ kind: 'reply', when: 'after', reply });

      expect(await bench.send(first.operation, first.order)).toMatchObject({
        kind: 'Unknown',
        failure: { code: 'OUTCOME_UNKNOWN' },
      });
    });

    test('an answer with the wrong content type is read all the same', async () => {
      await using bench = await open();
      const real = await bench.send(first.operation, first.order);
      const body = bench.simulator.recorded.at(-1)?.reply?.body ?? '';
      bench.simulator.inject({ kind: 'reply', when: 'before', reply: { status: 200, contentType: 'text/html', body } });

      expect((await bench.send(first.operation, first.order)).kind).toBe(real.kind);
    });

    test.each(['silence', 'reset'] as const)('a connection lost to %s leaves the fate open', async (kind) => {
      await using bench = await open();
      bench.simulator.inject({ kind, when: 'after' });
      const started = performance.now();

      const outcome = await bench.send(first.operation, first.order);

      expect(outcome).toMatchObject({ kind: 'Unknown', failure: { code: 'OUTCOME_UNKNOWN' } });
      // The harness allows a second in all.
      expect(performance.now() - started).toBeLessThan(2_000);
    });

    test('a refused connection proves that nothing was sent', async () => {
      await using bench = await open();
      const outcome = await bench.send(first.operation, first.order, `http://127.0.0.1:${await closedPort()}`);
      expect(outcome).toMatchObject({ kind: 'Rejected', failure: { code: 'VENDOR_UNAVAILABLE' } });
    });

    // A vendor whose document names no window has none to be outside of.
    test.each(contract.window ? [contract.window] : [])(
      'a request is signed for its own time, and refused outside the documented window',
      async ({ milliseconds, code }) => {
        await using bench = await open();
        for (const skew of [milliseconds - 10_000, 10_000 - milliseconds]) {
          bench.skew(skew);
          const outcome = await bench.send(first.operation, first.order);
          expect(outcome.kind === 'Accepted' || outcome.failure.code !== code).toBe(true);
        }
        for (const skew of [milliseconds + 10_000, -10_000 - milliseconds]) {
          bench.skew(skew);
          expect(await bench.send(first.operation, first.order)).toMatchObject({ kind: 'Rejected', failure: { code } });
        }
      },
    );

    test.each(contract.pushes.map((each) => [each.title, each] as const))(
      'the push %s is decoded',
      async (_title, each) => {
        await using bench = await open();
        expect(contract.module.callbacks.decode(each.push, bench.account)).toEqual(each.decoded);
      },
    );

    test.each(contract.pushes.filter(({ push, decoded }) => numbersIn(push, decoded).length > 0))(
      'the push $title names the same people where it writes their numbers with the country code',
      async ({ push, decoded }) => {
        await using bench = await open();
        const body = numbersIn(push, decoded).reduce(
          (text, number) => text.replaceAll(number, `86${number.replace(/^0/, '')}`),
          push.body.toString(),
        );
        expect(contract.module.callbacks.decode({ ...push, body: Buffer.from(body) }, bench.account)).toEqual(
          contract.module.callbacks.decode(push, bench.account),
        );
      },
    );

    test.each([
      ['empty', ''],
      ['not text', '\u0000\uffff\u0001'],
      ['HTML', '<html></html>'],
      ['an empty object', '{}'],
      ['a number', '42'],
      ['null', 'null'],
      ['a deep list', `${'['.repeat(5_000)}${']'.repeat(5_000)}`],
    ])('a push that is %s is unreadable with a reason, and throws nothing', async (_title, body) => {
      await using bench = await open();
      for (const kind of [undefined, ...contract.module.callbacks.kinds]) {
        const decoded = contract.module.callbacks.decode({ kind, headers: {}, body: Buffer.from(body) }, bench.account);
        for (const item of decoded) expect(item).toEqual({ unreadable: expect.stringMatching(/\S/) });
        expect(decoded.length).toBeGreaterThan(0);
      }
    });

    describeDeclaredOptions(contract);

    describeSpoiledFields(contract);

    test('a push is acknowledged as the document asks', () => {
      if (contract.acknowledgement) expect(contract.module.callbacks.acknowledgement).toEqual(contract.acknowledgement);
    });
  });
}

/** Each operation once, with an order for it. */
function operationsOf({ operations }: VendorContract): [OperationName, unknown][] {
  return [...new Map(operations.toReversed().map(({ operation, order }) => [operation, order]))];
}

/** What gateways, proxies and frameworks in front of a vendor answer in its place. */
const FOREIGN_ANSWERS: readonly SimulatorReply[] = [
  ...[200, 204, 302, 400, 401, 403, 404, 413, 429, 500, 502, 503, 504].flatMap((status) => [
    { status, contentType: 'text/html', body: status === 204 ? '' : '<html><h1>nginx</h1></html>' },
    { status, contentType: 'application/json', body: '' },
    jsonReply(status === 204 ? '' : { message: 'no Route matched with those values' }, status),
  ]),
  jsonReply({ timestamp: 1, status: 503, error: 'Service Unavailable', path: '/' }, 503),
  jsonReply({ code: 'Throttling.User', message: 'Request was denied due to user flow control.' }, 429),
  jsonReply({ code: 503, msg: 'Service Unavailable' }, 503),
  jsonReply({ Error: { Code: 'ThrottlingException', Message: 'Rate exceeded' } }, 429),
  jsonReply({ result: '500', message: 'Internal Server Error' }, 500),
  jsonReply('accepted'),
  jsonReply(null),
  jsonReply([]),
];

const NUMBER = /"(?:caller|callee|numberX|recipient|displayedNumber|from|to)":"(1[3-9]\d{9}|0\d{9,11})"/g;

/** The numbers of the mainland that a push is decoded to, as far as its bytes show them. */
function numbersIn({ body }: Push, decoded: readonly Decoded[]): string[] {
  const numbers = [...JSON.stringify(decoded).matchAll(NUMBER)].map(([, number = '']) => number);
  return [...new Set(numbers)].filter((number) => body.includes(number));
}

function orderOf(contract: VendorContract): unknown {
  return contract.operations.find(({ operation }) => operation === contract.refusal.operation)?.order;
}

/** Whether a parameter is our token, in base64 say, or an address with it. */
function carriesToken(value: string, token: string): boolean {
  const inAddress = URL.canParse(value) ? new URL(value).searchParams.get('token') : undefined;
  return [value, inAddress, Buffer.from(value, 'base64').toString('utf8')].includes(token);
}

/** A port that nothing listens on: it was ours a moment ago. */
async function closedPort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  return typeof address === 'object' && address ? address.port : 9;
}
