import { z } from 'zod';
import { parseJson } from '../json.ts';
import type { Decoded, Push, VendorAccount, VendorCallbacks } from '../vendor.ts';
import { decoded } from '../wire.ts';
import type { WinnerlookCredentials } from './client.ts';
import { INCOMING_CALL, incomingCallNews, SMS, smsNews } from './lost-sections.ts';
import { CALL_RESULT, callNews, NOTIFICATION, notificationNews } from './results.ts';

export const callbacks: VendorCallbacks<WinnerlookCredentials> = {
  kinds: ['notification', 'sms', 'incoming-call'],
  tables: { '': CALL_RESULT, notification: NOTIFICATION, sms: SMS, 'incoming-call': INCOMING_CALL },
  // The document's printed answer breaks off after resultCode (2.1.11); the code is a string.
  acknowledgement: {
    status: 200,
    contentType: 'application/json; charset=utf-8',
    body: '{"resultCode":"200","resultMsg":"success"}',
  },
  decode: (push, account) => {
    const fields = readFields(push);
    if (!fields) return [{ unreadable: 'The body is neither a JSON object nor a form.' }];
    return [
      DECODERS[push.kind ?? '']?.(fields, account, push.token) ?? {
        unreadable: `Nothing is known of pushes of the kind “${push.kind}”.`,
      },
    ];
  },
};

type Decoder = (
  fields: Record<string, unknown>,
  account: VendorAccount<WinnerlookCredentials>,
  token: string | undefined,
) => Decoded;

const own = ({ credentials }: VendorAccount<WinnerlookCredentials>) => ({ accountId: credentials.appId });

const DECODERS: Record<string, Decoder> = {
  '': (fields, account) =>
    decoded(CALL_RESULT.read(fields, own(account)), (result) => ({ type: 'call', ...callNews(result) })),
  notification: (fields, account, token) =>
    decoded(NOTIFICATION.read(fields, own(account)), (result) => notificationNews(result, token)),
  sms: (fields, account) => decoded(SMS.read(fields, own(account)), smsNews),
  'incoming-call': (fields, account) => decoded(INCOMING_CALL.read(fields, own(account)), incomingCallNews),
};

/** JSON first, whatever the content type says; a form where it is none. */
function readFields(push: Push): Record<string, unknown> | undefined {
  const body = push.body.toString('utf8');
  const json = z.record(z.string(), z.unknown()).safeParse(parseJson(body));
  if (json.success) return json.data;
  const isForm = /^[\w.-]+=/.test(body) && !body.includes('\uFFFD');
  return isForm ? Object.fromEntries(new URLSearchParams(body)) : undefined;
}
