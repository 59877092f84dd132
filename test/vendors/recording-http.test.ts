import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { parseByteRange } from '../../src/domain/byte-range.ts';
import type { Fetched } from '../../src/vendors/recording-answer.ts';
import { createRecordingHttp } from '../../src/vendors/recording-http.ts';
import { always, SOUND, serve, sound, stall, startSoundHost } from '../support/sound.ts';
import { until } from '../support/until.ts';
import { fetched } from './fetched.ts';

const reasonOf = (answer: Fetched) => ('reason' in answer ? answer.reason : '');

describe('a recording', () => {
  test('is fetched whole, in the order of its bytes', async () => {
    await using host = await startSoundHost();
    const { answer, bytes } = await fetched({ hosts: [host.url] }, `${host.url}/a.wav?key=1`);
    expect(answer).toMatchObject({ kind: 'content', contentType: 'audio/wav', size: SOUND.length, span: undefined });
    expect(bytes).toEqual(SOUND);
    expect(host.asked).toEqual(['GET /a.wav?key=1']);
  });

  test.each(['bytes=0-9', 'bytes=100-', 'bytes=-5', 'bytes=199990-300000', 'bytes=70000-140000'])(
    'is fetched in part (%s) from a vendor that knows parts and from one that does not',
    async (header) => {
      await using knows = await startSoundHost();
      const whole = { 'content-type': 'audio/wav', 'content-length': String(SOUND.length) };
      await using doesNot = await startSoundHost(always(200, whole, SOUND));
      const range = parseByteRange(header);
      const one = await fetched({ hosts: [knows.url] }, knows.url, { range });
      const other = await fetched({ hosts: [doesNot.url] }, doesNot.url, { range });
      expect(knows.asked).toEqual([`GET / ${header}`]);
      if (one.answer.kind !== 'content' || other.answer.kind !== 'content') throw new Error(JSON.stringify(one.answer));
      const { span } = one.answer;
      expect(other.answer.span).toEqual(span);
      expect(one.bytes).toEqual(SOUND.subarray(span?.start, (span?.end ?? 0) + 1));
      expect(other.bytes).toEqual(one.bytes);
    },
  );

  test.each([
    ['a part beyond its end, of a vendor that knows parts', serve(SOUND)],
    [
      'a part beyond its end, of a vendor that does not',
      always(200, { 'content-type': 'audio/wav', 'content-length': '9' }, '123456789'),
    ],
  ])('%s is unsatisfiable', async (_title, how) => {
    await using host = await startSoundHost(how);
    const { answer } = await fetched({ hosts: [host.url] }, host.url, { range: { first: 200_000 } });
    expect(answer).toMatchObject({ kind: 'unsatisfiable' });
  });

  test.each([
    ['audio/mpeg; charset=binary', '/a', 'audio/mpeg'],
    ['application/octet-stream', '/a.MP3', 'audio/mpeg'],
    ['application/octet-stream', '/a', 'application/octet-stream'],
    ['binary/octet-stream', '/a.wav?x=.amr', 'audio/wav'],
    ['', '/a.amr', 'audio/amr'],
  ])('that the vendor calls “%s” at %s is %s', async (told, path, served) => {
    await using host = await startSoundHost(always(200, told ? { 'content-type': told } : {}, 'x'));
    const { answer } = await fetched({ hosts: [host.url] }, `${host.url}${path}`);
    expect(answer).toMatchObject({ kind: 'content', contentType: served });
  });

  test.each([
    ['gone', 'with 404', always(404, {}), ''],
    ['gone', 'with 410', always(410, {}), ''],
    ['refused', 'by sending on elsewhere', always(302, { location: 'http://127.0.0.1:9/' }), 'redirect'],
    ['failed', 'with 403', always(403, {}), '403'],
    ['failed', 'with 500', always(500, {}), '500'],
    ['failed', 'with a page', always(200, { 'content-type': 'text/html' }, '<script>'), 'no sound'],
    ['failed', 'with a picture', always(200, { 'content-type': 'image/svg+xml' }, '<svg>'), 'no sound'],
    [
      'failed',
      'packed',
      always(200, { 'content-type': 'audio/wav', 'content-encoding': 'gzip' }, gzipSync('x')),
      'packed',
    ],
    [
      'failed',
      'with a part that was not asked for',
      always(206, { 'content-type': 'audio/wav', 'content-range': 'bytes 0-0/9' }, 'x'),
      'part',
    ],
    ['refused', 'with too much', always(200, { 'content-type': 'audio/wav', 'content-length': '1000001' }), 'larger'],
    ['late', 'never', () => undefined, 'in time'],
    ['failed', 'by hanging up', (request: { socket: { destroy(): void } }) => request.socket.destroy(), 'fetched'],
  ] as const)('is %s where the vendor answers %s', async (kind, _how, answerer, word) => {
    await using host = await startSoundHost(answerer);
    const { answer } = await fetched({ hosts: [host.url] }, `${host.url}/13800138000.wav`);
    expect(answer.kind).toBe(kind);
    expect(reasonOf(answer)).toContain(word);
    expect(reasonOf(answer)).not.toContain('13800138000');
  });

  test('that comes too slowly is broken off', async () => {
    await using host = await startSoundHost((_request, response) => {
      response.writeHead(200, { 'content-type': 'audio/wav' });
      const drip = setInterval(() => response.write('x'), 10);
      response.once('close', () => clearInterval(drip));
    });
    const { bytes } = await fetched({ hosts: [host.url], longestFetch: 100 }, host.url);
    expect(bytes).toMatchObject({ message: expect.stringContaining('too long') });
  });

  test('that turns out too large on the way is broken off', async () => {
    await using host = await startSoundHost((_request, response) => {
      response.writeHead(200, { 'content-type': 'audio/wav' });
      response.write(sound(600_000));
      response.end(sound(600_000));
    });
    const { answer, bytes } = await fetched({ hosts: [host.url] }, host.url);
    expect(answer.kind).toBe('content');
    expect(bytes).toMatchObject({ message: expect.stringContaining('larger') });
  });

  test.each([
    [
      'shorter than its length',
      (_: unknown, response: { socket: { destroy(): void } | null } & Parameters<typeof stall>[1]) => {
        response.writeHead(200, { 'content-type': 'audio/wav', 'content-length': '100' });
        response.write('short', () => response.socket?.destroy());
      },
      undefined,
    ],
    [
      'shorter than the part it is',
      always(
        206,
        { 'content-type': 'audio/wav', 'content-range': 'bytes 0-99/100', 'transfer-encoding': 'chunked' },
        'short',
      ),
      { first: 0 },
    ],
    ['silent in the middle', stall, undefined],
  ])('that is %s ends in an error, never as if it were whole', async (_title, how, range) => {
    await using host = await startSoundHost(how);
    const { bytes } = await fetched({ hosts: [host.url] }, host.url, { range });
    expect(bytes).toBeInstanceOf(Error);
  });

  test('that is refused is let go at once, however much its vendor goes on to send', async () => {
    await using host = await startSoundHost((_request, response) => {
      response.writeHead(302, { location: 'http://127.0.0.1:9/' });
      response.write('and so on');
    });
    const http = createRecordingHttp({
      hosts: [host.url],
      allowPrivate: true,
      timeouts: { connect: 500, total: 60_000 },
    });
    const signal = new AbortController().signal;
    expect(await http.fetch(host.url, { largestBytes: 1_000_000, signal })).toMatchObject({ kind: 'refused' });
    await until('the connection to be let go', async () => host.connections() === 0);
    await http.close();
  });

  test('that is no longer wanted is let go at once', async () => {
    await using host = await startSoundHost(stall);
    const http = createRecordingHttp({
      hosts: [host.url],
      allowPrivate: true,
      timeouts: { connect: 500, total: 60_000 },
    });
    const ended = new AbortController();
    const answer = await http.fetch(host.url, { largestBytes: 1_000_000, signal: ended.signal });
    expect(answer.kind).toBe('content');
    if (answer.kind === 'content') answer.body.on('error', () => undefined);
    expect(host.connections()).toBe(1);
    ended.abort();
    await until('the connection to be let go', async () => host.connections() === 0);
    await http.close();
  });
});
