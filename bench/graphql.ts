import { measureGraphQL } from './graphql/piece.ts';
import { runPieces } from './report/piece.ts';

/** Queries, beside stock Apollo Server, Mercurius and a handler by hand: `npm run bench:graphql -- [--json] [--quick]`. */
await runPieces({ graphql: measureGraphQL });
