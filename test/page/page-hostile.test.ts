// A report made to do harm: whatever stands in it is shown as text, and nothing of it runs or is loaded.

import { expect, it } from 'vitest';
import type { Race } from '../../src/report/model.ts';
import { RACES } from '../unit/report-races.ts';
import { ABOUT, builtPage, describeInBrowser, html, policyOf, realisticRaces } from './support.ts';

const MARKUP = [
  '<script>globalThis.owned = 1</script>',
  '</script><script>globalThis.owned = 1</script>',
  '</title></style><svg onload="globalThis.owned = 1">',
  '<!--<script>',
  '<img src="https://evil.example/x.png" onerror="globalThis.owned = 1">',
  '"><iframe srcdoc="<script>parent.owned = 1</script>">',
  '<a href="javascript:globalThis.owned = 1" autofocus onfocus="globalThis.owned = 1">x</a>',
  "${globalThis.owned = 1}{{constructor.constructor('globalThis.owned = 1')()}}",
  '&lt;script&gt;&#60;img src=x onerror=owned=1&#62;',
];
const NAMES = ['__proto__', 'constructor', 'toString', 'hasOwnProperty', 'valueOf'];
const BIDI = 'ab\u202egnp.exe\u2066\u200f\u061c';
const HUGE = 'x'.repeat(300_000);

/** The race with this text everywhere where a report has text. */
function filledWith(text: string, race: Race): Race {
  const fill = (value: unknown): unknown => {
    if (typeof value === 'string') return text;
    if (Array.isArray(value)) return value.map(fill);
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, fill(each)]));
  };
  const { level, pattern, schema } = race;
  const filled = fill(race) as Race;
  const roles = race.accesses.map(({ role, op }) => ({ role, op }));
  const accesses = filled.accesses.map((access, index) => ({ ...access, ...roles[index] }));
  return { ...filled, schema, level, pattern, accesses };
}

const model = realisticRaces()[0] as Race;

describeInBrowser('a hostile report', (open) => {
  it.each(MARKUP)('%s is text', async (markup) => {
    const about = { ...ABOUT, title: markup, sources: [markup, markup], generated: markup };
    const { page, faults } = await open(
      html([filledWith(markup, model)], { ...about, codeFrame: () => markup }),
    );
    expect(await page.title()).toBe(markup);
    expect(await page.locator('.row-path').textContent()).toBe(markup);
    expect(await page.locator('.message').textContent()).toBe(markup);
    expect(await page.evaluate('globalThis.owned')).toBeUndefined();
    expect(await page.locator('#page :is(script, iframe, img, a, link, object, style, form)').count()).toBe(
      0,
    );
    await page.locator('[data-mark="0"]').click();
    await page.getByLabel('Group by location').check();
    expect(await page.evaluate('globalThis.owned')).toBeUndefined();
    expect(await faults()).toEqual([]);
  });

  it.each(NAMES)('%s is a name like any other', async (name) => {
    const races = [
      filledWith(name, model),
      { ...filledWith(name, model), pattern: name, level: name } as unknown as Race,
      { ...model, accesses: model.accesses.map((access) => ({ ...access, op: name })) } as unknown as Race,
    ];
    const { page, faults } = await open(html(races), `#level=${name}`);
    await expect.poll(() => page.getByRole('option').count()).toBe(1);
    await page.goto(page.url().replace(/#.*/, '#'));
    for (const key of ['j', 'j', 'k', 'g', 'j']) await page.keyboard.press(key);
    await expect.poll(() => page.locator('#race h2').isVisible()).toBe(true);
    expect(await faults()).toEqual([]);
  });

  it('own keys of that name in the data change nothing', async () => {
    const data = JSON.stringify(model).replace(
      '{',
      '{"__proto__":{"polluted":1},"constructor":{"polluted":1},',
    );
    const { page, faults } = await open(html([JSON.parse(data) as Race]));
    expect(await page.evaluate('({}).polluted')).toBeUndefined();
    expect(await page.getByRole('option').count()).toBe(1);
    expect(await faults()).toEqual([]);
  });

  it('marks that turn the reading direction or hide themselves are written out', async () => {
    const { page, faults } = await open(html([filledWith(BIDI, model)]));
    expect(await page.locator('.row-path').textContent()).toBe('ab\\u202egnp.exe\\u2066\\u200f\\u061c');
    const all = (await page.locator('#page').textContent()) ?? '';
    expect(all).not.toMatch(/[\u202a-\u202e\u2066-\u2069\u200e\u200f\u061c]/);
    expect(await faults()).toEqual([]);
  });

  it('control characters are written out', async () => {
    const { page, faults } = await open(html([RACES['hostile-names'] as Race]));
    expect(await page.locator('#race h2').textContent()).toContain(
      'users["\\x1b[2J\\u202egnp.exe\\n"].api_key',
    );
    expect(await faults()).toEqual([]);
  });

  it('strings of any length leave the page usable', async () => {
    const { page, faults } = await open(html([filledWith(HUGE, model), model]));
    expect((await page.locator('#page').textContent())?.length).toBeLessThan(60_000);
    const [wide, seen] = await page.evaluate<number[]>(
      '[document.documentElement.scrollWidth, document.documentElement.clientWidth]',
    );
    expect(wide).toBe(seen);
    await page.keyboard.press('j');
    await expect.poll(() => page.locator('#race h2').textContent()).toContain(model.location.path);
    expect(await faults()).toEqual([]);
  });

  const odd: [what: string, change: Partial<Race>][] = [
    ['no access', { accesses: [] }],
    ['one access', { accesses: model.accesses.slice(0, 1) }],
    ['no task', { tasks: [] }],
    [
      'times that go backwards',
      { accesses: model.accesses.map((each, index) => ({ ...each, time: -index })) },
    ],
    ['equal times', { accesses: model.accesses.map((each) => ({ ...each, time: 5 })) }],
    [
      'times without end',
      { accesses: model.accesses.map((each, index) => ({ ...each, time: index * 1e300 })) },
    ],
    ['sixty accesses', { accesses: Array.from({ length: 20 }, () => model.accesses).flat() }],
  ];
  it.each(odd)('a race with %s is shown', async (_what, change) => {
    const { page, faults } = await open(html([{ ...model, ...change }]));
    expect(await page.locator('#race h2').textContent()).toContain(model.location.path);
    expect(await page.locator('.timeline svg').innerHTML()).not.toMatch(/NaN|Infinity|undefined/);
    expect(await faults()).toEqual([]);
  });
});

describeInBrowser('the policy of the page', (open) => {
  it('lets nothing run but the one script and the one style', () => {
    const parts = new Map(
      policyOf(builtPage())
        .split('; ')
        .map((part) => part.split(/ (.*)/s) as [string, string]),
    );
    expect(parts.get('default-src')).toBe("'none'");
    expect(parts.get('script-src')).toMatch(/^'sha256-[\w+/]{43}='$/);
    expect(parts.get('style-src')).toMatch(/^'sha256-[\w+/]{43}='$/);
    expect(builtPage()).not.toMatch(/unsafe-|https?:\/\/(?!www\.w3\.org)/);
  });

  it('stops a script that somebody puts into the file', async () => {
    const text = html([model]).replace(
      '<div id="page">',
      '<script>globalThis.owned = 1</script><div id="page">',
    );
    const { page, faults } = await open(text);
    expect(await page.evaluate('globalThis.owned')).toBeUndefined();
    expect((await faults()).join('\n')).toContain('script-src-elem');
  });
});
