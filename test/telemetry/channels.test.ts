// The diagnostics channels of a real process: what subscribers hear, and that they do no harm.

import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Race } from '../../src/report/model.ts';
import { racesIn } from '../e2e/workshop.ts';
import { ROOT, runNode } from '../support/children.ts';

interface Task {
  readonly id: number;
  readonly kind: string;
  readonly name: string;
  readonly parent: number;
  readonly by?: string;
}
type Heard = readonly [channel: string, message: unknown];

const PRELOAD = join(ROOT, 'dist/instrument/register.js');

async function run(mode: string) {
  const program = join(ROOT, 'test/telemetry/channels.cjs');
  const ended = await runNode(['--require', PRELOAD, program, mode], {
    env: { RACEWATCH: 'exitcode=0 format=jsonl log_path=stderr' },
  });
  expect(ended.code, ended.stderr).toBe(0);
  const reported = ended.stderr.split('\n').filter((line) => line.startsWith('{'));
  return {
    heard: JSON.parse(ended.stdout) as Heard[],
    races: racesIn(reported.map((line) => `${line}\n`).join('')),
    said: ended.stderr.split('\n').filter((line) => line !== '' && !line.startsWith('{')),
  };
}

const on = (heard: readonly Heard[], channel: string) =>
  heard.filter(([name]) => name === channel).map(([, message]) => message);
const tasksOn = (heard: readonly Heard[], channel: string) => on(heard, channel) as Task[];

describe('a subscriber', () => {
  it('hears each race, as it is reported, in an object of its own', async () => {
    const { heard, races } = await run('');
    expect(races).toHaveLength(1);
    expect(on(heard, 'race')).toEqual(races);
  });

  it('hears what tasks begin and how they end', async () => {
    const { heard } = await run('');
    const ends = tasksOn(heard, 'task:end').map(({ kind, name, by }) => [kind, name, by]);
    expect(ends).toEqual(
      expect.arrayContaining([
        ['task', 'first', 'settled'],
        ['task', 'second', 'settled'],
        ['task', 'in one go', 'returned'],
        ['task', 'fails', 'settled'],
        ['task', 'throws', 'returned'],
        ['task', 'adopts', 'settled'],
        ['timer', 'timeout 1 ms', 'returned'],
        ['http', 'GET /buy', 'response'],
        ['connection', 'connection', 'closed'],
      ]),
    );
  });

  it('hears of every task that ends that it began, once, and of every one that began that it ended', async () => {
    const { heard } = await run('');
    const starts = tasksOn(heard, 'task:start');
    const ends = tasksOn(heard, 'task:end').map(({ by: _, ...task }) => task);
    const byId = (one: Task, other: Task) => one.id - other.id;
    expect(starts.length).toBeGreaterThan(8);
    expect([...ends].sort(byId)).toEqual([...starts].sort(byId));
  });

  it('hears of the tasks by the numbers that reports use', async () => {
    const { heard, races } = await run('');
    const started = new Map(tasksOn(heard, 'task:start').map(({ id, name }) => [id, name]));
    for (const { id, name } of (races[0] as Race).tasks) expect(started.get(id)).toBe(name);
  });

  it('hears of an end when the work is over, not when it is put off', async () => {
    const { heard } = await run('');
    const at = (wanted: (message: Heard) => boolean) => heard.findIndex(wanted);
    const endOf = (name: string) =>
      at(([channel, task]) => channel === 'task:end' && (task as Task).name === name);
    expect(endOf('adopts')).toBeGreaterThan(at(([what]) => what === 'inner is over'));
    expect(endOf('GET /buy')).toBeGreaterThan(at(([what]) => what === 'answering'));
  });

  it('hears the statistics every few seconds', async () => {
    const { heard } = await run('stats');
    const [stats] = on(heard, 'stats');
    expect(stats).toMatchObject({ on: true, races: 1, faults: 0 });
  });

  it('that throws changes nothing for the application, and is mentioned once', async () => {
    const { heard, races, said } = await run('throws');
    expect(races).toHaveLength(1);
    expect(on(heard, 'task:end').length).toBeGreaterThan(8);
    expect(said).toEqual([
      'racewatch: a subscriber of racewatch:task:start threw, which is ignored: on purpose',
    ]);
  });

  it('is not watched while it is told', async () => {
    const { heard } = await run('');
    const [told, written] = on(heard, 'watched') as [number, number];
    expect(told).toBeGreaterThan(20);
    expect(written).toBe(1);
  });

  it('can leave', async () => {
    const { heard } = await run('leaves');
    expect(heard.find(([what]) => what === 'left')).toEqual(['left', 0, [false, false, false, false]]);
  });
});

it('without subscribers nothing is different', async () => {
  const { heard, races, said } = await run('deaf');
  expect(heard.map(([what]) => what)).toEqual(['inner is over', 'answering', 'watched', 'watched']);
  expect(races).toHaveLength(1);
  expect(said).toEqual([]);
});

it('a rejection that nobody handles is still one while somebody hears of the ends of tasks', async () => {
  const script = `
    require('node:diagnostics_channel').subscribe('racewatch:task:end', ({ name, by }) => console.log(name, by));
    require('racewatch').task('fails', async () => { await null; throw new Error('nobody handles this'); });`;
  const ended = await runNode(['--require', PRELOAD, '-e', script], { env: { RACEWATCH: '' } });
  expect(ended.code).toBe(1);
  expect(ended.stderr).toContain('Error: nobody handles this');
});
