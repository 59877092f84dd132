import { measureCommands } from './commands/piece.ts';
import { runPieces } from './report/piece.ts';

/**
 * Sends and binds beside a proxy with two durable commits, and what every query and mutation costs over a large store:
 * `npm run bench:commands -- [--calls 10000,1000000] [--no-postgres] [--json] [--quick]`.
 */
await runPieces({ commands: measureCommands });
