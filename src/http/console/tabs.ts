import { readFileSync } from 'node:fs';
import type { GraphQLSchema } from 'graphql';
import { operationsFor } from '../../graphql/names/rename-operations.ts';

const EXAMPLES = ['watch', 'bind', 'dial', 'history', 'notify', 'answer', 'release'] as const;

export type ExampleName = (typeof EXAMPLES)[number];

export type WorkedExamples = Readonly<Partial<Record<ExampleName, string>>>;

/** The worked examples as they lie in their files: `{{name}}` stands for a value that a reader has. */
const WORKED_EXAMPLES = Object.fromEntries(
  EXAMPLES.map((name) => [name, readFileSync(new URL(`./examples/${name}.graphql`, import.meta.url), 'utf8')]),
) as Readonly<Record<ExampleName, string>>;

/** The worked examples by the names that the schema has, without those that ask for what is left out of it. */
export function examplesFor(schema: GraphQLSchema): WorkedExamples {
  return Object.fromEntries(
    EXAMPLES.flatMap((name): [ExampleName, string][] => {
      const document = operationsFor(schema, WORKED_EXAMPLES[name]);
      return document === undefined ? [] : [[name, document]];
    }),
  );
}

/** What stands for the values in the examples, as far as a reader has them. */
export type ExampleValues = Readonly<Record<string, string | undefined>>;

const PLACE = /\{\{(\w+)\}\}/g;

/** A document with its values in place. A line whose value is not given is left out. */
export function fillIn(document: string, values: ExampleValues): string {
  return document
    .split('\n')
    .filter((line) => [...line.matchAll(PLACE)].every(([, name = '']) => values[name] !== undefined))
    .join('\n')
    .replaceAll(PLACE, (_whole, name: string) => values[name] ?? '');
}

/** Values for a reader who has run nothing yet; some are what other examples answer. */
export const SAMPLE_VALUES = {
  key: 'try-1/bind',
  numberA: '13800138000',
  boundA: '13800138000',
  numberB: '13900139000',
  reference: 'try-1',
  boundReference: 'try-1',
  messageReference: 'try-1',
  messageKey: 'try-1/notify',
  recipient: '13700137000',
  dialledX: '17100000042',
  messageId: 'msg_...',
  bindingId: 'bnd_...',
} as const satisfies ExampleValues;

/** The worked examples one by one, complete documents. */
export const CONSOLE_TABS: readonly { readonly query: string }[] = EXAMPLES.map((name) => ({
  query: fillIn(WORKED_EXAMPLES[name], SAMPLE_VALUES),
}));
