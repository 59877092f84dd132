import { existsSync } from 'node:fs';
import { type BrowserContext, chromium, type Page } from 'playwright-core';

// Debian's and the usual places; a browser is not among the npm packages.
const PLACES = [process.env.CHROMIUM, '/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

const PROGRAM = PLACES.find((path) => path && existsSync(path));

/** Why no browser can be opened; undefined where one can. */
export const NO_BROWSER = PROGRAM
  ? undefined
  : 'There is no Chromium on this machine: install it or name it in CHROMIUM.';

/** Windows of one browser with one profile, at one service. */
export interface Windows extends AsyncDisposable {
  /** Opens a window and waits for nothing but the page's own files. */
  open(path: string, size?: { width: number; height: number }): Promise<Page>;
  /** What went wrong in any of them: errors of scripts, what the policy blocked, requests to anywhere else. */
  readonly faults: readonly string[];
}

export async function openBrowser(url: string): Promise<Windows> {
  const browser = await chromium.launch({
    executablePath: PROGRAM ?? '',
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--no-first-run',
    ],
  });
  const profile: BrowserContext = await browser.newContext();
  const faults: string[] = [];
  return {
    faults,
    open: async (path, viewport = { width: 1400, height: 900 }) => {
      const page = await profile.newPage();
      await page.setViewportSize(viewport);
      page.on('request', (request) => {
        const isForeign = !request.url().startsWith(url) && /^(http|ws)/.test(request.url());
        if (isForeign) faults.push(`asks ${request.url()}`);
      });
      page.on('pageerror', (error) => faults.push(error.message));
      page.on('console', (message) => {
        if (message.type() === 'error') faults.push(message.text());
      });
      await page.goto(url + path);
      return page;
    },
    [Symbol.asyncDispose]: () => browser.close(),
  };
}
