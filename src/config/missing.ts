/** Settings that only an installation with real accounts has: with any of them, a start without accounts is a slip. */
const OF_PRODUCTION = [
  'ACCOUNTS_FILE',
  'AUTH_JWKS_URL',
  'AUTH_ISSUER',
  'AUTH_AUDIENCE',
  'AUTH_SECRET',
  'DATA_KEY',
  'DATA_KEY_PREVIOUS',
  'PUBLIC_URL',
] as const;

/** Which setting says that this is no sandbox, where none says whether it is; undefined where nothing does. */
export function productionSetting(given: NodeJS.ProcessEnv): string | undefined {
  return given.NODE_ENV === 'production'
    ? 'NODE_ENV=production'
    : OF_PRODUCTION.find((name) => given[name] !== undefined);
}

/** What must be set where real numbers are handled; `because` names the setting that says that they are. */
export function missingSettings(has: (name: string) => boolean, because: string | undefined): string[] {
  const faults: string[] = [];
  const missing = (name: string, what: string) => faults.push(`${name} is missing: ${what}`);
  if (!has('ACCOUNTS_FILE')) {
    const why = because === undefined ? '' : `, because ${because} is set`;
    missing(
      'ACCOUNTS_FILE',
      `a JSON file with the vendor accounts${why} (SANDBOX=on starts simulated vendors instead)`,
    );
  }
  if (!has('AUTH_JWKS_URL') && !has('AUTH_SECRET')) {
    missing('AUTH_JWKS_URL, with AUTH_ISSUER and AUTH_AUDIENCE, or AUTH_SECRET', 'how bearer tokens are checked');
  }
  if (!has('DATA_KEY'))
    missing('DATA_KEY', '32 bytes in base64 that seal numbers at rest; `openssl rand -base64 32` makes one');
  return faults;
}

/** Settings that go only together, in the sandbox too. */
export function missingCompanions(has: (name: string) => boolean): string[] {
  if (!has('AUTH_JWKS_URL')) return [];
  return ['AUTH_ISSUER', 'AUTH_AUDIENCE']
    .filter((name) => !has(name))
    .map((name) => `${name} is missing: it goes with AUTH_JWKS_URL`);
}
