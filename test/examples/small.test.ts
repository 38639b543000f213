// Each small example, in a process of its own: the mistake shows, Racewatch names it, the fix is silent.

import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Level, PatternName } from '../../src/report/model.ts';
import { compile, lineWith, preload, reportsTo, runScript, siteOf } from './examples.ts';

interface Example {
  name: string;
  /** What the program prints when things have gone wrong, and when they have not. */
  wrong: RegExp;
  right: RegExp;
  pattern: PatternName;
  level: Level;
  path: RegExp;
  task: RegExp;
  /** Code at the first, the intervening and the second access. */
  code: [string, string, string];
}

const examples: Example[] = [
  {
    name: 'express-oversell',
    wrong: /3 bicycles in stock, ([4-9]|10) sold/,
    right: /3 bicycles in stock, 3 sold/,
    pattern: 'lost-update',
    level: 'error',
    path: /\.inventory\["bicycle"\]$/,
    task: /^POST \/buy\/bicycle/,
    code: ['const stock =', 'set(item, stock - 1)', 'set(item, stock - 1)'],
  },
  {
    name: 'fastify-decorator',
    wrong: /3 visitors, [12] greeted as somebody else/,
    right: /3 visitors, 0 greeted as somebody else/,
    pattern: 'overwritten',
    level: 'error',
    path: /session\.user$/,
    task: /^GET \/hello/,
    code: ['app.session.user = String', 'app.session.user = String', 'const user = app.session.user'],
  },
  {
    name: 'koa-context-leak',
    wrong: /3 customers, [12] saw another's name/,
    right: /3 customers, 0 saw another's name/,
    pattern: 'overwritten',
    level: 'error',
    path: /context\.user$/,
    task: /^GET \/orders/,
    code: ['ctx.app.context.user = ctx.get', 'ctx.app.context.user = ctx.get', 'ctx.body = { user: ctx.app'],
  },
  {
    name: 'cls-mix-up',
    wrong: /3 customers, [12] were shown another's balance/,
    right: /3 customers, 0 were shown another's balance/,
    pattern: 'overwritten',
    level: 'error',
    path: /\buser\b/,
    task: /^GET \/balance/,
    code: ["bank.set('user'", "bank.set('user'", "bank.get('user')"],
  },
  {
    name: 'als-stampede',
    wrong: /8 requests, prices loaded [2-8] times/,
    right: /8 requests, prices loaded 1 times/,
    pattern: 'check-then-act',
    level: 'warning',
    path: /cache\["today"\]$/,
    task: /^GET \/prices/,
    code: ['const found =', 'store.cache.set(key, prices)', 'store.cache.set(key, prices)'],
  },
];

let compiled = '';

beforeAll(() => {
  compiled = compile('small');
});

describe.each(examples)('examples/$name', (example) => {
  const script = () => join(compiled, example.name, 'app.js');

  it('goes wrong on its own', async () => {
    const outcome = await runScript(script(), {});
    expect(outcome).toMatchObject({ exitCode: 0, stdout: expect.stringMatching(example.wrong), stderr: '' });
  });

  it(`is reported as ${example.pattern}, with its location, sites and requests`, async () => {
    const reports = reportsTo(example.name);
    const outcome = await runScript(script(), { nodeArguments: preload, options: reports.options });
    expect(outcome.stdout).toMatch(example.wrong);

    const races = reports.read();
    const race = races.find(({ pattern, location }) => {
      return pattern === example.pattern && example.path.test(location.path);
    });
    expect(race, `reported: ${JSON.stringify(races, null, 1)}`).toBeDefined();
    if (!race) return;

    expect(race.level).toBe(example.level);
    const byRole = (role: string) => race.accesses.find((access) => access.role === role);
    const accesses = [byRole('first'), byRole('intervening'), byRole('second')];
    const file = `examples/${example.name}/app.ts`;
    expect(accesses.map(siteOf)).toEqual(example.code.map((code) => lineWith(file, code)));

    expect(accesses[1]?.task).not.toBe(accesses[0]?.task);
    const names = accesses.map((access) => race.tasks.find(({ id }) => id === access?.task)?.name);
    for (const name of names) expect(name).toMatch(example.task);
    expect(outcome.exitCode).toBe(example.level === 'error' ? 66 : 0);
  });

  it('is silent when fixed', async () => {
    const reports = reportsTo(`${example.name}-fixed`);
    const outcome = await runScript(script(), {
      args: ['--fixed'],
      nodeArguments: preload,
      options: reports.options,
    });
    expect(outcome).toMatchObject({ exitCode: 0, stdout: expect.stringMatching(example.right) });
    expect(reports.read()).toEqual([]);
  });
});
