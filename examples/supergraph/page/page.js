import { followVoiceActivity, overFetch, withItem } from '/watch/index.js';

const transport = overFetch({ url: '/graphql' });
const query = '{ orders { id destination driver { name } voice { reference } } }';
const { data } = await transport.query({ query, variables: {} }, new AbortController().signal);

const state = document.querySelector('#state');
const cards = new Map(data.orders.map((order) => [order.voice.reference, cardOf(order)]));
let activities = new Map();

// One watch for all orders of the page.
followVoiceActivity(
  {
    transport,
    references: [...cards.keys()],
    onStatus: (status) => {
      state.textContent = status.state === 'LIVE' ? 'Live' : 'Connecting again …';
    },
  },
  {
    onRecords: show,
    onChange: show,
    onEnd: (reason) => {
      state.textContent = `Ended: ${reason}`;
    },
  },
);

function show(item) {
  activities = withItem(activities, item);
  for (const [reference, { bindings, calls }] of activities) {
    const card = cards.get(reference);
    const bound = bindings.find(({ status }) => status === 'ACTIVE');
    card.querySelector('.number').textContent = bound?.numberX ?? 'not connected';
    card.querySelector('.calls').replaceChildren(...calls.map(lineOf));
  }
}

function lineOf({ status, outcome, durationSeconds, startedAt }) {
  const line = document.createElement('li');
  line.dataset.status = status;
  const time = startedAt ? new Date(startedAt).toLocaleTimeString() : '';
  line.textContent = [time, status, outcome, durationSeconds && `${durationSeconds} s`].filter(Boolean).join(' · ');
  return line;
}

function cardOf({ id, destination, driver }) {
  const card = document.querySelector('#order').content.cloneNode(true).firstElementChild;
  card.id = id;
  card.querySelector('h2').textContent = id;
  card.querySelector('.destination').textContent = destination;
  card.querySelector('.driver').textContent = driver?.name ?? 'unknown';
  for (const action of ['connect', 'dial']) {
    card.querySelector(`.${action}`).onclick = () => fetch(`/${action}?order=${id}`, { method: 'POST' });
  }
  document.querySelector('#orders').append(card);
  return card;
}
