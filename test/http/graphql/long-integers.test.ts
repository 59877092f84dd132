import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseKeepingIntegers } from '../../../src/http/graphql/long-integers.ts';
import { BIND } from '../../support/documents.ts';
import { startService, temporaryFolder } from '../../support/service.ts';
import { openSocket } from '../../support/socket.ts';

test('an integer that JavaScript would round is read as its text, and every other value as it is', () => {
  expect(parseKeepingIntegers('{"a":12345678901234567890,"b":[-9007199254740993,9007199254740991]}')).toEqual({
    a: '12345678901234567890',
    b: ['-9007199254740993', 9_007_199_254_740_991],
  });
  expect(parseKeepingIntegers('{"a":0.30000000000000004,"b":"12345678901234567890","c":1e300}')).toEqual({
    a: 0.1 + 0.2,
    b: '12345678901234567890',
    c: 1e300,
  });
  fc.assert(
    fc.property(fc.bigInt(), (value) => {
      expect(String(parseKeepingIntegers(String(value)))).toBe(String(value));
    }),
  );
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      const text = JSON.stringify(value);
      if (!/\d{16}/.test(text)) expect(parseKeepingIntegers(text)).toEqual(JSON.parse(text));
    }),
  );
});

test('a long integer in a request keeps its digits, over HTTP and over a socket', async () => {
  await using folder = await temporaryFolder();
  await using service = await startService(folder.path);
  const query = BIND.replace('binding { id', 'binding { metadata id');
  const bodyOf = (key: string) =>
    JSON.stringify({
      query,
      variables: {
        input: { idempotencyKey: key, numberA: '13800138000', numberB: '13900139000', metadata: { order: 7 } },
      },
    }).replace('"order":7', '"order":12345678901234567890');
  const metadata = { order: '12345678901234567890' };
  const response = await fetch(`${service.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: bodyOf('k1'),
  });
  expect(await response.json()).toMatchObject({ data: { createAxbBinding: { binding: { metadata } } } });

  const search = new URLSearchParams({
    query: 'query ($id: ID!) { _entities(representations: [{ __typename: "Call", id: $id }]) { __typename } }',
    variables: '{"id":12345678901234567890}',
  });
  const headers = { 'apollo-require-preflight': '1' };
  const got = await fetch(`${service.url}/graphql?${search}`, { headers });
  expect(await got.json()).toEqual({ data: { _entities: [null] } });

  using socket = await openSocket(service.url);
  const answered = Promise.withResolvers<unknown>();
  socket.listen((message) => message.type === 'next' && answered.resolve(message.payload));
  socket.sendText(`{"id":"1","type":"subscribe","payload":${bodyOf('k2')}}`);
  expect(await answered.promise).toMatchObject({ data: { createAxbBinding: { binding: { metadata } } } });
});
