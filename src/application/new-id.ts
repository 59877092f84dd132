import { randomUUIDv7 } from 'node:crypto';
import { type IdKind, makeId } from '../domain/ids.ts';

/** A new id of the kind; ids made later sort later. */
export function newId(kind: IdKind): string {
  return makeId(kind, randomUUIDv7());
}
