import * as fc from 'fast-check';

/**
 * Documents under all limits, over what a sandbox has from the start: any nesting, fragments, aliases and variables.
 */
export const anyDocument: fc.Arbitrary<{ query: string; variables: Record<string, unknown> }> = fc
  .record({ fields: fc.array(rootField(), { minLength: 1, maxLength: 4 }), size: fc.integer({ min: 1, max: 5 }) })
  .map(({ fields, size }) => ({
    query: `query Q($n: Int!, $yes: Boolean = true) { ${fields.map((field, index) => `f${index}: ${field}`).join(' ')}
      used: accounts @include(if: $yes) { ...A calls(first: $n) { nodes { id } } } } fragment A on Account { id vendor }`,
    variables: { n: size },
  }));

function rootField(): fc.Arbitrary<string> {
  const leaves = fc.subarray(['id', 'vendor', '__typename'], { minLength: 1 }).map((names) => names.join(' '));
  const { account } = fc.letrec<{ account: string; page: string }>((tie) => ({
    account: fc.tuple(leaves, fc.option(tie('page'), { nil: '' })).map(([own, page]) => `${own} ...A ${page}`),
    page: fc
      .tuple(
        fc.constantFrom('bindings', 'calls', 'voiceMessages'),
        fc.constantFrom('first: 3', 'last: 2', 'first: $n'),
        fc.constantFrom('nodes', 'edges { cursor node'),
        fc.option(tie('account'), { nil: 'id', maxDepth: 1, depthIdentifier: 'page' }),
      )
      .map(
        ([name, size, list, account]) =>
          `${name}(${size}) { pageInfo { hasNextPage } ${list} { ${account === 'id' ? 'id' : `account { ${account} }`} } ${list === 'nodes' ? '' : '}'} }`,
      ),
  }));
  const vendors = fc
    .subarray(['vendor', 'name', 'operations { operation batchSize options { name required } }'], { minLength: 1 })
    .map((fields) => `vendors { ${fields.join(' ')} }`);
  return fc.oneof(
    account.map((fields) => `accounts { ${fields} }`),
    account.map((fields) => `account(id: "acct_sandbox_winnerlook") { ${fields} }`),
    account.map((fields) => `node(id: "acct_sandbox_emay_voicesms") { ... on Account { ${fields} } }`),
    vendors,
  );
}
