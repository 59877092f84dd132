import type { PostgresPool } from 'kysely';
import { type ClientConfig, Pool, types } from 'pg';
import { isOutage } from './errors.ts';

// A few hundred rows at most are touched by one statement, in milliseconds. One that takes so long waits for a disk or
// for a lock that will not be had, and the client has given up.
const STATEMENT_MS = 20_000;
// A process that stands still inside a transaction (paused, or cut off from the network) must not hold its locks, and
// with them the end of the event log, for longer than this.
const IDLE_IN_TRANSACTION_MS = 10_000;
// The server ends a statement first; later than that there is no server at the other end any more.
const ANSWER_MS = 25_000;
const CONNECT_MS = 10_000;
const KEEP_ALIVE_AFTER_MS = 10_000;
const CONNECTIONS = 10;

/** How every connection of this process is made. What stands in the URL goes before. */
export function connectionTo(url: string): ClientConfig {
  return {
    connectionString: url,
    application_name: 'voice-subgraph',
    connectionTimeoutMillis: CONNECT_MS,
    keepAlive: true,
    keepAliveInitialDelayMillis: KEEP_ALIVE_AFTER_MS,
    query_timeout: ANSWER_MS,
    // A bigint comes as text otherwise; ours are times and places in the log, far below 2^53.
    types: {
      getTypeParser: ((oid: number, format: 'text') =>
        oid === types.builtins.INT8 ? Number : types.getTypeParser(oid, format)) as typeof types.getTypeParser,
    },
  };
}

/** The connections that the process works with. */
export function openPool(url: string): PostgresPool {
  const timeouts = { statement_timeout: STATEMENT_MS, idle_in_transaction_session_timeout: IDLE_IN_TRANSACTION_MS };
  return poolOf({ ...connectionTo(url), ...timeouts }, CONNECTIONS);
}

/** Connections for changes of tables: those take the time they need, and wait while another process makes them. */
export function poolForMigrations(url: string): PostgresPool {
  return poolOf({ ...connectionTo(url), query_timeout: 0 }, 1);
}

function poolOf(config: ClientConfig, max: number): PostgresPool {
  const pool = new Pool({ ...config, max });
  // A connection that breaks while it is idle is no event: the pool drops it, and the next query gets another one or
  // fails with its own error. While it is in use, what it is used for fails.
  const dropped = () => undefined;
  pool.on('error', dropped);
  pool.on('connect', (client) => client.on('error', dropped));
  return asKyselyPool(pool);
}

/** The few methods that kysely's dialect asks of a pool. */
function asKyselyPool(pool: Pool): PostgresPool {
  return {
    options: {},
    connect: async () => {
      const client = await pool.connect();
      let lost: unknown;
      return {
        query: (async (text: string, values: readonly unknown[] = []) => {
          // What is still on its way over a connection that gives no answer must not be waited for again.
          if (lost) throw lost;
          try {
            return await client.query(text, values.map(storable));
          } catch (error) {
            if (isOutage(error) && !('severity' in (error as Error))) lost = error;
            throw error;
          }
        }) as never,
        release: (destroy) => client.release(destroy === true || lost !== undefined),
      };
    },
    end: () => pool.end(),
  };
}

/**
 * A value as PostgreSQL takes it. Its text holds every character but NUL, which a vendor may send all the same; a
 * symbol stands for it in what is searched, while the sealed record has it. Its numbers here are whole; a time that was
 * computed (fractions of days) may not be.
 */
export function storable(value: unknown): unknown {
  if (typeof value === 'string') return value.replaceAll('\u0000', '\u2400');
  return typeof value === 'number' ? Math.round(value) : value;
}
