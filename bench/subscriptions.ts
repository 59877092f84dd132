import { runPieces } from './report/piece.ts';
import { measureSubscriptions } from './subscriptions/piece.ts';

/** Subscribers, beside stock graphql-ws and bare ws: `npm run bench:subscriptions -- [--json] [--quick]`. */
await runPieces({ subscriptions: measureSubscriptions });
