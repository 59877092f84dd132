/** Prefix of each kind of record's id; `node(id:)` tells the type by it. */
export const ID_PREFIXES = {
  account: 'acct',
  binding: 'bnd',
  group: 'grp',
  call: 'call',
  message: 'msg',
  sms: 'sms',
  delivery: 'dlv',
  audit: 'aud',
} as const;

export type IdKind = keyof typeof ID_PREFIXES;

const KIND_BY_PREFIX = new Map<string, IdKind>(
  (Object.keys(ID_PREFIXES) as IdKind[]).map((kind) => [ID_PREFIXES[kind], kind]),
);

/** The kind of record that an id names, or undefined where the prefix is none of ours. */
export function idKind(id: string): IdKind | undefined {
  const [prefix = '', ...rest] = id.split('_');
  return rest.length > 0 ? KIND_BY_PREFIX.get(prefix) : undefined;
}

/** Makes an id of a UUID: prefix, underscore, 32 hex digits. Ordered by time where the UUID is (version 7). */
export function makeId(kind: IdKind, uuid: string): string {
  return `${ID_PREFIXES[kind]}_${uuid.replaceAll('-', '')}`;
}

/**
 * The correlation token that a vendor gets for a record. Letters and digits only and under 50 characters, because the
 * narrowest field that must carry it allows no more (Ksyun ExtId: `^[0-9a-zA-Z]{1,50}$`).
 */
export function correlationToken(id: string): string {
  return id.replace('_', '');
}

const TOKEN = /^([a-z]+)([0-9a-f]{32})$/;

/** The id behind a correlation token, or undefined where the text is not one of our tokens. */
export function idOfToken(token: string | undefined): string | undefined {
  const match = token === undefined ? null : TOKEN.exec(token.trim());
  const prefix = match?.[1];
  return match && prefix && KIND_BY_PREFIX.has(prefix) ? `${prefix}_${match[2]}` : undefined;
}
