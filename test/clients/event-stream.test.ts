import { array, assert, asyncProperty, nat, string } from 'fast-check';
import { expect, test } from 'vitest';
import { answersIn } from '../../clients/watch/dist/event-stream.js';

const cut = (bytes: Uint8Array, places: readonly number[]) => {
  const ends = [...places.map((place) => place % (bytes.length + 1)), bytes.length].sort((a, b) => a - b);
  return ends.map((end, index) => bytes.slice(ends[index - 1] ?? 0, end));
};

test('events are read wherever the stream is cut into chunks, with comments between them', async () => {
  await assert(
    asyncProperty(array(string({ unit: 'grapheme' })), array(nat()), async (texts, places) => {
      const events = texts.map((text) => `:\n\nevent: next\ndata: ${JSON.stringify({ data: { text } })}\n\n`);
      const bytes = new TextEncoder().encode(`${events.join('')}event: complete\ndata:\n\n`);
      const body = new ReadableStream({
        start: (controller) => {
          for (const chunk of cut(bytes, places)) controller.enqueue(chunk);
          controller.close();
        },
      });
      const read: unknown[] = [];
      for await (const { data } of answersIn(body, 1_000)) read.push((data as { text: string }).text);
      expect(read).toEqual(texts);
    }),
  );
});

test('a stream that ends without being completed, or brings nothing for too long, is lost', async () => {
  const taken = async (body: ReadableStream) => {
    for await (const _answer of answersIn(body, 20)) expect.unreachable();
  };
  await expect(taken(new Blob([]).stream())).rejects.toThrow('ended without being completed');
  await expect(taken(new ReadableStream())).rejects.toThrow('Nothing came for 20 ms');
});
