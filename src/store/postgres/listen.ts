import { setTimeout as delay } from 'node:timers/promises';
import { type Kysely, sql } from 'kysely';
import { Client } from 'pg';
import type { Tables } from '../tables.ts';
import { connectionTo } from './pool.ts';

/** What is notified when a transaction that appended events is committed. */
export const CHANNEL = 'voice_events';

// A notification tells at once; this is how late an event is told of whose notification was lost.
const LOOK_MS = 1_000;
// The listening connection is asked for something so small that a silence of this length means it is dead.
const ANSWER_MS = 5_000;
const LONGEST_PAUSE_MS = 30_000;

export interface Listening {
  listen(listener: () => void): void;
  close(): Promise<void>;
}

const LAST_PLACE = 'select coalesce(max(seq), 0) as last from events';

/**
 * Hears of events that other processes commit: by notification over a connection of its own, which is made anew when it
 * breaks, and by looking at the end of the log each second, so that a lost notification costs time and no event.
 */
export async function listenForEvents(url: string, db: Kysely<Tables>): Promise<Listening> {
  const stopping = new AbortController();
  let listener = (): void => undefined;
  let connection: Client | undefined = await connect();
  let failures = 0;
  let nextAttempt = 0;
  // The end of the log when it was last looked at; undefined where something may have been missed.
  let seen: number | undefined = await lastPlace();

  async function connect(): Promise<Client> {
    const client = new Client({
      ...connectionTo(url),
      application_name: 'voice-subgraph events',
      query_timeout: ANSWER_MS,
    });
    // What happens to it is found out at the next look.
    client.on('error', () => undefined);
    client.on('end', () => {
      if (connection === client) connection = undefined;
    });
    client.on('notification', () => listener());
    await client.connect();
    try {
      await client.query(`listen ${CHANNEL}`);
    } catch (error) {
      await client.end();
      throw error;
    }
    return client;
  }

  async function lastPlace(): Promise<number | undefined> {
    if (connection) return (await connection.query<{ last: number }>(LAST_PLACE)).rows[0]?.last;
    return (await sql.raw<{ last: number }>(LAST_PLACE).execute(db)).rows[0]?.last;
  }

  async function reconnect(): Promise<void> {
    if (performance.now() < nextAttempt) return;
    try {
      connection = await connect();
      failures = 0;
      seen = undefined;
    } catch {
      // Until it can be made, the looks over the common connections tell of events.
      failures++;
      nextAttempt = performance.now() + Math.random() * Math.min(LONGEST_PAUSE_MS, LOOK_MS * 2 ** failures);
    }
  }

  async function look(): Promise<void> {
    if (!connection) await reconnect();
    try {
      const last = await lastPlace();
      if (last !== seen) listener();
      seen = last;
    } catch {
      // Out of reach; each use of the database gets the error from its own query. The next look starts afresh.
      seen = undefined;
      await drop();
    }
  }

  async function drop(): Promise<void> {
    const client = connection;
    connection = undefined;
    await client?.end();
  }

  const looking = (async () => {
    while (!stopping.signal.aborted) {
      await delay(LOOK_MS, undefined, { signal: stopping.signal, ref: false }).catch((error: Error) => {
        if (error.name !== 'AbortError') throw error;
      });
      if (!stopping.signal.aborted) await look();
    }
  })();

  return {
    listen: (told) => {
      listener = told;
    },
    close: async () => {
      stopping.abort();
      await looking;
      await drop();
    },
  };
}
