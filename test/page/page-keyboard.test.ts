// The page without a pointer: every key of the help, where the focus goes, and what a screen reader is told.

import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { describeInBrowser, html, realisticRaces } from './support.ts';

const text = html(realisticRaces());
const tall = { viewport: { width: 1280, height: 2000 } };
const places = (page: Page) => page.locator('[role=option]').evaluateAll((rows) => rows.map((row) => row.id));
const chosen = async (page: Page) =>
  (await places(page)).indexOf((await page.locator('[aria-selected=true]').getAttribute('id')) ?? '');
const focused = (page: Page) => page.evaluate<string>('document.activeElement.id');

describeInBrowser('the keyboard', (open) => {
  const moves: [keys: string[], place: number][] = [
    [['j'], 1],
    [['j', 'j', 'k'], 1],
    [['k'], 0],
  ];
  it.each(moves)('%j chooses race %i, wherever the focus is', async (keys, place) => {
    const { page, faults } = await open(text, '', tall);
    for (const key of keys) await page.keyboard.press(key);
    await expect.poll(() => chosen(page)).toBe(place);
    expect(await faults()).toEqual([]);
  });

  const inList: [keys: string[], place: number][] = [
    [['ArrowDown', 'ArrowDown', 'ArrowUp'], 1],
    [['PageDown'], 10],
    [['End'], -1],
    [['End', 'Home'], 0],
  ];
  it.each(inList)('%j in the list chooses race %i', async (keys, place) => {
    const { page } = await open(text, '', tall);
    await page.locator('#list').focus();
    for (const key of keys) await page.keyboard.press(key);
    const last = (await places(page)).length - 1;
    await expect.poll(() => chosen(page)).toBe(place < 0 ? last : place);
  });

  it('the list names the chosen row as its active descendant, and that row is there', async () => {
    const { page } = await open(text);
    await page.keyboard.press('j');
    const list = page.locator('#list');
    await expect.poll(() => list.getAttribute('aria-activedescendant')).toBe('row-1');
    expect(await page.locator('#row-1').getAttribute('aria-posinset')).toBe('2');
  });

  it('Enter goes to the race, Esc back to the list', async () => {
    const { page } = await open(text);
    await page.locator('#list').focus();
    await page.keyboard.press('Enter');
    await expect.poll(() => focused(page)).toBe('race');
    await page.keyboard.press('Escape');
    await expect.poll(() => focused(page)).toBe('list');
  });

  it('/ goes to the search, where letters are letters, and Esc leaves it', async () => {
    const { page } = await open(text, '', tall);
    await page.keyboard.press('/');
    await page.keyboard.type('bjkg?t');
    expect(await page.getByRole('searchbox').inputValue()).toBe('bjkg?t');
    await page.keyboard.press('Escape');
    await expect.poll(() => page.getByRole('searchbox').inputValue()).toBe('');
    await page.keyboard.press('Escape');
    await expect.poll(() => focused(page)).toBe('list');
  });

  it('Tab reaches the marks', async () => {
    const { page } = await open(text);
    await page.locator('#race').focus();
    await page.keyboard.press('Tab');
    expect(await page.evaluate('document.activeElement.dataset.mark')).toBe('0');
  });

  it('marks are pressed with Enter and Space and walked with the arrows', async () => {
    const { page } = await open(text);
    const pressed = () => page.locator('[data-mark][aria-pressed=true]').getAttribute('data-mark');
    await page.locator('[data-mark="0"]').focus();
    await page.keyboard.press('Enter');
    await expect.poll(pressed).toBe('0');
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('Space');
    await expect.poll(pressed).toBe('1');
    await page.keyboard.press('ArrowLeft');
    expect(await page.evaluate('document.activeElement.dataset.mark')).toBe('0');
  });

  it('? opens the help, Esc closes it, and the keys behind it rest', async () => {
    const { page } = await open(text, '', tall);
    await page.keyboard.press('?');
    await expect.poll(() => page.getByRole('dialog').isVisible()).toBe(true);
    await page.keyboard.press('j');
    expect(await chosen(page)).toBe(0);
    await page.keyboard.press('Escape');
    await expect.poll(() => page.getByRole('dialog').isVisible()).toBe(false);
    await page.keyboard.press('?');
    await expect.poll(() => page.getByRole('dialog').isVisible()).toBe(true);
  });

  it('g groups, and the arrows close and open a group', async () => {
    const { page } = await open(text, '', tall);
    await page.keyboard.press('g');
    await expect.poll(() => page.getByRole('tree').count()).toBe(1);
    await page.locator('#list').focus();
    const head = page.locator('[aria-level="1"]').first();
    await page.keyboard.press('ArrowLeft');
    await expect.poll(() => head.getAttribute('aria-expanded')).toBe('false');
    await page.keyboard.press('ArrowRight');
    await expect.poll(() => head.getAttribute('aria-expanded')).toBe('true');
  });

  it('t goes through the themes, and the browser keeps the choice', async () => {
    const { page } = await open(text, '', { colorScheme: 'light' });
    const ground = () => page.evaluate<string>('getComputedStyle(document.body).backgroundColor');
    const light = await ground();
    await page.keyboard.press('t');
    await page.keyboard.press('t');
    await expect.poll(ground).not.toBe(light);
    const dark = await ground();
    await page.reload();
    await expect.poll(ground).toBe(dark);
  });

  it('what has the focus shows it', async () => {
    const { page } = await open(text);
    for (const selector of ['#search', '#list', '.chip', '[data-mark="1"] .reach', '.copy']) {
      const looks = () =>
        page.evaluate<string>(`(() => {
          const place = document.querySelector(${JSON.stringify(selector)});
          const { outlineStyle, outlineWidth, stroke, strokeWidth } = getComputedStyle(place);
          return [outlineStyle, outlineWidth, stroke, strokeWidth].join(' ');
        })()`);
      await page.evaluate('document.activeElement.blur()');
      const before = await looks();
      await page.keyboard.press('Tab');
      await page.locator(selector.replace(' .reach', '')).first().focus();
      expect(await looks(), selector).not.toBe(before);
    }
  });

  it('how many are listed is announced', async () => {
    const { page } = await open(text);
    const said = page.locator('[role=status][aria-live=polite]');
    await page.getByRole('searchbox').fill('bank');
    await expect.poll(() => said.textContent()).toMatch(/^1 of \d+ races$/);
  });
});
