/** The panel in which simulated vendors are told to fail. */

import { sandbox } from './api.js';
import { element, say } from './show.js';

const part = (name) => document.getElementById(`fault-${name}`);
const [vendor, kind, code, times, answer, list] = ['vendor', 'kind', 'code', 'times', 'answer', 'list'].map(part);

const WORDS = {
  ANSWER_LOST_BEFORE: 'the answer is lost, nothing was done',
  ANSWER_LOST_AFTER: 'the answer is lost, but it was done',
  REFUSED: 'it refuses, with a code',
  EMPTY_BALANCE: 'the balance is empty',
  NO_NUMBER_FREE: 'no number is free',
  LATE: 'reports come late',
  DOUBLED: 'reports come twice',
  REORDERED: 'reports come out of order',
};

const option = (value, text) => element('option', { value }, text);
const kindsOf = (faults) =>
  faults.flatMap((name) => (name === 'ANSWER_LOST' ? ['ANSWER_LOST_AFTER', 'ANSWER_LOST_BEFORE'] : [name]));

let vendors = [];

function showKinds() {
  const chosen = vendors.find((each) => each.vendor === vendor.value);
  kind.replaceChildren(...kindsOf(chosen.faults).map((name) => option(name, WORDS[name] ?? name)));
  const codes = new Map(chosen.codes.map((row) => [row.code, row]));
  code.replaceChildren(...[...codes.values()].map((row) => option(row.code, `${row.code}: ${row.gloss}`)));
  showCode();
}

function showCode() {
  part('code-row').hidden = kind.value !== 'REFUSED';
}

function wordsOf({ fault, when, code: refused, left }) {
  const words = WORDS[when ? `${fault}_${when}` : fault] ?? fault;
  const often = left === 'ALWAYS' ? 'until cleared' : left === 1 ? 'once' : `${left} times`;
  return `${words}${refused ? ` ${refused}` : ''}, ${often}`;
}

async function refresh() {
  const { standing } = await sandbox('fault');
  list.replaceChildren(
    ...standing.map((fault) => {
      const clear = element('button', { type: 'button' }, 'Clear');
      clear.addEventListener('click', () => act(() => sandbox(`fault?id=${fault.id}`, 'DELETE')));
      return element('li', {}, `${fault.vendor}: ${wordsOf(fault)}`, clear);
    }),
  );
}

async function act(doing, words) {
  try {
    await doing();
    await refresh();
    say(answer, words ?? '');
  } catch (error) {
    say(answer, error.message, 'is-bad');
  }
}

function orderOf() {
  const [, fault, when] = /^(ANSWER_LOST)_(\w+)$/.exec(kind.value) ?? [undefined, kind.value];
  return {
    vendor: vendor.value,
    fault,
    ...(when ? { when } : {}),
    ...(fault === 'REFUSED' ? { code: code.value } : {}),
    times: times.value === 'ALWAYS' ? 'ALWAYS' : Number(times.value),
  };
}

/**
 * Fills the panel with what the vendors can do wrong, the one that the tour uses first. Shows anew what stands after
 * each step, which can use it up.
 */
export async function openFaults(firstVendor) {
  ({ vendors } = await sandbox('fault'));
  vendor.replaceChildren(...vendors.map((each) => option(each.vendor, each.vendor)));
  if (firstVendor) vendor.value = firstVendor;
  showKinds();
  vendor.addEventListener('change', showKinds);
  kind.addEventListener('change', showCode);
  part('add').addEventListener('click', () =>
    act(() => sandbox('fault', 'POST', orderOf()), 'The fault is set. Run a step of this vendor to see its effect.'),
  );
  part('clear').addEventListener('click', () => act(() => sandbox('fault', 'DELETE'), 'Nothing fails any more.'));
  document.addEventListener('step-run', refresh);
  await refresh();
}
