import type { Failure } from '../domain/outcome.ts';
import type { Page, PageRequest } from '../store/store.ts';
import { changeMessage } from './apply-message.ts';
import { changeBinding } from './change-binding.ts';
import type { House } from './house.ts';
import { release } from './release.ts';

const BATCH = 100;

const failure: Failure = {
  code: 'OUTCOME_UNKNOWN',
  message:
    'The service stopped while the request was under way: the vendor may have carried it out. It is not sent again.',
};

/**
 * Puts in order what a crash left half done. What may have left for a vendor is UNKNOWN, never sent again; a release is
 * asked for again, because a binding that is gone already is released as asked.
 */
export async function recover(house: House): Promise<void> {
  const { store, log } = house;
  for await (const { id } of all((page) => store.bindings.page({ statuses: ['CREATING'] }, page))) {
    await store.transaction((tx) =>
      changeBinding(tx, id, house.now(), (current) => ({ ...current, status: 'UNKNOWN', failure })),
    );
  }
  for await (const { id } of all((page) => store.messages.page({ statuses: ['SUBMITTING'] }, page))) {
    await store.transaction((tx) => changeMessage(tx, id, { status: 'UNKNOWN', facts: { failure } }, house.now()));
  }
  for await (const group of all((page) => store.groups.page({ statuses: ['SAVING'] }, page))) {
    await store.groups.save({ ...group, status: 'UNKNOWN', failure, updatedAt: house.now() });
  }
  for await (const { id } of all((page) => store.bindings.page({ statuses: ['RELEASING'] }, page))) {
    const { errors } = await release(house, id);
    if (errors.length > 0) log.warn({ binding: id, code: errors[0]?.code }, 'a release could not be finished');
  }
}

/** Every record of a list, page by page. */
async function* all<Item extends { id: string }>(pageOf: (page: PageRequest) => Promise<Page<Item>>) {
  let beyondId: string | undefined;
  do {
    const { items, more } = await pageOf({ limit: BATCH, direction: 'forward', beyondId });
    yield* items;
    beyondId = more ? items.at(-1)?.id : undefined;
  } while (beyondId !== undefined);
}
