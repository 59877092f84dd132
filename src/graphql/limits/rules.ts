import { maxAliasesRule } from '@escape.tech/graphql-armor-max-aliases';
import { maxDepthRule } from '@escape.tech/graphql-armor-max-depth';
import { maxDirectivesRule } from '@escape.tech/graphql-armor-max-directives';
import { NoSchemaIntrospectionCustomRule, specifiedRules, type ValidationContext, type ValidationRule } from 'graphql';
import type { Limits } from '../../config/limits.ts';
import { type RefusalCode, refusal } from './refusal.ts';
import { vendorMutationsRule } from './vendor-mutations.ts';

/** What is asked of a document beside GraphQL's own rules, on every transport. */
export function limitRules(limits: Limits, introspection: boolean): readonly ValidationRule[] {
  return [
    maxDepthRule({
      ...counted('QUERY_TOO_DEEP', limits.depth, (found, limit) => [
        `The document nests fields ${found} deep, and ${limit} is allowed`,
        'ask for the inner objects by their ids in a second request.',
      ]),
      // Fragments are a way to write things down: they make no answer deeper.
      flattenFragments: true,
    }),
    maxAliasesRule(
      counted('TOO_MANY_ALIASES', limits.aliases, (found, limit) => [
        `The document has ${found} aliases, and ${limit} are allowed`,
        'use lists, or several requests.',
      ]),
    ),
    maxDirectivesRule(
      counted('TOO_MANY_DIRECTIVES', limits.directives, (found, limit) => [
        `The document has ${found} directives, and ${limit} are allowed`,
        'put @include and @skip on fragments rather than on single fields.',
      ]),
    ),
    vendorMutationsRule(limits.vendorMutations),
    ...(introspection ? [] : [NoSchemaIntrospectionCustomRule]),
  ];
}

/** GraphQL's own rules with ours, for where no server adds them. */
export function allRules(limits: Limits, introspection: boolean): readonly ValidationRule[] {
  return [...specifiedRules, ...limitRules(limits, introspection)];
}

/**
 * Options by which a rule of graphql-armor only counts, and accepts everything: its own refusal is a `Syntax Error`
 * without a code, thrown so that the validation of everything else ends there.
 */
function counted(
  code: RefusalCode,
  limit: number,
  say: (found: number, limit: number) => [what: string, cure: string],
) {
  return {
    n: Number.POSITIVE_INFINITY,
    onAccept: [
      (context: ValidationContext | null, { n: found }: { readonly n: number }) => {
        if (found > limit) context?.reportError(refusal(code, say(found, limit).join(': '), { found, limit }));
      },
    ],
  };
}
