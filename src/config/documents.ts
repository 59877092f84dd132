import { z } from 'zod';
import { type DocumentsById, readDocuments } from './documents-file.ts';
import { readJsonFile } from './file.ts';

/** The documents that the operator trusts, before they are held against the schema. */
export interface DocumentsConfig {
  /** `off`: there are none; `allow`: they can be asked for by id; `only`: nothing else is answered. */
  readonly mode: 'off' | 'allow' | 'only';
  readonly file: string | undefined;
  readonly documents: DocumentsById;
}

const modes = z.enum(['off', 'allow', 'only']);

/** The settings of trusted documents. */
export const documentSettings = {
  TRUSTED_DOCUMENTS_FILE: z.string().optional(),
  TRUSTED_DOCUMENTS: modes.optional(),
};

/** The file of trusted documents, as the settings say. Adds what is wrong with it to `faults`. */
export function documentsOf(given: NodeJS.ProcessEnv, faults: string[]): DocumentsConfig {
  const { TRUSTED_DOCUMENTS_FILE: file } = given;
  const mode = modes.safeParse(given.TRUSTED_DOCUMENTS).data;
  const none: DocumentsConfig = { mode: 'off', file, documents: new Map() };
  if (file === undefined) {
    if (mode !== undefined && mode !== 'off')
      faults.push(`TRUSTED_DOCUMENTS_FILE is missing: it goes with TRUSTED_DOCUMENTS=${mode}`);
    return none;
  }
  if (mode === 'off') return none;
  const content = readJsonFile('TRUSTED_DOCUMENTS_FILE', file, faults);
  if (content === undefined) return none;
  const read = readDocuments(content);
  faults.push(...read.faults.map((fault) => `${file}: ${fault}`));
  return { mode: mode ?? 'allow', file, documents: read.documents };
}
