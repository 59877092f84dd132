import { timeOf, virtualNumber } from '../../test/support/many-calls.ts';
import { ACCOUNT } from '../processes/service.ts';

/** One stored call and what belongs to it, drawn anew for each request. */
export interface Drawn {
  readonly callId: string;
  readonly vendorCallId: string;
  readonly bindingId: string;
  readonly reference: string;
  /** Of the call; needs voice:pii to be shown and asked for. */
  readonly caller: string;
  /** When the store heard of it, as the API writes it. */
  readonly createdAt: string;
  /** Rises with each request at any of the stores: for keys and numbers that no other request has. */
  readonly count: number;
  readonly groupId: string;
  readonly messageId: string;
  readonly deliveryId: string;
  /** Bound to an A in mode AXYB: what createXybBinding adds a Y to. */
  readonly numberX: string;
  /** A binding that was made for this request to be released. */
  readonly freshBindingId: string;
}

/** An operation of the API as a client sends it. */
export interface Operation {
  readonly query: string;
  variables(drawn: Drawn): Record<string, unknown>;
  /** Whether it needs a binding to release. */
  readonly releases?: true;
}

/** The id of a simulated vendor's account here: the sandbox keeps its own ids for itself. */
export const simulatedId = (sandboxId: string): string => sandboxId.replace('acct_sandbox_', 'acct_bench_');

const page = 'pageInfo { hasNextPage }';
const call = 'id status caller callee startedAt';
const HOUR_MS = 3_600_000;
// A number of the simulated vendor's pool; those of the filled store are others, but for the first ten.
const poolNumber = (count: number) => `170000000${String(10 + (count % 89)).padStart(2, '0')}`;
const mobile = (count: number) => `136${String(count).padStart(8, '0')}`;
const holder = { name: '张三', idNumber: '340125455522255222225' };

const list = (field: string, type: string, filter: (drawn: Drawn) => object): Operation => ({
  query: `query ($filter: ${type}) { ${field}(first: 50, filter: $filter) { nodes { id } ${page} } }`,
  variables: (drawn) => ({ filter: filter(drawn) }),
});
const calls = (filter: (drawn: Drawn) => object): Operation => ({
  query: `query ($filter: CallFilter) { calls(first: 50, filter: $filter) { nodes { ${call} } ${page} } }`,
  variables: (drawn) => ({ filter: filter(drawn) }),
});
const one = (field: string, id: (drawn: Drawn) => string, selection: string): Operation => ({
  query: `query ($id: ID!) { ${field}(id: $id) { ${selection} } }`,
  variables: (drawn) => ({ id: id(drawn) }),
});
const entities = (selection: string, representation: (drawn: Drawn) => object): Operation => ({
  query: `query ($r: [_Any!]!) { _entities(representations: $r) { ${selection} } }`,
  variables: (drawn) => ({ r: [representation(drawn)] }),
});

/** What is read, by root field; a field can be asked in several ways. */
export const QUERIES: Readonly<Record<string, readonly Operation[]>> = {
  node: [one('node', ({ callId }) => callId, 'id')],
  account: [
    one('account', () => ACCOUNT.id, 'id vendor status'),
    one('account', () => ACCOUNT.id, `id calls(first: 50) { nodes { id } ${page} }`),
  ],
  accounts: [{ query: '{ accounts { id vendor } }', variables: () => ({}) }],
  vendors: [{ query: '{ vendors { vendor } }', variables: () => ({}) }],
  binding: [one('binding', ({ bindingId }) => bindingId, `id status calls(first: 50) { nodes { id } ${page} }`)],
  bindings: [
    list('bindings', 'BindingFilter', () => ({ accountId: ACCOUNT.id })),
    list('bindings', 'BindingFilter', ({ reference }) => ({ reference })),
    list('bindings', 'BindingFilter', ({ caller }) => ({ number: caller })),
    list('bindings', 'BindingFilter', () => ({ accountId: ACCOUNT.id, statuses: ['CREATING'] })),
  ],
  call: [one('call', ({ callId }) => callId, `${call} binding { id } account { id }`)],
  calls: [
    calls(() => ({})),
    calls(() => ({ accountId: ACCOUNT.id })),
    calls(({ reference }) => ({ reference })),
    calls(({ bindingId }) => ({ bindingId })),
    calls(({ caller }) => ({ number: caller })),
    calls(({ count }) => ({ number: virtualNumber(count) })),
    calls(() => ({ accountId: ACCOUNT.id, statuses: ['RINGING'] })),
    calls(({ createdAt }) => ({
      created: { from: createdAt, to: new Date(Date.parse(createdAt) + HOUR_MS).toISOString() },
    })),
  ],
  voiceActivity: [
    {
      query: `query ($reference: String!) {
        voiceActivity(reference: $reference) { calls(first: 50) { nodes { id } ${page} } }
      }`,
      variables: ({ reference }) => ({ reference }),
    },
  ],
  voiceMessage: [one('voiceMessage', ({ messageId }) => messageId, 'id status')],
  voiceMessages: [list('voiceMessages', 'VoiceMessageFilter', () => ({ accountId: ACCOUNT.id }))],
  // The filled stores hold no texts: what is measured is the search for one that is not there.
  smsMessage: [one('smsMessage', ({ callId }) => callId.replace('call_', 'sms_'), 'id')],
  smsMessages: [list('smsMessages', 'SmsMessageFilter', ({ reference }) => ({ reference }))],
  numberGroup: [one('numberGroup', ({ groupId }) => groupId, 'id status')],
  numberGroups: [list('numberGroups', 'NumberGroupFilter', () => ({ accountId: ACCOUNT.id }))],
  deliveries: [
    list('deliveries', 'VendorDeliveryFilter', () => ({ accountId: ACCOUNT.id })),
    list('deliveries', 'VendorDeliveryFilter', () => ({ states: ['FAILED'] })),
    list('deliveries', 'VendorDeliveryFilter', () => ({ received: { to: new Date(timeOf(0)).toISOString() } })),
  ],
  auditTrail: [
    {
      query: `query ($filter: AuditFilter) { auditTrail(first: 50, filter: $filter) { nodes { action } ${page} } }`,
      variables: ({ callId }) => ({ filter: { subjectId: callId } }),
    },
  ],
  _entities: [
    entities('... on Call { id status }', ({ callId }) => ({ __typename: 'Call', id: callId })),
    entities('... on Call { id status }', ({ vendorCallId }) => ({
      __typename: 'Call',
      vendor: ACCOUNT.vendor,
      vendorCallId,
    })),
    entities(`... on VoiceActivity { calls(first: 50) { nodes { id } } }`, ({ reference }) => ({
      __typename: 'VoiceActivity',
      reference,
    })),
  ],
  _service: [{ query: '{ _service { sdl } }', variables: () => ({}) }],
};

const SELECTIONS = {
  binding: 'binding { id status }',
  messages: 'voiceMessages { id status }',
  group: 'numberGroup { id status }',
  account: 'account { id status }',
  delivery: 'delivery { id state }',
} as const;

/** A mutation and what it is given; all but a few take a key of their own. */
function mutation(
  name: string,
  selection: keyof typeof SELECTIONS,
  input: (drawn: Drawn) => object,
  { isKeyed = true, releases = false } = {},
): Record<string, readonly Operation[]> {
  const type = `${name[0]?.toUpperCase()}${name.slice(1)}Input`;
  const query = `mutation ($input: ${type}!) {
    ${name}(input: $input) { ${SELECTIONS[selection]} userErrors { code message field } }
  }`;
  const variables = (drawn: Drawn) => ({
    input: { ...(isKeyed ? { idempotencyKey: `bench-${process.pid}-${drawn.count}` } : {}), ...input(drawn) },
  });
  return { [name]: [{ query, variables, ...(releases ? { releases: true as const } : {}) }] };
}

const ofAccount = { accountId: ACCOUNT.id };
const unkeyed = { isKeyed: false };

/** What changes something, by root field: all mutations but eraseNumber, whose search of raw deliveries is linear. */
export const MUTATIONS: Readonly<Record<string, readonly Operation[]>> = {
  ...mutation('createAxBinding', 'binding', ({ count }) => ({ ...ofAccount, numberA: mobile(count), holder })),
  ...mutation('createAxnBinding', 'binding', ({ count }) => ({ ...ofAccount, numberA: mobile(count), holder })),
  ...mutation('createAxxBinding', 'binding', ({ count }) => ({ ...ofAccount, numberA: mobile(count), holder })),
  ...mutation('createAxbBinding', 'binding', ({ count, reference }) => ({
    ...ofAccount,
    reference,
    numberA: mobile(count),
    numberB: mobile(count + 1),
  })),
  ...mutation('createAxybBinding', 'binding', ({ count }) => ({
    ...ofAccount,
    numberA: mobile(count),
    numberX: poolNumber(count),
  })),
  ...mutation('createXybBinding', 'binding', ({ count, numberX }) => ({
    ...ofAccount,
    numberX,
    numberY: poolNumber(count),
    numberB: mobile(count),
  })),
  ...mutation('createAxgBinding', 'binding', ({ count, groupId }) => ({
    ...ofAccount,
    groupId,
    numberA: mobile(count),
    numberX: poolNumber(count),
  })),
  ...mutation('createTransferBinding', 'binding', ({ count }) => ({
    ...ofAccount,
    numberA: mobile(count),
    numberX: poolNumber(count),
  })),
  ...mutation('releaseBinding', 'binding', ({ freshBindingId }) => ({ bindingId: freshBindingId }), {
    ...unkeyed,
    releases: true,
  }),
  ...mutation('upsertNumberGroup', 'group', ({ count, groupId }) => ({ groupId, numbers: [mobile(count)] })),
  ...mutation('sendVoiceNotification', 'messages', ({ count }) => ({
    ...ofAccount,
    recipients: [mobile(count)],
    templateId: 'T1',
  })),
  ...mutation('sendVerificationCode', 'messages', ({ count }) => ({ recipient: mobile(count), code: '246810' })),
  ...mutation('sendMarketingCall', 'messages', ({ count }) => ({ recipients: [mobile(count)], text: '新品上市' })),
  ...mutation('sendIvrCall', 'messages', ({ count }) => ({ recipients: [mobile(count)], templateId: '2002' })),
  ...mutation('sendVoiceSms', 'messages', ({ count }) => ({
    recipients: [mobile(count)],
    text: '您好',
    smsText: '短信',
    smsTrigger: { key: '1' },
  })),
  ...mutation('refreshAccount', 'account', () => ({ accountId: 'acct_bench_interline' }), unkeyed),
  ...mutation('pullReports', 'account', () => ({ accountId: 'acct_bench_emay_voicesms' }), unkeyed),
  ...mutation('replayDelivery', 'delivery', ({ deliveryId }) => ({ deliveryId }), unkeyed),
};
