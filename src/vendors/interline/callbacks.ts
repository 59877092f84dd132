import type { FieldTable } from '../field-table.ts';
import { readFields, withRemarks } from '../push-text.ts';
import { plain } from '../read-text.ts';
import type { Decoded, VendorAccount, VendorCallbacks } from '../vendor.ts';
import { decoded } from '../wire.ts';
import { CALL_RECORD, callRecordReport } from './call-record.ts';
import { CALL_START, callStartReport } from './call-start.ts';
import type { InterlineCredentials } from './client.ts';

type Account = VendorAccount<InterlineCredentials>;
type Fields = Readonly<Record<string, unknown>>;

export const callbacks: VendorCallbacks<InterlineCredentials> = {
  kinds: ['cdr', 'start'],
  tables: { cdr: CALL_RECORD, start: CALL_START },
  // No answer is documented: the form of the vendor's own answers.
  acknowledgement: { status: 200, contentType: 'application/json; charset=utf-8', body: '{"error":0,"reason":"ok"}' },
  decode: (push, account) => {
    // A form, or JSON where the vendor's staff have set it so (5.1).
    const read = readFields(push);
    if ('unreadable' in read) return [read];
    const shape = shapeOf(read.fields, push.kind);
    return withRemarks(read.remarks, [shape.decode(read.fields, account, push.token)]);
  },
};

interface Shape {
  readonly kind: string;
  /** Fields that only this push has. */
  readonly marks: readonly string[];
  decode(fields: Fields, account: Account, inAddress: string | undefined): Decoded;
}

const own = ({ credentials: { devid, appid } }: Account) => ({ devid, appid });

const CDR: Shape = {
  kind: 'cdr',
  marks: namesBeyond(CALL_RECORD, CALL_START),
  decode: (fields, account, inAddress) =>
    decoded(CALL_RECORD.read(fields, own(account)), (record) => callRecordReport(record, account, inAddress)),
};

const START: Shape = {
  kind: 'start',
  marks: namesBeyond(CALL_START, CALL_RECORD),
  decode: (fields, account, inAddress) =>
    decoded(CALL_START.read(fields, own(account)), (start) => callStartReport(start, inAddress)),
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
