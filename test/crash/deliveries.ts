import { DatabaseSync } from 'node:sqlite';

/** How many deliveries the database holds in each state; read once nothing runs over it. */
export function deliveryStates(file: string): Record<string, number> {
  const database = new DatabaseSync(file, { readOnly: true });
  try {
    const rows = database.prepare('select state, count(*) as n from deliveries group by state').all();
    return Object.fromEntries(rows.map(({ state, n }) => [String(state), Number(n)]));
  } finally {
    database.close();
  }
}
