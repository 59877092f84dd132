import { ID_PREFIXES } from '../../domain/ids.ts';
import type { Session } from '../session.ts';
import type { VirtualNumberRepository } from '../virtual-numbers.ts';
import { virtualHashes } from './virtual-rows.ts';

// Of the characters that ids are made of none comes after z.
const [ABOVE, BELOW] = [`${ID_PREFIXES.account}_`, `${ID_PREFIXES.account}_~`];

export function virtualNumberRepository({ db, vault }: Pick<Session, 'db' | 'vault'>): VirtualNumberRepository {
  return {
    provenAt: async (numbers) => {
      const numberOf = new Map(numbers.flatMap((number) => virtualHashes(number, vault).map((hash) => [hash, number])));
      if (numberOf.size === 0) return new Map();
      const rows = await db
        .selectFrom('virtual_numbers')
        .selectAll()
        .where('hash', 'in', [...numberOf.keys()])
        .where('subject_id', '>', ABOVE)
        .where('subject_id', '<', BELOW)
        .execute();
      const found = Map.groupBy(rows, ({ hash }) => numberOf.get(hash) ?? '');
      return new Map([...found].map(([number, at]) => [number, new Set(at.map(({ subject_id }) => subject_id))]));
    },
  };
}
