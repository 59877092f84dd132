import { v7 } from 'uuid';
import { type IdKind, makeId } from '../../domain/ids.ts';

/**
 * A new id of the kind; ids made later sort later, within a millisecond too, which Node's own UUIDs do not: lists are
 * paged by id, and deliveries applied in its order.
 */
export function newId(kind: IdKind): string {
  return makeId(kind, v7());
}
