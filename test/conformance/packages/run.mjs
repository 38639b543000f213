// One run of a package's test command, plain or under the preload, and the list of its tests with their outcome.

import { execFileSync, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { readTap } from './tap.mjs';

const LIMIT_MS = 30 * 60_000;

/** What makes a run an instrumented one: the preload, and no exit code of ours. Its processes share a cache. */
export const preload = (register, options) => (directory) => ({
  NODE_OPTIONS: `--require ${register}`,
  RACEWATCH: `${options} cache=${join(directory, 'cache')} fail_on=never log_path=stderr`,
});

/** @returns { tests: Map of name to state, sites: how many were instrumented if that is known, code, output }. */
export async function runTests(recipe, directory, { node, environment = () => ({}) }) {
  const results = mkdtempSync(join(tmpdir(), 'racewatch-conformance-'));
  const file = join(results, 'tests.jsonl');
  const env = {
    ...process.env,
    RACEWATCH: '',
    NODE_ENV: 'test',
    ...environment(results),
    PATH: `${dirname(node)}:${process.env.PATH}`,
    CONFORMANCE_RESULTS: file,
    CONFORMANCE_SITES: `${file}.sites`,
  };
  const { code, output } = await finished(
    spawn(node, recipe.command(majorOf(node)), { cwd: directory, env }),
  );
  const tests = byName(recipe.tap ? readTap(output) : written(file));
  const sites = written(`${file}.sites`).reduce((sum, line) => sum + line.sites, 0);
  rmSync(results, { recursive: true, force: true });
  return { tests, sites, code, output: output.slice(-20_000) };
}

function finished(child) {
  return new Promise((done) => {
    let output = '';
    const limit = setTimeout(() => child.kill('SIGKILL'), LIMIT_MS);
    const keep = (chunk) => {
      output += chunk;
    };
    child.stdout.on('data', keep);
    child.stderr.on('data', keep);
    child.on('close', (code) => {
      clearTimeout(limit);
      done({ code, output });
    });
  });
}

const majorOf = (node) =>
  Number(execFileSync(node, ['-p', 'process.versions.node.split(".")[0]'], { encoding: 'utf8' }));

const written = (file) =>
  existsSync(file)
    ? readFileSync(file, 'utf8')
        .split('\n')
        .filter(Boolean)
        .map((line) => JSON.parse(line))
    : [];

// Tests may share a name: the second one becomes `name #2`.
function byName(results) {
  const tests = new Map();
  const seen = new Map();
  for (const { name, state, error } of results) {
    const count = (seen.get(name) ?? 0) + 1;
    seen.set(name, count);
    tests.set(count === 1 ? name : `${name} #${count}`, { state, error });
  }
  return tests;
}
