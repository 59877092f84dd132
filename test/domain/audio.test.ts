import { expect, test } from 'vitest';
import { audioTypeByName, audioTypeOf, extensionOf } from '../../src/domain/audio.ts';

test.each([
  ['audio/wav', 'RIFF\x24\x08\x00\x00WAVEfmt ', 'wav'],
  ['audio/wav', 'RIFF\n\n\n\nWAVE', 'wav'],
  ['audio/mpeg', 'ID3\x04\x00', 'mp3'],
  ['audio/mpeg', '\xff\xfb\x90\x64', 'mp3'],
  ['audio/amr', '#!AMR\n\x3c', 'amr'],
  ['audio/amr-wb', '#!AMR-WB\n\x04', 'awb'],
  ['audio/ogg', 'OggS\x00\x02', 'ogg'],
  ['audio/mp4', '\x00\x00\x00\x20ftypM4A \x00', 'm4a'],
])('%s is told by how it begins, and named .%s', (type, beginning, extension) => {
  expect(audioTypeOf(Buffer.from(beginning, 'latin1'))).toBe(type);
  expect(extensionOf(type)).toBe(extension);
  expect(audioTypeByName(`/a/b.${extension.toUpperCase()}`)).toBe(type);
});

test.each(['', 'RIFF\x00\x00\x00\x00AVI ', '<html>', '\xff', '\xff\x00', 'hi', 'AMR'])(
  '%j is no sound that is known',
  (beginning) => {
    expect(audioTypeOf(Buffer.from(beginning, 'latin1'))).toBeUndefined();
  },
);

test('what is not known by its name is .bin, and a name without an extension tells nothing', () => {
  expect(extensionOf('application/octet-stream')).toBe('bin');
  expect(audioTypeByName('/recordings/1')).toBeUndefined();
  expect(audioTypeByName('/a.exe')).toBeUndefined();
});
