import { readdirSync, readFileSync } from 'node:fs';
import plugin from '@graphql-eslint/eslint-plugin';
import { Kind, parse, print } from 'graphql';

const files = readdirSync('schema').map((name) => `schema/${name}`);
const document = parse(
  [...files, 'src/graphql/federation-types.graphql'].map((file) => readFileSync(file, 'utf8')).join('\n'),
);
// Where the plugin meets federation's @link it asks for a package under another licence than ours; here the directives are
// declared beside the schema.
const definitions = document.definitions.filter(({ kind }) => kind !== Kind.SCHEMA_EXTENSION);
const schema = print({ ...document, definitions });

/** The rules of the schema and of Relay's specifications; `npm run check` runs them. */
export default [
  {
    files: ['schema/*.graphql'],
    languageOptions: { parser: plugin.parser, parserOptions: { graphQLConfig: { schema } } },
    plugins: { '@graphql-eslint': plugin },
    rules: {
      ...plugin.configs['flat/schema-recommended'].rules,
      ...plugin.configs['flat/schema-relay'].rules,
      // The length of a description decides between one line and a block.
      '@graphql-eslint/description-style': 'off',
      // It compares letters: `caller` of a Call is another word.
      '@graphql-eslint/no-typename-prefix': 'off',
      // Lists without pages (of user errors, options, recipients) are bounded by what they are made of, and some pages are
      // of lines of a log.
      '@graphql-eslint/relay-edge-types': [
        'error',
        { withEdgeSuffix: true, shouldImplementNode: true, listTypeCanWrapOnlyEdgeType: false },
      ],
      // Records have an id, by Node; values (payloads, changes, options) are parts of what was asked for.
      '@graphql-eslint/strict-id-in-types': 'off',
    },
  },
];
