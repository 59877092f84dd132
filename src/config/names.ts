import { z } from 'zod';

/** One name of the contract that the operator changes. */
export interface NameChange {
  /** As it was written, for sentences about it. */
  readonly written: string;
  /** The root type whose field it is; undefined: it is a type. */
  readonly root: string | undefined;
  readonly own: string;
  /** The name it gets; undefined: it is left out. */
  readonly to: string | undefined;
}

const CHANGE = /^(?:(\w+)\.)?(\w+)\s*=\s*(\S*)$/;
const FORM = 'is none of Type=NewName, Query.field=newName, or either with nothing after the sign to leave it out';

/** The setting by which types and root fields are renamed or left out; what they are is checked with the schema. */
export const nameSettings = {
  GRAPHQL_NAMES: z
    .string()
    .transform((text, context) =>
      text
        .split(',')
        .map((part) => part.trim())
        .filter((part) => part !== '')
        .flatMap((written): NameChange[] => {
          const [, root, own = '', to = ''] = CHANGE.exec(written) ?? [];
          if (own !== '') return [{ written, root, own, to: to === '' ? undefined : to }];
          context.addIssue({ code: 'custom', message: `“${written}” ${FORM}` });
          return [];
        }),
    )
    .default([]),
};

const alone = z.object(nameSettings);

/** The setting alone, for a command that needs nothing else. Gives what is wrong with it as `faults`. */
export function readNames({ GRAPHQL_NAMES }: NodeJS.ProcessEnv): {
  readonly changes: readonly NameChange[];
  readonly faults: readonly string[];
} {
  const { data, error } = alone.safeParse({ GRAPHQL_NAMES: GRAPHQL_NAMES?.trim() || undefined });
  const faults = (error?.issues ?? []).map(({ path, message }) => `${path.join('.')}: ${message}`);
  return { changes: data?.GRAPHQL_NAMES ?? [], faults };
}
