/** Remembers how new each record is that was told of: so much of the newest ones, that memory stays bounded. */
export interface KnownRevisions {
  /** Whether this is newer than what was told of the record; from then on it is what was told. */
  learn(id: string, revision: number): boolean;
  clear(): void;
}

export function createKnownRevisions(most: number): KnownRevisions {
  // A map keeps the order in which keys were set: the first is the one that was told of longest ago.
  const revisions = new Map<string, number>();
  return {
    learn: (id, revision) => {
      if (revision <= (revisions.get(id) ?? Number.NEGATIVE_INFINITY)) return false;
      revisions.delete(id);
      revisions.set(id, revision);
      for (const oldest of revisions.keys()) {
        if (revisions.size <= most) break;
        revisions.delete(oldest);
      }
      return true;
    },
    clear: () => revisions.clear(),
  };
}
