/** What was begun and is not ended. */
export interface Outstanding<Item> {
  begin(item: Item): void;
  end(items: readonly Item[]): void;
  /** Resolves when all that was begun until now is ended, however much is begun meanwhile. */
  settled(): Promise<void>;
}

export function createOutstanding<Item>(): Outstanding<Item> {
  const open = new Set<Item>();
  let change = Promise.withResolvers<void>();
  return {
    begin: (item) => void open.add(item),
    end: (items) => {
      for (const item of items) open.delete(item);
      change.resolve();
      change = Promise.withResolvers();
    },
    settled: async () => {
      const waitedFor = [...open];
      while (waitedFor.some((item) => open.has(item))) await change.promise;
    },
  };
}
