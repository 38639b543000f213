// The page for people who see it otherwise: axe finds nothing, in every state and theme, on paper and on a phone.

import { expect, it } from 'vitest';
import { codeFrame } from '../unit/report-races.ts';
import { ABOUT, accessibilityFaults, describeInBrowser, html, realisticRaces } from './support.ts';

const races = realisticRaces();
const text = html(races, { ...ABOUT, codeFrame });
const SCHEMES = ['light', 'dark'] as const;

const STATES: [state: string, hash: string, keys: string[]][] = [
  ['as opened', '', []],
  ['filtered', '#level=error&q=POST&access=1', []],
  ['with nothing left', '#q=nowhere', []],
  ['grouped, one group closed', '#group=location', ['Escape', 'ArrowLeft']],
  ['with the help', '', ['?']],
];

describeInBrowser('accessibility', (open) => {
  for (const colorScheme of SCHEMES) {
    it.each(STATES)(`axe finds nothing in ${colorScheme} %s`, async (_state, hash, keys) => {
      const { page, faults } = await open(text, hash, { colorScheme });
      for (const key of keys) await page.keyboard.press(key);
      expect(await accessibilityFaults(page)).toEqual([]);
      expect(await faults()).toEqual([]);
    });
  }

  it.each(SCHEMES)('axe finds nothing on a small screen in %s', async (colorScheme) => {
    const { page } = await open(text, '', { colorScheme, viewport: { width: 390, height: 800 } });
    expect(await accessibilityFaults(page)).toEqual([]);
    await page.getByRole('option').first().click();
    expect(await accessibilityFaults(page)).toEqual([]);
  });

  it('every pattern in turn, with its table and a mark chosen', async () => {
    const { page, faults } = await open(text);
    for (const race of races) {
      await page.locator('[data-mark="1"]').click();
      await page.getByRole('button', { name: 'Show as a table' }).click();
      expect(await accessibilityFaults(page, '#race'), race.pattern).toEqual([]);
      await page.keyboard.press('j');
    }
    expect(await faults()).toEqual([]);
  }, 120_000);

  it('the drawing has a name that tells the story, and each mark its own', async () => {
    const { page } = await open(text);
    const name = await page.locator('.timeline svg').getAttribute('aria-label');
    expect(name).toContain('0 ms: Read by task 7, POST /buy. +1.7 ms: Write by task 8, POST /buy.');
    expect(await page.locator('[data-mark="1"]').getAttribute('aria-label')).toBe(
      'Write by task 8, POST /buy at +1.7 ms, turn 830, wrote 9. Show its stack',
    );
  });

  it('nothing moves for those who asked for that', async () => {
    const { page } = await open(text, '', { reducedMotion: 'reduce' });
    const moving = await page.evaluate(
      `[...document.querySelectorAll('*')].filter((element) => {
        const { transitionDuration, animationName } = getComputedStyle(element);
        return transitionDuration !== '0s' || animationName !== 'none';
      }).length`,
    );
    expect(moving).toBe(0);
  });
});

describeInBrowser('on paper', (open) => {
  it('is the chosen race with every frame, and nothing to press', async () => {
    const { page } = await open(text, '', { colorScheme: 'dark' });
    await page.emulateMedia({ media: 'print' });
    expect(await page.locator('#access-0').getByText('app.handle').isVisible()).toBe(true);
    expect(await page.getByText('The accesses in the order').isVisible()).toBe(true);
    for (const gone of ['.toolbar', '.list-pane', '.actions']) {
      expect(await page.locator(gone).isVisible(), gone).toBe(false);
    }
    const ground = await page.evaluate<string>('getComputedStyle(document.body).backgroundColor');
    expect(ground).toBe('rgb(255, 255, 255)');
    expect((await page.pdf()).length).toBeGreaterThan(10_000);
  });

  it('all of the list, and afterwards the page as it was', async () => {
    const { page, faults } = await open(text, '#pattern=lost-update');
    await page.evaluate(`globalThis.print = () => {
      globalThis.printed = document.querySelectorAll('.all-races .race').length;
      setTimeout(() => dispatchEvent(new Event('afterprint')), 300);
    }`);
    await page.getByRole('button', { name: 'Print all' }).click();
    const wanted = races.filter(({ pattern }) => pattern === 'lost-update').length;
    await expect.poll(() => page.evaluate('globalThis.printed')).toBe(wanted);
    await expect.poll(() => page.locator('.all-races').count()).toBe(0);
    expect(await faults()).toEqual([]);
  });
});
