import { createSourceEventStream, type ExecutionArgs, type ExecutionResult, execute, getOperationAST } from 'graphql';
import type { GraphQLContext } from './context.ts';

/** A subscription that stands: its answers in order. Ending it ends it at once, also while it waits for an event. */
export type Answers = AsyncGenerator<ExecutionResult, void, void>;

/**
 * Subscribes as graphql-js does, but answers each event with the reads of its own: those of one request remember what
 * they have read, and a later event would show it as it was.
 *
 * @param args The operation, and the context that its events have in common.
 * @param freshReads The reads of one event.
 * @returns The answers, or the errors for which it was not begun.
 */
export async function followOperation(
  args: ExecutionArgs & { readonly contextValue: GraphQLContext },
  freshReads: () => GraphQLContext['reads'],
): Promise<Answers | ExecutionResult> {
  const source = await createSourceEventStream(args);
  if (!(Symbol.asyncIterator in source)) return source;
  const events = source[Symbol.asyncIterator]();
  const answer = async ({ done, value }: IteratorResult<unknown>): Promise<IteratorResult<ExecutionResult, void>> => {
    if (done) return { done: true, value: undefined };
    const contextValue: GraphQLContext = { ...args.contextValue, reads: freshReads() };
    return { done: false, value: await execute({ ...args, rootValue: value, contextValue }) };
  };
  const end = async () => {
    await events.return?.();
    return { done: true as const, value: undefined };
  };
  const answers: Answers = {
    next: async () => answer(await events.next()),
    return: end,
    throw: async (error) => {
      await end();
      throw error;
    },
    [Symbol.asyncIterator]: () => answers,
    [Symbol.asyncDispose]: async () => void (await end()),
  };
  return answers;
}

/** Whether what is asked for is a subscription. */
export function isSubscription({
  document,
  operationName,
}: Pick<ExecutionArgs, 'document' | 'operationName'>): boolean {
  return getOperationAST(document, operationName)?.operation === 'subscription';
}
