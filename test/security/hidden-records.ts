import { bearer, PRODUCTION } from '../support/production.ts';
import { type RunningService, startService, temporaryFolder } from '../support/service.ts';
import { until } from '../support/until.ts';

const SCOPES = { scope: 'voice:read voice:write voice:pii voice:admin' };

/**
 * A sandbox in which tokens are checked, with records of every kind at accounts that one of two callers may not see.
 */
export interface Stage extends AsyncDisposable {
  readonly service: RunningService;
  /** The headers of a caller who may see everything, and of one who may not see the accounts of `hidden`. */
  readonly wide: Record<string, string>;
  readonly narrow: Record<string, string>;
  readonly hidden: Names;
  /** The narrow caller's own. */
  readonly own: Names;
}

/** What a record of each kind is called. */
export interface Names {
  readonly account: string;
  readonly binding: string;
  readonly vendorBindingId: string;
  readonly call: string;
  readonly vendorCallId: string;
  readonly sms: string;
  readonly message: string;
  readonly vendorMessageId: string;
  readonly group: string;
  readonly delivery: string;
  readonly reference: string;
}

/** Names of the same shape that no record has. */
export const GHOST: Names = {
  account: 'acct_nobody',
  binding: `bnd_${'0'.repeat(32)}`,
  vendorBindingId: 'no-such-binding',
  call: `call_${'0'.repeat(32)}`,
  vendorCallId: 'no-such-call',
  sms: `sms_${'0'.repeat(32)}`,
  message: `msg_${'0'.repeat(32)}`,
  vendorMessageId: 'no-such-message',
  group: `grp_${'0'.repeat(32)}`,
  delivery: `dlv_${'0'.repeat(32)}`,
  reference: 'order-nobody',
};

/** Numbers that occur in hidden records only, real and virtual. */
export const HIDDEN_NUMBERS = ['13811112222', '13933334444', '17000000077'] as const;

type Ask = <Data>(document: string, variables: object) => Promise<Data>;

/** Starts the service and makes a record of every kind on both sides. */
export async function setTheStage(): Promise<Stage> {
  const folder = await temporaryFolder();
  const service = await startService(folder.path, { SANDBOX: 'on', SANDBOX_SPEED: 'instant', ...PRODUCTION });
  const wide = await bearer(SCOPES);
  const narrow = await bearer({ ...SCOPES, voice_accounts: ['acct_sandbox_interline', 'acct_sandbox_jumdata'] });
  const ask: Ask = async <Data>(document: string, variables: object) => {
    const { data, errors } = await service.query<Data>(document, variables, wide);
    if (errors) throw new Error(JSON.stringify(errors));
    return data;
  };
  const [numberA, numberB, numberX] = HIDDEN_NUMBERS;
  const hidden = await recordsOf(ask, {
    account: 'acct_sandbox_winnerlook',
    reference: 'order-hidden',
    binding: { numberA, numberB, numberX, sms: 'DELIVER_AND_REPORT' },
    message: { accountId: 'acct_sandbox_winnerlook', recipients: [numberA], templateId: 'T1', playTimes: 2 },
  });
  const own = await recordsOf(ask, {
    account: 'acct_sandbox_interline',
    reference: 'order-own',
    binding: { numberA: '13700000001', numberB: '13700000002', numberX: '17100000001', lifetimeSeconds: 600 },
    message: {
      accountId: 'acct_sandbox_jumdata',
      recipients: ['13700000001'],
      templateId: 'T1',
      templateParameters: [{ value: '5' }],
    },
  });
  const refresh = `mutation ($id: ID!) { refreshAccount(input: { accountId: $id }) { userErrors { code } } }`;
  for (const id of ['acct_sandbox_emay_notification', 'acct_sandbox_interline']) await ask(refresh, { id });
  return {
    ...{ service, wide, narrow, hidden, own },
    [Symbol.asyncDispose]: async () => {
      await service[Symbol.asyncDispose]();
      await folder[Symbol.asyncDispose]();
    },
  };
}

interface Wanted {
  readonly account: string;
  readonly reference: string;
  readonly binding: { numberA: string; numberX: string } & Record<string, unknown>;
  readonly message: object;
}

const RECORDS = `query ($reference: String!, $account: ID!) {
  bindings(first: 1, filter: { reference: $reference }) { nodes { id vendorBindingId } }
  calls(first: 1, filter: { reference: $reference }) { nodes { id vendorCallId } }
  smsMessages(first: 1, filter: { reference: $reference }) { nodes { id } }
  voiceMessages(first: 1, filter: { reference: $reference }) { nodes { id vendorMessageId } }
  numberGroups(first: 1, filter: { reference: $reference }) { nodes { id } }
  deliveries(first: 1, filter: { accountId: $account }) { nodes { id } }
}`;

type Node = { id: string; vendorBindingId?: string; vendorCallId?: string; vendorMessageId?: string };

async function recordsOf(ask: Ask, { account, reference, binding, message }: Wanted): Promise<Names> {
  const common = (kind: string) => ({ idempotencyKey: `${reference}-${kind}`, reference });
  const bind = `mutation ($input: CreateAxbBindingInput!) { createAxbBinding(input: $input) { userErrors { code message } } }`;
  await ask(bind, { input: { ...common('binding'), accountId: account, ...binding } });
  const send = `mutation ($input: SendVoiceNotificationInput!) { sendVoiceNotification(input: $input) { userErrors { code } } }`;
  await ask(send, { input: { ...common('message'), ...message } });
  const save = `mutation ($input: UpsertNumberGroupInput!) { upsertNumberGroup(input: $input) { userErrors { code } } }`;
  // Only one of the simulated vendors has groups.
  if (account === 'acct_sandbox_winnerlook')
    await ask(save, { input: { ...common('group'), accountId: account, numbers: [binding.numberA] } });
  const ends = { from: binding.numberA, to: binding.numberX };
  await ask('mutation ($input: SandboxDialInput!) { sandboxDial(input: $input) { routed reason } }', { input: ends });
  await ask('mutation ($input: SandboxTextInput!) { sandboxText(input: $input) { routed } }', {
    input: { ...ends, content: `a text of ${reference}` },
  });
  return until(`the records of ${reference}`, async () => {
    const lists = await ask<Record<string, { nodes: Node[] }>>(RECORDS, { reference, account });
    const [b, c, s, m, g, d] = Object.values(lists).map(({ nodes }) => nodes[0]);
    if (!b || !c || !s || !m || !d) return undefined;
    return {
      account,
      reference,
      binding: b.id,
      vendorBindingId: b.vendorBindingId ?? '',
      call: c.id,
      vendorCallId: c.vendorCallId ?? '',
      sms: s.id,
      message: m.id,
      vendorMessageId: m.vendorMessageId ?? '',
      group: g?.id ?? GHOST.group,
      delivery: d.id,
    };
  });
}
