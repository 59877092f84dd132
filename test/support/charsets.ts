/**
 * Text in the charsets that senders use and Node only reads: each character is looked up in what its decoder makes of
 * all bytes.
 */
const BYTES_OF = new Map<string, Buffer>();

function remember(pairs: readonly Buffer[], decoder: TextDecoder): void {
  const lines = decoder.decode(Buffer.concat(pairs.flatMap((pair) => [pair, Buffer.from('\n')]))).split('\n');
  lines.forEach((character, index) => {
    const bytes = pairs[index];
    if (bytes && [...character].length === 1 && character !== '\uFFFD' && !BYTES_OF.has(character)) {
      BYTES_OF.set(character, bytes);
    }
  });
}

const from = (first: number, last: number) => Array.from({ length: last - first + 1 }, (_none, index) => first + index);

/** The tables of GB18030: pairs first, which are GBK; then what takes four bytes in the basic plane. */
function fill(): void {
  const decoder = new TextDecoder('gb18030');
  const pairs = from(0x81, 0xfe).flatMap((lead) => from(0x40, 0xfe).map((trail) => Buffer.from([lead, trail])));
  remember(pairs, decoder);
  const fours = from(0x81, 0x84).flatMap((first) =>
    from(0x30, 0x39).flatMap((second) =>
      from(0x81, 0xfe).flatMap((third) =>
        from(0x30, 0x39).map((fourth) => Buffer.from([first, second, third, fourth])),
      ),
    ),
  );
  remember(fours, decoder);
}

/** A text in GB18030; where all its characters are GBK's, in GBK. */
export function gb18030(text: string): Buffer {
  if (BYTES_OF.size === 0) fill();
  return Buffer.concat([...text].map((character) => bytesOf(character)));
}

function bytesOf(character: string): Buffer {
  const point = character.codePointAt(0) ?? 0;
  if (point < 0x80) return Buffer.from(character);
  if (point >= 0x10000) return supplementary(point - 0x10000);
  const bytes = BYTES_OF.get(character);
  if (!bytes) throw new Error(`U+${point.toString(16)} is not in GB18030.`);
  return bytes;
}

/** Beyond the basic plane the four bytes count up from 0x90308130. */
function supplementary(place: number): Buffer {
  const [fourth, third, second] = [place % 10, Math.floor(place / 10) % 126, Math.floor(place / 1260) % 10];
  return Buffer.from([0x90 + Math.floor(place / 12_600), 0x30 + second, 0x81 + third, 0x30 + fourth]);
}

/** How a text is written in each charset that the service reads, by the name that a sender gives it. */
export const WRITERS: Readonly<Record<string, (text: string) => Buffer>> = {
  'utf-8': (text) => Buffer.from(text),
  gbk: gb18030,
  gb18030,
  'utf-16le': (text) => Buffer.from(text, 'utf16le'),
  'utf-16be': (text) => Buffer.from(text, 'utf16le').swap16(),
};

/** A form in a charset, with every byte that is no letter or digit escaped. */
export function percentEncoded(fields: Readonly<Record<string, unknown>>, write = gb18030): string {
  const escaped = (text: string) =>
    [...write(text)]
      .map((byte) => {
        const character = String.fromCharCode(byte);
        return /[A-Za-z0-9]/.test(character) ? character : `%${byte.toString(16).toUpperCase().padStart(2, '0')}`;
      })
      .join('');
  return Object.entries(fields)
    .map(([name, value]) => `${name}=${escaped(String(value))}`)
    .join('&');
}

/** The same with its bytes as they are, but for those that a form must escape. */
export function rawForm(fields: Readonly<Record<string, unknown>>, write = gb18030): Buffer {
  const text = Object.entries(fields).map(([name, value]) => {
    return `${name}=${String(value).replace(/[%&+=]/g, (character) => `%${character.charCodeAt(0).toString(16)}`)}`;
  });
  return write(text.join('&'));
}
