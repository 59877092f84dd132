import { measureCallbacks } from './callbacks/piece.ts';
import { measureCommands } from './commands/piece.ts';
import { measureGraphQL } from './graphql/piece.ts';
import { runPieces } from './report/piece.ts';
import { measureSubscriptions } from './subscriptions/piece.ts';

/** Every piece in turn, and one table: `npm run bench -- [--base FOLDER] [--json] [--quick]`. */
await runPieces({
  graphql: measureGraphQL,
  subscriptions: measureSubscriptions,
  callbacks: measureCallbacks,
  commands: measureCommands,
});
