import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ROOT } from '../support/children.ts';

const SHAPES = join(__dirname, 'shapes.cjs');

/** The other supported Nodes, where `npm run nodes` has fetched them. */
const NODES = [20, 22, 24, 26].flatMap((major) => {
  const binary = join(ROOT, `.cache/nodes/node_modules/node${major}/bin/node`);
  return existsSync(binary) ? [{ major, binary }] : [];
});

interface Outcome {
  driver: string;
  shapes: number;
  wrong: string[];
}

function run(binary: string, driver: string): Outcome {
  return JSON.parse(execFileSync(binary, [SHAPES, driver], { encoding: 'utf8' })) as Outcome;
}

describe('the order of turns under a real driver', () => {
  it.each([
    { major: 'this', binary: process.execPath, driver: 'async_hooks' },
    ...NODES.map((node) => ({ ...node, driver: 'async_hooks' })),
    ...NODES.filter(({ major }) => major >= 24).map((node) => ({ ...node, driver: 'promise_hooks' })),
  ])('is right for every shape on Node $major with $driver', ({ binary, driver }) => {
    const outcome = run(binary, driver);
    expect(outcome.wrong).toEqual([]);
    expect(outcome.driver).toBe(driver);
    expect(outcome.shapes).toBeGreaterThan(20);
  });
});
