import { z } from 'zod';
import type { FieldTable } from '../field-table.ts';
import { parseJson } from '../json.ts';
import { plain } from '../read-text.ts';
import type { Decoded, Push, VendorAccount, VendorCallbacks } from '../vendor.ts';
import { decoded } from '../wire.ts';
import { CALL_RECORD, callRecordNews } from './call-record.ts';
import { CALL_START, callStartNews } from './call-start.ts';
import type { InterlineCredentials } from './client.ts';

type Account = VendorAccount<InterlineCredentials>;
type Fields = Readonly<Record<string, unknown>>;

export const callbacks: VendorCallbacks<InterlineCredentials> = {
  kinds: ['cdr', 'start'],
  tables: { cdr: CALL_RECORD, start: CALL_START },
  // No answer is documented: the form of the vendor's own answers.
  acknowledgement: { status: 200, contentType: 'application/json; charset=utf-8', body: '{"error":0,"reason":"ok"}' },
  decode: (push, account) => {
    const fields = readFields(push);
    if (!fields) return [{ unreadable: 'The body is neither a JSON object nor a form.' }];
    return [shapeOf(fields, push.kind).decode(fields, account)];
  },
};

interface Shape {
  readonly kind: string;
  /** Fields that only this push has. */
  readonly marks: readonly string[];
  decode(fields: Fields, account: Account): Decoded;
}

const own = ({ credentials: { devid, appid } }: Account) => ({ devid, appid });

const CDR: Shape = {
  kind: 'cdr',
  marks: namesBeyond(CALL_RECORD, CALL_START),
  decode: (fields, account) =>
    decoded(CALL_RECORD.read(fields, own(account)), (record) => callRecordNews(record, account)),
};

const START: Shape = {
  kind: 'start',
  marks: namesBeyond(CALL_START, CALL_RECORD),
  decode: (fields, account) => decoded(CALL_START.read(fields, own(account)), callStartNews),
};

function namesBeyond(table: FieldTable, other: FieldTable): string[] {
  return table.names.filter((name) => !other.names.includes(name));
}

/**
 * Which push it is. Addresses are set up by the vendor's staff, so that one address may get both: the fields decide,
 * and the address only where they fit both or neither. Where nothing tells, it is taken for the push that claims less:
 * that there is such a call.
 */
function shapeOf(fields: Fields, kind: string | undefined): Shape {
  const shapes = [CDR, START];
  const fitting = shapes.filter(({ marks }) => marks.some((name) => isSaid(fields[name])));
  const told = shapes.find((shape) => shape.kind === kind);
  if (fitting.length === 0) return told ?? START;
  return fitting.find((shape) => shape === told) ?? fitting[0] ?? START;
}

/** A form has all its names, with nothing behind those that do not apply. */
const isSaid = (value: unknown): boolean => plain(value) !== undefined;

const objectSchema = z.record(z.string(), z.unknown());

/** A form, or JSON where the vendor's staff have set it so (5.1): the body itself tells, whatever the content type. */
function readFields(push: Push): Fields | undefined {
  const body = push.body.toString('utf8');
  const json = objectSchema.safeParse(parseJson(body));
  if (json.success) return json.data;
  const isForm = /^[\w.-]+=/.test(body) && !body.includes('\uFFFD');
  return isForm ? Object.fromEntries(new URLSearchParams(body)) : undefined;
}
