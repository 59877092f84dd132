import type { FormattedExecutionResult, GraphQLError } from 'graphql';
import type { GraphQLContext } from '../../graphql/context.ts';
import type { Present } from '../../graphql/present.ts';
import { writeReveals } from '../audited.ts';

/** An answer as it is sent, and whether all of it could be shown. */
export interface EventAnswer {
  readonly answer: FormattedExecutionResult;
  /** False: an event is not to be sent, because its subscriber gets it whole when it comes again. */
  readonly isWhole: boolean;
}

interface Result {
  readonly data?: FormattedExecutionResult['data'] | undefined;
  readonly errors?: readonly GraphQLError[] | undefined;
}

/** What is sent for a result, once what it shows is in the audit trail: the same on each road of a subscription. */
export async function answerEvent(
  context: GraphQLContext,
  { data = null, errors }: Result,
  { present, isOutage }: { readonly present: Present; readonly isOutage: (error: unknown) => boolean },
): Promise<EventAnswer> {
  const unwritten = await writeReveals(context);
  if (unwritten) return { answer: { data: null, errors: [unwritten] }, isWhole: false };
  const isStoreAway = errors?.some(({ originalError }) => originalError && isOutage(originalError)) ?? false;
  return {
    answer: errors ? { data, errors: errors.map((error) => present(error)) } : { data },
    isWhole: !isStoreAway,
  };
}
