import {
  type GraphQLArgument,
  type GraphQLField,
  type GraphQLInputType,
  type GraphQLObjectType,
  type GraphQLOutputType,
  type GraphQLSchema,
  getNamedType,
  getNullableType,
  isAbstractType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  isObjectType,
} from 'graphql';

// From a record over a list of others to what hangs on each of those. Deeper lie the same fields of the same types.
const DEPTH = 3;

/** Everything that hangs on a type, as deep as no type comes a second time on the way: all lists, all of their first page. */
export function selectionOf(schema: GraphQLSchema, type: GraphQLOutputType, way: readonly string[] = []): string {
  const named = getNamedType(type);
  if (isAbstractType(named)) {
    const parts = schema.getPossibleTypes(named).flatMap((member) => {
      const selection = selectionOf(schema, member, way);
      return selection === '' ? [] : [`... on ${member.name} ${selection}`];
    });
    return `{ __typename ${parts.join(' ')} }`;
  }
  if (!isObjectType(named)) return '';
  const isPage = named.name.endsWith('Connection');
  const isEdge = named.name.endsWith('Edge');
  if (way.includes(named.name) || (way.length >= DEPTH && !isPage && !isEdge)) return '';
  // A page is no step by itself; what hangs on the records of its edges hangs on its nodes as well.
  const onlyItself = Array.from({ length: Math.max(0, DEPTH - 1 - way.length) }, () => '');
  const further = isPage ? way : isEdge ? [...way, ...onlyItself] : [...way, named.name];
  const fields = Object.values(named.getFields()).flatMap((field) => fieldOf(schema, named, field, further));
  return fields.length === 0 ? '' : `{ ${fields.join(' ')} }`;
}

function fieldOf(
  schema: GraphQLSchema,
  owner: GraphQLObjectType,
  field: GraphQLField<unknown, unknown>,
  way: readonly string[],
): string[] {
  const isComposite = isObjectType(getNamedType(field.type)) || isAbstractType(getNamedType(field.type));
  const selection = selectionOf(schema, field.type, way);
  if (isComposite && selection === '') return [];
  const isList = field.args.some(({ name }) => name === 'first');
  const required = field.args.filter((arg) => isNonNullType(arg.type) && arg.defaultValue === undefined);
  if (required.length > 0) throw new Error(`${owner.name}.${field.name} needs arguments that this walk does not know.`);
  // Members of a union can have fields of one name and of different types.
  const alias = `${owner.name}_${field.name}`;
  return [`${alias}: ${field.name}${isList ? '(first: 50)' : ''} ${selection}`];
}

/** What is known of one business object, by the names of arguments and of input fields. */
export type Known = Readonly<Record<string, unknown>>;

/** The arguments with which a root field is asked: one set for each thing that can be named by them. */
export function argumentsOf(field: GraphQLField<unknown, unknown>, known: (typeName: string) => Known[]): object[] {
  const base: Record<string, unknown> = field.args.some(({ name }) => name === 'first') ? { first: 50 } : {};
  const named = field.args.filter(({ name }) => !['first', 'last', 'before', 'after'].includes(name));
  const sets = named.flatMap((arg) =>
    valuesOf(field.name, arg, known).map((value) => ({ ...base, [arg.name]: value })),
  );
  const isFree = named.every(({ type }) => !isNonNullType(type));
  return isFree ? [base, ...sets] : sets;
}

function valuesOf(fieldName: string, arg: GraphQLArgument, known: (typeName: string) => Known[]): unknown[] {
  const type = getNullableType(arg.type);
  const named = getNamedType(type);
  if (isInputObjectType(named)) {
    return Object.values(named.getFields()).flatMap((part) => {
      const inner = getNamedType(part.type);
      if (isEnumType(inner) || isInputObjectType(inner) || inner.name === 'Boolean' || inner.name === 'Int') return [];
      return knownAs(`${named.name}.${part.name}`, part.name, part.type, known).map((value) => ({
        [part.name]: value,
      }));
    });
  }
  if (isEnumType(named)) return [];
  return knownAs(`${fieldName}(${arg.name}:)`, arg.name, type, known);
}

function knownAs(place: string, name: string, type: GraphQLInputType, known: (typeName: string) => Known[]): unknown[] {
  const values = known(place).flatMap((names) => (name in names ? [names[name]] : []));
  const flat = values.flatMap((value) => (Array.isArray(value) ? value : [value]));
  if (flat.length === 0) throw new Error(`This walk knows nothing to give for ${place}: say what it names.`);
  return isListType(getNullableType(type)) ? [flat] : flat;
}

/** An input with its required parts; those that are known by their names as they are known, the others made up. */
export function inputOf(type: GraphQLInputType, known: Known): unknown {
  const nullable = getNullableType(type);
  if (isListType(nullable)) return [inputOf(nullable.ofType, known)];
  if (isEnumType(nullable)) return nullable.getValues()[0]?.value;
  if (isInputObjectType(nullable)) {
    const parts = Object.values(nullable.getFields()).filter(
      ({ name, type: part }) => isNonNullType(part) || name in known,
    );
    return Object.fromEntries(parts.map(({ name, type: part }) => [name, known[name] ?? inputOf(part, known)]));
  }
  const name = 'name' in nullable ? nullable.name : '';
  if (name === 'Int' || name === 'Float') return 1;
  if (name === 'Boolean') return true;
  return name === 'PhoneNumber' ? '13700000001' : name === 'VirtualNumber' ? '17000000003' : 'made-up';
}
