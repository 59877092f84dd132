/** What is served where nothing tells what it is. */
export const UNKNOWN_AUDIO = 'application/octet-stream';

/** The kinds of sound that vendors hand out, by how files of each are named. */
const TYPE_BY_EXTENSION: Readonly<Record<string, string>> = {
  wav: 'audio/wav',
  mp3: 'audio/mpeg',
  amr: 'audio/amr',
  awb: 'audio/amr-wb',
  ogg: 'audio/ogg',
  m4a: 'audio/mp4',
};

/** How a file of each kind begins: bytes as Latin-1. MPEG audio without a tag begins with eleven set bits. */
const TYPE_BY_BEGINNING: readonly (readonly [pattern: RegExp, type: string])[] = [
  [/^RIFF[\s\S]{4}WAVE/, 'audio/wav'],
  [/^#!AMR-WB\n/, 'audio/amr-wb'],
  [/^#!AMR\n/, 'audio/amr'],
  [/^OggS/, 'audio/ogg'],
  [/^[\s\S]{4}ftypM4A/, 'audio/mp4'],
  [/^ID3|^\xff[\xe0-\xff]/, 'audio/mpeg'],
];

/** So many bytes tell what they begin. */
export const TELLING_BYTES = 16;

/** The kind of sound by its first bytes; undefined where they are those of no kind that vendors are known to use. */
export function audioTypeOf(beginning: Uint8Array): string | undefined {
  const text = String.fromCharCode(...beginning.subarray(0, TELLING_BYTES));
  return TYPE_BY_BEGINNING.find(([pattern]) => pattern.test(text))?.[1];
}

/** The kind of sound by a file's name or the path of an address. */
export function audioTypeByName(path: string): string | undefined {
  return TYPE_BY_EXTENSION[/\.([a-z0-9]{3})$/i.exec(path)?.[1]?.toLowerCase() ?? ''];
}

/** How a file of this kind is named; `bin` where nothing tells. */
export function extensionOf(type: string): string {
  return Object.entries(TYPE_BY_EXTENSION).find(([, known]) => known === type)?.[0] ?? 'bin';
}
