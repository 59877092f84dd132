/** The list of what the API tells, as it comes, the newest last. */

import { connect } from './api.js';
import { element } from './show.js';

const list = document.getElementById('events');
const count = document.getElementById('event-count');
const state = document.getElementById('live-state');

const GOOD = new Set(['ACTIVE', 'COMPLETED', 'DELIVERED']);
const BAD = new Set(['FAILED', 'BUSY', 'NO_ANSWER', 'REJECTED', 'UNREACHABLE', 'UNKNOWN', 'TIMED_OUT', 'EXPIRED']);

/** What each subscription is called on the page, and how its record is told in a line. */
const KINDS = {
  bindingStatusChanged: [
    'Binding',
    ({ binding: b }) => `${b.numberA} ↔ ${b.numberB ?? ''} through ${b.numberX ?? '…'}`,
  ],
  callStatusChanged: [
    'Call',
    ({ call: c }) => `${c.caller ?? '…'} → ${c.callee ?? '…'} through ${c.numberX ?? '…'}`,
    ({ call: c }) => (c.durationSeconds ? `${c.durationSeconds} s` : ''),
  ],
  voiceMessageStatusChanged: [
    'Message',
    ({ voiceMessage: m }) => `to ${m.recipient}`,
    ({ voiceMessage: m }) => (m.keysPressed ? `pressed ${m.keysPressed}` : ''),
  ],
};

// A page that is left open for days must not fill the browser.
const MOST_SHOWN = 500;
let total = 0;

const timeOf = (at) => new Date(at).toLocaleTimeString([], { hour12: false });

function line(field, event) {
  const [kind, about, more = () => ''] = KINDS[field];
  const tone = GOOD.has(event.status) ? 'is-good' : BAD.has(event.status) ? 'is-bad' : '';
  return element(
    'li',
    { class: 'is-new', 'data-kind': kind, 'data-status': event.status },
    element(
      'details',
      {},
      element(
        'summary',
        {},
        element(
          'span',
          { class: 'event-line' },
          element('span', { class: 'kind' }, kind),
          element('span', { class: `status ${tone}` }, event.status),
          element('span', { class: 'more' }, more(event)),
          element('time', { datetime: event.at }, timeOf(event.at)),
        ),
        element('span', { class: 'event-about' }, about(event)),
      ),
      element('pre', { class: 'code' }, JSON.stringify(event, null, 2)),
    ),
  );
}

function add(field, event) {
  document.getElementById('no-events').hidden = true;
  // Who has scrolled back to read is left there.
  const atEnd = list.scrollHeight - list.scrollTop - list.clientHeight < 40;
  list.append(line(field, event));
  if (list.childElementCount > MOST_SHOWN) list.firstElementChild.remove();
  total += 1;
  count.textContent = String(total);
  if (atEnd) list.scrollTop = list.scrollHeight;
}

function tell(name, text) {
  state.dataset.state = name;
  state.textContent = text;
}

/** Whether this window has begun to watch. */
export const seen = { isWatching: false };

let client;
const cursors = {};

/** Watches from now on, or goes on behind the last event of each kind. */
export function watch(document) {
  client?.dispose();
  seen.isWatching = true;
  tell('waiting', 'connecting');
  const connected = Promise.withResolvers();
  client = connect({
    connected: () => {
      tell('live', 'live');
      connected.resolve();
    },
    closed: () => tell('waiting', 'connecting again'),
  });
  const resumed = Object.keys(cursors).length > 0;
  for (const [operationName, field] of operationsOf(document)) {
    const variables = {
      // Asked for whenever the socket is made anew: what came meanwhile is told first.
      get after() {
        return cursors[field];
      },
    };
    client.subscribe(
      { query: document, operationName, variables },
      {
        next: ({ data, errors }) => {
          if (errors) return tell('bad', errors[0].message);
          cursors[field] = data[field].cursor;
          add(field, data[field]);
        },
        error: (error) => tell('bad', Array.isArray(error) ? error[0].message : 'refused'),
        complete: () => undefined,
      },
    );
  }
  return connected.promise.then(() => ({ resumed }));
}

/** The operations of the document of subscriptions, each with its one field. */
function operationsOf(document) {
  return [...document.matchAll(/subscription (\w+)[^{]*\{\s*(\w+)/g)].map(([, name, field]) => [name, field]);
}
