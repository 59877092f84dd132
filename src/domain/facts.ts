/** What is said of a fact of any kind of record; what else a kind says of its facts, it adds. */
export interface FactRow {
  /** It is a telephone number, read in its one spelling. `FINDS`: the record is found by it; `SHOWN`: it is not. */
  readonly number?: 'FINDS' | 'SHOWN';
  /** It is a person's own, and goes where the people in a record are forgotten. */
  readonly ofPerson?: true;
}

type FactsWith<Table, Row> = { [Fact in keyof Table]: Table[Fact] extends Row ? Fact : never }[keyof Table];

/** The facts of a table that are numbers. */
export function numberFacts<Table extends object>(table: Table): readonly FactsWith<Table, { number: string }>[] {
  return factsWhere(table, ({ number }) => number !== undefined);
}

/** The facts of a table by which a record is found. */
export function findingFacts<Table extends object>(table: Table): readonly FactsWith<Table, { number: 'FINDS' }>[] {
  return factsWhere(table, ({ number }) => number === 'FINDS');
}

/** A record without those of its facts that are a person's own. */
export function withoutPersonal<Item extends object, Table extends object>(
  item: Item,
  table: Table,
): Omit<Item, FactsWith<Table, { ofPerson: true }>> {
  const personal = factsWhere<PropertyKey>(table, ({ ofPerson }) => ofPerson === true);
  return Object.fromEntries(Object.entries(item).filter(([name]) => !personal.includes(name))) as Omit<
    Item,
    FactsWith<Table, { ofPerson: true }>
  >;
}

const factsWhere = <Fact>(table: object, holds: (row: FactRow) => boolean): Fact[] =>
  Object.entries<FactRow>(table as Record<string, FactRow>)
    .filter(([, row]) => holds(row))
    .map(([fact]) => fact as Fact);

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
