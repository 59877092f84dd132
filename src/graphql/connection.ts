import type { Page, PageRequest } from '../store/lists.ts';
import { badInput } from './errors.ts';

/** A page of a list as its connection type shows it. */
export interface Connection<Item> {
  readonly nodes: readonly Item[];
  readonly hasNextPage: boolean;
  readonly hasPreviousPage: boolean;
}

interface PageArguments {
  readonly first?: number | null;
  readonly after?: string | null;
  readonly last?: number | null;
  readonly before?: string | null;
}

const LARGEST_PAGE = 100;

/** Reads the arguments of a connection (Relay's cursor connections). Refuses a page without a size. */
export function pageRequest({ first, after, last, before }: PageArguments): PageRequest {
  const forward = first !== null && first !== undefined;
  const backward = last !== null && last !== undefined;
  if (forward === backward) throw badInput('Give either first or last, from 1 to 100.');
  const limit = forward ? first : (last ?? 0);
  if (limit < 1 || limit > LARGEST_PAGE)
    throw badInput(`${forward ? 'first' : 'last'} must be from 1 to ${LARGEST_PAGE}.`);
  if (forward && before) throw badInput('before goes with last; use after with first.');
  if (backward && after) throw badInput('after goes with first; use before with last.');
  const edge = forward ? after : before;
  return {
    limit,
    direction: forward ? 'forward' : 'backward',
    beyondId: edge ? idOfEdge(edge) : undefined,
  };
}

/** A page as a connection. */
export function connection<Item>({ items, more }: Page<Item>, request: PageRequest): Connection<Item> {
  const forward = request.direction === 'forward';
  // Beyond the cursor that was given lies at least the edge that it names.
  const beyondCursor = request.beyondId !== undefined;
  return {
    nodes: items,
    hasNextPage: forward ? more : beyondCursor,
    hasPreviousPage: forward ? beyondCursor : more,
  };
}

/** One page of a list, as a connection field's arguments ask for it. */
export async function paged<Item>(
  args: PageArguments,
  list: (page: PageRequest) => Promise<Page<Item>>,
): Promise<Connection<Item>> {
  const page = pageRequest(args);
  return connection(await list(page), page);
}

/** The resolvers of a connection type. */
export const connectionResolvers = {
  nodes: <Item>(page: Connection<Item>) => page.nodes,
  edges: <Item extends { id: string }>(page: Connection<Item>) =>
    page.nodes.map((node) => ({ cursor: edgeCursor(node.id), node })),
  pageInfo: (page: Connection<{ id: string }>) => {
    const { hasNextPage, hasPreviousPage, nodes } = page;
    const [first, last] = [nodes[0], nodes.at(-1)];
    return {
      hasNextPage,
      hasPreviousPage,
      startCursor: first ? edgeCursor(first.id) : null,
      endCursor: last ? edgeCursor(last.id) : null,
    };
  },
};

function edgeCursor(id: string): string {
  return Buffer.from(`edge:${id}`).toString('base64url');
}

function idOfEdge(cursor: string): string {
  const text = Buffer.from(cursor, 'base64url').toString('utf8');
  if (!text.startsWith('edge:')) throw badInput('This is not the cursor of an edge of this list.');
  return text.slice('edge:'.length);
}
