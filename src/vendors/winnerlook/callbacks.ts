import { readFields, withRemarks } from '../push-text.ts';
import type { Decoded, VendorAccount, VendorCallbacks } from '../vendor.ts';
import { decoded } from '../wire.ts';
import type { WinnerlookCredentials } from './client.ts';
import { INCOMING_CALL, incomingCallReport, SMS, smsReport } from './lost-sections.ts';
import { CALL_RESULT, callReport, NOTIFICATION, notificationReport } from './results.ts';

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
    const read = readFields(push);
    if ('unreadable' in read) return [read];
    return withRemarks(read.remarks, [
      DECODERS[push.kind ?? '']?.(read.fields, account, push.token) ?? {
        unreadable: `Nothing is known of pushes of the kind “${push.kind}”.`,
      },
    ]);
  },
};

type Decoder = (
  fields: Readonly<Record<string, unknown>>,
  account: VendorAccount<WinnerlookCredentials>,
  token: string | undefined,
) => Decoded;

const own = ({ credentials }: VendorAccount<WinnerlookCredentials>) => ({ accountId: credentials.appId });

const DECODERS: Record<string, Decoder> = {
  '': (fields, account, token) =>
    decoded(CALL_RESULT.read(fields, own(account)), (result) => ({ type: 'call', ...callReport(result, token) })),
  notification: (fields, account, token) =>
    decoded(NOTIFICATION.read(fields, own(account)), (result) => notificationReport(result, token)),
  sms: (fields, account, token) => decoded(SMS.read(fields, own(account)), (sms) => smsReport(sms, token)),
  'incoming-call': (fields, account, token) =>
    decoded(INCOMING_CALL.read(fields, own(account)), (call) => incomingCallReport(call, token)),
};
