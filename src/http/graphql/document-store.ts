import type { DocumentNode } from 'graphql';
import { LRUCache } from 'lru-cache';

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

/** Keeps the documents that were used last, as many as have so many characters together. */
export function createDocumentStore(): DocumentStore {
  const documents = new LRUCache<string, DocumentNode>({
    maxSize: MOST_CHARACTERS,
    maxEntrySize: LONGEST_DOCUMENT,
    sizeCalculation: lengthOf,
  });
  return {
    get: async (key) => documents.get(key),
    set: async (key, document) => void documents.set(key, document),
    delete: async (key) => documents.delete(key),
  };
}

// A document without its source is taken for one as long as may be.
const lengthOf = (document: DocumentNode): number => document.loc?.source.body.length ?? LONGEST_DOCUMENT;
