/** Where the data lie, where nothing else is said. */
export const DEFAULT_DATABASE_URL = 'file:./data/voice.db';

/** What DATABASE_URL can be, for a sentence about one that cannot be used. */
export const DATABASE_URLS =
  'must name a SQLite file, as in file:./data/voice.db, or a PostgreSQL database, as in ' +
  'postgres://user:password@host:5432/voice (special characters of the password written as %XX)';

/** Whether it names a PostgreSQL database, in the form that its driver takes. */
export function isPostgresUrl(url: string): boolean {
  return /^postgres(ql)?:\/\//.test(url) && URL.canParse(url);
}

/** The file that a URL names; undefined where it names none. */
export function sqliteFile(url: string): string | undefined {
  return /^file:(.+)/.exec(url)?.[1];
}

/** The address of a database without who uses it and by which password, for people and logs. */
export function withoutCredentials(url: string): string {
  if (sqliteFile(url) !== undefined) return url;
  const { protocol, host, pathname } = URL.parse(url) ?? { protocol: 'postgres:', host: '', pathname: '' };
  return `${protocol}//${host}${pathname}`;
}
