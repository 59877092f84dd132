import type { Reader } from '../../src/vendors/read-text.ts';

/** Ways in which a field says nothing. */
export const NOTHING_SAID: readonly { readonly title: string; readonly value: unknown }[] = [
  { title: 'missing', value: undefined },
  { title: 'null', value: null },
  { title: 'empty', value: '' },
];

/** Ways in which a field says what cannot be read; those that are text mean something where text is expected. */
export const UNREADABLE: readonly { readonly title: string; readonly value: unknown; readonly isText?: boolean }[] = [
  { title: 'an object', value: {} },
  { title: 'a full object', value: { value: 1 } },
  { title: 'an empty list in a list', value: [[]] },
  { title: 'a list of what it should be', value: ['2026-03-01 12:00:00'] },
  { title: 'true', value: true },
  { title: 'nonsense', value: '¿?', isText: true },
  { title: 'a negative number', value: -1, isText: true },
  { title: 'a negative number as text', value: '-1.5', isText: true },
  { title: 'a number beyond all bounds', value: 1e99, isText: true },
  { title: 'a date that does not exist', value: '2026-02-30 12:00:00', isText: true },
  { title: 'a comma that can mean two things', value: '1,5', isText: true },
];

/** What else can be written for the same value. */
export function otherSpellings(reader: Reader<string | number>, said: unknown): unknown[] {
  const value = reader.read(said);
  if (reader.reads === 'time' && typeof value === 'number') return timesAs(value);
  if (reader.reads === 'seconds' && typeof value === 'number') return secondsAs(value);
  return typeof said === 'string' && reader.reads !== 'words' ? [` ${said} `, `${said}\n`] : [];
}

function timesAs(at: number): unknown[] {
  const utc = new Date(at).toISOString().slice(0, 19);
  const local = new Date(at + 8 * 3_600_000).toISOString().slice(0, 19);
  const spaced = local.replace('T', ' ');
  return [
    spaced,
    ` ${spaced} `,
    `${spaced}.0`,
    `${spaced}.000`,
    local,
    `${local}.000`,
    `${utc}Z`,
    `${utc}.000Z`,
    `${local}+08:00`,
    `${local}.000+0800`,
    `${utc}+00:00`,
    spaced.replaceAll('-', '/'),
    `${local.slice(0, 4)}年${local.slice(5, 7)}月${local.slice(8, 10)}日 ${local.slice(11)}`,
    local.replace(/\D/g, ''),
    Number(local.replace(/\D/g, '')),
    at,
    String(at),
    at / 1000,
    String(at / 1000),
  ];
}

const secondsAs = (seconds: number): unknown[] => [
  seconds,
  String(seconds),
  ` ${seconds} `,
  `${seconds}s`,
  `${seconds} S`,
  `${seconds}秒`,
  `${seconds} 秒`,
  ...(Number.isInteger(seconds) ? [`${seconds}.0`, `0${seconds}`] : []),
];
