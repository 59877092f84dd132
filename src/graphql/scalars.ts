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

/** A scalar of the library, whose own sentences repeat the value that was given. */
function inOurWords(scalar: GraphQLScalarType, sentence: string): GraphQLScalarType {
  const refusing =
    <Given extends readonly unknown[]>(parse: (...given: Given) => unknown) =>
    (...given: Given): unknown => {
      try {
        return parse(...given);
      } catch {
        // Whatever the library throws, it says that the value is none of the scalar's.
        throw badInput(sentence);
      }
    };
  const { parseValue, parseLiteral, ...config } = scalar.toConfig();
  return new GraphQLScalarType({
    ...config,
    parseValue: refusing(parseValue),
    parseLiteral: refusing(parseLiteral),
  });
}

export const scalars = {
  DateTime: inOurWords(DateTimeResolver, 'A DateTime must be a string such as 2026-03-01T12:00:00+08:00 (RFC 3339).'),
  JSONObject: inOurWords(JSONObjectResolver, 'A JSONObject must be an object.'),
  URL: inOurWords(URLResolver, 'A URL must be a string such as https://example.com/path.'),
  /** Whether it is a number is a matter of the input, told in `userErrors`; the scalar only carries it. */
  PhoneNumber: textScalar('PhoneNumber', 'A telephone number'),
  Cursor: textScalar('Cursor', 'A cursor'),
};
