import { act, createElement } from 'react';
import { create } from 'react-test-renderer';
import { test, vi } from 'vitest';
import { overFetch } from 'voice-watch';
import { useVoiceActivity, VoiceWatch } from 'voice-watch/react';
import { sharedService } from '../support/shared.ts';
import { until } from '../support/until.ts';
import { bindUnder } from './watching.ts';

const running = sharedService();

test('a view by useVoiceActivity shows what is bound under its reference, as it happens, and ends its watch with itself', async () => {
  vi.stubGlobal('IS_REACT_ACT_ENVIRONMENT', true);
  const service = running();
  const before = await bindUnder(service, 'order-1', 'before');
  const open = new Set<AbortSignal>();
  const watchedFetch: typeof fetch = (address, options) => {
    const { signal } = options ?? {};
    if (signal) open.add(signal);
    return fetch(address, options);
  };
  const settings = { transport: overFetch({ url: `${service.url}/graphql`, fetch: watchedFetch }) };
  const Bindings = ({ reference }: { reference: string }) => {
    const { state, bindings } = useVoiceActivity(reference);
    return createElement('p', null, `${state}: ${bindings.map(({ id, status }) => `${id} ${status}`).join(', ')}`);
  };
  const view = () => createElement(VoiceWatch, { value: settings }, createElement(Bindings, { reference: 'order-1' }));
  const rendered = await act(async () => create(view()));
  const shows = (text: string) =>
    until(text, async () => {
      await act(async () => undefined);
      return rendered.root.findByType('p').children.join('') === text;
    });
  await shows(`LIVE: ${before} ACTIVE`);

  const later = await bindUnder(service, 'order-1', 'later');

  await shows(`LIVE: ${later} ACTIVE, ${before} ACTIVE`);
  await act(async () => rendered.unmount());
  await until('the end of its requests', async () => [...open].every((signal) => signal.aborted));
  vi.unstubAllGlobals();
});
