import { NoSchemaIntrospectionCustomRule, OperationTypeNode, specifiedRules, type ValidationRule } from 'graphql';
import type { Limits } from '../../config/limits.ts';
import { ownFieldName } from '../names/own-name.ts';
import { type Counts, countOperations } from './counts.ts';
import { type RefusalCode, refusal } from './refusal.ts';
import { reachesVendor } from './vendor-mutations.ts';

/** What is asked of a document beside GraphQL's own rules, on every transport. */
export function limitRules(limits: Limits, introspection: boolean): readonly ValidationRule[] {
  return [countsRule(limits), ...(introspection ? [] : [NoSchemaIntrospectionCustomRule])];
}

/** GraphQL's own rules with ours, for where no server adds them. */
export function allRules(limits: Limits, introspection: boolean): readonly ValidationRule[] {
  return [...specifiedRules, ...limitRules(limits, introspection)];
}

/** Each count that has a limit: how more is refused, and what a client does about it. */
const REFUSED = {
  depth: {
    code: 'QUERY_TOO_DEEP',
    say: (found, limit) =>
      `The document nests fields ${found} deep, and ${limit} is allowed: ask for the inner objects by their ids in a second request.`,
  },
  aliases: {
    code: 'TOO_MANY_ALIASES',
    say: (found, limit) =>
      `The document has ${found} aliases, and ${limit} are allowed: use lists, or several requests.`,
  },
  directives: {
    code: 'TOO_MANY_DIRECTIVES',
    say: (found, limit) =>
      `The document has ${found} directives, and ${limit} are allowed: put @include and @skip on fragments rather than on single fields.`,
  },
  // Each asks its vendor in its turn, and each can call a phone.
  vendorMutations: {
    code: 'TOO_MANY_VENDOR_MUTATIONS',
    say: (found, limit) =>
      `The document has ${found} mutations that reach a vendor, and ${limit} are allowed: send them in several requests. One mutation can send to up to 500 recipients.`,
  },
} as const satisfies Record<
  keyof Counts & keyof Limits,
  { readonly code: RefusalCode; say(found: number, limit: number): string }
>;

/** Refuses operations of which something counts more than its limit, with a refusal for each such count. */
function countsRule(limits: Limits): ValidationRule {
  return (context) => {
    const mutations = context.getSchema().getMutationType();
    const count = countOperations(
      (name) => context.getFragment(name),
      (field) => reachesVendor(ownFieldName(mutations, field) ?? field),
    );
    return {
      OperationDefinition: (operation) => {
        const counts = count(operation);
        for (const what of Object.keys(REFUSED) as (keyof typeof REFUSED)[]) {
          if (what === 'vendorMutations' && operation.operation !== OperationTypeNode.MUTATION) continue;
          const [found, limit] = [counts[what], limits[what]];
          const { code, say } = REFUSED[what];
          if (found > limit) context.reportError(refusal(code, say(found, limit), { found, limit }));
        }
      },
    };
  };
}
