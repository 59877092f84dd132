/** The steps of the tour: what each runs, what it needs of those before it, and what it means. */

import { showCall, showNoCall } from './call.js';
import { seen, watch } from './events.js';
import { element } from './show.js';

const digits = (count) => Array.from({ length: count }, () => Math.floor(Math.random() * 10)).join('');
const OUTCOMES = ['ANSWERED', 'BUSY', 'NO_ANSWER', 'REJECTED', 'POWERED_OFF', 'SUSPENDED_NUMBER'];

const firstError = ({ userErrors }) => userErrors.map(({ code, message }) => `${code}: ${message}`)[0];
const failed = (text) => ({ text, tone: 'is-bad' });
const bindNew = ({ accountId, numbers }) => {
  const run = `tour-${digits(8)}`;
  const numberX = numbers.length > 0 ? numbers[Math.floor(Math.random() * numbers.length)] : undefined;
  return {
    accountId,
    numberX,
    key: `${run}/bind`,
    reference: run,
    numberA: `138${digits(8)}`,
    numberB: `139${digits(8)}`,
  };
};

/** The steps over what the sandbox has. `values` is what the tour has come to know; each step adds to it. */
export function stepsOf({ binders, notifier, examples }) {
  const dialling = {
    document: examples.dial,
    change: (text, { outcome }) => text.replace('ANSWERED', outcome ?? 'ANSWERED'),
    needs: { dialledX: 'Nothing is bound yet: run step 2 first.' },
  };
  const read = async ({ sandboxDial: call }, { outcome = 'ANSWERED', boundA, boundB, dialledX }) => {
    if (!call.routed) {
      showNoCall(boundA, dialledX);
      return { routed: false };
    }
    const over = showCall({ ...call, outcome, from: boundA, to: boundB, through: dialledX });
    return { routed: true, over };
  };
  return [
    {
      name: 'watch',
      title: 'Watch',
      button: 'Watch',
      about: 'Subscribes to bindings, calls and messages. Run it again and it goes on behind the last event.',
      document: examples.watch,
      isSubscription: true,
      run: async (text) => {
        const { resumed } = await watch(text);
        return {
          say: {
            text: resumed ? 'Watching on, behind the last event that came.' : 'Watching: events come as they happen.',
          },
        };
      },
    },
    {
      name: 'bind',
      title: 'Bind two people',
      button: 'Bind',
      about: 'A and B get a virtual number X between them. Each run takes two new people and a new key.',
      document: examples.bind,
      fields: [
        {
          name: 'binder',
          label: 'Vendor',
          options: binders.map(({ name, about }, index) => [
            String(index),
            `${name.replace(' (simulated)', '')}: ${about}`,
          ]),
        },
      ],
      prepare: ({ binder = '0' }) => bindNew(binders[Number(binder)]),
      read: ({ createAxbBinding: { binding, ...rest } }, { numberA, numberB, reference }) => {
        if (binding?.status !== 'ACTIVE')
          return { say: failed(firstError(rest) ?? `The binding is ${binding?.status}.`) };
        const { id, numberX } = binding;
        return {
          values: {
            bindingId: id,
            dialledX: numberX,
            boundA: numberA,
            boundB: numberB,
            boundReference: reference,
            messageReference: reference,
          },
          say: { text: `${numberX} connects them now.` },
        };
      },
    },
    {
      name: 'dial',
      title: 'A dials X',
      button: 'Dial',
      about: 'The phone of B rings, they talk, it is over. The vendor tells of it when the real one would.',
      ...dialling,
      fields: [
        {
          name: 'outcome',
          label: 'How it goes',
          options: OUTCOMES.map((name) => [name, name.toLowerCase().replaceAll('_', ' ')]),
        },
      ],
      read: async (data, values) => {
        const { routed, over } = await read(data, values);
        if (!routed) return { say: failed(data.sandboxDial.reason) };
        const hint = seen.isWatching ? 'Look at the events.' : 'Nothing is watched: run step 1 to see it live.';
        return { say: { text: `B’s phone rings. ${hint}`, tone: seen.isWatching ? '' : 'is-note' }, over };
      },
    },
    {
      name: 'history',
      title: 'What happened',
      button: 'Look',
      about: 'The order’s bindings with their calls, at any time afterwards. A call that was recorded can be heard.',
      document: examples.history,
      needs: { boundReference: 'Nothing is bound yet: run step 2 first.' },
      read: ({ bindings }) => {
        const calls = bindings.nodes.flatMap((binding) => binding.calls.nodes);
        const url = calls.find(({ recording }) => recording)?.recording.url;
        const told =
          calls.length === 0
            ? 'No call yet.'
            : `${calls.length === 1 ? 'One call' : `${calls.length} calls`}: ${calls.map(({ status }) => status).join(', ')}.`;
        // The address is signed for its path; it is this service's whatever name it was given.
        const src = url && new URL(url).pathname + new URL(url).search;
        return { say: { text: told, more: src && element('audio', { controls: '', preload: 'none', src }) } };
      },
    },
    {
      name: 'notify',
      title: 'Send a voice notification',
      button: 'Send',
      about: 'Calls one person and speaks a text. The key makes it safe to repeat: the call is made once.',
      document: examples.notify,
      prepare: () => ({
        notifier: notifier.accountId,
        templateId: notifier.templateId,
        variable: notifier.variable,
        messageKey: `tour-${digits(8)}/notify`,
        recipient: `137${digits(8)}`,
      }),
      read: ({ sendVoiceNotification: { voiceMessages, ...rest } }) => {
        const [message] = voiceMessages;
        if (message?.status !== 'ACCEPTED')
          return { say: failed(firstError(rest) ?? `The message is ${message?.status}.`) };
        return {
          values: { messageId: message.id },
          say: { text: `${message.vendor} has it, and calls ${message.recipient}.` },
        };
      },
    },
    {
      name: 'answer',
      title: 'The person answers',
      button: 'Answer',
      about: 'Decides how that call goes: answered, and key 1 pressed. The vendor reports it when the call is over.',
      document: examples.answer,
      needs: { messageId: 'No message was sent yet: run step 5 first.' },
      read: ({ sandboxReport: { reported, reason } }) =>
        reported
          ? { say: { text: 'The phone rings. DELIVERED comes when the call is over.' } }
          : { say: failed(reason) },
    },
    {
      name: 'release',
      title: 'Release X',
      button: 'Release',
      about: 'The vendor forgets the pair. Releasing twice is releasing once.',
      document: examples.release,
      needs: { bindingId: 'Nothing is bound yet: run step 2 first.' },
      read: ({ releaseBinding: { binding, ...rest } }) =>
        binding?.status === 'RELEASED'
          ? { say: { text: 'Released.' } }
          : { say: failed(firstError(rest) ?? `The binding is ${binding?.status}.`) },
    },
    {
      name: 'again',
      title: 'Dial once more',
      button: 'Dial again',
      about: 'After the release nothing is put through any more.',
      ...dialling,
      read: async (data, values) => {
        const { routed } = await read(data, values);
        return {
          say: routed
            ? { text: 'Put through: the binding was not released yet.', tone: 'is-note' }
            : { text: 'Not put through, as it should be. Begin again at step 2 whenever you like.' },
        };
      },
    },
  ];
}
