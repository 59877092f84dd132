import type { GraphQLSchema } from 'graphql';
import type { Logger } from 'pino';
import type { RoutersConfig } from '../../config/routers.ts';
import type { Caller } from '../../domain/caller.ts';
import type { Connection, GraphQLContext } from '../../graphql/context.ts';
import type { TrustedDocuments } from '../../graphql/documents.ts';
import type { GraphQLLimits } from '../../graphql/limits/limits.ts';
import type { CallerQuotas } from '../../graphql/limits/quotas.ts';
import type { Present } from '../../graphql/present.ts';
import type { Metrics } from '../../metrics/metrics.ts';
import type { Authenticate } from '../authentication/authentication.ts';
import type { Origins } from './origins.ts';

/** What `/graphql` is served with, whichever road a request takes. */
export interface GraphQLOptions {
  readonly schema: GraphQLSchema;
  readonly authenticate: Authenticate;
  /** `gone` is aborted when the caller waits no longer. */
  readonly createContext: (caller: Caller, connection?: Connection, gone?: AbortSignal) => GraphQLContext;
  readonly limits: GraphQLLimits;
  readonly quotas: CallerQuotas;
  /** Whether an error says that the store takes nothing now, and may again later. */
  readonly isOutage: (error: unknown) => boolean;
  readonly documents: TrustedDocuments;
  readonly origins: Origins;
  readonly routers: RoutersConfig;
  readonly present: Present;
  readonly log: Logger;
  readonly metrics: Metrics;
}
