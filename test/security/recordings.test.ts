import { readdir } from 'node:fs/promises';
import { get, type IncomingMessage } from 'node:http';
import { expect, test } from 'vitest';
import { startRecordedService } from '../support/recorded-call.ts';
import { shared } from '../support/shared.ts';
import { type Answer, always, SOUND, serve, stall } from '../support/sound.ts';
import { until } from '../support/until.ts';

const running = shared(startRecordedService);

const bytesOf = async (response: Response) => Buffer.from(await response.arrayBuffer());

test('a recording is heard by its address, whole and in part, and is not for keeping', async () => {
  const bench = running();
  bench.host.answer(serve(SOUND));
  const id = await bench.callWith(`${bench.host.url}/13800138000.wav`);
  const link = await bench.linkOf(id);
  expect(link.startsWith(`${bench.service.url}/recordings/${id}?expires=`)).toBe(true);

  const whole = await fetch(link);
  expect(whole.status).toBe(200);
  expect(await bytesOf(whole)).toEqual(SOUND);
  expect(Object.fromEntries(whole.headers)).toMatchObject({
    'content-type': 'audio/wav',
    'content-length': String(SOUND.length),
    'accept-ranges': 'bytes',
    'cache-control': 'private, no-store',
    'referrer-policy': 'no-referrer',
    'x-content-type-options': 'nosniff',
    'cross-origin-resource-policy': 'cross-origin',
    'content-disposition': `inline; filename="${id}.wav"`,
  });

  const part = await fetch(link, { headers: { range: 'bytes=1000-1999' } });
  expect([part.status, part.headers.get('content-range')]).toEqual([206, `bytes 1000-1999/${SOUND.length}`]);
  expect(await bytesOf(part)).toEqual(SOUND.subarray(1_000, 2_000));
  const beyond = await fetch(link, { headers: { range: `bytes=${SOUND.length}-` } });
  expect([beyond.status, beyond.headers.get('content-range')]).toEqual([416, `bytes */${SOUND.length}`]);
  for (const headers of [
    { range: 'bytes=0-1,5-6' },
    { range: 'lines=1-2' },
    { range: 'bytes=0-1', 'if-range': '"v1"' },
  ]) {
    const all = await fetch(link, { headers });
    expect([all.status, (await bytesOf(all)).length]).toEqual([200, SOUND.length]);
  }
});

test('HEAD tells of a recording without fetching it to its end', async () => {
  const bench = running();
  bench.host.answer(stall);
  const link = await bench.linkOf(await bench.callWith(`${bench.host.url}/a.wav`));
  const head = await fetch(link, { method: 'HEAD', headers: { range: 'bytes=0-9' } });
  expect(head.status).toBe(200);
  expect(head.headers.get('content-length')).toBe(String(SOUND.length));
  expect((await bytesOf(head)).length).toBe(0);
  await until('the vendor’s connection to be let go', async () => bench.host.connections() === 0);
});

test('a changed address is unknown, an expired one is gone, and the vendor is asked for neither', async () => {
  await using bench = await startRecordedService(undefined, serve(SOUND), { RECORDING_URL_SECONDS: '2' });
  const [id, other] = [
    await bench.callWith(`${bench.host.url}/a.wav`),
    await bench.callWith(`${bench.host.url}/b.wav`),
  ];
  const link = new URL(await bench.linkOf(id));
  const changed = (change: (url: URL) => void) => {
    const url = new URL(link);
    change(url);
    return url;
  };
  const forged = [
    changed((url) => url.searchParams.set('expires', String(Number(url.searchParams.get('expires')) + 60))),
    changed((url) => url.searchParams.set('signature', 'A'.repeat(43))),
    changed((url) => url.searchParams.append('signature', 'x')),
    changed((url) => url.searchParams.delete('signature')),
    changed((url) => url.searchParams.delete('expires')),
    changed((url) => (url.pathname = url.pathname.replace(id, other))),
    changed((url) => (url.pathname += '/voice-reply')),
    changed((url) => (url.search = '')),
  ];
  for (const url of forged) {
    const answer = await fetch(url);
    expect([answer.status, answer.headers.get('cache-control')], url.href).toEqual([404, 'private, no-store']);
  }
  const gone = await until('the address to expire', async () => {
    const answer = await fetch(link, { method: 'HEAD' });
    return answer.status === 410 && answer;
  });
  expect(gone.headers.get('content-type')).toContain('text/plain');
  expect(await (await fetch(link)).text()).toMatch(/expired/);
  expect((await fetch(forged[1] as URL)).status).toBe(404);
  expect(bench.host.asked.filter((asked) => asked.includes('/b.wav'))).toEqual([]);
});

test('without voice:pii there is no address', async () => {
  await using bench = await startRecordedService();
  const id = await bench.callWith(`${bench.host.url}/a.wav`);
  const ask = async (scope: string) =>
    bench.query('query ($id: ID!) { call(id: $id) { id recording { url } } }', { id }, await bench.bearer(scope));
  const refused = await ask('voice:read');
  expect(refused.data).toEqual({ call: { id, recording: null } });
  expect(refused.errors?.[0]).toMatchObject({
    message: expect.stringContaining('voice:pii'),
    extensions: { code: 'FORBIDDEN' },
  });
  expect(JSON.stringify(await ask('voice:pii'))).not.toContain('/recordings/');
  expect((await ask('voice:read voice:pii')).data).toMatchObject({ call: { recording: { url: expect.any(String) } } });
  const trail = '{ auditTrail(first: 9, filter: { actions: [REVEAL_RECORDING] }) { nodes { operation subjectIds } } }';
  const { data } = await bench.query(trail, {}, await bench.bearer('voice:read voice:admin'));
  expect(data).toEqual({ auditTrail: { nodes: [{ operation: 'call', subjectIds: [id] }] } });
});

test('a listener that disconnects ends the vendor’s sending', async () => {
  await using bench = await startRecordedService(() => ({ timeouts: { total: 60_000 } }), stall);
  const link = await bench.linkOf(await bench.callWith(`${bench.host.url}/a.wav`));
  const listening = new AbortController();
  const answer = await fetch(link, { signal: listening.signal });
  expect(bench.host.connections()).toBe(1);
  await answer.body?.getReader().read();
  listening.abort();
  await until('the vendor’s connection to be let go', async () => bench.host.connections() === 0);
});

test('a slow listener slows the vendor down: the recording does not pile up in between', async () => {
  let sent = 0;
  const size = 64_000_000;
  const bench = running();
  bench.host.answer((_request, response) => {
    response.writeHead(200, { 'content-type': 'audio/wav', 'content-length': size });
    const piece = Buffer.alloc(64_000);
    const write = () => {
      while (sent < size) {
        sent += piece.length;
        if (!response.write(piece)) return void response.once('drain', write);
      }
      response.end();
    };
    write();
  });
  const link = await bench.linkOf(await bench.callWith(`${bench.host.url}/a.wav`));
  const answer = await new Promise<IncomingMessage>((resolve) => get(link, resolve));
  answer.pause();
  let before = -1;
  let looks = 0;
  // What the buffers of the sockets on the way take, and then nothing more.
  await until('the vendor to stand still', async () => {
    looks = sent === before ? looks + 1 : 0;
    before = sent;
    return looks >= 10;
  });
  expect(sent).toBeLessThan(size / 2);
  let heard = 0;
  for await (const bytes of answer) heard += (bytes as Buffer).length;
  expect(heard).toBe(size);
});

const ANSWERS: [string, Answer, number][] = [
  ['sends us elsewhere', always(302, { location: 'http://127.0.0.1:9/' }), 502],
  ['has it no more', always(404, {}), 404],
  ['is broken', always(503, {}), 502],
  ['sends a page', always(200, { 'content-type': 'text/html' }, '<script>alert(1)</script>'), 502],
  ['has one that is too large', always(200, { 'content-type': 'audio/wav', 'content-length': '2000000' }), 502],
  ['says nothing', () => undefined, 504],
  ['hangs up', (request) => void request.socket.destroy(), 502],
];

test('a recording that the vendor does not hand out is answered with a sentence, and logged without a number', async () => {
  await using bench = await startRecordedService(undefined, undefined, { RECORDING_MAX_MEGABYTES: '1' });
  const link = await bench.linkOf(await bench.callWith(`${bench.host.url}/13800138000.wav`));
  for (const [how, answerer, status] of ANSWERS) {
    bench.host.answer(answerer);
    const answer = await fetch(link);
    expect(answer.status, how).toBe(status);
    expect(await answer.text(), how).toMatch(/^[A-Z][^<]*\.$/);
    expect(answer.headers.get('content-type'), how).toBe('text/plain; charset=utf-8');
  }
  await until(
    'the log',
    async () => bench.service.output().split('a recording was not served').length === ANSWERS.length,
  );
  expect(bench.service.output()).not.toContain('13800138000');
});

test('a recording that breaks off is never taken for whole', async () => {
  const bench = running();
  bench.host.answer(stall);
  const link = await bench.linkOf(await bench.callWith(`${bench.host.url}/a.wav`));
  const answer = await fetch(link);
  await expect(answer.arrayBuffer()).rejects.toThrow();
  bench.host.answer((_request, response) => {
    response.writeHead(200, { 'content-type': 'audio/wav', 'content-length': '10' });
    response.flushHeaders();
    setImmediate(() => response.socket?.destroy());
  });
  const early = await fetch(link);
  expect([early.status, early.headers.get('content-disposition')]).toEqual([502, null]);
});

test('an address that leads where the account does not allow it is not followed, and the log says why', async () => {
  const METADATA = 'http://169.254.169.254';
  await using bench = await startRecordedService((url) => ({ recordings: { hosts: [url, METADATA] } }));
  const { port } = bench.host;
  const addresses: [string, string][] = [
    [`http://127.0.0.1:${port}/a.wav`, 'private network'],
    [`http://2130706433:${port}/a.wav`, 'private network'],
    [`${METADATA}/latest/meta-data/`, 'private network'],
    [`http://localhost:${port}/a.wav`, 'recordings.hosts'],
    ['https://example.com/a.wav', 'recordings.hosts'],
    [`http://user:pass@127.0.0.1:${port}/a.wav`, 'password'],
    ['file:///etc/passwd', 'HTTP'],
  ];
  for (const [address, word] of addresses) {
    const id = await bench.callWith(address);
    const answer = await fetch(await bench.linkOf(id));
    expect([answer.status, await answer.text()], address).toEqual([502, expect.stringContaining('operator')]);
    const said = await until('the log', async () =>
      bench.service
        .output()
        .split('\n')
        .find((line) => line.includes(id)),
    );
    expect(said, address).toContain(word);
  }
  expect(bench.host.asked).toEqual([]);
});

test('the archive serves what the vendor has deleted, whole and in parts; the metrics show where from', async () => {
  await using bench = await startRecordedService(() => ({ recordings: { allowPrivate: true, archive: true } }));
  const id = await bench.callWith(`${bench.host.url}/a.wav`);
  const fields = 'archived contentType sizeBytes url';
  const recording = await until('the recording to be archived', async () => {
    const { data } = await bench.query<{ call: { recording: { archived: boolean; url: string } } }>(
      `query ($id: ID!) { call(id: $id) { recording { ${fields} } } }`,
      { id },
    );
    return data.call.recording.archived && data.call.recording;
  });
  expect(recording).toMatchObject({ contentType: 'audio/wav', sizeBytes: SOUND.length });
  expect(await readdir(`${bench.folder}/recordings`)).toEqual([`${id}.sealed`]);
  bench.host.answer(always(410, {}));
  const part = await fetch(recording.url, { headers: { range: 'bytes=-70000' } });
  expect([part.status, part.headers.get('content-range')]).toEqual([206, `bytes 130000-199999/200000`]);
  expect(await bytesOf(part)).toEqual(SOUND.subarray(130_000));
  expect(await bytesOf(await fetch(recording.url))).toEqual(SOUND);
  const head = await fetch(recording.url, { method: 'HEAD' });
  expect(head.headers.get('content-length')).toBe(String(SOUND.length));
  const metrics = await (await fetch(`${bench.service.url}/metrics`)).text();
  expect(metrics).toContain('voice_recordings_total{source="archive",outcome="served"} 3');
  expect(metrics).toContain('voice_recordings_archived_total{account="acct_test",outcome="ARCHIVED"} 1');
});
