import { readdirSync, readFileSync } from 'node:fs';
import { buildSchema } from 'graphql';
import { expect, test } from 'vitest';
import { encodeCursor } from '../../src/events/cursor.ts';
import type { Fault } from '../../src/sandbox/faults.ts';
import { spellings } from '../support/spellings.ts';
import { subscribe } from '../support/subscribe.ts';
import { until } from '../support/until.ts';
import { PRINTED_PUSH } from '../support/winnerlook.ts';
import { CHOSEN, canariesIn, DATA_KEY_BYTES, EVERYTHING, NOT_FOR_READERS, PEOPLE, WORDS } from './canaries.ts';
import { type CanaryHost, openCanaryHost } from './canary-host.ts';
import { documentOf, echo, OTHER_MUTATIONS, REQUESTS } from './canary-requests.ts';

const FAILURE = 'code message field vendor { vendor code message }';
const NUMBERS = 'caller callee numberX vendorCode vendorText';

/** Every list and every free text in it. */
const LOOK = `query Look($first: Int!) {
  bindings(first: $first) { nodes { id status numberA numberB numberX numberY failure { ${FAILURE} }
    attempts { error { ${FAILURE} } } calls(first: 5) { nodes { ${NUMBERS} } } smsMessages(first: 5) { nodes { from to content } } } }
  calls(first: $first) { nodes { id ${NUMBERS} } }
  voiceMessages(first: $first) { nodes { id vendorMessageId recipient keysPressed displayedNumber vendorCode vendorText
    failure { ${FAILURE} } attempts { error { ${FAILURE} } } } }
  smsMessages(first: $first) { nodes { from to numberX content } }
  numberGroups(first: $first) { nodes { numbers failure { ${FAILURE} } } }
  accounts { id name balance role }
}`;
const INBOX = '{ deliveries(first: 100) { nodes { id state kind reason size body } } }';
const TRAIL =
  '{ auditTrail(first: 100) { nodes { subject client action operation subjectIds count account { id } } } }';

interface Looked {
  readonly bindings: { nodes: { id: string; status: string; numberX: string | null }[] };
  readonly voiceMessages: { nodes: { id: string; vendorMessageId: string | null }[] };
}

let keys = 0;
const keyed = (input: object) => ({ idempotencyKey: `${CHOSEN.idempotencyKey}-${++keys}`, ...input });

/** One way or another in which a vendor fails, quoting what it was sent where it says anything. */
function faultWith(said: string, index: number): Fault {
  const faults: readonly Fault[] = [
    { kind: 'reply', when: 'before', reply: { status: 200, contentType: 'application/json', body: said } },
    { kind: 'reset', when: 'after' },
    { kind: 'reply', when: 'after', reply: { status: 502, contentType: 'text/html', body: `<p>${said}</p>` } },
    { kind: 'silence', when: 'after' },
  ];
  return faults[index % faults.length] ?? { kind: 'reset', when: 'before' };
}

/** Sends every request, and each again to a vendor that fails in one of four ways. */
async function sendEverything({ ask, simulators }: CanaryHost): Promise<void> {
  for (const [index, { mutation, vendor, input }] of REQUESTS.entries()) {
    const sent = await ask('reader', documentOf(mutation), { input: keyed(input) });
    expect(sent.errors, `${mutation} at ${vendor}`).toBeUndefined();
    expect(JSON.stringify(sent.data)).toMatch(/"(ACTIVE|ACCEPTED)"/);
    // One failure after each success: an account that only failed would rest.
    simulators.get(vendor)?.inject(faultWith(echo(input), index));
    await ask('reader', documentOf(mutation), { input: keyed(input) });
  }
}

async function sendNonsense({ ask, service }: CanaryHost): Promise<void> {
  const { numberA, numberB } = PEOPLE;
  const bind = documentOf('createAxbBinding');
  const wrong = { numberA: `${numberA}99999999`, numberB };
  await ask('reader', bind, { input: keyed(wrong) });
  await ask('reader', bind, { input: keyed({ numberA, numberB: numberA }) });
  await ask('reader', bind, { input: keyed({ numberA, numberB, unknownField: WORDS.text }) });
  await ask('reader', bind, { input: keyed({ numberA: { phone: numberA }, numberB }) });
  await ask('reader', `mutation { createAxbBinding(input: { idempotencyKey: 7, numberA: "${numberA}" }) { nothing } }`);
  await ask('reader', `{ calls(first: 1, filter: { number: "${numberA}" }) { nodes { id } } }`);
  for (const authorization of ['Bearer forged', `Bearer ${service.url}`, `Basic ${numberA}`]) {
    await fetch(`${service.url}/graphql`, { method: 'POST', headers: { authorization }, body: numberA });
    await expect(subscribe(service.url, LOOK, {}, { authorization })).rejects.toThrow();
  }
}

/** What vendors push: calls, texts and reports, and nonsense. */
async function pushEverything(host: CanaryHost): Promise<void> {
  const { ask, push, service, simulators } = host;
  const { data } = await ask<Looked>('seer', LOOK, { first: 100 });
  const order = { outcome: 'ANSWERED', seconds: 7 } as const;
  for (const { numberX } of data.bindings.nodes) {
    for (const simulator of simulators.values()) {
      if (numberX === null) continue;
      simulator.dial({ from: PEOPLE.numberA, to: numberX, ...order });
      simulator.dial({ from: PEOPLE.stranger, to: numberX, ...order });
      simulator.text({ from: PEOPLE.numberA, to: numberX, content: `${WORDS.privateText} ${PEOPLE.numberB}` });
    }
  }
  for (const { vendorMessageId: messageId } of data.voiceMessages.nodes) {
    for (const simulator of simulators.values()) if (messageId) simulator.report({ messageId, ...order, keys: '1' });
  }
  const { stranger, numberA } = PEOPLE;
  const printed = PRINTED_PUSH.replace('402bf13d73b1424484280a3e9356055e', '936fdf9f5572456fa4b7a795cb037879');
  await push(
    'acct_winnerlook',
    printed.replace('15556428812', stranger).replace('"calleeState":"0"', `"calleeState":"${numberA}"`),
  );
  await push('acct_winnerlook', printed.replace('"duration":0', `"duration":"${numberA}"`));
  await push('acct_winnerlook', `{"callerNumber":"${numberA}", broken`);
  await push('acct_winnerlook', JSON.stringify({ content: WORDS.privateText, from: numberA }), 'sms');
  await push('acct_interline', JSON.stringify({ taskid: numberA, callTime: numberA, caller: numberA }), 'start');
  await push('acct_ksyun', JSON.stringify([{ CallId: numberA, Mobile: numberA, EndTime: WORDS.text }]));
  await push('acct_emay_notification', Buffer.from(`${numberA}${WORDS.text}`), 'report');
  await push('acct_jumdata', JSON.stringify({ mobile: numberA }));
  await push('acct_nobody', numberA);
  await fetch(`${service.url}/callbacks/acct_winnerlook/${numberA}`, { method: 'POST', body: numberA });
  await Promise.all([...simulators.values()].map((simulator) => simulator.settled()));
}

/** The operator's mutations, and the queries of all callers. */
async function lookAtEverything({ ask, service, tokens }: CanaryHost): Promise<void> {
  const { data } = await ask<Looked & { numberGroups: { nodes: { id: string }[] } }>(
    'seer',
    LOOK.replace('{ numbers', '{ id numbers'),
    {
      first: 100,
    },
  );
  const groupId = data.numberGroups.nodes[0]?.id;
  await ask('reader', documentOf('createAxgBinding'), {
    input: keyed({ numberA: PEOPLE.numberA, numberX: '17000000080', groupId }),
  });
  for (const mutation of ['refreshAccount', 'pullReports']) {
    for (const accountId of ['acct_interline', 'acct_emay_notification', 'acct_winnerlook']) {
      await ask(
        'operator',
        `mutation ($accountId: ID!) { ${mutation}(input: { accountId: $accountId }) { userErrors { ${FAILURE} } } }`,
        { accountId },
      );
    }
  }
  const inbox = await ask<{ deliveries: { nodes: { id: string; state: string }[] } }>('operator', INBOX);
  for (const { id } of inbox.data.deliveries.nodes.filter(({ state }) => state === 'FAILED')) {
    const document =
      'mutation ($id: ID!) { replayDelivery(input: { deliveryId: $id }) { delivery { reason } userErrors { message } } }';
    await ask('operator', document, { id });
  }
  for (const { id } of data.bindings.nodes.slice(0, 5)) {
    await ask('reader', documentOf('releaseBinding'), { input: { bindingId: id } });
  }
  const erase = `mutation ($number: PhoneNumber!, $dryRun: Boolean!) {
    eraseNumber(input: { number: $number, dryRun: $dryRun }) { erased { kind count } kept { what why } userErrors { code message } }
  }`;
  await ask('operator', erase, { number: PEOPLE.stranger, dryRun: true });
  await ask('operator', erase, { number: PEOPLE.numberA, dryRun: false });
  await ask('operator', erase, { number: PEOPLE.stranger, dryRun: false });
  await ask('reader', LOOK, { first: 100 });
  for (const role of ['operator', 'seer'] as const) {
    await ask(role, LOOK, { first: 100 });
    await ask(role, INBOX);
    await ask(role, TRAIL);
  }
  using events = await subscribe<object>(
    service.url,
    `subscription ($after: Cursor) { callStatusChanged(after: $after) { cursor call { ${NUMBERS} } } }`,
    { after: encodeCursor({ seq: 0 }) },
    { authorization: `Bearer ${tokens.reader}` },
  );
  await events.next();
  expect(canariesIn(JSON.stringify(events.received), NOT_FOR_READERS)).toEqual([]);
}

test('numbers, names, texts, codes and secrets appear only where a caller may see them', async () => {
  await using host = await openCanaryHost();
  const { service, answers, tokens } = host;
  await sendEverything(host);
  await sendNonsense(host);
  await pushEverything(host);
  await until('the pushes to be applied', async () => {
    const { data } = await host.ask<{ deliveries: { nodes: object[] } }>(
      'operator',
      '{ deliveries(first: 1, filter: { states: [RECEIVED] }) { nodes { id } } }',
    );
    return data.deliveries.nodes.length === 0;
  });
  await lookAtEverything(host);

  const metrics = await (
    await fetch(`${service.url}/metrics`, { headers: { authorization: `Bearer ${tokens.operator}` } })
  ).text();
  const whileOpen = await host.files();
  await service.stop();
  const places: [string, string | Buffer][] = [
    ['/metrics', metrics],
    ['the output', service.output()],
    ...[...whileOpen, ...(await host.files())],
  ];
  for (const [place, bytes] of places) {
    expect(canariesIn(bytes, { ...EVERYTHING, ...tokens }), `in ${place}`).toEqual([]);
    expect(Buffer.from(bytes).includes(DATA_KEY_BYTES), `the data key in ${place}`).toBe(false);
  }
  for (const role of ['reader', 'operator'] as const) {
    for (const answer of answers[role]) expect(canariesIn(answer, NOT_FOR_READERS), answer.slice(0, 2_000)).toEqual([]);
  }

  // The search does find what is there: numbers for who may see them, masks for the others, names of accounts anywhere.
  const seen = answers.seer.join('\n');
  expect(canariesIn(seen, PEOPLE)).toEqual(expect.arrayContaining(['numberB', 'recipient', 'groupMember']));
  expect(canariesIn(seen, WORDS)).toContain('privateText');
  for (const role of ['reader', 'operator'] as const) expect(answers[role].join('\n')).toContain('139****0002');
  const known = { account: 'acct_winnerlook' };
  for (const [place, bytes] of places)
    if (!/-shm$/.test(place)) expect(canariesIn(bytes, known), place).toEqual(['account']);
}, 120_000);

test('a canary is found in whatever way it is written, and every mutation is among those that were tried', () => {
  for (const [name, value] of Object.entries(EVERYTHING)) {
    expect(canariesIn(`x ${value} y`, EVERYTHING)).toContain(name);
    for (const [place, written] of spellings(value).entries()) {
      const found = spellings(value).some((spelling) => Buffer.concat([Buffer.from('«'), written]).includes(spelling));
      expect(found, `${name}, spelling ${place}`).toBe(true);
    }
  }
  const url = `https://example/?q=${Buffer.from(`to=${PEOPLE.numberA}&x`).toString('base64url')}`;
  expect(canariesIn(url, PEOPLE)).toEqual(['numberA']);

  const root = new URL('../../schema/', import.meta.url);
  const sdl = readdirSync(root).map((name) => readFileSync(new URL(name, root), 'utf8'));
  const types = readFileSync(new URL('../../src/graphql/federation-types.graphql', import.meta.url), 'utf8');
  const schema = buildSchema([...sdl, types].join('\n'), { assumeValidSDL: true });
  const tried = new Set([...REQUESTS.map(({ mutation }) => mutation), ...OTHER_MUTATIONS]);
  expect(Object.keys(schema.getMutationType()?.getFields() ?? {}).filter((name) => !tried.has(name))).toEqual([]);
});
