// Callbacks that a shared connection calls in turns of its own: `racewatch doctor` names where, and once they are
// given their caller back, or promises are awaited, the race between the requests is found.

import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ROOT, runNode } from '../support/children.ts';

const command = join(ROOT, 'dist/src/cli/main.js');
const programs = 'test/services/programs';
/** As drivers in node_modules, this one is not instrumented. */
const RACEWATCH = 'exitcode=0 log_path=/dev/null exclude=**/callback-driver.cjs';

async function doctor(...args: string[]): Promise<{ tasks: string[][]; left: number; said: string[] }> {
  const program = `${programs}/callback-queue.cjs`;
  const ended = await runNode([command, 'doctor', '--', program, ...args], { env: { RACEWATCH } });
  expect(ended).toMatchObject({ code: 0, stderr: '' });
  const [told = '', ...said] = ended.stdout.trim().split('\n');
  const { tasks, left, faults } = JSON.parse(told) as { tasks: string[][]; left: number; faults: number };
  expect(faults).toBe(0);
  return { tasks, left, said };
}

describe.each([
  ['at start', []],
  ['in a task that is over', ['late']],
])('callbacks of a connection opened %s', (opened, late) => {
  it('that run for no task are named by their place', async () => {
    const { tasks, left, said } = await doctor('plain', ...late);
    expect({ tasks, left }).toEqual({ tasks: [], left: 9 });
    expect(said[0]).toBe('Lost context: watched state was touched for no task 2 times of 7');
    expect(said[1]).toMatch(
      new RegExp(
        `^ {2}2 ${programs}/callback-queue\\.cjs:\\d+ in write: stock\\["apples"\\] \\(a connection opened ${opened}\\)$`,
      ),
    );
    expect(said.join(' ')).toContain('AsyncResource.bind(callback)');
  });

  it.each(['bound', 'promise'])('that are %s run for their request, and its race is found', async (form) => {
    const { tasks, left, said } = await doctor(form, ...late);
    expect({ tasks, left }).toEqual({ tasks: [['http POST /sell', 'http POST /sell']], left: 9 });
    expect(said).toEqual([
      'Lost context: none seen; watched state was touched 7 times, and for a task each time or by the main script',
    ]);
  });
});

it('the exit code is that of the program, and options come before it', async () => {
  const args = ['doctor', '--instrument=off', '--', '-e', 'process.exitCode = 3'];
  const ended = await runNode([command, ...args], { env: { RACEWATCH: '' } });
  expect(ended.code).toBe(3);
  expect(ended.stdout).toContain('watched state was touched 0 times');
});

it('a server that a signal ends is told about as well, and the command ends by the signal', async () => {
  const script = 'setInterval(() => {}, 1000); console.log("ready")';
  const options = { env: { RACEWATCH: '' }, signalWhenReady: 'SIGINT' } as const;
  const ended = await runNode([command, 'doctor', '--', '-e', script], options);
  expect(ended.signal).toBe('SIGINT');
  expect(ended.stdout).toContain('Lost context: none seen');
});
