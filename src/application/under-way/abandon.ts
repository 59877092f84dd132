import type { Store } from '../../store/store.ts';

/** What no process is at: the next one that looks takes it over. */
const NO_HOLDER = 'none';

const abandoned = new WeakMap<Store, Map<string, string>>();

/**
 * Remembers records at which this process works no more, though it lives: their work failed, or cannot be gone on with.
 * They are handed over as soon as the store takes it.
 */
export function abandon(store: Store, holder: string, ids: readonly string[]): void {
  const known = abandoned.get(store) ?? new Map<string, string>();
  abandoned.set(store, known);
  for (const id of ids) known.set(id, holder);
}

/** Works on records under way; where that fails, they are deserted. */
export async function orAbandon<T>(
  store: Store,
  holder: string,
  ids: readonly string[],
  work: () => Promise<T>,
): Promise<T> {
  try {
    return await work();
  } catch (error) {
    abandon(store, holder, ids);
    throw error;
  }
}

/** Hands over what was deserted. */
export async function handOverAbandoned(store: Store): Promise<void> {
  const known = abandoned.get(store);
  if (!known) return;
  for (const [id, holder] of [...known]) {
    await store.underWay.handOver(holder, [id], NO_HOLDER);
    known.delete(id);
  }
}
