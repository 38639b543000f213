import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ROOT, runNode } from '../support/children.ts';

const PROGRAMS = join(ROOT, 'test/roots-apps/programs');
const REGISTER = join(ROOT, 'dist/instrument/register.js');

/** Two overlapping requests write, wait, and read back: what they find was the other's. */
const races = {
  express: ['app.locals.page.title', 'req.user.name', 'res.locals.owner'],
  koa: ['app.context.user', 'ctx.state.user'],
  fastify: ['fastify.current.name', 'request.user.name'],
  'cls-hooked': ['cls("session").data.user', 'cls("session").pooled.user'],
  'async-storage': ['AsyncLocalStorage store.user'],
};

const cases: [string, keyof typeof races][] = [
  ['express', 'express'],
  ['express4', 'express'],
  ['koa', 'koa'],
  ['koa2', 'koa'],
  ['fastify', 'fastify'],
  ['fastify4', 'fastify'],
  ['cls-hooked', 'cls-hooked'],
  ['node:async_hooks', 'async-storage'],
];

/** Paths of the races that the preload reports for one program. */
async function reported(flags: string[], runner: string, program: string, name: string): Promise<string[]> {
  const ended = await runNode([...flags, join(PROGRAMS, runner), program, name], {
    env: { RACEWATCH: 'format=jsonl log_path=stdout level=warning' },
  });
  expect(ended.stderr).toBe('');
  expect(ended.code).toBe(66);
  const lines = ended.stdout.split('\n').filter((line) => line !== '');
  return lines.map((line) => {
    const race = JSON.parse(line);
    expect(race.pattern).toBe('overwritten');
    expect(race.tasks.map((task: { kind: string }) => task.kind)).toEqual(['http', 'http']);
    return race.location.path;
  });
}

describe.each(cases)('under the preload, %s', (name, program) => {
  it('shows shared values and nothing else, when required', async () => {
    const paths = await reported(['--require', REGISTER], 'run.cjs', program, name);
    expect(paths.sort()).toEqual(races[program]);
  });

  it('shows shared values and nothing else, when imported', async () => {
    const paths = await reported(['--import', REGISTER], 'run.mjs', program, name);
    expect(paths.sort()).toEqual(races[program]);
  });
});
