// The same tests as real programs: a CommonJS file (or an ES module) in a process of its own, with and without the
// preload. Slow, so only a sample is run, drawn with a seed.

import { spawn } from 'node:child_process';
import {
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { harnessFiles, readMetadata, textOf, variantsOf } from './metadata.mjs';

const PRELOAD = fileURLToPath(new URL('./module-preload.cjs', import.meta.url));
const LIMIT_MS = 20_000;

/** @param register the preload that instruments */
export async function runAsModuleFiles(files, { suite, node, jobs, register }) {
  const waiting = [...files];
  const results = [];
  const worker = async () => {
    for (let file = waiting.shift(); file; file = waiting.shift()) {
      const text = readFileSync(join(suite, file), 'utf8');
      const metadata = readMetadata(text);
      // The first variant: strict mode differs from it in nothing that a process of its own could show.
      const [variant] = variantsOf(metadata);
      results.push(await compare({ suite, file, text, metadata, variant }, { node, register }));
    }
  };
  await Promise.all(Array.from({ length: jobs }, worker));
  return results;
}

async function compare(test, { node, register }) {
  const { file, variant } = test;
  const directory = mkdtempSync(join(tmpdir(), 'racewatch-test262-'));
  try {
    const program = write(test, directory);
    const plain = await run(node, [], program, test);
    if (plain !== 'pass') return { file, variant, plain };
    return { file, variant, plain, got: await run(node, ['--require', register], program, test) };
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}

// A module test comes with all modules of its folder, since it may import any of them.
function write({ suite, file, text, variant }, directory) {
  const program = join(directory, basename(file));
  if (variant === 'module') copyFixtures(join(suite, dirname(file)), directory);
  writeFileSync(program, textOf(text, variant));
  writeFileSync(
    join(directory, 'package.json'),
    JSON.stringify({ type: variant === 'module' ? 'module' : 'commonjs' }),
  );
  return program;
}

function copyFixtures(from, to) {
  for (const entry of readdirSync(from, { withFileTypes: true })) {
    if (entry.isDirectory()) {
      mkdirSync(join(to, entry.name));
      copyFixtures(join(from, entry.name), join(to, entry.name));
    } else if (/_FIXTURE|\.json$/.test(entry.name)) {
      copyFileSync(join(from, entry.name), join(to, entry.name));
    }
  }
}

function run(node, flags, program, { suite, metadata }) {
  const harness = harnessFiles(metadata).map((name) => join(suite, 'harness', name));
  const job = { harness, negative: metadata.negative, async: metadata.flags.has('async') };
  const args = [...flags, '--expose-gc', '--no-warnings', '--require', PRELOAD, program];
  const env = {
    ...process.env,
    CONFORMANCE_TEST: JSON.stringify(job),
    RACEWATCH: 'instrument=app fail_on=never',
  };
  return new Promise((done) => {
    const child = spawn(node, args, { cwd: dirname(program), env, stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    child.stdout.on('data', (chunk) => {
      output += chunk;
    });
    let errors = '';
    child.stderr.on('data', (chunk) => {
      errors += chunk;
    });
    const limit = setTimeout(() => child.kill('SIGKILL'), LIMIT_MS);
    child.on('close', (code) => {
      clearTimeout(limit);
      const verdict = output.match(/^@@(.*)$/m)?.[1] ?? `ended with ${code}: ${errors.slice(-200)}`;
      done(verdict === 'pass' && errors !== '' ? `on stderr: ${errors.slice(0, 200)}` : verdict);
    });
  });
}
