import type { z } from 'zod';
import { readFields, withRemarks } from '../push-text.ts';
import type { Decoded, News, VendorAccount, VendorCallbacks } from '../vendor.ts';
import { defined, describeIssues, tokenOfPush } from '../wire.ts';
import { callRecordNews, callRecordSchema } from './call-record.ts';
import { callStartNews, callStartSchema } from './call-start.ts';
import type { InterlineCredentials } from './client.ts';
import type { CommonFields } from './push-fields.ts';

type Account = VendorAccount<InterlineCredentials>;
type Fields = Readonly<Record<string, unknown>>;

export const callbacks: VendorCallbacks<InterlineCredentials> = {
  kinds: ['cdr', 'start'],
  // No answer is documented: the form of the vendor's own answers.
  acknowledgement: { status: 200, contentType: 'application/json; charset=utf-8', body: '{"error":0,"reason":"ok"}' },
  decode: (push, account) => {
    // A form, or JSON where the vendor's staff have set it so (5.1).
    const read = readFields(push);
    if ('unreadable' in read) return [read];
    const shape = shapeOf(read.fields, push.kind);
    if (!shape) {
      return withRemarks(read.remarks, [{ unreadable: 'The push has neither result and beginTime nor callTime.' }]);
    }
    return withRemarks(read.remarks, [shape.decode(read.fields, account, push.token)]);
  },
};

interface Shape {
  readonly kind: string;
  /** Fields that only this push has. */
  readonly marks: readonly string[];
  decode(fields: Fields, account: Account, inAddress: string | undefined): Decoded;
}

const SHAPES: readonly Shape[] = [
  { kind: 'cdr', marks: ['result', 'beginTime'], decode: decoder(callRecordSchema, callRecordNews) },
  { kind: 'start', marks: ['callTime', 'smsContent'], decode: decoder(callStartSchema, callStartNews) },
];

/**
 * Which push it is. Addresses are set up by the vendor's staff, so that one address may get both: the fields decide,
 * and the address only where they fit both.
 */
function shapeOf(fields: Fields, kind: string | undefined): Shape | undefined {
  const fitting = SHAPES.filter(({ marks }) => marks.some((name) => isSaid(fields[name])));
  return fitting.find((shape) => shape.kind === kind) ?? fitting[0];
}

/** A form has all its names, with nothing behind those that do not apply. */
const isSaid = (value: unknown): boolean => value !== undefined && value !== null && value !== '';

function decoder<Body extends CommonFields>(
  schema: z.ZodType<Body>,
  news: (body: Body, account: Account) => News,
): Shape['decode'] {
  return (fields, account, inAddress) => {
    const parsed = schema.safeParse(fields);
    if (!parsed.success) return { unreadable: describeIssues(parsed.error) };
    const { devid, appid } = parsed.data;
    if (devid !== account.credentials.devid || appid !== account.credentials.appid) {
      return { unreadable: 'The push names another devid or appid than this account has.' };
    }
    const token = tokenOfPush(parsed.data.userData, inAddress);
    return { news: { ...news(parsed.data, account), ...defined({ token }) } };
  };
}
