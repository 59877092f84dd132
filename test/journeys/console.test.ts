import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { NO_BROWSER, openBrowser, type Windows } from '../support/browser.ts';
import { ACCOUNT, PRODUCTION } from '../support/production.ts';
import { startService, temporaryFolder } from '../support/service.ts';

// Three rounds in two windows, on a busy machine.
const TIMEOUT_MS = 180_000;
// A call of 36 s in 0.6 s: it takes time, and the tests do not.
const FAST = { SANDBOX_SPEED: '60' };

/** What each step says when it went well, by its name. */
const STEPS = {
  watch: /^Watching/,
  bind: /connects them now/,
  dial: /phone rings/,
  history: /^One call/,
  notify: /has it, and calls/,
  answer: /phone rings/,
  release: /^Released/,
  again: /as it should be/,
} as const;
type Step = keyof typeof STEPS;

/** What one run of the tour makes the API tell. */
const EVENTS = [
  ...['Binding CREATING', 'Binding ACTIVE', 'Binding RELEASING', 'Binding RELEASED'],
  ...['Call INITIATED', 'Call RINGING', 'Call IN_PROGRESS', 'Call COMPLETED'],
  ...['Message SUBMITTING', 'Message ACCEPTED', 'Message DELIVERED'],
];

/** Clicks the button of a step, once. */
const click = (page: Page, step: Step) => page.locator(`#step-${step} .step-head button`).click();
const hint = (page: Page, step: Step) => page.locator(`#step-${step} .hint`);
const said = (page: Page, step: Step, words: RegExp) =>
  expect.poll(() => hint(page, step).textContent(), { timeout: 20_000 }).toMatch(words);

async function run(page: Page, step: Step): Promise<void> {
  await click(page, step);
  await said(page, step, STEPS[step]);
}

/** What the list of events shows, in its order. */
const shown = (page: Page) =>
  page
    .locator('#events > li')
    .evaluateAll((items) =>
      items.map((item) => `${item.getAttribute('data-kind')} ${item.getAttribute('data-status')}`),
    );

const countOf = (events: readonly string[]) =>
  Object.fromEntries(EVENTS.map((name) => [name, events.filter((each) => each === name).length]));

const widthOf = (page: Page) => page.evaluate('document.documentElement.scrollWidth');

/** A sandbox and a browser at it. */
async function openConsole(): Promise<{ url: string; windows: Windows } & AsyncDisposable> {
  const stack = new AsyncDisposableStack();
  const folder = stack.use(await temporaryFolder());
  const { url } = stack.use(await startService(folder.path, FAST));
  const windows = stack.use(await openBrowser(url));
  return { url, windows, [Symbol.asyncDispose]: () => stack.disposeAsync() };
}

describe.skipIf(NO_BROWSER)(`the console in a browser${NO_BROWSER ? `: ${NO_BROWSER}` : ''}`, () => {
  test('runs the tour by single clicks, three times, in two windows of one browser, and both show every event', {
    timeout: TIMEOUT_MS,
  }, async () => {
    await using sandbox = await openConsole();
    const { windows } = sandbox;
    const pages = [await windows.open('/'), await windows.open('/console')];
    // Both watch before either binds, so that both see all.
    for (const page of pages) await run(page, 'watch');
    for (let round = 1; round <= 3; round++) {
      for (const step of Object.keys(STEPS) as Step[]) for (const page of pages) await run(page, step);
      for (const page of pages) {
        await expect
          .poll(async () => countOf(await shown(page)), { timeout: 20_000 })
          .toEqual(Object.fromEntries(EVENTS.map((name) => [name, round * pages.length])));
      }
    }
    for (const page of pages) {
      const times = await page
        .locator('#events > [data-kind="Call"] time')
        .evaluateAll((items) => items.map((item) => item.getAttribute('datetime') ?? ''));
      expect(times, 'the newest last').toEqual(times.toSorted());
    }
    expect(windows.faults).toEqual([]);
  });

  test('runs the whole tour by one click, with everything in sight on a telephone’s screen', {
    timeout: TIMEOUT_MS,
  }, async () => {
    await using sandbox = await openConsole();
    const { windows } = sandbox;
    const page = await windows.open('/', { width: 390, height: 844 });
    await page.locator('#run-all').click();
    await said(page, 'again', STEPS.again);
    await expect
      .poll(async () => countOf(await shown(page)), { timeout: 20_000 })
      .toEqual(Object.fromEntries(EVENTS.map((name) => [name, 1])));
    for (const source of await page.locator('summary').all()) if (await source.isVisible()) await source.click();
    expect(await widthOf(page), 'nothing has to be scrolled sideways').toBe(390);
    await page.locator('#faults').scrollIntoViewIfNeeded();
    const newest = await page.locator('#events > li').last().boundingBox();
    expect(newest?.y, 'the newest event stays in sight').toBeGreaterThan(0);
    expect((newest?.y ?? 0) + (newest?.height ?? 0)).toBeLessThan(844);
    if (process.env.SCREENSHOT) await page.screenshot({ path: process.env.SCREENSHOT });
    expect(windows.faults).toEqual([]);
  });

  test('works on in a second window with what the first has bound, and says what is missing where nothing is', {
    timeout: TIMEOUT_MS,
  }, async () => {
    await using sandbox = await openConsole();
    const { windows } = sandbox;
    const first = await windows.open('/');
    await click(first, 'dial');
    await said(first, 'dial', /run step 2 first/);
    await run(first, 'bind');
    const second = await windows.open('/');
    await run(second, 'watch');
    await run(second, 'dial');
    await expect.poll(async () => (await shown(second)).at(-1), { timeout: 20_000 }).toBe('Call COMPLETED');
    await run(second, 'release');
    await run(first, 'again');
    expect(windows.faults).toEqual([]);
  });

  test('shows each step as GraphQL and as a curl, both with the values that it runs with', {
    timeout: TIMEOUT_MS,
  }, async () => {
    await using sandbox = await openConsole();
    const { windows } = sandbox;
    const page = await windows.open('/');
    const code = page.locator('#step-bind .source .code');
    await code.filter({ hasText: 'idempotencyKey' }).waitFor();
    const prepared = /idempotencyKey: "([^"]+)"/.exec((await code.textContent()) ?? '')?.[1];
    await run(page, 'bind');
    expect(await code.textContent(), 'what was shown is what was run').toContain(prepared);
    await page.locator('#step-dial .source button', { hasText: 'curl' }).click();
    const curl = (await page.locator('#step-dial .source .code').textContent()) ?? '';
    const body = /-d '([\s\S]*)'$/.exec(curl)?.[1] ?? '';
    const answer = await fetch(`${sandbox.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body,
    });
    expect(await answer.json()).toMatchObject({ data: { sandboxDial: { routed: true } } });
    expect(windows.faults).toEqual([]);
  });

  test('lets a vendor fail, and the step says how', { timeout: TIMEOUT_MS }, async () => {
    await using sandbox = await openConsole();
    const { windows } = sandbox;
    const page = await windows.open('/');
    await page.locator('#fault-vendor').selectOption('INTERLINE');
    await page.locator('#fault-kind').selectOption('NO_NUMBER_FREE');
    await page.locator('#fault-add').click();
    await expect.poll(() => page.locator('#fault-list li').count()).toBe(1);
    await click(page, 'bind');
    await said(page, 'bind', /RESOURCE_EXHAUSTED/);
    // It was for once.
    await expect.poll(() => page.locator('#fault-list li').count()).toBe(0);
    await run(page, 'bind');
    expect(windows.faults).toEqual([]);
  });

  test('GraphiQL has the worked examples in every window, and runs one by choosing it', {
    timeout: TIMEOUT_MS,
  }, async () => {
    await using sandbox = await openConsole();
    const { windows } = sandbox;
    for (let window = 1; window <= 2; window++) {
      const page = await windows.open('/graphiql');
      const editor = page.locator('.graphiql-query-editor .view-lines');
      await expect.poll(() => editor.textContent(), { timeout: 20_000 }).toContain('WatchBindings');
      await page.locator('button.graphiql-execute-button').click();
      await page.getByRole('menuitem', { name: 'Bind', exact: true }).click();
      await expect
        .poll(() => page.locator('.result-window').textContent(), { timeout: 20_000 })
        .toMatch(/createAxbBinding[\s\S]*ACTIVE/);
    }
    const linked = await windows.open(`/graphiql?query=${encodeURIComponent('{ accounts { id } }')}`);
    const editor = linked.locator('.graphiql-query-editor .view-lines');
    await expect.poll(() => editor.textContent(), { timeout: 20_000 }).toContain('accounts');
    expect(windows.faults).toEqual([]);
  });
});

test('the console’s files are its own, under a policy without inline scripts, and no other path leads anywhere', async () => {
  await using folder = await temporaryFolder();
  await using service = await startService(folder.path, FAST);
  for (const path of ['/', '/console', '/console/main.js', '/console/console.css', '/console/graphql-ws.js']) {
    const answer = await fetch(service.url + path);
    expect(answer.status, path).toBe(200);
    expect(answer.headers.get('content-security-policy'), path).toMatch(/script-src 'self';/);
    expect(await answer.text(), path).not.toMatch(/<script>|\son\w+="|https?:\/\/(?!www\.w3\.org)[a-z]/);
  }
  for (const path of ['/console/..%2fconsole.ts', '/console/examples', '/console/constructor', '/console/nothing.js'])
    expect((await fetch(service.url + path)).status, path).toBe(404);
});

test('outside the sandbox there is GraphiQL where it is asked for, with examples that change nothing, and no tour', async () => {
  await using folder = await temporaryFolder();
  await using service = await startService(folder.path, { ...PRODUCTION, CONSOLE: 'on' }, [ACCOUNT]);
  for (const path of ['/', '/console']) {
    const answer = await fetch(service.url + path, { redirect: 'manual' });
    expect([answer.status, answer.headers.get('location')]).toEqual([302, 'graphiql']);
  }
  const redirected = await fetch(`${service.url}/graphiql`, { redirect: 'manual' });
  const query = new URL(redirected.headers.get('location') ?? '', service.url).searchParams.get('query');
  expect(query).toMatch(/query History/);
  expect(query).not.toMatch(/mutation/);
  expect((await fetch(`${service.url}/console/tour.json`)).status).toBe(404);
});
