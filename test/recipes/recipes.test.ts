// The recipes of the documentation, run as they are printed, against the real loggers.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Workshop } from '../e2e/workshop.ts';
import { ROOT } from '../support/children.ts';

type Line = Readonly<Record<string, unknown>>;

/** The blocks of a page in one language. */
function blocksOf(page: string, language: string): string[] {
  const fence = new RegExp(`\`\`\`${language}\n([\\s\\S]*?)\`\`\``, 'g');
  return [...page.matchAll(fence)].map(([, block]) => block as string);
}

describe.each(['pino', 'winston'])('the recipe for %s', (logger) => {
  const page = readFileSync(join(ROOT, `docs/recipes/${logger}.md`), 'utf8');
  const [shown] = blocksOf(page, 'json');
  let workshop: Workshop;

  beforeAll(() => {
    workshop = new Workshop([logger]);
    const [races, made] = blocksOf(page, 'js');
    workshop.write('races.js', races as string);
    workshop.write('logger.js', made as string);
    workshop.write('app.js', readFileSync(join(ROOT, 'test/recipes/app.cjs'), 'utf8'));
    workshop.write('levels.js', readFileSync(join(ROOT, 'test/recipes/levels.cjs'), 'utf8'));
  });
  afterAll(() => workshop[Symbol.dispose]());

  async function run(program: string, options = ''): Promise<Line[]> {
    const { code, stdout, stderr } = await workshop.watch([program], {
      racewatch: `log_path=race format=jsonl exitcode=0 level=notice ${options}`,
    });
    expect([code, stderr]).toEqual([0, '']);
    return stdout
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as Line);
  }

  const told = (lines: readonly Line[]) => lines.filter(({ event }) => event === 'racewatch.race');

  it('gives the line that the page shows', async () => {
    const lines = await run('app.js');
    const { time, pid, hostname, ...rest } = told(lines)[0] as Line;
    const { time: _, pid: __, hostname: ___, ...expected } = JSON.parse(shown as string) as Line;
    expect(rest).toEqual(expected);
    if (logger === 'pino')
      expect([typeof time, typeof pid, typeof hostname]).toEqual(['number', 'number', 'string']);
    expect(told(lines)).toHaveLength(1);
    expect(lines).toHaveLength(5);
  });

  it('finds no race in the logger itself, be it instrumented as well', async () => {
    const lines = await run('app.js', 'deps=*');
    expect(told(lines).map(({ path }) => path)).toEqual(['stock["apples"]']);
  });

  it('gives each level its own, and a line of some thousand letters at most', async () => {
    const lines = told(await run('levels.js'));
    const levels = Object.fromEntries(lines.map(({ pattern, level }) => [pattern, level]));
    const [error, warning, notice] = logger === 'pino' ? [50, 40, 30] : ['error', 'warn', 'info'];
    expect(levels).toMatchObject({
      'lost-update': error,
      'check-then-act': warning,
      'unrepeatable-read': notice,
    });
    for (const line of lines) expect(JSON.stringify(line).length).toBeLessThan(5000);
  });
});
