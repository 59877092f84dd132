import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { NO_BROWSER, openBrowser } from '../support/browser.ts';
import { shared } from '../support/shared.ts';
import { until } from '../support/until.ts';

const { scripts } = JSON.parse(readFileSync('package.json', 'utf8')) as { scripts: Record<string, string> };

/** `npm run example:supergraph`, on a free port. */
const running = shared(async () => {
  const [, program, ...args] = scripts['example:supergraph']?.split(' ') ?? [];
  expect(program).toBe('node');
  const example = spawn(process.execPath, args, {
    env: { ...process.env, PORT: '0' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let printed = '';
  example.stdout.setEncoding('utf8').on('data', (text: string) => {
    printed += text;
  });
  const url = await until('its address', async () => /The orders +(\S+)\//.exec(printed)?.[1], 25_000);
  return {
    url,
    [Symbol.asyncDispose]: async () => {
      const exited = once(example, 'exit');
      example.kill('SIGTERM');
      expect(await exited).toEqual([0, null]);
    },
  };
});

const post = async (url: string, body?: object) => {
  const headers = { 'content-type': 'application/json' };
  const response = await fetch(url, { method: 'POST', headers, ...(body ? { body: JSON.stringify(body) } : {}) });
  return response.json();
};

test('one request has an order of one team, its driver of another, and its calls of this service', async () => {
  const { url } = running();
  expect(await post(`${url}/connect?order=order-41`)).toMatchObject({
    data: { createAxbBinding: { userErrors: [] } },
  });
  expect(await post(`${url}/dial?order=order-41`)).toMatchObject({ routed: true });

  const query = `{ order(id: "order-41") { destination driver { name } voice {
    bindings(first: 5) { nodes { status } } calls(first: 5) { nodes { id } } } } }`;
  const seen = await until('the call', async () => {
    const { data } = (await post(`${url}/graphql`, { query })) as {
      data: { order: { voice: { calls: { nodes: object[] } } } };
    };
    return data.order.voice.calls.nodes.length > 0 && data.order;
  });

  expect(seen).toMatchObject({
    destination: 'Pudong Airport, Terminal 2',
    driver: { name: 'Li Wei' },
    voice: { bindings: { nodes: [{ status: 'ACTIVE' }] } },
  });
});

test.skipIf(NO_BROWSER)(`its page shows a call as it passes${NO_BROWSER ? `: ${NO_BROWSER}` : ''}`, async () => {
  const { url } = running();
  await using browser = await openBrowser(url);
  const page = await browser.open('/');
  const card = page.locator('#order-42');
  await card.locator('.connect').click();
  await expect.poll(() => card.locator('.number').textContent(), { timeout: 10_000 }).toMatch(/^\d[\d*]+$/);

  // A state can pass between two looks: the page itself keeps what it showed.
  await card.evaluate((element) => {
    const shown: string[] = [];
    new MutationObserver(() => shown.push(element.querySelector<HTMLElement>('li')?.dataset.status ?? '')).observe(
      element,
      { childList: true, subtree: true },
    );
    Object.assign(globalThis, { shown });
  });

  await card.locator('.dial').click();

  const said = () => card.locator('.calls').textContent();
  await expect.poll(said, { timeout: 20_000 }).toMatch(/COMPLETED · ANSWERED · 12 s/);
  const shown = await page.evaluate(() => (globalThis as unknown as { shown: string[] }).shown);
  expect([...new Set(shown)]).toEqual(['INITIATED', 'RINGING', 'IN_PROGRESS', 'COMPLETED']);
  expect(await page.locator('#orders').textContent()).not.toMatch(/13800138|13900139/);
  expect(browser.faults).toEqual([]);
});
