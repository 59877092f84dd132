/** The two phones of the simulated call, as their owners would see them. */

const panel = document.getElementById('call');
const progress = document.getElementById('call-progress');
const state = document.getElementById('call-state');
const [caller, x, callee] = ['[data-end="caller"]', '.x', '[data-end="callee"]'].map((part) =>
  panel.querySelector(part),
);

let frame = 0;

function show(phase, text, part) {
  panel.dataset.phase = phase;
  state.textContent = text;
  progress.value = part;
}

/** Shows a call that has just begun, until it is over; resolves then. */
export function showCall({ from, to, through, outcome, ringSeconds, talkSeconds, takesSeconds }) {
  cancelAnimationFrame(frame);
  caller.textContent = from;
  x.textContent = through;
  callee.textContent = to;
  const total = ringSeconds + talkSeconds;
  const began = performance.now();
  return new Promise((resolve) => {
    const step = () => {
      const passed = takesSeconds > 0 ? Math.min(1, (performance.now() - began) / 1000 / takesSeconds) : 1;
      const second = Math.floor(passed * total);
      if (passed >= 1) {
        const words = outcome.toLowerCase().replaceAll('_', ' ');
        show('over', `Over: ${words}${talkSeconds > 0 ? `, they talked for ${talkSeconds} s` : ''}.`, 1);
        return resolve();
      }
      if (second < ringSeconds) show('ringing', `Ringing… ${second} s`, passed);
      else show('talking', `Talking… ${second - ringSeconds} of ${talkSeconds} s`, passed);
      frame = requestAnimationFrame(step);
    };
    step();
  });
}

/** A call that went nowhere. */
export function showNoCall(from, through) {
  cancelAnimationFrame(frame);
  caller.textContent = from;
  x.textContent = through;
  callee.textContent = '—';
  show('over', 'Not put through: nothing connects them.', 0);
}
