import { Client } from 'pg';

/** Runs a statement over a connection of its own. */
export async function administer<Row extends object>(url: string, statement: string): Promise<Row[]> {
  const client = new Client({ connectionString: url });
  // A server that is told to end takes its connections with it.
  client.on('error', () => undefined);
  await client.connect();
  try {
    return (await client.query<Row>(statement)).rows;
  } finally {
    await client.end();
  }
}
