/** By the beginnings of their SQLSTATE (PostgreSQL documentation, appendix A). */
const OUTAGE_STATES = [
  '08', // connection exception
  '25006', // read-only: a standby, or a server that was demoted
  '25P03', // idle in a transaction for too long: this process stood still
  '40', // broken off for the sake of another, again and again
  '53', // insufficient resources: disk full, out of memory, too many connections
  '55P03', // a lock was not to be had
  '57', // operator intervention: shutdown, starting up, and the time-out of a statement
  '58', // errors of the system, of disks above all
];

const OUTAGE_CODES = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'ECONNABORTED',
  'EPIPE',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'EHOSTDOWN',
  'ENETUNREACH',
  'ENETDOWN',
  'ENOTFOUND',
  'EAI_AGAIN',
  // The socket of a server on the same machine.
  'ENOENT',
]);

/** Errors of the driver have no code: these are the sentences of pg 8 and its pool. */
const OUTAGE_SENTENCES =
  /^(?:Connection terminated|timeout e(?:xpired|xceeded when trying to connect)|Query read timeout|Client (?:has encountered a connection error|was closed))/;

const SQLSTATE = /^[0-9A-Z]{5}$/;

/** Whether an error says that the database takes nothing now, and may again later. */
export function isOutage(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const { code } = error as NodeJS.ErrnoException;
  if (code === undefined) return OUTAGE_SENTENCES.test(error.message);
  return OUTAGE_CODES.has(code) || (SQLSTATE.test(code) && OUTAGE_STATES.some((state) => code.startsWith(state)));
}

// deadlock_detected and serialization_failure: the transaction did nothing, and would do its work if it ran again.
const BROKEN_OFF = new Set(['40P01', '40001']);

/** Whether PostgreSQL broke a transaction off for the sake of another one. */
export function isBrokenOff(error: unknown): boolean {
  return error instanceof Error && 'code' in error && BROKEN_OFF.has(String(error.code));
}
