import { GraphQLScalarType, Kind } from 'graphql';
import { DateTimeResolver, JSONObjectResolver, URLResolver } from 'graphql-scalars';
import { badInput } from './errors.ts';

// Longer than any number with its separators; the rest is checked where the answer can say so as data.
const LONGEST_NUMBER = 64;

function text(value: unknown, what: string): string {
  if (typeof value !== 'string' || value.length > LONGEST_NUMBER)
    throw badInput(`${what} must be a string of at most ${LONGEST_NUMBER} characters.`);
  return value;
}

/** A scalar that travels as a short string and is checked further in. */
function textScalar(name: string, what: string): GraphQLScalarType<string, string> {
  return new GraphQLScalarType({
    name,
    serialize: (value) => String(value),
    parseValue: (value) => text(value, what),
    parseLiteral: (node) => text(node.kind === Kind.STRING ? node.value : undefined, what),
  });
}

export const scalars = {
  DateTime: DateTimeResolver,
  JSONObject: JSONObjectResolver,
  URL: URLResolver,
  /** Whether it is a number is a matter of the input, told in `userErrors`; the scalar only carries it. */
  PhoneNumber: textScalar('PhoneNumber', 'A telephone number'),
  Cursor: textScalar('Cursor', 'A cursor'),
};
