import { expect, test } from 'vitest';
import { startService, temporaryFolder } from '../support/service.ts';
import { subscribe } from '../support/subscribe.ts';
import { bindUnder } from './watching.ts';

const CURSOR = '{ voiceActivity(reference: "order-1") { cursor bindings(first: 1) { nodes { id } } } }';
const WATCH = `subscription ($after: Cursor) { voiceActivityChanged(references: ["order-1"], after: $after) {
  ... on BindingStatusChange { cursor status binding { id } } } }`;

interface Activity {
  readonly voiceActivity: { readonly cursor: string };
}

test('the cursor beside the records is the last event’s, also behind a restart, and what comes later is behind it', async () => {
  await using folder = await temporaryFolder();
  const first = await startService(folder.path);
  await bindUnder(first, 'order-1', 'before');
  using watching = await subscribe<{ cursor: string; status: string }>(first.url, WATCH, { after: 'ZXZlbnQ6MA' });
  await watching.next();
  const last = await watching.next();
  expect(last.status).toBe('ACTIVE');
  const { data } = await first.query<Activity>(CURSOR);
  expect(data.voiceActivity.cursor).toBe(last.cursor);
  await first.stop();

  await using second = await startService(folder.path);
  const { data: later } = await second.query<Activity>(CURSOR);
  expect(later.voiceActivity.cursor).toBe(last.cursor);
  const bound = await bindUnder(second, 'order-1', 'after');

  using resumed = await subscribe<{ binding: { id: string } }>(second.url, WATCH, {
    after: later.voiceActivity.cursor,
  });
  expect((await resumed.next()).binding.id).toBe(bound);
});
