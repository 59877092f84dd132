import { type ChangeItem } from './records.ts';
import { type GraphQLAnswer } from './transport.ts';
/**
 * The change in an answer; undefined where it is of a kind that this client does not know yet.
 *
 * @throws Refused where there are errors in its place, which is how routers report a loss behind them.
 */
export declare function changeOf({ data, errors }: GraphQLAnswer): ChangeItem | undefined;
