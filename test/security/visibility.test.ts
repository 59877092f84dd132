import { expect, test } from 'vitest';
import { encodeCursor } from '../../src/events/cursor.ts';
import { shared } from '../support/shared.ts';
import { subscribe } from '../support/subscribe.ts';
import { GHOST, HIDDEN_NUMBERS, type Names, type Stage, setTheStage } from './hidden-records.ts';

const theStage = shared(setTheStage);

interface Case {
  readonly document: string;
  /** What is asked with, where it is not the names themselves. */
  readonly variables?: (names: Names) => object;
}

/** A query by ids that are variables of their own names. */
const query = (selection: string): Case => {
  const used = [...new Set([...selection.matchAll(/\$(\w+)/g)].map(([, name = '']) => name))];
  const types = used.map((name) => `$${name}: ${name === 'reference' ? 'String' : 'ID'}!`);
  return { document: `query (${types.join(', ')}) { ${selection} }` };
};

const entity = (typename: string, fields: string, key: (names: Names) => object): Case => ({
  document: `query ($of: [_Any!]!) { _entities(representations: $of) { __typename ... on ${typename} { ${fields} } } }`,
  variables: (names) => ({ of: [{ __typename: typename, ...key(names) }] }),
});

let keys = 0;
const mutation = (name: string, subject: string, input: (names: Names) => object, keyed = true): Case => ({
  document: `mutation ($input: ${name[0]?.toUpperCase()}${name.slice(1)}Input!) {
    ${name}(input: $input) { ${subject} userErrors { code message field retryable vendor { code message } } }
  }`,
  variables: (names) => ({ input: { ...(keyed ? { idempotencyKey: `hide-${++keys}` } : {}), ...input(names) } }),
});

const people = { numberA: '13700000011', numberB: '13700000012' };
const recipients = ['13700000011'];
const winnerlook = ({ vendorBindingId }: Names) => ({ vendor: 'WINNERLOOK', vendorBindingId });

/** Every way to come by a record: each is asked for what is hidden, and for what does not exist. */
const PATHS: Readonly<Record<string, Case>> = {
  'node of an account': query('node(id: $account) { __typename id }'),
  'node of a binding': query('node(id: $binding) { __typename id ... on Binding { numberA } }'),
  'node of a call': query('node(id: $call) { __typename id ... on Call { caller } }'),
  'node of a text': query('node(id: $sms) { __typename id ... on SmsMessage { content } }'),
  'node of a message': query('node(id: $message) { __typename id ... on VoiceMessage { recipient } }'),
  'node of a delivery': query('node(id: $delivery) { __typename id ... on VendorDelivery { body } }'),
  'node of a group': query('node(id: $group) { __typename id ... on NumberGroup { numbers } }'),
  account: query('account(id: $account) { id vendor balance bindings(first: 1) { nodes { id } } }'),
  binding: query('binding(id: $binding) { id numberA calls(first: 1) { nodes { id } } account { id } }'),
  smsMessage: query('smsMessage(id: $sms) { id content binding { id } account { id } }'),
  call: query('call(id: $call) { id caller binding { id } account { id } }'),
  voiceMessage: query('voiceMessage(id: $message) { id recipient account { id } attempts { account { id } } }'),
  numberGroup: query('numberGroup(id: $group) { id numbers }'),
  'bindings of an account': query('bindings(first: 9, filter: { accountId: $account }) { nodes { id } }'),
  'calls of an account': query('calls(first: 9, filter: { accountId: $account }) { edges { cursor node { id } } }'),
  'calls of a binding': query(
    'calls(first: 9, filter: { bindingId: $binding }) { nodes { id } pageInfo { endCursor } }',
  ),
  'texts of a binding': query('smsMessages(last: 9, filter: { bindingId: $binding }) { nodes { id } }'),
  'messages of an account': query('voiceMessages(first: 9, filter: { accountId: $account }) { nodes { id } }'),
  'groups of an account': query('numberGroups(first: 9, filter: { accountId: $account }) { nodes { id } }'),
  'deliveries of an account': query('deliveries(first: 9, filter: { accountId: $account }) { nodes { id body } }'),
  'lists by a reference': query(
    ['bindings', 'calls', 'smsMessages', 'voiceMessages', 'numberGroups']
      .map((list) => `${list}(first: 9, filter: { reference: $reference }) { nodes { id } pageInfo { hasNextPage } }`)
      .join(' '),
  ),
  'the entity Account': entity('Account', 'id name', ({ account }) => ({ id: account })),
  'the entity Binding': entity('Binding', 'id numberA', ({ binding }) => ({ id: binding })),
  'the entity Binding by the vendor’s id': entity('Binding', 'id numberA', winnerlook),
  'the entity Call': entity('Call', 'id caller', ({ call }) => ({ id: call })),
  'the entity Call by the vendor’s id': entity('Call', 'id caller', ({ vendorCallId }) => ({
    vendor: 'WINNERLOOK',
    vendorCallId,
  })),
  'the entity VoiceMessage': entity('VoiceMessage', 'id recipient', ({ message }) => ({ id: message })),
  'the entity VoiceMessage by the vendor’s id': entity('VoiceMessage', 'id recipient', ({ vendorMessageId }) => ({
    vendor: 'WINNERLOOK',
    vendorMessageId,
  })),
  'the entity SmsMessage': entity('SmsMessage', 'id content', ({ sms }) => ({ id: sms })),
  'the entity NumberGroup': entity('NumberGroup', 'id numbers', ({ group }) => ({ id: group })),
  voiceActivity: query(
    `voiceActivity(reference: $reference) { ${['bindings', 'calls', 'voiceMessages', 'smsMessages']
      .map((list) => `${list}(first: 9) { nodes { id } }`)
      .join(' ')} }`,
  ),
  VoiceActivity: entity(
    'VoiceActivity',
    ['bindings', 'calls', 'voiceMessages', 'smsMessages'].map((list) => `${list}(first: 9) { nodes { id } }`).join(' '),
    ({ reference }) => ({ reference }),
  ),
  'binding at an account': mutation('createAxbBinding', 'binding { id }', ({ account }) => ({
    accountId: account,
    ...people,
  })),
  'binding to a group': mutation('createAxgBinding', 'binding { id }', ({ group }) => ({
    numberA: people.numberA,
    numberX: '17000000081',
    groupId: group,
  })),
  'saving a group': mutation('upsertNumberGroup', 'numberGroup { id numbers }', ({ group }) => ({
    groupId: group,
    numbers: recipients,
  })),
  'a group at an account': mutation('upsertNumberGroup', 'numberGroup { id }', ({ account }) => ({
    accountId: account,
    numbers: recipients,
  })),
  'sending through an account': mutation('sendVoiceNotification', 'voiceMessages { id }', ({ account }) => ({
    accountId: account,
    recipients,
    templateId: 'T1',
    playTimes: 2,
  })),
  'refreshing an account': mutation(
    'refreshAccount',
    'account { id }',
    ({ account }) => ({ accountId: account }),
    false,
  ),
  'pulling reports': mutation(
    'pullReports',
    'received account { id }',
    ({ account }) => ({ accountId: account }),
    false,
  ),
  'replaying a delivery': mutation(
    'replayDelivery',
    'delivery { id }',
    ({ delivery }) => ({ deliveryId: delivery }),
    false,
  ),
  'releasing a binding': mutation('releaseBinding', 'binding { id }', ({ binding }) => ({ bindingId: binding }), false),
};

/** An answer as text, without the names that its question held. */
async function answerTo(
  { service }: Stage,
  headers: Record<string, string>,
  { document, variables }: Case,
  names: Names,
): Promise<string> {
  const answer = JSON.stringify(await service.query(document, variables ? variables(names) : names, headers));
  const given = Object.values(names).toSorted((a: string, b: string) => b.length - a.length);
  return given.reduce((text, name) => text.replaceAll(name, '<asked>'), answer);
}

test('what a caller may not see answers in every path as if it were not there', async () => {
  const stage = theStage();
  const faults: string[] = [];
  for (const [path, asked] of Object.entries(PATHS)) {
    const hidden = await answerTo(stage, stage.narrow, asked, stage.hidden);
    const ghost = await answerTo(stage, stage.narrow, asked, GHOST);
    if (hidden !== ghost) faults.push(`${path} answers\n${hidden}\nand for what does not exist\n${ghost}`);
    if (HIDDEN_NUMBERS.some((number) => hidden.includes(number))) faults.push(`${path} shows a number: ${hidden}`);
  }
  expect(faults.join('\n\n')).toBe('');
  // Who may see it finds all of it: each of the paths above leads somewhere.
  for (const [path, asked] of Object.entries(PATHS)) {
    const seen = await answerTo(stage, stage.wide, asked, stage.hidden);
    expect(seen, path).not.toBe(await answerTo(stage, stage.wide, asked, GHOST));
    expect(seen, path).not.toContain('NOT_FOUND');
  }
});

test('lists and nested lists hold nothing of what is hidden', async () => {
  const stage = theStage();
  const { service } = stage;
  const everything = `{
    accounts { id bindings(first: 20) { nodes { id } } calls(first: 20) { nodes { id } } voiceMessages(first: 20) { nodes { id } } }
    bindings(first: 20) { nodes { id account { id } calls(first: 9) { nodes { id } } smsMessages(first: 9) { nodes { id } } } }
    calls(first: 20) { nodes { id account { id } binding { id account { id } } } }
    smsMessages(first: 20) { nodes { id account { id } } }
    voiceMessages(first: 20) { nodes { id account { id } attempts { account { id } } } }
    numberGroups(first: 20) { nodes { id account { id } } }
    deliveries(first: 20) { nodes { id account { id } } }
  }`;
  const narrow = JSON.stringify(await service.query(everything, {}, stage.narrow));
  const wide = JSON.stringify(await service.query(everything, {}, stage.wide));
  const ids = [stage.hidden, stage.own].map(({ vendorBindingId, vendorCallId, vendorMessageId, reference, ...names }) =>
    Object.values(names).filter((id) => id !== GHOST.group),
  );
  const [hidden = [], own = []] = ids;
  for (const id of hidden) {
    expect(wide).toContain(id);
    expect(narrow).not.toContain(id);
  }
  for (const id of own) expect(narrow).toContain(id);
});

const TOPICS: Readonly<Record<string, (names: Names) => string>> = {
  'accountStatusChanged account': ({ account }) =>
    account === 'acct_sandbox_winnerlook' ? 'acct_sandbox_emay_notification' : account,
  'bindingStatusChanged binding': ({ binding }) => binding,
  'callStatusChanged call': ({ call }) => call,
  'voiceMessageStatusChanged voiceMessage': ({ message }) => message,
  'smsReceived smsMessage': ({ sms }) => sms,
};

test('a subscription carries no event of what is hidden, whatever it asks for', async () => {
  const stage = theStage();
  const { service } = stage;
  for (const [topic, idOf] of Object.entries(TOPICS)) {
    const [field = '', subject = ''] = topic.split(' ');
    const [hidden, own] = [idOf(stage.hidden), idOf(stage.own)];
    const filter = field === 'smsReceived' ? '' : `, filter: { ids: ${JSON.stringify([hidden, own])} }`;
    const document = `subscription { ${field}(after: "${encodeCursor({ seq: 0 })}"${filter}) { ${subject} { id } } }`;
    const first = async (headers: Record<string, string>) => {
      using watching = await subscribe<Record<string, { id: string }>>(service.url, document, {}, headers);
      return (await watching.next())[subject]?.id;
    };
    // The hidden one's event is older: who may see it gets it first.
    expect(await first(stage.wide), topic).toBe(hidden);
    expect(await first(stage.narrow), topic).toBe(own);
  }
});

test('an idempotency key that was used for a hidden record reveals nothing of it', async () => {
  const stage = theStage();
  const { service } = stage;
  const [recipient] = HIDDEN_NUMBERS;
  const bad = 'not a number';
  const input = {
    idempotencyKey: 'somebody-elses',
    accountId: 'acct_sandbox_winnerlook',
    recipients: [recipient, bad],
    templateId: 'T1',
    playTimes: 2,
  };
  const document = `mutation ($input: SendVoiceNotificationInput!) {
    sendVoiceNotification(input: $input) { voiceMessages { id } userErrors { code field } }
  }`;
  const sent = await service.query<Record<string, { voiceMessages: object[]; userErrors: object[] }>>(
    document,
    { input },
    stage.wide,
  );
  expect(sent.data.sendVoiceNotification?.voiceMessages).toHaveLength(2);
  expect(await service.query(document, { input }, stage.narrow)).toEqual({
    data: { sendVoiceNotification: { voiceMessages: [], userErrors: [{ code: 'NOT_FOUND', field: ['input'] }] } },
  });
});
