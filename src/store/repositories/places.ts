import type { Binding } from '../../domain/binding.ts';
import { heldByA, holdsPlace, placeOf } from '../../domain/place.ts';
import type { Vault } from '../vault.ts';

/** The columns of a binding that holds nothing at its vendor. */
export const WITHOUT_PLACE = { place: null, held_by_a: null } as const;

/** What a binding holds at its vendor, hashed, while it may hold it. */
export function placeColumns(binding: Binding, vault: Vault): { place: string | null; held_by_a: string | null } {
  if (!holdsPlace(binding)) return WITHOUT_PLACE;
  const hash = (name: string | undefined) =>
    name === undefined ? null : vault.hash(atAccount(binding.accountId, name));
  return { place: hash(placeOf(binding)), held_by_a: hash(heldByA(binding)) };
}

/** The forms in which what is held at an account may stand in these columns, by each key that is known. */
export function placeHashes(accountId: string, names: readonly string[], vault: Vault): string[] {
  return names.flatMap((name) => [...vault.hashes(atAccount(accountId, name))]);
}

const atAccount = (accountId: string, name: string): string => JSON.stringify([accountId, name]);
