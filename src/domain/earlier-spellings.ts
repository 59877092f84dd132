import { readPhoneNumber } from './number-spelling.ts';

/** Digits, the plus sign and the hyphen as wide as a Chinese character: each lies 0xFEE0 behind its narrow one. */
const wide = (text: string) =>
  text.replace(/[!-~]/g, (character) => String.fromCharCode(character.charCodeAt(0) + 0xfee0));

/** As address books of telephones hand a number on: embraced by marks of its direction. */
const embraced = (text: string) => `\u202d${text}\u202c`;

const inThrees = (digits: string) => [digits.slice(0, 3), digits.slice(3, 7), digits.slice(7)];

/**
 * How earlier versions may have stored a number, which took these ways of writing it for other numbers, or for none.
 * Those that vendors and telephones are known to use: there is no end of others, with invisible characters wherever
 * they like.
 */
export function earlierSpellings(number: string): readonly string[] {
  const written = number.startsWith('+') ? [wide(number), `tel:${number}`, embraced(number)] : writtenAtHome(number);
  // Some of these ways make another number of a short one.
  return [...new Set([number, ...written])].filter((spelling) => readPhoneNumber(spelling) === number);
}

function writtenAtHome(number: string): string[] {
  const isMobile = /^1\d{10}$/.test(number);
  // Behind 86 the trunk zero of an area code is left out by most, and kept by some.
  const behind86 = number.startsWith('0') ? [number.slice(1), number] : [number, `0${number}`];
  const dialled = isMobile ? [number, `0${number}`] : [number];
  const grouped = isMobile ? [number, inThrees(number).join('-'), inThrees(number).join(' ')] : [number];
  return [
    ...dialled,
    ...behind86.flatMap((digits) => [`86${digits}`, `086${digits}`, `86-${digits}`, `86 ${digits}`]),
    ...grouped.flatMap((written) => [`86-${written}`, `86 ${written}`, wide(written), embraced(written)]),
    ...[number, `86${number}`, `+86${number}`].flatMap((full) => [wide(full), `tel:${full}`, embraced(full)]),
  ];
}
