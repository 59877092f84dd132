import DataLoader from 'dataloader';
import type { Binding } from '../domain/binding.ts';
import type { Call } from '../domain/call.ts';
import type { Store } from '../store/store.ts';
import { type Caller, maySee } from './caller.ts';

/** Records by id, fetched together; undefined where there is none that the caller may see. */
export interface Loaders {
  readonly binding: DataLoader<string, Binding | undefined>;
  readonly call: DataLoader<string, Call | undefined>;
}

export function createLoaders(store: Store, caller: Caller): Loaders {
  const byId = <Item extends { id: string; accountId: string }>(
    findMany: (ids: readonly string[]) => Promise<Item[]>,
  ) =>
    new DataLoader<string, Item | undefined>(async (ids) => {
      const found = new Map((await findMany(ids)).map((item) => [item.id, item]));
      return ids.map((id) => {
        const item = found.get(id);
        return item && maySee(caller, item) ? item : undefined;
      });
    });
  return { binding: byId(store.bindings.findMany), call: byId(store.calls.findMany) };
}
