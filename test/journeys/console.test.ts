import { existsSync } from 'node:fs';
import { chromium } from 'playwright-core';
import { expect, test } from 'vitest';
import { startService, temporaryFolder } from '../support/service.ts';
import { until } from '../support/until.ts';

// Debian's and the usual places; a browser is not among the npm packages.
const BROWSER = [process.env.CHROMIUM, '/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find(
  (path) => path && existsSync(path),
);

test('GraphiQL runs its worked examples in a browser: watch, bind, dial, and the call appears live', async ({
  skip,
}) => {
  if (!BROWSER) return skip('There is no Chromium on this machine: install it or name it in CHROMIUM.');
  await using folder = await temporaryFolder();
  await using service = await startService(folder.path);
  const browser = await chromium.launch({
    executablePath: BROWSER,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--no-first-run',
    ],
  });
  try {
    const foreign: string[] = [];
    const blocked: string[] = [];
    const open = async () => {
      const page = await browser.newPage({ viewport: { width: 1400, height: 900 } });
      page.on('request', (request) => {
        if (!request.url().startsWith(service.url) && /^(http|ws)/.test(request.url())) foreign.push(request.url());
      });
      page.on('console', (message) => {
        if (message.text().includes('Content Security Policy')) blocked.push(message.text());
      });
      await page.goto(service.url);
      const run = page.locator('button.graphiql-execute-button');
      await run.waitFor();
      const editor = page.locator('.graphiql-query-editor .view-lines');
      // The editor shows spaces that do not break.
      const result = async () => (await page.locator('.result-window').textContent())?.replaceAll('\u00a0', ' ');
      /** Goes to a tab; the page takes clicks only once its editor is there. */
      const goTo = (name: RegExp, shows: string) =>
        until(`the tab ${name}`, async () => {
          await page.locator('.graphiql-tab-button').filter({ hasText: name }).click();
          return (await editor.textContent())?.includes(shows);
        });
      /** Runs what stands in the tab; GraphiQL needs a moment to notice that it is another operation. */
      const runUntil = (answer: string) =>
        until(`the answer ${answer}`, async () => {
          await run.click();
          await page.locator('.graphiql-spinner').waitFor({ state: 'detached' });
          return (await result())?.includes(answer);
        });
      return { page, run, goTo, runUntil, result };
    };
    const watching = await open();
    await watching.goTo(/Watch/, 'callStatusChanged');
    await watching.run.click();
    const acting = await open();
    await acting.goTo(/Bind/, 'createAxbBinding');
    await acting.runUntil('"ACTIVE"');
    await acting.goTo(/Dial/, 'sandboxDial');
    await acting.runUntil('"routed": true');

    await expect.poll(watching.result, { timeout: 10_000 }).toContain('COMPLETED');
    if (process.env.SCREENSHOT) await watching.page.screenshot({ path: process.env.SCREENSHOT });
    expect(foreign).toEqual([]);
    expect(blocked, 'the page needs more than its policy lets it').toEqual([]);
  } finally {
    await browser.close();
  }
});
