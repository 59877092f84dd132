import { withoutCredentials } from '../../config/database-url.ts';
import { EXIT, type ExitCode, StartFault } from '../../config/start-fault.ts';
import { isOutage } from './errors.ts';

const AWAY: readonly [ExitCode, string] = [
  EXIT.unavailable,
  'Check the host and the port in DATABASE_URL, and that the server runs and can be reached from here',
];
const UNTRUSTED: readonly [ExitCode, string] = [
  EXIT.config,
  'The connection could not be encrypted as DATABASE_URL asks: check sslmode, sslrootcert and the certificate of the server',
];

/** By SQLSTATE (PostgreSQL documentation, appendix A) or by Node's code: the exit code, and what to do. */
const REMEDIES: Readonly<Record<string, readonly [ExitCode, string]>> = {
  '28000': [EXIT.permission, 'Check the user in DATABASE_URL, and that the server lets it in from here (pg_hba.conf)'],
  '28P01': [EXIT.permission, 'Check the user and the password in DATABASE_URL (special characters as %XX)'],
  '3D000': [EXIT.config, 'Make the database, or name another one in DATABASE_URL'],
  '42501': [EXIT.permission, 'Make the user the owner of the database'],
  '25006': [EXIT.config, 'Name the primary server in DATABASE_URL: this one is read-only'],
  '53100': [EXIT.cannotCreate, 'Make room on the disk of the server'],
  '53300': [EXIT.unavailable, 'Raise max_connections of the server: each process needs 11'],
  '57P03': [EXIT.unavailable, 'Start again when the server has come up'],
  ENOENT: [EXIT.config, 'Check the socket or the certificate file that DATABASE_URL names'],
  EACCES: [EXIT.permission, 'Let this process read the socket or the certificate file that DATABASE_URL names'],
};

const TLS =
  /^(?:ERR_TLS|ERR_SSL|ERR_OSSL|CERT_|SELF_SIGNED|DEPTH_ZERO|UNABLE_TO|HOSTNAME_MISMATCH)|server does not support SSL/;

/**
 * The sentence for an error with which a PostgreSQL database is not opened; without the password that its URL holds.
 */
export function asStartFault(url: string, error: unknown): StartFault {
  if (error instanceof StartFault) return error;
  const first: NodeJS.ErrnoException = error instanceof AggregateError ? error.errors[0] : error;
  const reason = reasonOf(error).replace(/\.$/, '');
  const [exitCode, remedy] = REMEDIES[first.code ?? ''] ?? remedyOf(first, reason);
  const sentence = `The database ${withoutCredentials(url)} cannot be used: ${reason}. ${remedy}.`;
  return new StartFault(exitCode, sentence, error);
}

function remedyOf(error: NodeJS.ErrnoException, reason: string): readonly [ExitCode, string] {
  if (TLS.test(error.code ?? '') || TLS.test(reason)) return UNTRUSTED;
  // The driver's own, where DATABASE_URL has no password and the server asks for one.
  if (/^SASL/.test(reason)) return REMEDIES['28P01'] ?? AWAY;
  return isOutage(error) ? AWAY : [EXIT.software, 'This is a fault of the program: report it'];
}

function reasonOf(error: unknown): string {
  if (error instanceof AggregateError) return error.errors.map(reasonOf).join(', ');
  return error instanceof Error ? error.message : String(error);
}
