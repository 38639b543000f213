// Ten thousand races: the page draws those in sight, and stays of one piece with all of them.

import { expect, it } from 'vitest';
import type { Race } from '../../src/report/model.ts';
import { describeInBrowser, html, realisticRaces } from './support.ts';

const MANY = 10_000;
const models = realisticRaces();
const races = Array.from({ length: MANY }, (_each, index): Race => {
  const model = models[index % models.length] as Race;
  const path = `${model.location.path}[${Math.floor(index / 2)}]`;
  return {
    ...model,
    fingerprint: index.toString(16).padStart(16, '0'),
    location: { ...model.location, path },
    count: MANY - index,
  };
});
/** Far fewer than there are: what a tall window shows, and some more. */
const BOUND = 60;

describeInBrowser('ten thousand races', (open) => {
  const text = html(races);

  it('share their frames, so that the file stays small', () => {
    expect(text.length).toBeLessThan(MANY * 1_500);
  });

  it('draw only the rows in sight, at the top, at the end and when grouped', async () => {
    const { page, faults } = await open(text);
    const rows = page.locator('[role=option], [role=treeitem]');
    await expect.poll(() => rows.count()).toBeGreaterThan(5);
    expect(await rows.count()).toBeLessThan(BOUND);
    expect(await page.getByRole('option').first().getAttribute('aria-setsize')).toBe(String(MANY));
    await page.locator('#list').evaluate((list) => list.scrollTo(0, list.scrollHeight));
    await expect.poll(() => page.locator(`[aria-posinset="${MANY}"]`).count()).toBe(1);
    expect(await rows.count()).toBeLessThan(BOUND);
    await page.keyboard.press('g');
    await expect.poll(() => page.getByRole('treeitem').count()).toBeGreaterThan(5);
    expect(await rows.count()).toBeLessThan(BOUND);
    expect(await faults()).toEqual([]);
  });

  it('scroll by wheel to rows that were not drawn before', async () => {
    const { page } = await open(text);
    await page.locator('#list').hover();
    for (let turn = 0; turn < 10; turn++) await page.mouse.wheel(0, 4_000);
    const first = () => page.getByRole('option').first().getAttribute('aria-posinset').then(Number);
    await expect.poll(first).toBeGreaterThan(300);
    const visible = await page.evaluate(`(() => {
      const { top, height, left } = document.querySelector('#list').getBoundingClientRect();
      return document.elementFromPoint(left + 50, top + height / 2)?.closest('[role=option]') !== null;
    })()`);
    expect(visible).toBe(true);
  });

  it('End chooses the last, brings it into sight and shows it', async () => {
    const { page, faults } = await open(text);
    await page.locator('#list').focus();
    await page.keyboard.press('End');
    const chosen = page.locator('[role=option][aria-selected=true]');
    await expect.poll(() => chosen.getAttribute('aria-posinset')).toBe(String(MANY));
    const path = (await chosen.locator('.row-path').textContent()) ?? '';
    expect(await page.locator('#race h2').textContent()).toContain(path);
    expect(await faults()).toEqual([]);
  });

  it('are searched', async () => {
    const { page } = await open(text, '#q=bank.savings');
    const wanted = races.filter(({ location }) => location.path.startsWith('bank.savings')).length;
    await expect
      .poll(() => page.locator('.list-count').textContent())
      .toBe(`${wanted} of ${MANY.toLocaleString('en')} races`);
  });

  it('a race far down is in sight when the address names it', async () => {
    const { page } = await open(text, `#race=${(9000).toString(16).padStart(16, '0')}`);
    await expect.poll(() => page.locator('[role=option][aria-selected=true]').isVisible()).toBe(true);
  });

  it('on paper stop at a number that a browser can lay out, and say so', async () => {
    const { page } = await open(text);
    await page.evaluate('globalThis.print = () => {}');
    await page.getByRole('button', { name: 'Print all' }).click();
    await expect.poll(() => page.locator('.all-races .race').count()).toBe(300);
    expect(await page.locator('.all-races').textContent()).toContain('The first 300 of 10,000 races');
  });
});
