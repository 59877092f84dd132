import { z } from 'zod';

/** Documents by their ids. */
export type DocumentsById = ReadonlyMap<string, string>;

const operation = z.object({ id: z.string().min(1), body: z.string().min(1) });
/** Apollo's persisted query manifest. */
const manifest = z.object({
  format: z.literal('apollo-persisted-query-manifest'),
  version: z.literal(1, { error: 'is not 1, the only version that is known' }),
  operations: z.array(operation),
});
/** A map of ids to documents, as GraphQL Code Generator's client preset and Relay's compiler write it. */
const plain = z.record(z.string().min(1), z.string().min(1));

/** What a file of trusted documents holds, and what is wrong with it. */
export interface DocumentsRead {
  readonly documents: DocumentsById;
  readonly faults: readonly string[];
}

/** Reads the content of a file of trusted documents, in either of the usual shapes. */
export function readDocuments(content: unknown): DocumentsRead {
  const isManifest = typeof content === 'object' && content !== null && 'format' in content;
  const parsed = isManifest ? manifest.safeParse(content) : plain.safeParse(content);
  if (!parsed.success) {
    const faults = parsed.error.issues.map(({ path, message }) => `${path.join('.') || 'file'}: ${message}`);
    return { documents: new Map(), faults };
  }
  const pairs = isOperations(parsed.data)
    ? parsed.data.operations.map(({ id, body }) => [id, body] as const)
    : Object.entries(parsed.data);
  return collect(pairs);
}

/** An id as it is looked up: `sha256:` says how it was made, which makes no difference here. */
export function bareId(id: string): string {
  return id.replace(/^sha256:/, '');
}

function isOperations(data: z.output<typeof manifest | typeof plain>): data is z.output<typeof manifest> {
  return Array.isArray(data.operations);
}

function collect(pairs: readonly (readonly [id: string, body: string])[]): DocumentsRead {
  const documents = new Map<string, string>();
  const faults: string[] = [];
  for (const [id, body] of pairs) {
    const known = documents.get(bareId(id));
    if (known !== undefined && known !== body) faults.push(`${id} stands for two different documents`);
    documents.set(bareId(id), body);
  }
  return { documents, faults };
}
