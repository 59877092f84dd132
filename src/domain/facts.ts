/** The rank of the report that each fact was told by. */
export type FactRanks<Facts> = { readonly [Fact in keyof Facts]?: number };

/**
 * Adds what a report tells to what is known. A fact is kept from the report of the highest rank that names it; of two
 * equal ones the larger value stays. So the same reports leave the same facts, in whichever order and however often
 * they come. Gives only what changes, and nothing where nothing does.
 *
 * @param known what is known by now, each fact told at a rank of `ranks`, or at `otherwise` where that says nothing
 * @param told what the report says, at `rank`; undefined parts are not said
 */
export function learn<Facts extends Partial<Record<keyof Facts, string | number>>>(
  known: Facts,
  ranks: FactRanks<Facts>,
  otherwise: number,
  told: Facts,
  rank: number,
): { readonly facts: Partial<Facts>; readonly ranks: FactRanks<Facts> } | undefined {
  const names = (Object.keys(told) as (keyof Facts)[]).filter((name) => {
    const [value, present] = [told[name], known[name]];
    if (value === undefined) return false;
    if (present === undefined) return true;
    const before = ranks[name] ?? otherwise;
    return rank > before || (rank === before && value > present);
  });
  if (names.length === 0) return undefined;
  const facts = Object.fromEntries(names.map((name) => [name, told[name]])) as Partial<Facts>;
  return { facts, ranks: { ...ranks, ...Object.fromEntries(names.map((name) => [name, rank])) } };
}
