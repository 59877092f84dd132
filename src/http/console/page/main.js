/** Puts the page together: each step with its button, its source and its answer. */

import { curlOf, programOf, send, token } from './api.js';
import { openFaults } from './faults.js';
import { copy, element, say, showCode } from './show.js';
import { stepsOf } from './steps.js';

const PLACE = /\{\{(\w+)\}\}/g;
/** What the tour has come to know in this window. */
const values = {};
/** Values of a step that the vendor decides are left out with their line; others show where they come from. */
const LEFT_OUT = new Set(['numberX', 'messageReference']);
const COMES_FROM = {
  boundA: 'A of step 2',
  dialledX: 'X of step 2',
  boundReference: 'reference of step 2',
  bindingId: 'id of step 2',
  messageId: 'id of step 5',
};

function documentOf({ document: text, change = (same) => same }) {
  // The page puts the ids in by itself.
  const lines = text
    .replace(/^# Put in .*\n/m, '')
    .split('\n')
    .filter((line) => ![...line.matchAll(PLACE)].some(([, name]) => LEFT_OUT.has(name) && values[name] === undefined));
  return change(
    lines.join('\n').replace(PLACE, (_whole, name) => values[name] ?? `‹${COMES_FROM[name] ?? name}›`),
    values,
  );
}

// One thing at a time, in the order in which it was asked for.
let queue = Promise.resolve();
const inTurn = (act) => {
  queue = queue.then(act, act);
  return queue;
};

const wide = matchMedia('(min-width: 60.01rem)').matches;

function openStep(step, index) {
  const item = document.getElementById('step-template').content.firstElementChild.cloneNode(true);
  const find = (selector) => item.querySelector(selector);
  const [button, hint, source, answer] = ['.run', '.hint', '.source', '.answer'].map(find);
  item.id = `step-${step.name}`;
  find('.number').textContent = String(index + 1);
  find('h2').textContent = step.title;
  find('h2').id = `step-${step.name}-title`;
  item.setAttribute('aria-labelledby', `step-${step.name}-title`);
  find('.about').textContent = step.about;
  button.textContent = step.button;
  source.open = wide;

  const views = {
    GraphQL: (text) => text,
    [step.isSubscription ? 'Program' : 'curl']: step.isSubscription ? programOf : curlOf,
  };
  let shown = 'GraphQL';
  const code = source.querySelector('.code');
  const show = () => {
    const text = documentOf(step);
    showCode(code, views[shown](text));
    find('.open').href = `graphiql?query=${encodeURIComponent(text)}`;
    for (const view of find('.views').children) view.setAttribute('aria-pressed', String(view.textContent === shown));
  };
  for (const name of Object.keys(views)) {
    const view = element('button', { type: 'button' }, name);
    view.addEventListener('click', () => {
      shown = name;
      show();
    });
    find('.views').append(view);
  }
  const copyButton = find('.copy');
  copyButton.addEventListener('click', async () => {
    copyButton.textContent = (await copy(code.textContent, code)) ? 'Copied' : 'Selected';
    setTimeout(() => {
      copyButton.textContent = 'Copy';
    }, 1500);
  });

  let isPrepared = false;
  const prepare = () => {
    if (step.prepare) Object.assign(values, step.prepare(values));
    isPrepared = true;
    showAll();
  };
  for (const { name, label, options } of step.fields ?? []) {
    const select = element('select', {}, ...options.map(([value, text]) => element('option', { value }, text)));
    select.addEventListener('change', () => {
      values[name] = select.value;
      if (step.prepare) prepare();
      showAll();
    });
    find('.fields').append(element('label', {}, label, ' ', select));
  }

  const run = async () => {
    const missing = Object.entries(step.needs ?? {}).find(([name]) => values[name] === undefined);
    if (missing) return say(hint, missing[1], 'is-note');
    // What is shown is what is run: a first run takes what stands there, each later one something new.
    if (!isPrepared) prepare();
    const text = documentOf(step);
    const result = step.run ? await step.run(text) : await answered(step, text, answer);
    isPrepared = false;
    Object.assign(values, result.values);
    say(hint, result.say.text, result.say.tone);
    if (result.say.more) hint.append(result.say.more);
    item.classList.toggle('is-done', result.say.tone !== 'is-bad');
    showAll();
    document.dispatchEvent(new Event('step-run'));
    return result.over;
  };
  const click = () => {
    button.setAttribute('aria-busy', 'true');
    return inTurn(() =>
      run()
        .catch((error) => say(hint, `The service does not answer: ${error.message}`, 'is-bad'))
        .then((over) => {
          button.removeAttribute('aria-busy');
          // Given in an object, so that code which only waits for the answer does not wait for the call.
          return { over };
        }),
    );
  };
  button.addEventListener('click', click);
  if (step.prepare) prepare();
  return { item, show, click };
}

/** Sends a step's document, shows the answer, and reads it. */
async function answered(step, text, panel) {
  const answer = await send(text);
  panel.hidden = false;
  panel.open = wide;
  showCode(panel.querySelector('.code'), JSON.stringify(answer, null, 2));
  const [error] = answer.errors ?? [];
  if (!answer.data || error) return { say: { text: error?.message ?? 'No answer.', tone: 'is-bad' } };
  return step.read(answer.data, values);
}

let steps = [];
const showAll = () => {
  for (const { show } of steps) show();
};

/** A window that has made no binding itself works on with the newest one of another window. */
async function adoptBinding() {
  const { data } = await send(
    '{ bindings(first: 1, filter: { statuses: [ACTIVE], modes: [AXB] }) { nodes { id numberA numberB numberX reference } } }',
  );
  const [found] = data?.bindings?.nodes ?? [];
  if (!found || values.bindingId) return;
  const { id, numberA, numberB, numberX, reference } = found;
  Object.assign(values, { bindingId: id, boundA: numberA, boundB: numberB, dialledX: numberX });
  if (reference) Object.assign(values, { boundReference: reference, messageReference: reference });
}

async function runAll() {
  for (const { click } of steps) {
    const { over } = await click();
    await over;
  }
}

const tour = await (await fetch('console/tour.json')).json();
// A step whose fields the operator has left out of the API has no document.
steps = stepsOf(tour)
  .filter(({ document }) => document !== undefined)
  .map(openStep);
document.getElementById('steps').append(...steps.map(({ item }) => item));
showAll();
document.getElementById('run-all').addEventListener('click', async ({ currentTarget }) => {
  currentTarget.setAttribute('aria-busy', 'true');
  await runAll();
  currentTarget.removeAttribute('aria-busy');
});
document.addEventListener('token-needed', () => {
  document.getElementById('token-row').hidden = false;
});
document.getElementById('token').addEventListener('change', ({ target }) => token.set(target.value));
await adoptBinding();
showAll();
await openFaults(tour.binders[0]?.vendor);
