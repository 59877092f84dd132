import { measureCallbacks } from './callbacks/piece.ts';
import { runPieces } from './report/piece.ts';

/**
 * Pushes, beside a handler with one durable insert a request and one that parses and answers; with `--base FOLDER` also
 * beside the service of another checkout: `npm run bench:callbacks -- [--base FOLDER] [--json] [--quick]`.
 */
await runPieces({ callbacks: measureCallbacks });
