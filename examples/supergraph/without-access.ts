import { type DirectiveNode, Kind, parse, print, visit } from 'graphql';

const ACCESS = ['authenticated', 'requiresScopes'];

/**
 * A subgraph's SDL without `@authenticated` and `@requiresScopes`, for routers that cannot read them: Apollo Gateway, the
 * one for Node, refuses a supergraph in which they are. The service checks every field at run time whatever the
 * supergraph says, so that nothing becomes open by this; the router only refuses later.
 */
export function withoutAccess(sdl: string): string {
  return print(
    visit(parse(sdl), {
      Directive: (directive) => {
        if (ACCESS.includes(directive.name.value)) return null;
        return directive.name.value === 'link' ? withoutImports(directive) : undefined;
      },
      DirectiveDefinition: ({ name }) => (ACCESS.includes(name.value) ? null : undefined),
    }),
  );
}

/** A `@link` that imports neither. */
function withoutImports(link: DirectiveNode): DirectiveNode {
  return visit(link, {
    ListValue: (list) => ({
      ...list,
      values: list.values.filter(
        (value) => value.kind !== Kind.STRING || !ACCESS.some((name) => value.value === `@${name}`),
      ),
    }),
  });
}
