import type { GraphQLAnswer } from '../support/service.ts';

/** Where the next request goes: the one process there is, or any of several. */
export type Door = () => string;

// Above the 15 s that a vendor may take.
const LONGEST_MS = 20_000;

/** Sends a GraphQL request; rejects where no answer comes, or one that is not data. */
export async function ask<Data>(url: string, document: string, variables: object = {}): Promise<Data> {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query: document, variables }),
    signal: AbortSignal.timeout(LONGEST_MS),
  });
  // It is on its way out, and takes no request any more: the next one does.
  if (response.status === 503) throw new Error(`HTTP 503: ${await response.text()}`);
  const { data, errors } = (await response.json()) as Partial<GraphQLAnswer<Data>>;
  if (errors || !data) {
    const codes = errors?.map(({ extensions }) => extensions.code) ?? [];
    throw new AnsweredWithErrors(`HTTP ${response.status}: ${JSON.stringify(errors)}`, codes);
  }
  return data;
}

/** The service answered, but not with data: not what a business failure looks like. */
export class AnsweredWithErrors extends Error {
  readonly codes: readonly string[];
  constructor(message: string, codes: readonly string[]) {
    super(message);
    this.codes = codes;
  }

  /** Whether it said that it takes nothing now. */
  get isRefusal(): boolean {
    return this.codes.length > 0 && this.codes.every((code) => code === 'SERVICE_UNAVAILABLE');
  }
}

interface Page<Item> {
  readonly nodes: readonly Item[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
}

/** Every record of a list, page by page. */
export async function listAll<Item>(url: string, list: string, fields: string): Promise<Item[]> {
  const document = `query ($after: String) { ${list}(first: 100, after: $after) { nodes { ${fields} } pageInfo { hasNextPage endCursor } } }`;
  const items: Item[] = [];
  let after: string | null = null;
  do {
    const answer: Record<string, Page<Item>> = await ask(url, document, { after });
    const page: Page<Item> | undefined = answer[list];
    items.push(...(page?.nodes ?? []));
    after = page?.pageInfo.hasNextPage ? page.pageInfo.endCursor : null;
  } while (after !== null);
  return items;
}
