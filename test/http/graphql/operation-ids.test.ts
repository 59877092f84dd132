import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createOperationIds, type OperationIds } from '../../../src/http/graphql/operation-ids.ts';

const subscribe = (id: unknown) => JSON.stringify({ id, type: 'subscribe', payload: { query: '{ a }' } });
const complete = (id: unknown) => JSON.stringify({ id, type: 'complete' });
const next = (id: string | undefined, item: number) => JSON.stringify({ id, type: 'next', payload: { data: item } });

/** The inside id of an operation that a client begins. */
function begin(ids: OperationIds, id: string): string {
  const message = ids.incoming(subscribe(id));
  if (typeof message === 'string' || !('begins' in message)) throw new Error('The operation was not begun.');
  return message.begins ?? '';
}

test('an operation has an id of its own inside, and its client’s outside', () => {
  const ids = createOperationIds();
  const inside = begin(ids, 'watch "1"');
  expect(JSON.parse(ids.outgoing(next(inside, 7)) ?? '')).toEqual({
    id: 'watch "1"',
    type: 'next',
    payload: { data: 7 },
  });
});

test('what an operation sends after its client completed it is left out, also where the id is used again', () => {
  const ids = createOperationIds();
  const first = begin(ids, 'a');
  expect(ids.incoming(complete('a'))).toEqual({ text: complete(first) });
  const second = begin(ids, 'a');
  expect(ids.outgoing(next(first, 1))).toBeUndefined();
  expect(ids.outgoing(complete(first))).toBeUndefined();
  expect(JSON.parse(ids.outgoing(next(second, 2)) ?? '')).toMatchObject({ id: 'a', payload: { data: 2 } });
});

test('an id is free again once its operation was ended by the service, with or without an error', () => {
  for (const end of ['complete', 'error']) {
    const ids = createOperationIds();
    const inside = begin(ids, 'a');
    expect(ids.outgoing(JSON.stringify({ id: inside, type: end }))).toBe(JSON.stringify({ id: 'a', type: end }));
    expect(begin(ids, 'a')).not.toBe(inside);
  }
});

test('a second operation under an id in use is none, and the end of an unknown one is nothing', () => {
  const ids = createOperationIds();
  const inside = begin(ids, 'a');
  expect(ids.incoming(subscribe('a'))).toEqual({
    close: { code: 4409, reason: 'Subscriber for a already exists' },
  });
  // An inside id is no client's.
  expect(ids.incoming(complete(inside))).toBe('drop');
  expect(ids.end(inside)).toBe('a');
  expect(ids.end(inside)).toBeUndefined();
});

test.each(['', '{', 'null', '7', '[]', '"subscribe"', '{"type":"ping"}', subscribe(''), subscribe(7), complete(null)])(
  'a message that is about no operation is handed on as it came: %s',
  (text) => {
    expect(createOperationIds().incoming(text)).toEqual({ text });
  },
);

test('whatever the order of beginnings, ends and events, each client gets its own events, once, and no others', () => {
  const step = fc.record({
    id: fc.constantFrom('a', 'b', '1', '2'),
    what: fc.constantFrom('subscribe', 'complete', 'next'),
  });
  fc.assert(
    fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
      const ids = createOperationIds();
      const open = new Map<string, string>();
      const ended: string[] = [];
      steps.forEach(({ id, what }, item) => {
        const inside = open.get(id);
        if (what === 'subscribe' && inside === undefined) open.set(id, begin(ids, id));
        if (what === 'complete' && inside !== undefined) {
          ids.incoming(complete(id));
          open.delete(id);
          ended.push(inside);
        }
        for (const over of ended) expect(ids.outgoing(next(over, item))).toBeUndefined();
        for (const [given, own] of open) {
          expect(JSON.parse(ids.outgoing(next(own, item)) ?? '{}')).toMatchObject({
            id: given,
            payload: { data: item },
          });
        }
      });
    }),
  );
});

test.each(['connection_ack', 'next', 'error'])('a message that only a server sends (%s) closes the socket', (type) => {
  const ids = createOperationIds();
  const expected = { close: { code: 4400, reason: 'Only a server sends such messages' } };
  expect(ids.incoming(JSON.stringify({ id: '1', type, payload: {} }))).toEqual(expected);
});
