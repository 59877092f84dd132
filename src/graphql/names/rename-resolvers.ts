import { isRoot } from './definitions.ts';
import type { Names } from './names.ts';

type FieldResolvers = Readonly<Record<string, unknown>>;
type ResolverMap = Readonly<Record<string, FieldResolvers>>;
type ResolveType = (...given: unknown[]) => unknown;

/**
 * Resolvers, as they are written by own names, for a schema with the outside's names. What tells the type of an object
 * goes on to tell its own name, and is translated.
 */
export function renamedResolvers(resolvers: ResolverMap, names: Names): ResolverMap {
  if (names.areOwn) return resolvers;
  return Object.fromEntries(
    Object.entries(resolvers).flatMap(([own, fields]): [string, FieldResolvers][] => {
      if (isRoot(own)) {
        const renamed = Object.entries(fields).flatMap(([field, resolver]): [string, unknown][] => {
          const name = names.rootField(own, field);
          return name === undefined ? [] : [[name, resolver]];
        });
        return renamed.length > 0 ? [[own, Object.fromEntries(renamed)]] : [];
      }
      const name = names.type(own);
      if (name === undefined) return [];
      const { __resolveType: resolveType } = fields;
      if (typeof resolveType !== 'function') return [[name, fields]];
      return [[name, { ...fields, __resolveType: translated(resolveType as ResolveType, names) }]];
    }),
  );
}

function translated(resolveType: ResolveType, names: Names): ResolveType {
  const nameOf = (own: unknown) => (typeof own === 'string' ? names.type(own) : own);
  return (...given) => {
    const own = resolveType(...given);
    return own instanceof Promise ? own.then(nameOf) : nameOf(own);
  };
}
