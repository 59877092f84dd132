import { changeBinding } from './change-binding.ts';
import type { House } from './house.ts';
import { release } from './release.ts';

const BATCH = 100;

/**
 * Puts in order what a crash left half done. A binding whose request may have left is UNKNOWN, never sent again; a
 * release is asked for again, because a binding that is gone already is released as asked.
 */
export async function recover(house: House): Promise<void> {
  for await (const binding of bindingsIn(house, 'CREATING')) {
    const failure = {
      code: 'OUTCOME_UNKNOWN',
      message:
        'The service stopped while the request was under way, so the vendor may have carried it out. It is not sent again.',
    } as const;
    await house.store.transaction((tx) =>
      changeBinding(tx, binding.id, house.now(), (current) => ({ ...current, status: 'UNKNOWN', failure })),
    );
  }
  for await (const binding of bindingsIn(house, 'RELEASING')) {
    const { errors } = await release(house, binding.id);
    if (errors.length > 0)
      house.log.warn({ binding: binding.id, code: errors[0]?.code }, 'a release could not be finished');
  }
}

async function* bindingsIn(house: House, status: 'CREATING' | 'RELEASING') {
  let beyondId: string | undefined;
  do {
    const { items, more } = await house.store.bindings.page(
      { statuses: [status] },
      { limit: BATCH, direction: 'forward', beyondId },
    );
    yield* items;
    beyondId = more ? items.at(-1)?.id : undefined;
  } while (beyondId !== undefined);
}
