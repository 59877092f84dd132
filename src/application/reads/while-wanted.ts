/**
 * The same functions, each of which rejects with the signal's reason in place of its work once the signal is aborted:
 * the caller has stopped waiting, and what is not begun serves no purpose. What is under way then is finished.
 */
export function whileWanted<Functions extends object>(
  functions: Functions,
  signal: AbortSignal | undefined,
): Functions {
  if (!signal) return functions;
  const guarded = Object.entries(functions).map(([name, value]: [string, unknown]) => {
    if (typeof value !== 'function') return [name, value];
    return [
      name,
      (...given: readonly unknown[]) =>
        signal.aborted ? Promise.reject(signal.reason) : Reflect.apply(value, functions, given),
    ];
  });
  return Object.fromEntries(guarded) as Functions;
}

/** The reads of a caller, each of which is made only while the caller waits. */
export function readsWhileWanted<All extends object>(reads: All, signal: AbortSignal | undefined): All {
  if (!signal) return reads;
  const guarded = Object.entries(reads).map(([kind, value]: [string, unknown]) =>
    isKind(kind, value) ? [kind, whileWanted(value, signal)] : [kind, value],
  );
  return Object.fromEntries(guarded) as All;
}

/**
 * Kinds of records are read from the store; the accounts that are set up are in memory, and answer at once, and what a
 * record's numbers are belongs to showing a record that was read.
 */
function isKind(name: string, value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !UNGUARDED.has(name);
}

const UNGUARDED: ReadonlySet<string> = new Set(['accounts', 'virtualNumbers']);
