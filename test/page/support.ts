// The built page with a report in it, opened from a file by a real Chromium that has no network. Not a test itself.

import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import axe from 'axe-core';
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe } from 'vitest';
import type { renderHtml } from '../../src/report/html/render.ts';
import type { Race } from '../../src/report/model.ts';
import { ROOT } from '../support/children.ts';
import { RACES } from '../unit/report-races.ts';

const CHROMIUM = process.env.CHROMIUM || '/usr/bin/chromium';
const ARGUMENTS = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];
// Kept in the page for the test to ask for; a policy that was broken is also an error of the console.
const WATCH_POLICY = `globalThis.brokenPolicy = [];
addEventListener('securitypolicyviolation', (event) => brokenPolicy.push(event.violatedDirective));`;

let told = false;

export interface About {
  title: string;
  sources: readonly string[];
  generated: string;
  damagedLines: number;
  codeFrame?: Parameters<typeof renderHtml>[1]['codeFrame'];
}

export interface Shown {
  page: Page;
  /** What the console complained about, uncaught errors, requests and broken policy: all must stay empty. */
  faults(): Promise<string[]>;
}

export const ABOUT: About = {
  title: 'Races of the shop',
  sources: ['logs/a.4711.jsonl', 'logs/b.4712.jsonl'],
  generated: '2026-11-23 15:30 UTC',
  damagedLines: 2,
};

/** One race per pattern and more, each with a fingerprint of its own. */
export function realisticRaces(): Race[] {
  const races = Object.entries(RACES).filter(([name]) => name !== 'hostile-names');
  return races.map(([, race], index) => ({ ...race, fingerprint: String(index).padStart(16, 'a') }));
}

/** The report as `renderHtml` of the built package makes it. */
export function html(races: readonly Race[], about: About = ABOUT): string {
  const built = createRequire(__filename)(join(ROOT, 'dist/src/report/html/render.js')) as {
    renderHtml: typeof renderHtml;
  };
  return built.renderHtml(races, about);
}

/**
 * As `describe`, with a browser; skipped with one line where there is none.
 * @param tests gets a function that opens a report: its text, what follows the `#`, and how the browser is set
 */
export function describeInBrowser(
  name: string,
  tests: (open: (text: string, hash?: string, how?: BrowserContextOptions) => Promise<Shown>) => void,
): void {
  if (!existsSync(CHROMIUM)) {
    if (!told) console.log(`No Chromium at ${CHROMIUM}: set CHROMIUM to its path to test the report page.`);
    told = true;
    describe.skip(name, () => tests(() => Promise.reject(new Error('no browser'))));
    return;
  }
  describe(name, () => {
    const folder = mkdtempSync(join(tmpdir(), 'racewatch page-'));
    let browser: Browser;
    let count = 0;
    beforeAll(async () => {
      browser = await chromium.launch({ executablePath: CHROMIUM, args: ARGUMENTS });
    });
    afterEach(() => Promise.all(browser.contexts().map((context) => context.close())));
    afterAll(async () => {
      await browser.close();
      rmSync(folder, { recursive: true, force: true });
    });
    tests(async (text, hash = '', how = {}) => {
      const file = join(folder, `report ${++count}.html`);
      writeFileSync(file, text);
      const context = await browser.newContext({ offline: true, ...how });
      return await show(await context.newPage(), pathToFileURL(file).href, hash);
    });
  });
}

async function show(page: Page, address: string, hash: string): Promise<Shown> {
  const faults: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') faults.push(message.text());
  });
  page.on('pageerror', (error) => faults.push(String(error)));
  page.on('dialog', (dialog) => {
    faults.push(`dialog ${dialog.message()}`);
    void dialog.dismiss();
  });
  page.on('request', (request) => {
    if (request.url().replace(/#.*/s, '') !== address) faults.push(`request of ${request.url()}`);
  });
  await page.addInitScript({ content: WATCH_POLICY });
  await page.addInitScript({ content: axe.source });
  await page.goto(address + hash);
  await page.locator('.app').waitFor();
  return {
    page,
    faults: async () => [...faults, ...(await page.evaluate<string[]>('globalThis.brokenPolicy'))],
  };
}

export interface Violation {
  id: string;
  help: string;
  nodes: { html: string; failureSummary: string }[];
}

/** What axe finds wrong in a part of the page, one line each. */
export async function accessibilityFaults(page: Page, part = 'html'): Promise<string[]> {
  const violations = await page.evaluate<Violation[]>(`axe.run('${part}').then((found) => found.violations)`);
  return violations.flatMap(({ id, nodes }) =>
    nodes.map((node) => `${id}: ${node.html.slice(0, 200)} ${node.failureSummary}`),
  );
}

/** The policy of the built page. */
export function policyOf(text: string): string {
  return /http-equiv="Content-Security-Policy" content="([^"]*)"/.exec(text)?.[1] ?? '';
}

export function builtPage(): string {
  return readFileSync(join(ROOT, 'dist/src/report/html/page.html'), 'utf8');
}
