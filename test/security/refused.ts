/** Documents that are refused over every transport. */
export interface RefusedCase {
  readonly what: string;
  readonly query: string;
  readonly variables?: object;
  readonly operationName?: string;
  readonly code: string;
  /** What the refusal says. */
  readonly words: RegExp;
}

/** `levels` connections within each other, each a page of one. */
const nested = (levels: number): string =>
  levels === 0 ? 'id' : `calls(first: 1) { nodes { binding { ${nested(levels - 1)} } } }`;
const repeat = (count: number, item: (index: number) => string): string =>
  Array.from({ length: count }, (_, index) => item(index)).join(' ');
const releases = (count: number) =>
  repeat(count, (index) => `r${index}: releaseBinding(input: { bindingId: "bnd_${index}" }) { binding { id } }`);
const send = `sendVoiceNotification(input: { idempotencyKey: "k", recipients: ["13800138000"], text: "t" }) {
  voiceMessages { id } }`;

const TOO_DEEP: RefusedCase[] = [
  {
    what: 'fields nested too deep',
    query: `{ binding(id: "x") { ${nested(4)} } }`,
    code: 'QUERY_TOO_DEEP',
    words: /14 deep, and 12 is allowed/,
  },
  {
    what: 'fields nested too deep by fragments',
    query: `{ binding(id: "x") { ...A } }
      fragment A on Binding { calls(first: 1) { nodes { binding { ...B } } } }
      fragment B on Binding { ${nested(3)} }`,
    code: 'QUERY_TOO_DEEP',
    words: /14 deep, and 12 is allowed/,
  },
];

const TOO_MANY: RefusedCase[] = [
  {
    what: 'too many tokens',
    query: `{ ${repeat(2_000, () => '__typename')} }`,
    code: 'TOO_MANY_TOKENS',
    words: /more than 2000 tokens/,
  },
  {
    what: 'too many aliases',
    query: `{ ${repeat(51, (index) => `a${index}: account(id: "x") { id }`)} }`,
    code: 'TOO_MANY_ALIASES',
    words: /51 aliases, and 50 are allowed/,
  },
  {
    what: 'too many aliases in a fragment that is spread twice',
    query: `{ a: node(id: "x") { ...N } b: node(id: "y") { ...N } } fragment N on Account { ${repeat(26, (index) => `n${index}: name`)} }`,
    code: 'TOO_MANY_ALIASES',
    words: /54 aliases/,
  },
  {
    what: 'too many directives',
    query: `{ ${repeat(51, () => '__typename @skip(if: true)')} }`,
    code: 'TOO_MANY_DIRECTIVES',
    words: /51 directives, and 50 are allowed/,
  },
  {
    what: 'too many directives on the spreads of one fragment',
    query: `{ ${repeat(51, () => '...F @skip(if: true)')} } fragment F on Query { __typename }`,
    code: 'TOO_MANY_DIRECTIVES',
    words: /51 directives, and 50 are allowed/,
  },
  {
    what: 'too many mutations that reach a vendor',
    query: `mutation { ${releases(11)} }`,
    code: 'TOO_MANY_VENDOR_MUTATIONS',
    words: /11 mutations that reach a vendor, and 10 are allowed/,
  },
  {
    what: 'too many mutations that reach a vendor, in fragments',
    query: `mutation { ...M ...on Mutation { ...N } a: ${send} } fragment M on Mutation { ...N } fragment N on Mutation { ${releases(5)} }`,
    code: 'TOO_MANY_VENDOR_MUTATIONS',
    words: /11 mutations/,
  },
];

const bomb = `{ ...F0 } ${repeat(20, (index) => `fragment F${index} on Query { ...F${index + 1} ...F${index + 1} }`)}
  fragment F20 on Query { accounts { id } }`;
const representations = (count: number) =>
  Array.from({ length: count }, (_, index) => ({ __typename: 'Account', id: `acct_${index}` }));

const TOO_EXPENSIVE: RefusedCase[] = [
  {
    what: 'a page of pages',
    query: '{ bindings(first: 100) { nodes { calls(first: 100) { nodes { id } } } } }',
    code: 'QUERY_TOO_EXPENSIVE',
    words: /costs 10201, and 5000 is allowed/,
  },
  {
    what: 'a page of pages, their sizes in variables',
    query:
      'query ($n: Int = 100, $m: Int) { bindings(last: $n) { edges { node { smsMessages(first: $m) { nodes { id } } } } } }',
    variables: { m: 90 },
    code: 'QUERY_TOO_EXPENSIVE',
    words: /is allowed/,
  },
  {
    what: 'pages of pages side by side',
    query: `{ ${repeat(50, (index) => `a${index}: calls(first: 100) { nodes { id } }`)} }`,
    code: 'QUERY_TOO_EXPENSIVE',
    words: /costs 5050/,
  },
  {
    what: 'entities with pages',
    query:
      'query ($of: [_Any!]!) { _entities(representations: $of) { ...on Account { calls(first: 100) { nodes { id } } } } }',
    variables: { of: representations(50) },
    code: 'QUERY_TOO_EXPENSIVE',
    words: /costs 5100/,
  },
  {
    what: 'sends to too many in all',
    query: `mutation ($to: [PhoneNumber!]!) { ${repeat(10, (index) => `s${index}: sendVoiceNotification(input: { idempotencyKey: "k${index}", recipients: $to, text: "t" }) { userErrors { code } }`)} }`,
    variables: { to: Array.from({ length: 500 }, () => '13800138000') },
    code: 'QUERY_TOO_EXPENSIVE',
    words: /is allowed/,
  },
  {
    what: 'fragments that double each other',
    query: bomb,
    code: 'QUERY_TOO_EXPENSIVE',
    words: /more than 10000 fields/,
  },
];

const NOT_TOLD: RefusedCase[] = [
  {
    what: 'introspection',
    query: '{ __schema { types { name } } }',
    code: 'GRAPHQL_VALIDATION_FAILED',
    words: /introspection/i,
  },
  {
    what: 'introspection of a type',
    query: '{ __type(name: "Query") { name } }',
    code: 'GRAPHQL_VALIDATION_FAILED',
    words: /introspection/i,
  },
  {
    what: 'a field that does not exist',
    query: '{ acounts { id } }',
    code: 'GRAPHQL_VALIDATION_FAILED',
    words: /Cannot query field "acounts"/,
  },
  {
    what: 'an enum’s value that does not exist, in the document',
    query: '{ accounts(vendor: EMAI) { id } }',
    code: 'GRAPHQL_VALIDATION_FAILED',
    words: /EMAI/,
  },
  {
    what: 'an enum’s value that does not exist, in a variable',
    query: 'query ($v: Vendor) { accounts(vendor: $v) { id } }',
    variables: { v: 'EMAI' },
    code: 'BAD_USER_INPUT',
    words: /EMAI/,
  },
  {
    what: 'an input’s field that does not exist, in a variable',
    query: 'query ($f: CallFilter) { calls(first: 1, filter: $f) { nodes { id } } }',
    variables: { f: { referense: 'x' } },
    code: 'BAD_USER_INPUT',
    words: /referense/,
  },
];

const WRONG: RefusedCase[] = [
  { what: 'what is no GraphQL', query: '{ accounts { id }', code: 'GRAPHQL_PARSE_FAILED', words: /Syntax Error/ },
  { what: 'no document', query: '', code: 'BAD_REQUEST', words: /./ },
  {
    what: 'an operation that the document does not have',
    query: 'query A { accounts { id } }',
    operationName: 'B',
    code: 'OPERATION_RESOLUTION_FAILURE',
    words: /operation/,
  },
  {
    what: 'an argument whose value does not fit, beside which the cost is not known',
    query:
      'query ($id: ID = "x") { account(id: $id) { id } bindings(first: 100) { nodes { calls(first: 100) { nodes { id } } } } }',
    variables: { id: null },
    code: 'BAD_USER_INPUT',
    words: /Argument "id"/,
  },
];

export const REFUSED: readonly RefusedCase[] = [...TOO_DEEP, ...TOO_MANY, ...TOO_EXPENSIVE, ...NOT_TOLD, ...WRONG];
