import {
  type DocumentNode,
  execute,
  type GraphQLField,
  type GraphQLObjectType,
  isInputObjectType,
  isNonNullType,
  parse,
  print,
  subscribe,
  validate,
} from 'graphql';
import { beforeEach, expect, test, vi } from 'vitest';
import { encodeCursor } from '../../src/events/cursor.ts';
import type { GraphQLContext } from '../../src/graphql/context.ts';
import { createSchema } from '../../src/graphql/schema.ts';
import { until } from '../support/until.ts';
import { ACCOUNT, type Bench, GHOST, type Names, openBench } from './narrowed-records.ts';
import { argumentsOf, inputOf, type Known, selectionOf } from './whole-documents.ts';

// Vite would load graphql's ES module beside the CommonJS one that Node gives to all others.
vi.mock('graphql', async () => (await import('node:module')).createRequire(import.meta.url)('graphql'));

const schema = createSchema();
const START = encodeCursor({ seq: 0 });

let bench: Bench;
beforeEach(async () => {
  bench = await openBench();
  return () => bench[Symbol.asyncDispose]();
});

/** The ids of all records of a business object. */
const idsOf = ({ binding, call, message, sms, group, delivery, audit }: Names) => [
  ...[binding, call, message, sms, group],
  ...[delivery, audit],
];

/** What names a business object, its records and what stands in them: none of it is in an answer about another one. */
const tracesOf = (names: Names): string[] => Object.values(names);

/** What can be named of a business object, by the names of arguments and of the fields of filters and inputs. */
const knownOf = (names: Names): Known => ({
  id: [...idsOf(names), ACCOUNT],
  ids: idsOf(names),
  accountId: ACCOUNT,
  bindingId: names.binding,
  groupId: names.group,
  deliveryId: names.delivery,
  reference: names.reference,
  references: [names.reference],
  number: [names.numberA, names.numberX],
  virtualNumber: names.numberX,
  subject: names.words,
  subjectId: names.binding,
  representations: representationsOf(names),
});

/** The keys of every entity, as the schema declares them, with what a business object has for them. */
function representationsOf(names: Names): object[] {
  const values: Readonly<Record<string, readonly string[]>> = {
    id: [...idsOf(names), ACCOUNT],
    vendor: ['WINNERLOOK'],
    reference: [names.reference],
    vendorBindingId: [names.vendorBindingId],
    vendorCallId: [names.vendorCallId],
    vendorMessageId: [names.vendorMessageId],
  };
  return Object.values(schema.getTypeMap()).flatMap((type) => {
    const keys = (type.astNode?.directives ?? []).filter(({ name }) => name.value === 'key');
    return keys.flatMap((key) => {
      const fields = /"(.*)"/.exec(print(key))?.[1]?.split(' ') ?? [];
      return fields.reduce<object[]>(
        (all, field) => {
          const known = values[field];
          if (!known) throw new Error(`This walk knows no ${field} of a ${type.name}.`);
          return all.flatMap((some) => known.map((value) => ({ ...some, [field]: value })));
        },
        [{ __typename: type.name }],
      );
    });
  });
}

type Root = GraphQLObjectType | null | undefined;
const fieldsOf = (root: Root): GraphQLField<unknown, unknown>[] => Object.values(root?.getFields() ?? {});

/** A document of one root field with all that hangs on it. */
function documentOf(kind: string, field: GraphQLField<unknown, unknown>, given: object): string {
  const used = field.args.filter(({ name }) => name in given);
  const variables = used.map(({ name, type }) => `$${name}: ${type}`).join(', ');
  const args = used.map(({ name }) => `${name}: $${name}`).join(', ');
  const selection = selectionOf(schema, field.type);
  return `${kind} ${variables && `(${variables})`} { ${field.name}${args && `(${args})`} ${selection} }`;
}

// The same document is asked by several callers: it is read once.
const documents = new Map<string, DocumentNode>();

async function ask(source: string, variableValues: object, contextValue: GraphQLContext): Promise<string> {
  const known = documents.get(source) ?? parse(source);
  if (!documents.has(source)) expect(validate(schema, known)).toEqual([]);
  documents.set(source, known);
  return JSON.stringify(
    await execute({ schema, document: known, variableValues: { ...variableValues }, contextValue }),
  );
}

/** What an answer must not say, in so far as it was not asked with it. */
const saidOf = (answer: string, names: Names, asked: object): string[] => {
  const given = JSON.stringify(asked);
  return tracesOf(names).filter((trace) => answer.includes(trace) && !given.includes(trace));
};

test('a token that is limited to a reference is answered by every query, with all that hangs on it, as if there were no other', async () => {
  const { hidden, own } = bench;
  const [seenByAll, seenByOwn] = [new Set<string>(), new Set<string>()];
  const faults: string[] = [];
  for (const field of fieldsOf(schema.getQueryType())) {
    for (const names of [hidden, own]) {
      for (const given of argumentsOf(field, () => [knownOf(names)])) {
        const source = documentOf('query', field, given);
        const narrowed = await ask(source, given, bench.contextOf([own.reference]));
        const none = await ask(source, given, bench.contextOf([]));
        const all = await ask(source, given, bench.contextOf());
        const title = `${field.name} with ${JSON.stringify(given)}`;
        if (saidOf(narrowed, hidden, given).length > 0)
          faults.push(`${title} tells ${saidOf(narrowed, hidden, given)}`);
        for (const each of [hidden, own]) {
          if (saidOf(none, each, given).length > 0) faults.push(`${title} tells a token of no reference`);
        }
        // The operator's own: who is limited to references is told nothing of it.
        for (const secret of ['Northern line', '12.50'])
          if (narrowed.includes(secret)) faults.push(`${title}: ${secret}`);
        for (const id of [...idsOf(hidden), ...idsOf(own)]) {
          if (all.includes(id) && !JSON.stringify(given).includes(id)) seenByAll.add(id);
          if (narrowed.includes(id) && !JSON.stringify(given).includes(id)) seenByOwn.add(id);
        }
      }
    }
  }
  expect(faults).toEqual([]);
  // The walk leads to everything, and a token to all that is its own and is no operator's.
  expect([...seenByAll].sort()).toEqual([...idsOf(hidden), ...idsOf(own)].sort());
  const { delivery, audit, ...records } = own;
  expect([...seenByOwn].sort()).toEqual(
    idsOf(own)
      .filter((id) => ![delivery, audit].includes(id))
      .sort(),
  );
  expect(records.reference).toBe('order-own');
}, 120_000);

test('what is named of another reference is answered as what does not exist', async () => {
  const { hidden, own } = bench;
  for (const field of fieldsOf(schema.getQueryType())) {
    const [ofHidden, ofGhost] = [hidden, GHOST].map((names) => argumentsOf(field, () => [knownOf(names)]));
    for (const [place, given] of (ofHidden ?? []).entries()) {
      const ghostly = ofGhost?.[place] ?? {};
      const source = documentOf('query', field, given);
      const answers = await Promise.all(
        [given, ghostly].map((each) => ask(source, each, bench.contextOf([own.reference]))),
      );
      const [asked, absent] = [hidden, GHOST].map((names, index) =>
        tracesOf(names).reduce((text, trace) => text.replaceAll(trace, '<asked>'), answers[index] ?? ''),
      );
      expect(asked, `${field.name} with ${JSON.stringify(given)}`).toBe(absent);
    }
  }
}, 120_000);

test('a subscription of a token that is limited carries the events of its own records alone, resumed or live', async () => {
  const { hidden, own } = bench;
  for (const field of fieldsOf(schema.getSubscriptionType())) {
    const given = {
      ...(field.args.some(({ name }) => name === 'after') ? { after: START } : {}),
      ...requiredOf(field),
    };
    const document = parse(documentOf('subscription', field, given));
    const follow = async (contextValue: GraphQLContext) => {
      const events = await subscribe({ schema, document, variableValues: given, contextValue });
      if (!(Symbol.asyncIterator in events)) throw new Error(JSON.stringify(events));
      return events;
    };
    const narrowed = await follow(bench.contextOf([own.reference]));
    const got: string[] = [];
    const reading = (async () => {
      for await (const event of narrowed) got.push(JSON.stringify(event));
    })();
    if (OPERATORS.has(field.name)) {
      // Who may see everything has the event by then, so that it was there to be had.
      const all = await follow(bench.contextOf());
      expect(JSON.stringify((await all.next()).value)).toContain('12.50');
      await all.return(undefined);
    } else {
      // The events of the hidden records are older: they would have come before.
      await until(`the own event of ${field.name}`, async () => got.some((event) => event.includes(own.reference)));
    }
    await narrowed.return(undefined);
    await reading;
    expect(
      got.flatMap((event) => saidOf(event, hidden, given)),
      field.name,
    ).toEqual([]);
    for (const event of got) expect(event, field.name).toContain(own.reference);
  }
});

/** Subscriptions to what only an operator has: no event of them belongs to an order. */
const OPERATORS: ReadonlySet<string> = new Set(['accountStatusChanged']);

/** The arguments that a field needs: those of both objects, where it can be given several. */
function requiredOf(field: GraphQLField<unknown, unknown>): object {
  const given: Known = { references: [bench.own.reference, bench.hidden.reference] };
  const needed = field.args.filter(({ type }) => isNonNullType(type));
  return Object.fromEntries(needed.map(({ name, type }) => [name, given[name] ?? inputOf(type, {})]));
}

const inputTypeOf = (field: GraphQLField<unknown, unknown>) => {
  const type = field.args.find(({ name }) => name === 'input')?.type;
  const named = type && isNonNullType(type) ? type.ofType : type;
  if (!isInputObjectType(named)) throw new Error(`Mutation.${field.name} takes no input.`);
  return named;
};

const mutations = fieldsOf(schema.getMutationType());
const withReference = mutations.filter((field) => 'reference' in inputTypeOf(field).getFields());
const withoutReference = mutations.filter((field) => !withReference.includes(field));

test.each(withReference.map((field) => [field.name, field] as const))(
  '%s of a token that is limited needs one of its references',
  async (_name, field) => {
    const { hidden, own } = bench;
    const before = await bench.services.store.events.lastSeq();
    for (const reference of [undefined, null, '', hidden.reference, 'order-nobody']) {
      const known = reference === undefined ? {} : { reference };
      const input = inputOf(inputTypeOf(field), known) as object;
      const source = `mutation ($input: ${inputTypeOf(field).name}!) { ${field.name}(input: $input) { userErrors { code field } } }`;
      const answer = JSON.parse(await ask(source, { input }, bench.contextOf([own.reference])));
      expect(answer, String(reference)).toEqual({
        data: { [field.name]: { userErrors: [{ code: 'INVALID_ARGUMENT', field: ['input', 'reference'] }] } },
      });
    }
    expect(await bench.services.store.events.lastSeq()).toBe(before);
  },
);

test.each(withoutReference.map((field) => [field.name, field] as const))(
  '%s of a token that is limited does nothing to what is of another reference',
  async (_name, field) => {
    const { hidden, own, services } = bench;
    const before = await services.store.events.lastSeq();
    const answers = [];
    for (const names of [hidden, GHOST]) {
      const known = { ...knownOf(names), number: names.numberA, accountId: names === GHOST ? 'acct_nobody' : ACCOUNT };
      const input = inputOf(inputTypeOf(field), known) as object;
      answers.push(await ask(documentOf('mutation', field, { input }), { input }, bench.contextOf([own.reference])));
    }
    const [asked, absent] = answers;
    expect(asked).toBe(absent);
    expect(JSON.parse(asked ?? '').data[field.name]).toMatchObject(
      Object.fromEntries(
        Object.keys(JSON.parse(asked ?? '').data[field.name])
          .filter((key) => key.endsWith('userErrors'))
          .map((key) => [key, [expect.anything()]]),
      ),
    );
    expect(await services.store.events.lastSeq()).toBe(before);
    expect(await services.store.bindings.find(hidden.binding)).toMatchObject({ status: 'ACTIVE' });
  },
);
