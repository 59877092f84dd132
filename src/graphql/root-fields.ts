import {
  type DefinitionNode,
  type DocumentNode,
  type FragmentDefinitionNode,
  GraphQLError,
  Kind,
  type OperationDefinitionNode,
  type SelectionNode,
} from 'graphql';
import { parsed } from './parsed.ts';

// What a document has at the least that this is about; most need not be looked into. Two expressions, each in one walk:
// a document of a megabyte of directives must not cost more than its length.
const SUBSCRIPTION = /\bsubscription\b/;
const DIRECTIVE = /@(?:skip|include)\b/;

/**
 * The refusal of a document whose subscription may be left without a root field by `@skip` or `@include`; undefined for
 * any other, also for one that cannot be parsed, which is told by the parser. The GraphQL specification forbids the two
 * there since 2025; graphql-js 16 throws in the middle of its validation where a variable decides, and in the middle of
 * the execution where nothing is left.
 */
export function refuseEmptySubscription(text: string, maxTokens: number): GraphQLError | undefined {
  if (!SUBSCRIPTION.test(text) || !DIRECTIVE.test(text)) return undefined;
  const document = parsed(text, { maxTokens });
  if (!document) return undefined;
  const fragments = fragmentsOf(document);
  for (const { selectionSet } of document.definitions.filter(isSubscription)) {
    const roots = rootsOf(selectionSet.selections, fragments, new Set());
    if (roots.some((fate) => fate === 'OPEN')) return refused(DEPENDS_ON_VARIABLE);
    if (roots.every((fate) => fate === 'LEFT_OUT')) return refused(SELECTS_NOTHING);
  }
  return undefined;
}

const isSubscription = (definition: DefinitionNode): definition is OperationDefinitionNode =>
  definition.kind === Kind.OPERATION_DEFINITION && definition.operation === 'subscription';

const DEPENDS_ON_VARIABLE =
  'The root field of a subscription cannot depend on a variable through @skip or @include: send the subscription only where it is wanted.';
const SELECTS_NOTHING =
  'The subscription selects no field: @skip or @include takes its root field out. Leave the subscription out instead.';

const refused = (message: string): GraphQLError =>
  new GraphQLError(message, { extensions: { code: 'BAD_USER_INPUT', http: { status: 400 } } });

/** What becomes of a root field: a variable decides, it stays, or it goes. */
type Fate = 'OPEN' | 'SELECTED' | 'LEFT_OUT';

type Fragments = ReadonlyMap<string, FragmentDefinitionNode>;

/** The fates of all root fields, also of those in fragments. A circle of fragments is told by the validation. */
function rootsOf(selections: readonly SelectionNode[], fragments: Fragments, within: ReadonlySet<string>): Fate[] {
  return selections.flatMap((node): Fate[] => {
    const own = fateOf(node);
    if (own !== 'SELECTED' || node.kind === Kind.FIELD) return [own];
    if (node.kind === Kind.INLINE_FRAGMENT) return rootsOf(node.selectionSet.selections, fragments, within);
    const name = node.name.value;
    const fragment = within.has(name) ? undefined : fragments.get(name);
    return fragment ? rootsOf(fragment.selectionSet.selections, fragments, new Set([...within, name])) : ['SELECTED'];
  });
}

/** What the directives of a selection make of it. */
function fateOf({ directives = [] }: SelectionNode): Fate {
  let fate: Fate = 'SELECTED';
  for (const { name, arguments: given = [] } of directives) {
    const condition = given.find((argument) => argument.name.value === 'if')?.value;
    if (name.value !== 'skip' && name.value !== 'include') continue;
    if (condition?.kind === Kind.VARIABLE) return 'OPEN';
    if (condition?.kind === Kind.BOOLEAN && condition.value === (name.value === 'skip')) fate = 'LEFT_OUT';
  }
  return fate;
}

function fragmentsOf({ definitions }: DocumentNode): Fragments {
  const fragments = definitions.filter((definition) => definition.kind === Kind.FRAGMENT_DEFINITION);
  return new Map(fragments.map((fragment) => [fragment.name.value, fragment]));
}
