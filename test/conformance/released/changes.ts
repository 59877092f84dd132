import { readdirSync, readFileSync } from 'node:fs';
import {
  buildSchema,
  type ConstDirectiveNode,
  findBreakingChanges,
  type GraphQLNamedType,
  type GraphQLSchema,
  isObjectType,
  print,
} from 'graphql';
import { readContract } from '../../../src/graphql/contract.ts';
import { createRegistry } from '../../../src/vendors/registry.ts';

const FOLDER = new URL('./', import.meta.url);

/** Breaking changes that were accepted together, and why. */
export interface Accepted {
  readonly reason: string;
  readonly changes: readonly string[];
}

export const ACCEPTED_FILE = new URL('accepted-changes.json', FOLDER);

/** What was accepted since the last release. */
export const accepted = (): readonly Accepted[] => JSON.parse(readFileSync(ACCEPTED_FILE, 'utf8')) as Accepted[];

/** Every way in which today's contract breaks with that of the last release, a line each. */
export function breakingChanges(): readonly string[] {
  const [last = ''] = readdirSync(FOLDER)
    .filter((name) => name.endsWith('.graphql'))
    .sort((a, b) => b.localeCompare(a, 'en', { numeric: true }));
  return changesBetween(readFileSync(new URL(last, FOLDER), 'utf8'), readContract(createRegistry().modules).sdl);
}

/** Every way in which one SDL breaks with another: clients, other subgraphs, or callers that had the scopes it asked for. */
export function changesBetween(before: string, after: string): readonly string[] {
  const [released, today] = [before, after].map((sdl) => buildSchema(sdl, { assumeValidSDL: true })) as [
    GraphQLSchema,
    GraphQLSchema,
  ];
  const ofClients = findBreakingChanges(released, today).map(({ type, description }) => `${type}: ${description}`);
  return [...ofClients, ...Object.values(released.getTypeMap()).flatMap((type) => directiveChanges(type, today))];
}

function directiveChanges(type: GraphQLNamedType, today: GraphQLSchema): string[] {
  const now = today.getType(type.name);
  if (!isObjectType(type) || !isObjectType(now)) return [];
  const keys = directives(type.astNode, /^@key\(/).filter((key) => !directives(now.astNode, /^@key\(/).includes(key));
  const places = [[type.name, type.astNode, now.astNode] as const].concat(
    Object.values(type.getFields()).flatMap((field) => {
      const same = now.getFields()[field.name];
      return same ? [[`${type.name}.${field.name}`, field.astNode, same.astNode] as never] : [];
    }),
  );
  return [
    ...keys.map((key) => `KEY_REMOVED: ${type.name} ${key}`),
    ...places.flatMap(([place, before, after]) => {
      const [had, has] = [before, after].map((node) =>
        directives(node, /^@(?:authenticated|requiresScopes)/).join(' '),
      );
      return had === has ? [] : [`ACCESS_CHANGED: ${place} asked for “${had}”, and asks for “${has}”`];
    }),
  ];
}

interface Directed {
  readonly directives?: readonly ConstDirectiveNode[] | undefined;
}

const directives = (node: Directed | null | undefined, kind: RegExp): string[] =>
  (node?.directives ?? []).map(print).filter((text) => kind.test(text));
