// Shorter names (HOST, PORT) are near to many that others have.
const SHORTEST = 7;
// A name that is this much of one of ours was cut off, and is not another word.
const LARGEST_CUT = 0.4;

/** How the names of settings begin that go together; other programs' names are not likely to. */
const FAMILIES = /^(?:ACCOUNTS?|AUTH|DATA_KEY|LIMIT|METRICS|RECORDINGS?|RETENTION|SETTLE|SHUTDOWN|TRUSTED_DOCUMENTS)_/;

// What Kubernetes and Docker links set for a service whose name is like one of ours (AUTH_SERVICE_HOST, AUTH_PORT).
const OF_A_SERVICE = /_SERVICE_(?:HOST|PORT)(?:_|$)|_PORT(?:_\d+_(?:TCP|UDP|SCTP)(?:_(?:PROTO|PORT|ADDR))?)?$/;

/**
 * Settings of the environment that look like ours and are none: read as intended, each would have changed something. A
 * fault names the setting that was probably meant.
 */
export function misspelt(env: NodeJS.ProcessEnv, known: readonly string[], others: ReadonlySet<string>): string[] {
  const ours = new Set(known);
  return Object.keys(env)
    .filter((name) => !ours.has(name) && !others.has(name) && !OF_A_SERVICE.test(name))
    .flatMap((name) => {
      const meant = known.find((setting) => isLike(name, setting));
      if (meant === undefined && !FAMILIES.test(name)) return [];
      const hint = meant === undefined ? 'docs/operate.md lists the settings' : `${meant} was probably meant`;
      return [`${name}: looks like a setting of this service and is none; ${hint}. Correct it or remove it`];
    });
}

function isLike(name: string, setting: string): boolean {
  if (setting.length < SHORTEST || name.length < SHORTEST - 1) return false;
  const plain = name.toUpperCase().replaceAll(/[-.]/g, '_');
  if (plain.startsWith(`${setting}_`)) return true;
  if (setting.startsWith(plain) && plain.length >= setting.length * (1 - LARGEST_CUT)) return true;
  return distance(plain, setting) <= (setting.length < 9 ? 1 : 2);
}

/**
 * How many letters were left out, added, taken for others or swapped with their neighbours (optimal string alignment).
 */
export function distance(one: string, other: string): number {
  let beforeLast: number[] = [];
  let last = Array.from({ length: other.length + 1 }, (_, index) => index);
  for (let i = 1; i <= one.length; i++) {
    const row = [i];
    for (let j = 1; j <= other.length; j++) {
      const cost = one[i - 1] === other[j - 1] ? 0 : 1;
      let least = Math.min((last[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (last[j - 1] ?? 0) + cost);
      const isSwapped = i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1];
      if (isSwapped) least = Math.min(least, (beforeLast[j - 2] ?? 0) + 1);
      row.push(least);
    }
    [beforeLast, last] = [last, row];
  }
  return last[other.length] ?? 0;
}
