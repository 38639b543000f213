// Reading a report in the browser: the list, filters, the race, its timeline, what the address keeps.

import { expect, it } from 'vitest';
import { codeFrame } from '../unit/report-races.ts';
import { ABOUT, accessibilityFaults, describeInBrowser, html, realisticRaces } from './support.ts';

const races = realisticRaces();
const text = html(races);
const lostUpdate = races.findIndex(({ location }) => location.path.startsWith('app.locals.inventory'));
const keyOf = (index: number) => races[index]?.fingerprint ?? '';
const atLostUpdate = `#race=${keyOf(lostUpdate)}`;

describeInBrowser('a report', (open) => {
  it('tells what was read and how much of it was damaged', async () => {
    const { page, faults } = await open(text);
    expect(await page.title()).toBe(ABOUT.title);
    const header = page.locator('.header');
    await expect.poll(() => header.textContent()).toContain(`${races.length} races`);
    expect(await header.textContent()).toContain('2 sources');
    expect(await header.textContent()).toContain('2 damaged lines');
    expect(await faults()).toEqual([]);
  });

  it('lists every race, the worst and most frequent first, and shows the first', async () => {
    const { page } = await open(text, '', { viewport: { width: 1280, height: 2000 } });
    const rows = page.getByRole('option');
    await expect.poll(() => rows.count()).toBe(races.length);
    expect(await rows.first().textContent()).toContain('app.locals.inventory["sku-1"]');
    expect(await rows.first().getAttribute('aria-selected')).toBe('true');
    expect(await rows.last().textContent()).toContain('notice');
    expect(await page.locator('#race h2').textContent()).toBe('lost-update on app.locals.inventory["sku-1"]');
  });

  const filters: [filter: string, hash: string, left: (race: (typeof races)[number]) => boolean][] = [
    ['level', '#level=warning', ({ level }) => level === 'warning'],
    ['two levels', '#level=warning,notice', ({ level }) => level !== 'error'],
    ['pattern', '#pattern=lost-update', ({ pattern }) => pattern === 'lost-update'],
    ['path', '#path=App.', ({ location }) => location.path.includes('app.')],
    ['file', '#file=shop.ts', ({ accesses }) => JSON.stringify(accesses).includes('src/shop.ts')],
    ['all text', '#q=bank+total', ({ location }) => location.path === 'bank.savings'],
  ];
  it.each(filters)('is filtered by %s', async (_name, hash, left) => {
    const { page, faults } = await open(text, hash, { viewport: { width: 1280, height: 2000 } });
    const wanted = races.filter(left).length;
    expect(wanted).toBeGreaterThan(0);
    await expect.poll(() => page.getByRole('option').count()).toBe(wanted);
    expect(await page.getByRole('status').textContent()).toBe(`${wanted} of ${races.length} races`);
    expect(await faults()).toEqual([]);
  });

  it('is filtered by clicks and typing, which the address keeps', async () => {
    const { page } = await open(text);
    await page.getByRole('button', { name: 'error' }).click();
    await page.getByRole('button', { name: /^overwritten/ }).click();
    await page.getByLabel('File').fill('auth');
    await expect.poll(() => page.getByRole('option').count()).toBe(1);
    await expect.poll(() => page.url()).toContain('level=error&pattern=overwritten&file=auth');
    await page.reload();
    await expect.poll(() => page.getByRole('option').count()).toBe(1);
    await page.getByRole('button', { name: 'Clear filters' }).click();
    expect(await page.getByLabel('File').inputValue()).toBe('');
    await expect.poll(() => page.locator('.list-count').textContent()).toBe(`${races.length} races`);
  });

  it('says so when nothing is left', async () => {
    const { page } = await open(text, '#q=nowhere-to-be-found');
    await expect.poll(() => page.locator('.list').textContent()).toContain('No race meets these filters');
    expect(await page.getByRole('status').textContent()).toBe(`0 of ${races.length} races`);
  });

  it('is grouped by location; a group closes and opens', async () => {
    const twice = [
      ...races,
      ...races.map((race) => ({ ...race, fingerprint: `b${race.fingerprint.slice(1)}` })),
    ];
    const { page } = await open(html(twice), '', { viewport: { width: 1280, height: 3000 } });
    await page.getByLabel('Group by location').check();
    const groups = page.locator('[role=treeitem][aria-level="1"]');
    const members = page.locator('[role=treeitem][aria-level="2"]');
    await expect.poll(() => groups.count()).toBe(new Set(races.map(({ location }) => location.path)).size);
    expect(await members.count()).toBe(twice.length);
    await groups.first().click();
    await expect.poll(() => members.count()).toBe(twice.length - 2);
    expect(await groups.first().getAttribute('aria-expanded')).toBe('false');
    await groups.first().click();
    await expect.poll(() => members.count()).toBe(twice.length);
  });

  it('rows keep their places when a filter changes which of them are heads', async () => {
    const paths = ['left', 'left', 'left', 'right.a', 'right.b'];
    const few = paths.map((path, index) => {
      const race = races[index] as (typeof races)[number];
      return { ...race, location: { ...race.location, path } };
    });
    const { page } = await open(html(few), '#group=location&path=left');
    const heights = () =>
      page.evaluate<number[]>(
        `[...document.querySelectorAll('.slot')].map((slot) => slot.getBoundingClientRect()).map(
          ({ bottom }, index, all) => bottom - (all[index + 1]?.top ?? bottom))`,
      );
    await expect.poll(() => page.getByRole('treeitem').count()).toBe(4);
    await page.getByLabel('Path').fill('right');
    await expect.poll(() => page.locator('[aria-level="1"]').count()).toBe(2);
    expect(await page.getByRole('treeitem').count()).toBe(4);
    for (const overlap of await heights()) expect(Math.abs(overlap)).toBeLessThan(1);
    const [head, row] = await page
      .locator('.slot')
      .evaluateAll((slots) => slots.slice(0, 2).map((slot) => slot.getBoundingClientRect().height));
    expect(head).toBeLessThan(row ?? 0);
    const third = await page
      .locator('.slot')
      .nth(2)
      .evaluate((slot) => slot.getBoundingClientRect().height);
    expect(third).toBe(head);
  });

  it('shows of a race its sentence, stacks, tasks, advice and fingerprint', async () => {
    const { page } = await open(text, atLostUpdate);
    const race = page.locator('#race');
    const shown = (await race.textContent()) ?? '';
    for (const part of [
      'almost certainly a bug',
      'seen 214 times',
      races[lostUpdate]?.message ?? '',
      'src/shop.ts:31:25',
      'task 8, POST /buy',
      'saw 10',
      'Read and write with no await between them',
      `fingerprint:${keyOf(lostUpdate)}`,
    ]) {
      expect(shown).toContain(part);
    }
  });

  it('draws a lane per task, a mark per access, the window and the strike', async () => {
    const { page } = await open(text, atLostUpdate);
    const drawing = page.locator('.timeline svg');
    expect(await drawing.locator('.lane-line').count()).toBe(2);
    expect(await drawing.getByRole('button').count()).toBe(3);
    expect(await drawing.locator('.window-band').count()).toBe(1);
    expect(await drawing.locator('.strike').count()).toBe(1);
    expect(await drawing.locator('.wait').count()).toBe(1);
    expect(await drawing.locator('.turn').allTextContents()).toEqual(['turn 812', 'turn 830', 'turn 845']);
  });

  it('a click on a mark unfolds its stack, and the address keeps which', async () => {
    const { page } = await open(text, atLostUpdate);
    const card = page.locator('#access-0');
    await expect.poll(() => card.getByText('app.handle').isVisible()).toBe(false);
    await page.locator('[data-mark="0"]').click();
    await expect.poll(() => card.getByText('app.handle').isVisible()).toBe(true);
    expect(await card.getAttribute('data-chosen')).toBe('true');
    expect(await page.locator('[data-mark="0"]').getAttribute('aria-pressed')).toBe('true');
    await expect.poll(() => page.url()).toContain('access=1');
    await page.reload();
    await expect.poll(() => page.locator('#access-0').getAttribute('data-chosen')).toBe('true');
  });

  it('a folded run of foreign frames opens by itself', async () => {
    const { page } = await open(text, atLostUpdate);
    await page
      .locator('#access-0')
      .getByRole('button', { name: /frames in/ })
      .click();
    await expect.poll(() => page.locator('#access-0').getByText('app.handle').isVisible()).toBe(true);
  });

  it('a tooltip says what a mark is', async () => {
    const { page } = await open(text, atLostUpdate);
    await page.locator('[data-mark="1"]').hover();
    await expect.poll(() => page.locator('.tooltip').textContent()).toContain('task 8, POST /buy');
    await page.mouse.move(0, 0);
    await expect.poll(() => page.locator('.tooltip').count()).toBe(0);
  });

  it('the table says the same as the drawing', async () => {
    const { page } = await open(text, atLostUpdate);
    await page.getByRole('button', { name: 'Show as a table' }).click();
    const rows = page.locator('#race tbody tr');
    expect(await rows.count()).toBe(3);
    expect(await rows.nth(1).locator('td').allTextContents()).toEqual([
      '+1.7 ms',
      '830',
      'task 8, POST /buy',
      'Write',
      'wrote 9',
      'async buy src/shop.ts:33:12',
    ]);
  });

  it.each(['position', 'fingerprint', 'line for the suppressions file'])('copies the %s', async (name) => {
    const { page, faults } = await open(text, atLostUpdate);
    const button = page.getByRole('button', { name: `Copy ${name}:` }).first();
    const expected = (await button.locator('.code').textContent()) ?? '';
    await button.click();
    await expect.poll(() => page.getByRole('status').textContent()).toBe(`Copied ${name}`);
    await page.getByLabel('Path').focus();
    await page.keyboard.press('Control+V');
    expect(await page.getByLabel('Path').inputValue()).toBe(expected);
    expect(await faults()).toEqual([]);
  });

  it('shows the trace and span of each access that has them, which a search finds', async () => {
    const traced = races.map((race, index) => {
      const [first, ...rest] = race.accesses;
      const trace = { traceId: 'a1'.repeat(16), spanId: 'b2'.repeat(8) };
      return index === lostUpdate && first ? { ...race, accesses: [{ ...first, trace }, ...rest] } : race;
    });
    const { page, faults } = await open(html(traced), '#q=a1a1a1');
    await expect.poll(() => page.getByRole('option').count()).toBe(1);
    expect(await page.locator('#access-0 .trace-ids .code').allTextContents()).toEqual([
      'a1'.repeat(16),
      'b2'.repeat(8),
    ]);
    expect(await page.locator('.trace-ids').count()).toBe(1);
    expect(await accessibilityFaults(page, '#race')).toEqual([]);
    expect(await faults()).toEqual([]);
  });

  it('shows lines of source where the report has them', async () => {
    const { page } = await open(html(races, { ...ABOUT, codeFrame }), atLostUpdate);
    expect(await page.locator('#access-0 .source .racing').textContent()).toContain('inventory.get(sku)');
    expect(await page.locator('#access-1 .source').textContent()).toContain('inventory.set(sku, left - 1)');
  });

  it('follows the address when somebody edits it', async () => {
    const { page } = await open(text, atLostUpdate);
    await page.evaluate(`location.hash = 'race=${keyOf(1)}&level=error'`);
    await expect.poll(() => page.locator('#race h2').textContent()).toContain(races[1]?.location.path ?? '');
    expect(await page.getByRole('button', { name: 'error' }).getAttribute('aria-pressed')).toBe('true');
  });

  it('is one pane at a time on a small screen', async () => {
    const { page } = await open(text, '', { viewport: { width: 390, height: 800 } });
    expect(await page.locator('#race').isVisible()).toBe(false);
    await page.getByRole('option').nth(1).click();
    await expect.poll(() => page.locator('#race').isVisible()).toBe(true);
    expect(await page.locator('#list').isVisible()).toBe(false);
    const [wide, seen] = await page.evaluate<number[]>(
      '[document.documentElement.scrollWidth, document.documentElement.clientWidth]',
    );
    expect(wide).toBe(seen);
    await page.getByRole('button', { name: 'Back to the list' }).click();
    await expect.poll(() => page.locator('#list').isVisible()).toBe(true);
  });

  it('without a race is a page that says so', async () => {
    const { page, faults } = await open(html([]));
    expect(await page.locator('#race').textContent()).toContain('No race in this report');
    expect(await faults()).toEqual([]);
  });
});
