import type { DocumentNode } from 'graphql';

/** Documents that were parsed and validated, by their hashes. */
export interface DocumentStore {
  get(key: string): Promise<DocumentNode | undefined>;
  set(key: string, document: DocumentNode): Promise<void>;
  delete(key: string): Promise<boolean>;
}

// Parsed, a document takes some hundred bytes for each of its characters. Front ends send some hundred documents of a
// thousand characters; Apollo's own bound, 30 MiB of JSON, was 500 MB of heap when each request brought another.
const MOST_CHARACTERS = 512 * 1024;
// One document must not drive out all others.
const LONGEST_DOCUMENT = MOST_CHARACTERS / 16;

/** Keeps the documents that were put in last, as many as have so many characters together. */
export function createDocumentStore(): DocumentStore {
  const documents = new Map<string, DocumentNode>();
  let characters = 0;
  const drop = (key: string): boolean => {
    characters -= lengthOf(documents.get(key));
    return documents.delete(key);
  };
  return {
    get: async (key) => documents.get(key),
    set: async (key, document) => {
      const length = lengthOf(document);
      if (length > LONGEST_DOCUMENT) return;
      drop(key);
      documents.set(key, document);
      characters += length;
      for (const oldest of documents.keys()) {
        if (characters <= MOST_CHARACTERS) return;
        drop(oldest);
      }
    },
    delete: async (key) => drop(key),
  };
}

// A document without its source is taken for one as long as may be.
const lengthOf = (document: DocumentNode | undefined): number =>
  document === undefined ? 0 : (document.loc?.source.body.length ?? LONGEST_DOCUMENT);
