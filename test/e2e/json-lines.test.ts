// The log as a program reads it: one object a line, each as the schema says, in a file for its owner alone. Every
// other test of this folder that reads JSON lines holds them against the schema as well.

import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { racesIn, SHOP, Workshop } from './workshop.ts';

const workshop = new Workshop();
afterAll(() => workshop[Symbol.dispose]());

/** One race of each pattern, on a field of that name. */
const PATTERNS = `
const { track, task } = require('racewatch');
const turns = async (count) => { for (let n = 0; n < count; n++) await new Promise((done) => setImmediate(done)); };
const pair = (one, other) => Promise.all([task('one', one), task('other', other)]);
const update = track({ n: 1 }, 'update');
const stock = track({ n: 1 }, 'stock');
const slot = track({ user: '' }, 'slot');
const price = track({ now: 1 }, 'price');
const cache = track(new Map([['k', 1]]), 'cache');
const account = track({ from: 5, to: 5 }, 'account');
const open = track(new Map([[1, 1], [2, 2]]), 'open');
const users = track(new Map(), 'users');
(async () => {
  await pair(async () => {
    const n = update.n;
    await turns(2);
    update.n = n + 1;
  }, async () => {
    await turns(1);
    update.n = 7;
  });
  await pair(async () => {
    if (stock.n > 0) {
      await turns(2);
      stock.n--;
    }
  }, async () => {
    await turns(1);
    stock.n = 0;
  });
  await pair(async () => {
    slot.user = 'a';
    await turns(2);
    return slot.user;
  }, async () => {
    await turns(1);
    slot.user = 'b';
  });
  await pair(async () => {
    const before = price.now;
    await turns(2);
    return before + price.now;
  }, async () => {
    await turns(1);
    price.now = 2;
  });
  await pair(async () => {
    cache.clear();
    await turns(2);
    cache.set('k', 2);
  }, async () => {
    await turns(1);
    return cache.get('k');
  });
  await pair(async () => {
    const from = account.from;
    await turns(2);
    return from + account.to;
  }, async () => {
    await turns(1);
    account.from = 4;
    account.to = 6;
  });
  await pair(async () => {
    for (const [key] of open) await turns(2);
  }, async () => {
    await turns(1);
    open.set(3, 3);
  });
  await pair(async () => {
    const user = {};
    users.set('u', user);
    await turns(2);
    users.get('u').name = 'late';
  }, async () => {
    await turns(1);
    return users.get('u').name;
  });
})();
`;

/** Keys and names that would break lines or tables. */
const HOSTILE = SHOP.replace(
  "{ apples: 10 }, 'stock'",
  "{ ['a\\n{\"x\":1}\\u2028\\u001b[31m\\ud800']: 10 }, 'st\\nock'",
)
  .replaceAll('stock.apples', 'stock[\'a\\n{"x":1}\\u2028\\u001b[31m\\ud800\']')
  .replace("task('first'", "task('fir\\nst\\u0000'");

beforeAll(() => {
  workshop.write('patterns.cjs', PATTERNS);
  workshop.write('hostile.cjs', HOSTILE);
  workshop.write('shop.cjs', SHOP);
  workshop.write('open.cjs', `process.umask(0); ${SHOP}`);
});

describe('a log of JSON lines', () => {
  it('has a line for every pattern, and each is as the schema says', async () => {
    const ended = await workshop.watch(['patterns.cjs'], {
      racewatch: 'format=jsonl log_path=patterns level=notice',
    });
    expect(ended).toMatchObject({ code: 66, stdout: '', stderr: '' });
    const races = workshop.logs('patterns').flatMap((log) => log.races);
    expect(races.map((race) => `${race.pattern} ${race.location.path}`)).toEqual(
      expect.arrayContaining([
        'lost-update update.n',
        'check-then-act stock.n',
        'overwritten slot.user',
        'unrepeatable-read price.now',
        'dirty-read cache["k"]',
        'torn-read account.to',
        'mutation-during-iteration open',
        'unsafe-publication users["u"].name',
      ]),
    );
    for (const race of races) {
      expect(race.accesses.map((access) => access.role)).toEqual(['first', 'intervening', 'second']);
      const times = race.accesses.map((access) => access.turn);
      expect(times).toEqual([...times].sort((one, other) => one - other));
    }
  });

  it('keeps one object a line whatever keys and names are made of', async () => {
    const ended = await workshop.watch(['hostile.cjs'], { racewatch: 'format=jsonl log_path=stdout' });
    expect(racesIn(ended.stdout)).toHaveLength(1);
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what must not be there
    expect(ended.stdout).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u2028]/);
  });

  it('is readable by its owner alone, whatever the umask', async () => {
    await workshop.watch(['open.cjs'], { racewatch: 'format=jsonl log_path=private' });
    await workshop.watch(['open.cjs'], { racewatch: 'format=text log_path=private' });
    expect(workshop.logs('private')).toHaveLength(2);
  });

  it('is not written through a link that somebody has put in its place', async () => {
    const target = workshop.write('target', 'untouched');
    workshop.write(
      'linked.cjs',
      `require('node:fs').symlinkSync('target', 'link.' + process.pid + '.jsonl'); ${SHOP}`,
    );
    const ended = await workshop.watch(['linked.cjs'], { racewatch: 'format=jsonl log_path=link' });
    const [sentence, ...lines] = ended.stderr.split('\n');
    expect(sentence).toMatch(
      /^racewatch: cannot open link\.\d+\.jsonl \(ELOOP\); reports go to stderr instead\.$/,
    );
    expect(racesIn(lines.join('\n'))).toHaveLength(1);
    expect(readFileSync(target, 'utf8')).toBe('untouched');
  });
});
