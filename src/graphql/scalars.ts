import { type GraphQLScalarType, Kind } from 'graphql';
import { DateTimeResolver, JSONObjectResolver, URLResolver } from 'graphql-scalars';
import { badInput } from './errors.ts';
import type { Names } from './names/names.ts';

// Longer than any number with its separators; the rest is checked where the answer can say so as data.
const LONGEST_NUMBER = 64;

function text(value: unknown, what: string): string {
  if (typeof value !== 'string' || value.length > LONGEST_NUMBER)
    throw badInput(`${what} must be a string of at most ${LONGEST_NUMBER} characters.`);
  return value;
}

/** How the values of a scalar travel. Its name and description are the contract's. */
type Coercion = Pick<GraphQLScalarType, 'serialize' | 'parseValue' | 'parseLiteral'>;

/** A scalar that travels as a short string and is checked further in. */
function textScalar(what: string): Coercion {
  return {
    serialize: (value) => String(value),
    parseValue: (value) => text(value, what),
    parseLiteral: (node) => text(node.kind === Kind.STRING ? node.value : undefined, what),
  };
}

/** A scalar of the library, whose own sentences repeat the value that was given. */
function inOurWords({ serialize, parseValue, parseLiteral }: GraphQLScalarType, sentence: string): Coercion {
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
  return { serialize, parseValue: refusing(parseValue), parseLiteral: refusing(parseLiteral) };
}

/** The scalars of the contract; what they say of an odd value names them as the outside does. */
export function createScalars({ type }: Pick<Names, 'type'>): Readonly<Record<string, Coercion>> {
  const a = (own: string) => `A ${type(own) ?? own}`;
  return {
    DateTime: inOurWords(
      DateTimeResolver,
      `${a('DateTime')} must be a string such as 2026-03-01T12:00:00+08:00 (RFC 3339).`,
    ),
    JSONObject: inOurWords(JSONObjectResolver, `${a('JSONObject')} must be an object.`),
    URL: inOurWords(URLResolver, `${a('URL')} must be a string such as https://example.com/path.`),
    /** Whether it is a number is a matter of the input, told in `userErrors`; the scalar only carries it. */
    PhoneNumber: textScalar('A telephone number'),
    VirtualNumber: textScalar('A virtual number'),
    Cursor: textScalar('A cursor'),
  };
}
