import type { Chance } from '../crash/chance.ts';

/** One way to spoil bytes. */
type Mutation = (bytes: Buffer, chance: Chance) => Buffer;

// Numbers at the edges of what machines count with, and texts that other formats read something into.
const EDGES = [
  '0',
  '-1',
  '1e309',
  '9007199254740993',
  '-2147483649',
  `1${'0'.repeat(400)}`,
  'null',
  'true',
  '""',
  '"\\u0000"',
  '"\\ud800"',
  '{}',
  '[]',
  '[[]]',
  `"${'长'.repeat(2_000)}"`,
  '"__proto__"',
  '"constructor"',
  '"%00%ff%c0%80"',
  '"9999-99-99 99:99:99"',
  '"0001-01-01 00:00:00"',
] as const;

const NESTS: readonly [readonly [string, string], ...(readonly [string, string])[]] = [
  ['[', ']'],
  ['{"data":', '}'],
  ['{"a":[', ']}'],
];

const place = (bytes: Buffer, chance: Chance): number => chance.below(bytes.length + 1);

const splice = (bytes: Buffer, from: number, to: number, between: string | Buffer): Buffer =>
  Buffer.concat([bytes.subarray(0, from), Buffer.from(between as string), bytes.subarray(to)]);

/** Another value in the place of one that follows a colon or an equals sign. */
const otherValue: Mutation = (bytes, chance) => {
  const values = [...bytes.toString('latin1').matchAll(/(?<=:\s*)(?:"[^"]*"|[\w.+-]+)|(?<==)[^&]*/g)];
  const value = values[chance.below(values.length)];
  if (!value) return bytes;
  return splice(bytes, value.index, value.index + value[0].length, chance.oneOf(EDGES));
};

const MUTATIONS: Readonly<Record<string, Mutation>> = {
  'a flipped bit': (bytes, chance) => {
    const flipped = Buffer.from(bytes);
    const at = chance.below(bytes.length);
    if (bytes.length > 0) flipped.writeUInt8((bytes[at] ?? 0) ^ (1 << chance.below(8)), at);
    return flipped;
  },
  'a cut': (bytes, chance) => bytes.subarray(0, place(bytes, chance)),
  'a hole': (bytes, chance) => {
    const at = place(bytes, chance);
    return splice(bytes, at, at + chance.below(20), '');
  },
  'a part twice': (bytes, chance) => {
    const at = place(bytes, chance);
    return splice(bytes, at, at, bytes.subarray(at, at + chance.below(200)));
  },
  'another value': otherValue,
  'a field of every object’s': (bytes, chance) => {
    const name = chance.oneOf(['__proto__', 'constructor', 'toString', 'hasOwnProperty']);
    const at = bytes.indexOf('{') + 1;
    return at > 0 ? splice(bytes, at, at, `"${name}":{"polluted":true},`) : splice(bytes, 0, 0, `${name}=polluted&`);
  },
  'a nest': (bytes, chance) => {
    const depth = 1 + chance.below(50_000);
    const [open, close] = chance.oneOf(NESTS);
    return Buffer.concat([Buffer.from(open.repeat(depth)), bytes, Buffer.from(close.repeat(depth))]);
  },
  'a long list': (bytes, chance) => {
    const item = bytes.length < 500 ? bytes.toString('latin1') : chance.oneOf(['1', '{}', '[]', 'null', '""']);
    const count = Math.floor(chance.below(900_000) / (item.length + 1));
    return Buffer.from(`[${Array(count).fill(item).join(',')}]`, 'latin1');
  },
  'a long text': (bytes, chance) => splice(bytes, 1, 1, `"${'x'.repeat(chance.below(500_000))}":1,`),
  'another encoding': (bytes, chance) => {
    const text = bytes.toString('utf8');
    const encoded = chance.oneOf(['utf16le', 'base64', 'hex', 'latin1']);
    return encoded === 'utf16le' || encoded === 'latin1'
      ? Buffer.from(text, encoded)
      : Buffer.from(bytes.toString(encoded));
  },
  'a byte order mark': (bytes) => Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), bytes]),
  'JSON as a form': (bytes) => formOf(bytes),
  'a form as JSON': (bytes) => Buffer.from(JSON.stringify(Object.fromEntries(new URLSearchParams(bytes.toString())))),
  nonsense: (_bytes, chance) => Buffer.from(Array.from({ length: chance.below(300) }, () => chance.below(256))),
};

/** The fields of a JSON object as a form; what is none as it is. */
export function formOf(bytes: Buffer): Buffer {
  try {
    const fields = Object.entries((JSON.parse(bytes.toString('utf8')) as object | null) ?? {});
    return Buffer.from(
      new URLSearchParams(
        fields.map(([name, value]) => [name, typeof value === 'object' ? '{}' : String(value)]),
      ).toString(),
    );
  } catch (error) {
    if (error instanceof SyntaxError) return bytes;
    throw error;
  }
}

const NAMES = Object.keys(MUTATIONS) as [string, ...string[]];

/** Spoils bytes in one to four ways, and says in which. */
export function mutate(bytes: Buffer, chance: Chance): { bytes: Buffer; how: string } {
  let spoiled = bytes;
  const ways = Array.from({ length: 1 + chance.below(4) }, () => chance.oneOf(NAMES));
  for (const name of ways) spoiled = MUTATIONS[name]?.(spoiled, chance) ?? spoiled;
  return { bytes: spoiled, how: ways.join(', ') };
}
