// The demonstration with a shorter load: the whole story on real servers, plain and under the preload.

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type StoryResult, tellStory } from '../../examples/context-logging/story.ts';
import { compile, lineWith, preload, reportsTo, root, siteOf } from './examples.ts';

const logs = mkdtempSync(join(tmpdir(), 'context-logging-'));
let scripts = '';

beforeAll(() => {
  scripts = join(compile('context-logging'), 'context-logging');
});

afterAll(() => rmSync(logs, { recursive: true, force: true }));

function tell(fixed: boolean, options?: string): Promise<StoryResult> {
  return tellStory({
    scripts,
    log: join(logs, `${fixed ? 'fixed' : 'story'}-${options ? 'watched' : 'plain'}.log`),
    fixed,
    seconds: 2,
    nodeArguments: options ? preload : [],
    env: options ? { RACEWATCH: options } : {},
    cwd: root,
  });
}

describe('examples/context-logging', () => {
  it('answers searches, fails when the index stops, and logs maps that never existed', async () => {
    const story = await tell(false);
    expect(story).toMatchObject({ exitCode: 0, stderr: '' });
    expect(story.found).toBeGreaterThan(0);
    expect(story.failed).toBeGreaterThan(0);
    expect(story.torn).toBeGreaterThan(0);
  });

  it('is reported with the logger, the connection handler and the request', async () => {
    const reports = reportsTo('context-logging');
    const story = await tell(false, reports.options);
    expect(story.failed).toBeGreaterThan(0);
    expect(story.exitCode).toBe(66);

    const races = reports.read();
    const race = races.find(({ pattern, location }) => {
      return pattern === 'mutation-during-iteration' && /\bactiveConn\b/.test(location.path);
    });
    expect(race, `reported: ${JSON.stringify(races, null, 1)}`).toBeDefined();
    if (!race) return;

    const walked = race.accesses.find(({ role }) => role === 'first');
    const changed = race.accesses.find(({ role }) => role === 'intervening');
    expect(walked?.op).toBe('iterate');
    expect(siteOf(walked)).toBe(lineWith('examples/context-logging/logger.ts', 'of map)'));
    expect([
      lineWith('examples/context-logging/server.ts', 'activeConn.set('),
      lineWith('examples/context-logging/server.ts', 'activeConn.delete('),
    ]).toContain(siteOf(changed));
    expect(race.tasks.find(({ id }) => id === walked?.task)?.name).toMatch(/^GET \/search/);
  });

  it('is silent under the same load when the logger takes a snapshot', async () => {
    const reports = reportsTo('context-logging-fixed');
    const story = await tell(true, reports.options);
    expect(story.failed).toBeGreaterThan(0);
    expect(story).toMatchObject({ exitCode: 0, torn: 0 });
    expect(reports.read()).toEqual([]);
  });
});
