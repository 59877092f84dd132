import type { LookupFunction } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { describe, expect, test } from 'vitest';
import { createRecordingHttp } from '../../src/vendors/recording-http.ts';
import { always, SOUND, serve, startSoundHost } from '../support/sound.ts';
import { fetched, RECORDING_TIMEOUTS } from './fetched.ts';

const LOCAL = { allowPrivate: false };

describe('an address in a private network', () => {
  test.each(['127.0.0.1', '2130706433', '0x7f.1', '[::1]', '[::ffff:127.0.0.1]', 'localhost'])(
    'is never connected to as %s, unless the account allows it',
    async (name) => {
      await using host = await startSoundHost();
      const url = `http://${name}:${host.port}/a.wav`;
      const hosts = [new URL(url).origin];
      const { answer } = await fetched({ hosts, ...LOCAL }, url);
      expect(answer).toMatchObject({ kind: 'refused', reason: expect.stringContaining('private network') });
      expect(host.asked).toEqual([]);
      if (name === '127.0.0.1') expect((await fetched({ hosts }, url)).answer.kind).toBe('content');
    },
  );

  /** A name server that gives other answers from time to time. */
  const lookupOf = (...answers: string[][]): LookupFunction => {
    let asked = 0;
    return (_name, options, callback) => {
      const addresses = (answers[Math.min(asked++, answers.length - 1)] ?? []).map((address) => ({
        address,
        family: 4,
      }));
      if (options.all) callback(null, addresses);
      else callback(null, addresses[0]?.address ?? '', 4);
    };
  };
  // Both are loopback addresses of this machine; one of them stands for the whole internet.
  const isPublic = (address: string) => address === '127.0.0.2';

  test('is not connected to where its name led elsewhere before', async () => {
    await using outside = await startSoundHost(
      always(200, { 'content-type': 'audio/wav', connection: 'close' }, 'x'),
      '127.0.0.2',
    );
    await using inside = await startSoundHost(serve(SOUND), '127.0.0.1', outside.port);
    const origin = `http://rec.example.com:${outside.port}`;
    const lookup = lookupOf(['127.0.0.2'], ['127.0.0.1']);
    const http = createRecordingHttp({ hosts: [origin], ...LOCAL, timeouts: RECORDING_TIMEOUTS, lookup, isPublic });
    const options = { largestBytes: 1_000_000, signal: new AbortController().signal };
    const first = await http.fetch(`${origin}/a.wav`, options);
    expect(first.kind === 'content' && (await buffer(first.body)).toString()).toBe('x');
    expect((await http.fetch(`${origin}/a.wav`, options)).kind).toBe('refused');
    expect(inside.asked).toEqual([]);
    await http.close();
  });

  test('among several of a name refuses them all', async () => {
    await using outside = await startSoundHost(serve(SOUND), '127.0.0.2');
    const origin = `http://rec.example.com:${outside.port}`;
    const lookup = lookupOf(['127.0.0.2', '127.0.0.1']);
    const { answer } = await fetched({ hosts: [origin], ...LOCAL, lookup, isPublic }, `${origin}/a.wav`);
    expect(answer.kind).toBe('refused');
    expect(outside.asked).toEqual([]);
  });

  test('is asked for once a connection: what was checked is what is connected to', async () => {
    await using outside = await startSoundHost(serve(SOUND), '127.0.0.2');
    const origin = `http://rec.example.com:${outside.port}`;
    const lookup = lookupOf(['127.0.0.2'], ['127.0.0.1']);
    const { answer, bytes } = await fetched({ hosts: [origin], ...LOCAL, lookup, isPublic }, `${origin}/a.wav`);
    expect(answer.kind).toBe('content');
    expect(bytes).toEqual(SOUND);
  });
});
