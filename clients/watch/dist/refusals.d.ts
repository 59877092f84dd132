import type { GraphQLFault } from './transport.ts';
/** What errors mean for a watch: begin anew, end for good, or try again from the last cursor. */
export type Meaning = 'BEGIN_ANEW' | 'END' | 'RESUME';
export declare function meaningOf(errors: readonly GraphQLFault[]): Meaning;
/** The longest that one of these errors asks to wait. */
export declare function retryAfterMs(errors: readonly GraphQLFault[]): number;
/** The server answered with errors in place of data. */
export declare class Refused extends Error {
    readonly name = "Refused";
    readonly errors: readonly GraphQLFault[];
    readonly meaning: Meaning;
    constructor(errors: readonly GraphQLFault[]);
}
